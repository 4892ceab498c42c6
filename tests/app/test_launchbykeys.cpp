#include "app/desktop/launchroom.h"
#include "app/desktop/workbench.h"
#include "core/planning/icalendar.h"
#include "tests/support/fakeclock.h"
#include "ui/kit/notice.h"
#include "ui/launch/laneview.h"
#include "ui/launch/launchform.h"
#include "ui/launch/launchprinting.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

namespace {
constexpr int posts = 20;
constexpr int steps = posts + 3; // the launch, its lane, and the slip
} // namespace

/// A launch from nothing to its doors and back again, by keys alone, in the whole window over a real workspace that no
/// network reaches.
class TestLaunchByKeys : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase() { m_bench.reset(); }
    void twentyPostsArePlannedSlippedPrintedExportedTakenBackAndDoneAgain();

private:
    void open();
    void strike(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *to = QApplication::focusWidget() ? QApplication::focusWidget() : &m_bench->window();
        QTest::keyClick(to, Qt::Key(key), modifiers);
    }
    void type(const QString &words) { QTest::keyClicks(QApplication::focusWidget(), words); }
    [[nodiscard]] LaunchRoom &room() { return *m_bench->window().findChild<LaunchRoom *>(); }
    [[nodiscard]] QDialog *form() { return m_bench->window().findChild<LaunchForm *>(); }
    /// The dialog is there, and what is typed goes into it.
    [[nodiscard]] bool hasKeyboard() { return form() && form()->isAncestorOf(QApplication::focusWidget()); }
    /// Where the keyboard is and what a dialog says, for a test that fails.
    [[nodiscard]] QString where()
    {
        const QWidget *focus = QApplication::focusWidget();
        auto *notice = form() ? form()->findChild<Notice *>() : nullptr;
        return QStringLiteral("%1 in “%2”: %3")
            .arg(focus ? QLatin1String(focus->metaObject()->className()) : QLatin1String("nowhere"),
                form() ? form()->windowTitle() : QString(), notice ? notice->words() : QString());
    }
    /// What a window manager does when a dialog is gone.
    void comeBack()
    {
        m_bench->window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window()));
    }
    void toRoom();
    void makeLaunch();
    void makeLane();
    void addPost(int number);
    void slipThreeDays();
    [[nodiscard]] qint64 number(const char *sql) const
    {
        return Database::open(path(), Database::Mode::Read).value()->number(sql).value_or(-1);
    }
    [[nodiscard]] QString dump() const;
    [[nodiscard]] QList<PlanEntry> entries() const;
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("desk.wheelhouse")); }

    QTemporaryDir m_folder;
    FakeClock m_clock; // Monday 12 October 2026
    Look m_look;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Workbench> m_bench;
};

void TestLaunchByKeys::initTestCase()
{
    m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_look.setReducedMotion(true);
    applyLook(*qApp, m_look);
    QVERIFY(Engine::makeDesk(path(), QStringLiteral("Marlowe"), QStringLiteral("Ines Okafor"), m_clock));
    auto engine = Engine::open(path(), EngineClaim::Role::Window, m_clock, Act::Quiet);
    QVERIFY(engine);
    Desks &desks = (*engine)->desks();
    auto added = (*engine)->lane().ask([&desks]() -> Result<void> {
        auto transaction = Transaction::begin(*desks.writer);
        for (const NetworkId network : { NetworkId::Mastodon, NetworkId::Bluesky })
            if (auto row = desks.admission.channel(*transaction,
                    { ChannelId::fromName("channel", networkWord(network).toUtf8()), network,
                        QStringLiteral("@marlowe"), QStringLiteral("@marlowe") });
                !row)
                return tl::unexpected(row.error());
        if (auto done =
                desks.writer->run("INSERT INTO account (channel, address, first_address, pace, paused, added_at, salt) "
                                  "SELECT row, 'https://nowhere.example/' || row, '', 3600, 1, 0, x'00' FROM channel");
            !done)
            return done;
        return transaction->commit();
    });
    added.waitForFinished();
    QVERIFY(added.result());
    engine->reset();
    open();
}

