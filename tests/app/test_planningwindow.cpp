#include "app/desktop/workbench.h"
#include "ui/calendar/plannerview.h"
#include "ui/calendar/tray.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

/// The whole window over the sample: from the inbox to the calendar by keys, a post given its day, the program ended
/// and begun again, and the step taken back from the inbox.
class TestPlanningWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QVERIFY(Engine::makeSample(path(), m_clock));
        m_settings =
            std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_look.setReducedMotion(true);
        applyLook(*qApp, m_look);
    }
    void theCalendarShowsWhatTheTeamPlanned()
    {
        open();
        strike(Qt::Key_G);
        strike(Qt::Key_C);
        QTRY_VERIFY(calendar().isVisible());
        QTRY_VERIFY(!calendar().view()->cards().isEmpty());
        QCOMPARE(tray().model().cards().size(), 6);
        QCOMPARE(calendar().sight().campaigns.size(), 4);
        QVERIFY(calendar().sight().usual.isKnown()); // the sample has weeks of messages
        strike(Qt::Key_1, Qt::AltModifier);
        QTRY_VERIFY(m_bench->inbox().isVisible());
        strike(Qt::Key_2, Qt::AltModifier);
        QTRY_VERIFY(calendar().isVisible());
    }
    void aPostGetsItsDayAndTheStepIsTakenBackFromTheInboxAfterARestart()
    {
        strike(Qt::Key_U);
        QVERIFY(tray().hasCurrent());
        const Card moved = tray().chosen().value(0);
        strike(Qt::Key_Space);
        strike(Qt::Key_Right);
        strike(Qt::Key_Return);
        QTRY_COMPARE(tray().model().cards().size(), 5);
        QTRY_VERIFY(calendar().sight().find(keyOf(moved))->at.has_value());
        close();
        open();
        QCOMPARE(m_bench->calendar().shape(), CalendarPanel::Shape::Month);
        strike(Qt::Key_G);
        strike(Qt::Key_I);
        strike(Qt::Key_Z, Qt::ControlModifier);
        strike(Qt::Key_G);
        strike(Qt::Key_C);
        QTRY_COMPARE(tray().model().cards().size(), 6); // the calendar reads anew though it did not step back
        strike(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(tray().model().cards().size(), 5);
        close();
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("sample.wheelhouse")); }
    [[nodiscard]] CalendarPanel &calendar() { return m_bench->calendar(); }
    [[nodiscard]] Tray &tray() { return *calendar().findChild<Tray *>(); }
    void open()
    {
        auto engine = Engine::open(path(), EngineClaim::Role::Window, m_clock);
        QVERIFY(engine);
        auto bench = Workbench::open(std::move(*engine), m_look, *m_settings);
        QVERIFY(bench);
        m_bench = std::move(*bench);
        m_bench->window().show();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window()));
    }
    void close() { m_bench.reset(); }
    void strike(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &m_bench->window(), key, modifiers);
    }

    QTemporaryDir m_folder;
    SystemClock m_clock;
    Look m_look;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Workbench> m_bench;
};

QTEST_MAIN(TestPlanningWindow)
#include "test_planningwindow.moc"
