#include "app/desktop/launchroom.h"
#include "app/desktop/workbench.h"
#include "tests/support/fakeclock.h"
#include "ui/kit/notice.h"
#include "ui/launch/laneview.h"
#include "ui/launch/launchform.h"
#include "ui/launch/onepage.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

/// The launch room of the sample, in the whole window: what keys and mouse do there. Pictures of it are kept where
/// somebody wants them (WH_PICTURES, a folder).
class TestLaunchRoom : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase() { m_bench.reset(); }
    void whatTheDrawingShowsIsThere();
    void aStepIsCarriedByKeysAndPutBack();
    void theMouseDoesTheSame();
    void severalAreCarriedAsOne();
    void aNeedThatWouldCloseACircleIsRefusedInWords();
    void aLaneWithOpenGatesCannotSayGo();
    void aSlipIsTriedBeforeItIsDone();
    void itIsDrawnInEveryDress();

private:
    void strike(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *to = QApplication::focusWidget() ? QApplication::focusWidget() : &m_bench->window();
        QTest::keyClick(to, Qt::Key(key), modifiers);
    }
    [[nodiscard]] LaunchRoom &room() { return *m_bench->window().findChild<LaunchRoom *>(); }
    [[nodiscard]] LaneView &lanes() { return room().lanes(); }
    [[nodiscard]] const LaunchStep *step(const QString &name)
    {
        for (const LaunchStep &each : room().sight().plan->steps)
            if (each.name == name)
                return &each;
        return nullptr;
    }
    [[nodiscard]] QDate dayOf(const QString &name) { return daysOf(*step(name), room().sight().plan->launch).first; }
    void goTo(const QString &name)
    {
        lanes().setFocus();
        lanes().choose({ step(name)->id });
        QCOMPARE(lanes().current(), step(name)->id);
    }
    void undo(const QString &name, QDate day)
    {
        strike(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(dayOf(name), day);
    }
    void keep(const QString &name)
    {
        if (const QString folder = qEnvironmentVariable("WH_PICTURES"); !folder.isEmpty())
            m_bench->window().grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
    }

    QTemporaryDir m_folder;
    FakeClock m_clock; // Monday 12 October 2026
    Look m_look;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Workbench> m_bench;
};

void TestLaunchRoom::initTestCase()
{
    m_clock.set(QDateTime(QDate(2026, 10, 13), QTime(8, 42), Qt::UTC)); // the morning that is drawn
    const QString path = m_folder.filePath(QStringLiteral("sample.wheelhouse"));
    QVERIFY(Engine::makeSample(path, m_clock));
    m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_look.setReducedMotion(true);
    applyLook(*qApp, m_look);
    connect(&m_look, &Look::changed, qApp, [this] { applyLook(*qApp, m_look); });
    auto engine = Engine::open(path, EngineClaim::Role::Window, m_clock, Act::Quiet);
    QVERIFY(engine);
    auto bench = Workbench::open(std::move(*engine), m_look, *m_settings);
    QVERIFY(bench);
    m_bench = std::move(*bench);
    m_bench->window().resize(1440, 900);
    m_bench->window().show();
    m_bench->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window()));
    QVERIFY(m_bench->run(QStringLiteral("go.view-calendar-month")));
    QVERIFY(m_bench->run(QStringLiteral("calendar.launch")));
    QTRY_VERIFY(room().sight().plan.has_value());
}

void TestLaunchRoom::whatTheDrawingShowsIsThere()
{
    const LaunchSight &sight = room().sight();
    QCOMPARE(room().title(), QStringLiteral("Stillwater relaunch"));
    QCOMPARE(sight.plan->lanes.size(), 6);
    QCOMPARE(sight.plan->launch.doors.date, QDate(2026, 10, 22));
    QStringList inTheWay;
    for (const StepId each : sight.ready.inTheWay)
        inTheWay.append(sight.plan->step(each)->name);
    QVERIFY2(inTheWay.contains(QStringLiteral("Lab retest")), qPrintable(inTheWay.join(QLatin1Char(','))));
    QCOMPARE(step(QStringLiteral("Two cans, one picnic"))->card->state, CardState::Held);
    QCOMPARE(step(QStringLiteral("It is here"))->card->state, CardState::Published);
    QStringList behind;
    for (const LaunchSeen &each : sight.plan->seen)
        if (each.version != sight.plan->launch.version)
            behind.append(each.name);
    QCOMPARE(behind, QStringList { QStringLiteral("Mei Castellano") });
    QVERIFY(!sight.changesAfter(sight.oldestSeen()).isEmpty());
    keep(QStringLiteral("launch-light"));
}

void TestLaunchRoom::aStepIsCarriedByKeysAndPutBack()
{
    const QString name = QStringLiteral("Lab retest");
    const QDate day = dayOf(name);
    goTo(name);
    strike(Qt::Key_Space);
    QVERIFY(lanes().isCarrying());
    strike(Qt::Key_Right);
    strike(Qt::Key_Right);
    keep(QStringLiteral("launch-carried"));
    strike(Qt::Key_Escape);
    QVERIFY(!lanes().isCarrying());
    QCOMPARE(dayOf(name), day);
    strike(Qt::Key_Space);
    strike(Qt::Key_Right);
    strike(Qt::Key_Return);
    QTRY_COMPARE(dayOf(name), day.addDays(1));
    QCOMPARE(lanes().current(), step(name)->id);
    undo(name, day);
}