void TestLaunchByKeys::open()
{
    m_bench.reset();
    auto engine = Engine::open(path(), EngineClaim::Role::Window, m_clock, Act::Quiet);
    QVERIFY(engine);
    auto bench = Workbench::open(std::move(*engine), m_look, *m_settings);
    QVERIFY(bench);
    m_bench = std::move(*bench);
    m_bench->window().resize(1440, 900);
    m_bench->window().show();
    m_bench->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_bench->window()));
}

void TestLaunchByKeys::toRoom()
{
    strike(Qt::Key_G);
    strike(Qt::Key_C);
    QTRY_VERIFY(m_bench->window().findChild<CalendarPanel *>()->isVisible());
    strike(Qt::Key_V);
    QTRY_VERIFY(room().isVisible());
    QTRY_VERIFY(!room().isWaiting());
    QTRY_VERIFY(room().hasFocus() || room().lanes().hasFocus());
}

/// In two weeks, less three days: on Friday the 23rd, two days before clocks go back.
void TestLaunchByKeys::makeLaunch()
{
    strike(Qt::Key_N);
    QTRY_VERIFY(hasKeyboard());
    type(QStringLiteral("Stillwater relaunch"));
    strike(Qt::Key_Tab);
    for (int i = 0; i < 3; ++i)
        strike(Qt::Key_Down);
    strike(Qt::Key_Return);
    QTRY_VERIFY2(!form(), qPrintable(where()));
    comeBack();
    QTRY_VERIFY(room().sight().plan.has_value());
    QCOMPARE(wallTimeText(room().sight().plan->launch.doors), QStringLiteral("2026-10-23 09:00 Europe/Amsterdam"));
    QTRY_VERIFY(room().lanes().hasFocus());
}

void TestLaunchByKeys::makeLane()
{
    strike(Qt::Key_L, Qt::ShiftModifier);
    QTRY_VERIFY(hasKeyboard());
    type(QStringLiteral("Marketing"));
    strike(Qt::Key_Return);
    QTRY_VERIFY2(!form(), qPrintable(where()));
    comeBack();
    QTRY_COMPARE(room().sight().plan->lanes.size(), 1);
    QTRY_VERIFY(room().lanes().hasFocus());
}

/// The first on the 14th, then one a day; the hour is typed once in a while, since it stays as it was.
void TestLaunchByKeys::addPost(int index)
{
    strike(Qt::Key_N);
    QTRY_VERIFY(hasKeyboard());
    type(QStringLiteral("Post %1").arg(index));
    for (int i = 0; i < 3; ++i)
        strike(Qt::Key_Tab);
    type(QString::number(index - 9));
    strike(Qt::Key_Tab);
    type(QStringLiteral("%1:30").arg(index % 2 == 0 ? 9 : 2)); // 02:30 comes twice on the 25th
    strike(Qt::Key_Return);
    QTRY_VERIFY2(!form(), qPrintable(where()));
    comeBack();
    QTRY_COMPARE(room().sight().plan->steps.size(), index + 1);
    QTRY_VERIFY(room().lanes().hasFocus());
}

void TestLaunchByKeys::slipThreeDays()
{
    strike(Qt::Key_M, Qt::ShiftModifier);
    QTRY_VERIFY(hasKeyboard());
    type(QStringLiteral("3"));
    strike(Qt::Key_Return);
    QTRY_VERIFY2(!form(), qPrintable(where()));
    comeBack();
    QTRY_COMPARE(room().sight().plan->launch.doors.date, QDate(2026, 10, 26));
}

