#include "app/desktop/workbench.h"
#include "tests/support/busyaccount.h"
#include "tests/support/cliperson.h"
#include "tests/support/rounds.h"
#include "ui/inbox/conversationlistview.h"

#include <QRandomGenerator>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString passphrase = u"a passphrase of mine"_s;
constexpr int before = 130; // mentions that were there when the account was connected

/// A week in which nobody listened. What is written from now on counts.
BusyMastodon::Script week(int aPage)
{
    BusyMastodon::Script script;
    script.gapMs = 1'000;
    script.from = QDateTime::currentDateTimeUtc().addMSecs(-before * script.gapMs + 60'000);
    script.mostOnAPage = aPage;
    return script;
}

qint64 number(const QString &path, const char *sql)
{
    auto reader = Database::open(path, Database::Mode::Read);
    return reader ? (*reader)->number(sql).value_or(-1) : -1;
}

/// Mentions that were received before one that was written earlier.
qint64 outOfOrder(const QString &path)
{
    return number(path,
        "SELECT count(*) FROM (SELECT received_at < lag(received_at) OVER (ORDER BY written_at) AS back FROM mention) "
        "WHERE back");
}

} // namespace

/// An account that nobody asked for a week, over a server of ours.
class TestCatchUp : public QObject {
    Q_OBJECT
private slots:
    void throughKillsEverythingComesOnceAndOldestFirst_data()
    {
        QTest::addColumn<int>("aPage");
        QTest::newRow("80 on a page, as Mastodon") << 80;
        QTest::newRow("20 on a page, as others") << 20;
    }
    void throughKillsEverythingComesOnceAndOldestFirst()
    {
        QFETCH(int, aPage);
        const int mentions = rounds("mentions of a week, through kills", 3'000, 30'000);
        BusyMastodon server(week(aPage));
        server.setNewest(before);
        CliPerson person(QStringLiteral(WH_CLI));
        QCOMPARE(person.run({ u"vault"_s, u"make"_s }, { passphrase }).code, 0);
        QCOMPARE(person.run({ u"new"_s, u"--person"_s, u"Ada"_s }).code, 0);
        const CliSaid added =
            person.run({ u"account"_s, u"add"_s, u"mastodon"_s, server.address() }, { passphrase, u"token"_s });
        QVERIFY2(added.code == 0, added.err.constData());
        QCOMPARE(person.run({ u"fetch"_s }, { passphrase }).code, 0);
        const qint64 had = number(person.workspace(), "SELECT count(*) FROM mention");
        QVERIFY(had > 0); // what was there is history, and no more of it than one page
        server.setNewest(before + mentions);
        QRandomGenerator dice(4);
        const auto came = [&] { return number(person.workspace(), "SELECT count(*) FROM mention") - had; };
        const int walked = server.pages() + dice.bounded(5, mentions / aPage);
        killWhen(person, [&] { return server.pages() >= walked; }); // on its way back to what is known
        killWhen(person, [&] { return came() > 0; });
        const qint64 sofar = came();
        QVERIFY2(sofar > 0 && sofar < mentions, qPrintable(QString::number(sofar))); // half-way
        const qint64 more = sofar + dice.bounded(1, int(mentions - sofar));
        killWhen(person, [&] { return came() >= more; });
        const CliSaid rest = person.run({ u"fetch"_s }, { passphrase });
        QVERIFY2(rest.code == 0, rest.out.constData());
        QCOMPARE(number(person.workspace(), "SELECT count(*) FROM mention"), had + mentions);
        QCOMPARE(number(person.workspace(), "SELECT count(DISTINCT text) FROM mention"), had + mentions);
        // The last of what was there was written in the seconds in which the account was connected, and counts too.
        QVERIFY(number(person.workspace(), "SELECT count(*) FROM mention WHERE is_history = 0") >= mentions);
        QCOMPARE(outOfOrder(person.workspace()), 0);
    }
    void theWindowShowsItComeInAndAPersonGoesOn()
    {
        constexpr int mentions = 2'000;
        QTemporaryDir folder;
        for (const char *home : { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME" })
            qputenv(home, folder.path().toUtf8());
        const QString path = folder.filePath(u"desk.wheelhouse"_s);
        SystemClock clock;
        QVERIFY(Engine::makeDesk(path, u"Desk"_s, u"Ada"_s, clock));
        auto engine = Engine::open(path, EngineClaim::Role::Window, clock);
        QVERIFY(engine);
        BusyMastodon server(week(40));
        server.setNewest(30);
        const ChannelId channel = BusyAccount::signIn(**engine, server, server.timeOf(31));
        QTRY_COMPARE_WITH_TIMEOUT(number(path, "SELECT count(*) FROM mention"), 30, 20'000);
        QSettings settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        Look look;
        auto bench = Workbench::open(std::move(*engine), look, settings);
        QVERIFY(bench);
        (*bench)->window().show();
        QVERIFY(QTest::qWaitForWindowActive(&(*bench)->window()));
        Stream everything;
        everything.view = { View::Kind::AllOpen };
        (*bench)->inbox().showStream(everything);

        server.setNewest(30 + mentions);
        QList<qint64> counts; // of the inbox, as they were shown
        const auto shown = [&] {
            for (const auto &section : (*bench)->inbox().streams())
                for (const Stream &stream : section.streams)
                    if (stream.view.kind == View::Kind::AllOpen)
                        return stream.count;
            return qint64(-1);
        };
        (*bench)->engine().lane().ask(
            [&desks = (*bench)->engine().desks(), channel] { return desks.intake.fetchNow(channel); });
        int done = 0;
        QDeadlineTimer patience(120'000);
        while (shown() + done < mentions && !patience.hasExpired()) {
            if (counts.isEmpty() || shown() != counts.last())
                counts.append(shown());
            const qint64 current = (*bench)->inbox().current();
            if (current != 0 && done < 20 && counts.size() > 1) { // somebody works meanwhile
                QVERIFY((*bench)->run(u"inbox.done"_s));
                QTRY_VERIFY((*bench)->inbox().current() != current);
                ++done;
            }
            QTest::qWait(20);
        }
        QTRY_COMPARE_WITH_TIMEOUT(shown(), mentions - done, 10'000);
        QVERIFY(done > 0);
        const auto isHalf = [&](qint64 count) { return count > 0 && count < mentions - done; };
        QVERIFY(std::any_of(counts.begin(), counts.end(), isHalf)); // not all at once, at the end
        QCOMPARE(number(path, "SELECT count(*) FROM mention"), 30 + mentions);
        QCOMPARE(number(path,
                     "SELECT count(*) FROM conversation WHERE state = 'done' AND row IN (SELECT conversation "
                     "FROM mention WHERE is_history = 0)"),
            done);
        QCOMPARE(outOfOrder(path), 0);
        // Down a list that is far longer than what of it is in memory.
        auto *list = (*bench)->window().findChild<ConversationListView *>();
        QSet<qint64> met;
        for (int i = 0; i < 700; ++i) {
            QTest::keyClick(list, Qt::Key_Down);
            met.insert((*bench)->inbox().current());
        }
        QVERIFY2(met.size() > 600, qPrintable(QString::number(met.size())));
    }

private:
    /// Fetches, and is killed as soon as \a isTime.
    static void killWhen(const CliPerson &person, const std::function<bool()> &isTime)
    {
        QProcess fetch;
        person.begin(fetch, { u"fetch"_s });
        fetch.write((passphrase + u'\n').toUtf8());
        fetch.closeWriteChannel();
        QDeadlineTimer patience(120'000);
        while (!isTime() && fetch.state() != QProcess::NotRunning && !patience.hasExpired())
            QTest::qWait(2);
        QVERIFY(isTime());
        fetch.kill();
        QVERIFY(fetch.state() == QProcess::NotRunning || fetch.waitForFinished(30'000));
    }
};

QTEST_MAIN(TestCatchUp)
#include "test_catchup.moc"