void TestLaunchRoom::theMouseDoesTheSame()
{
    const QString name = QStringLiteral("Label text, oat cans");
    const QDate day = dayOf(name);
    goTo(name);
    // Where the chip lies is asked as a person finds it: by its tooltip, whose first line is its name.
    QWidget *view = lanes().viewport();
    QPoint chip;
    for (int y = 40; y < view->height() && chip.isNull(); y += 8)
        for (int x = 220; x < view->width() && chip.isNull(); x += 16) {
            QTest::mouseClick(view, Qt::LeftButton, {}, { x, y });
            if (lanes().current() == step(name)->id && lanes().currentSentence().contains(name))
                chip = { x, y };
        }
    QVERIFY(!chip.isNull());
    const int dayWidth = m_look.scaled(65);
    QTest::mousePress(view, Qt::LeftButton, {}, chip);
    QTest::mouseMove(view, chip + QPoint(dayWidth / 2, 0));
    QMouseEvent move(QEvent::MouseMove, QPointF(chip + QPoint(2 * dayWidth, 0)),
        view->mapToGlobal(QPointF(chip + QPoint(2 * dayWidth, 0))), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(view, &move);
    QVERIFY(lanes().isCarrying());
    QTest::mouseRelease(view, Qt::LeftButton, {}, chip + QPoint(2 * dayWidth, 0));
    QTRY_COMPARE(dayOf(name), day.addDays(2));
    undo(name, day);
}

void TestLaunchRoom::severalAreCarriedAsOne()
{
    const QString one = QStringLiteral("Answers in saved replies");
    const QString other = QStringLiteral("Refund form tested");
    const QDate first = dayOf(one);
    const QDate second = dayOf(other);
    goTo(one);
    strike(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(lanes().subject().size(), 2);
    strike(Qt::Key_Space);
    strike(Qt::Key_Right, Qt::ShiftModifier); // a week
    strike(Qt::Key_Return);
    QTRY_COMPARE(dayOf(one), first.addDays(7));
    QCOMPARE(dayOf(other), second.addDays(7));
    undo(one, first);
    QCOMPARE(dayOf(other), second);
}

void TestLaunchRoom::aNeedThatWouldCloseACircleIsRefusedInWords()
{
    const qsizetype needs = room().sight().plan->needs.size();
    goTo(QStringLiteral("Lab retest"));
    strike(Qt::Key_L);
    QVERIFY(lanes().isLinking());
    lanes().choose({ step(QStringLiteral("Final clearance"))->id });
    strike(Qt::Key_Return);
    auto *notice = room().findChild<Notice *>();
    QTRY_VERIFY2(notice->words().contains(QStringLiteral("circle")), qPrintable(notice->words()));
    QVERIFY(notice->words().contains(QStringLiteral("Final clearance")));
    QCOMPARE(room().sight().plan->needs.size(), needs);
    notice->clear();
}

void TestLaunchRoom::aLaneWithOpenGatesCannotSayGo()
{
    goTo(QStringLiteral("Final clearance"));
    strike(Qt::Key_V);
    strike(Qt::Key_G);
    auto *notice = room().findChild<Notice *>();
    QTRY_VERIFY2(notice->words().contains(QStringLiteral("cannot say go")), qPrintable(notice->words()));
    keep(QStringLiteral("launch-refused"));
    notice->clear();
}

void TestLaunchRoom::aSlipIsTriedBeforeItIsDone()
{
    lanes().setFocus();
    strike(Qt::Key_M, Qt::ShiftModifier);
    QTRY_VERIFY(m_bench->window().findChild<LaunchForm *>()
        && m_bench->window().findChild<LaunchForm *>()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("3"));
    keep(QStringLiteral("launch-before-slip"));
    if (const QString folder = qEnvironmentVariable("WH_PICTURES"); !folder.isEmpty())
        m_bench->window().findChild<LaunchForm *>()->grab().save(folder + QStringLiteral("/launch-slip.png"));
    strike(Qt::Key_T, Qt::AltModifier);
    QTRY_VERIFY(!m_bench->window().findChild<LaunchForm *>());
    m_bench->window().activateWindow(); // as a window manager does when a dialog is gone
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window()));
    QTRY_COMPARE(room().sight().plan->launch.doors.date, QDate(2026, 10, 25)); // looked at, not done
    QCOMPARE(room().sight().layers.size(), 1);
    keep(QStringLiteral("launch-what-if"));
    room().lookThrough(0);
    QTRY_COMPARE(room().sight().plan->launch.doors.date, QDate(2026, 10, 22));
}

void TestLaunchRoom::itIsDrawnInEveryDress()
{
    goTo(QStringLiteral("Lab retest"));
    const auto settle = [] { QTest::qWait(50); };
    m_look.setMode(Look::Mode::Dark);
    settle();
    keep(QStringLiteral("launch-dark"));
    m_look.setMode(Look::Mode::Light);
    m_bench->window().resize(1024, 700);
    settle();
    keep(QStringLiteral("launch-1024"));
    m_bench->window().resize(1440, 900);
    qApp->setLayoutDirection(Qt::RightToLeft);
    settle();
    keep(QStringLiteral("launch-rtl"));
    lanes().setFocus();
    QTRY_VERIFY(lanes().hasFocus());
    // Where one reads from right to left, the left arrow leads to what is later.
    strike(Qt::Key_Space);
    QVERIFY(lanes().isCarrying());
    strike(Qt::Key_Left);
    strike(Qt::Key_Return);
    QTRY_COMPARE(dayOf(QStringLiteral("Lab retest")), QDate(2026, 10, 18));
    qApp->setLayoutDirection(Qt::LeftToRight);
    undo(QStringLiteral("Lab retest"), QDate(2026, 10, 17));
    m_look.setTextScale(160);
    settle();
    keep(QStringLiteral("launch-160"));
    m_look.setTextScale(100);
}

QTEST_MAIN(TestLaunchRoom)
#include "test_launchroom.moc"