QString TestLaunchByKeys::dump() const
{
    const auto database = Database::open(path(), Database::Mode::Read).value();
    QStringList lines;
    for (const char *sql : {
             "SELECT group_concat(name || start || zone || version) FROM launch WHERE removed = 0",
             "SELECT group_concat(name || position) FROM launch_lane WHERE removed = 0",
             "SELECT group_concat(name || kind || post || from_days || state) FROM (SELECT * FROM launch_step WHERE "
             "removed = 0 ORDER BY row)",
             "SELECT group_concat(post || start || zone || turn) FROM (SELECT * FROM plan ORDER BY post)",
             "SELECT group_concat(row || title || shared) FROM (SELECT * FROM post WHERE state = 'draft' ORDER BY row)",
         }) {
        Statement read(*database, sql);
        lines.append(read.one<QString>([](const Row &row) { return row.text(0); }).value().value_or(QString()));
    }
    return lines.join(QLatin1Char('\n'));
}

/// What is planned, as a calendar file takes it.
QList<PlanEntry> TestLaunchByKeys::entries() const
{
    const auto database = Database::open(path(), Database::Mode::Read).value();
    CalendarBook calendar(*database);
    LaunchBook book(*database);
    QList<PlanEntry> all;
    const auto plan = book.plan(book.launches().value().constFirst().id).value();
    for (const LaunchStep &each : plan->steps) {
        PlanEntry entry;
        entry.uid = each.post.toString();
        entry.when = *calendar.series(each.post).value();
        entry.summary = each.name;
        entry.text = each.name;
        all.append(entry);
    }
    return all;
}

void TestLaunchByKeys::twentyPostsArePlannedSlippedPrintedExportedTakenBackAndDoneAgain()
{
    toRoom();
    const QString empty = dump();
    makeLaunch();
    makeLane();
    for (int i = 0; i < posts; ++i)
        addPost(i);
    const LaunchPlan before = *room().sight().plan;
    for (const LaunchStep &each : before.steps)
        QVERIFY2(each.card && each.card->at && each.card->targets.size() == 2, qPrintable(each.name));
    slipThreeDays();
    const LaunchPlan after = *room().sight().plan;
    int acrossTheChange = 0;
    for (const LaunchStep &each : after.steps) {
        const WallTime was = *before.step(each.id)->card->at;
        const WallTime is = *each.card->at;
        QCOMPARE(is.date, was.date.addDays(3));
        QCOMPARE(is.time, was.time);
        QCOMPARE(is.zone, was.zone);
        acrossTheChange += resolve(is)->offset != resolve(was)->offset ? 1 : 0;
    }
    QVERIFY2(acrossTheChange > 0 && acrossTheChange < posts, qPrintable(QString::number(acrossTheChange)));

    // Printed: lanes over more days than a page holds, and the one page.
    const QString pdf = m_folder.filePath(QStringLiteral("launch.pdf"));
    const auto pages = saveLaunch(pdf, room().sight());
    QVERIFY(pages);
    QFile file(pdf);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("/Type /Page\n"), qsizetype(*pages));
    QVERIFY2(*pages >= 3, qPrintable(QString::number(*pages)));

    // Exported, and read back equal.
    const QList<PlanEntry> written = entries();
    QCOMPARE(written.size(), posts);
    const CalendarImport read = readCalendar(writeCalendar(written, QStringLiteral("Marlowe"), m_clock.now()), {});
    QCOMPARE(read.leftOut, 0);
    QCOMPARE(read.entries, written);

    // The next morning all of it is taken back, step by step, and done again.
    const QString whole = dump();
    open();
    toRoom();
    for (int i = 0; i < steps; ++i) {
        const qint64 count = number("SELECT count(*) FROM operation");
        strike(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(number("SELECT count(*) FROM operation"), count + 1);
    }
    QCOMPARE(dump(), empty);
    QTRY_VERIFY(!room().sight().plan);
    for (int i = 0; i < steps; ++i) {
        const qint64 count = number("SELECT count(*) FROM operation");
        strike(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(number("SELECT count(*) FROM operation"), count + 1);
    }
    QCOMPARE(dump(), whole);
    QTRY_VERIFY(room().sight().plan && room().sight().plan->steps.size() == posts);
}

int main(int argc, char *argv[])
{
    qputenv("TZ", "Europe/Amsterdam"); // where the team sits
    QApplication app(argc, argv);
    TestLaunchByKeys test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_launchbykeys.moc"
