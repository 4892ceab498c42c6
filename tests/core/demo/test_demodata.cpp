#include "core/connectors/rehearsal/rehearsal.h"
#include "core/demo/demodata.h"
#include "core/demo/demoplan.h"
#include "core/inbox/mentionstore.h"
#include "core/intake/admission.h"
#include "tests/support/fakeclock.h"
#include "tests/support/testdatabase.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

/// A sample workspace at that hour, filled.
struct Sample {
    explicit Sample(const QDateTime &now = {})
    {
        if (now.isValid())
            clock.set(now);
        if (!database.writer().run("INSERT INTO workspace (row, id, name, kind, desk, made_at) "
                                   "VALUES (1, randomblob(16), 'Marlowe Coffee', 'sample', randomblob(16), 0)"))
            qFatal("no workspace row");
        report = DemoData(database.writer(), clock).fill(demoScenario(clock.now()));
        if (!report)
            qFatal("%s", qPrintable(report.error().message + report.error().detail));
    }
    qint64 number(const char *sql) { return database.number(sql); }
    qint64 member(const char *name)
    {
        Statement find(database.writer(), "SELECT row FROM member WHERE name = ?1");
        return find.number(QString::fromLatin1(name)).value_or(std::nullopt).value_or(-1);
    }

    FakeClock clock;
    TestDatabase database;
    Result<DemoReport> report;
};

/// Everything that the demo says, as one text.
QByteArray words(Sample &sample)
{
    QByteArray all;
    Statement read(sample.database.writer(),
        "SELECT m.global_name, m.text, c.state, c.unread, coalesce(c.assignee, 0), c.done_at FROM mention m "
        "JOIN conversation c ON c.row = m.conversation ORDER BY m.row");
    const auto done = read.each([&](const Row &row) {
        for (int column = 0; column < 6; ++column)
            all += row.bytes(column) + '|';
        return true;
    });
    return done ? all : QByteArray();
}

} // namespace

class TestDemoData : public QObject {
    Q_OBJECT
private slots:
    void thereAreTwelveHundredConversations()
    {
        Sample sample;
        QCOMPARE(sample.report->conversations, 1200);
        QCOMPARE(sample.number("SELECT count(*) FROM conversation WHERE state <> 'merged'"), 1200);
        QCOMPARE(sample.number("SELECT count(*) FROM mention"), qint64(sample.report->mentions));
        QCOMPARE(sample.number("SELECT count(*) FROM awaited"), 0);
    }
    void theInboxIsAsDrawn_data()
    {
        QTest::addColumn<QDateTime>("now");
        QTest::newRow("on a Monday morning") << QDateTime(QDate(2026, 10, 12), QTime(8, 42), Qt::UTC);
        QTest::newRow("just after midnight") << QDateTime(QDate(2026, 10, 17), QTime(0, 7), Qt::UTC);
        QTest::newRow("on New Year's Eve") << QDateTime(QDate(2027, 12, 31), QTime(22, 59), Qt::UTC);
    }
    void theInboxIsAsDrawn()
    {
        QFETCH(QDateTime, now);
        Sample sample(now);
        MentionStore store(sample.database.writer());
        const auto tallies = store.tallies();
        QVERIFY(tallies.has_value());
        QCOMPARE(tallies->turnOf(QLatin1String("all"), 0), qint64(demo::open));
        QCOMPARE(tallies->of(QLatin1String("all"), 0, TriageState::Waiting), qint64(demo::waiting));
        QCOMPARE(tallies->of(QLatin1String("all"), 0, TriageState::Snoozed), qint64(demo::snoozed));
        QCOMPARE(tallies->turnOf(QLatin1String("assignee"), sample.member("Ines Okafor")), 12);
        QCOMPARE(tallies->turnOf(QLatin1String("assignee"), 0), 22);
        QList<qint64> rows;
        QVERIFY(store.channels(rows).has_value());
        QList<qint64> open;
        for (const qint64 row : std::as_const(rows))
            open.append(tallies->turnOf(QLatin1String("channel"), row));
        std::sort(open.begin(), open.end());
        QCOMPARE(open, (QList<qint64> { 3, 4, 14, 17 }));
        const auto today = now.toLocalTime().date().startOfDay().toMSecsSinceEpoch();
        QCOMPARE(store.doneSince(today).value_or(-1), qint64(demo::doneToday));
    }
    void theDrawnPeopleStandOnTopOfTheirConversations()
    {
        Sample sample;
        Statement find(sample.database.writer(),
            "SELECT count(*) FROM conversation c JOIN identity i ON i.row = c.identity JOIN mention m ON m.row = "
            "c.latest "
            "WHERE i.name = ?1 AND m.identity = c.identity AND c.state IN ('new', 'open')");
        for (const char *name :
            { "Rhona Blackwood", "Kofi Danquah", "Lotte Verhoeven", "Espresso Sceptic", "Anneke Nowak", "Yusuf Hamdan",
                "Mira Falk", "Bas Tielen", "Dev Oyelaran", "Café Paper Trail", "Signe Wahl", "Oona Järvi" })
            QVERIFY2(find.number(QString::fromUtf8(name)).value_or(0).value_or(0) >= 1, name);
        QCOMPARE(sample.number("SELECT count(*) FROM note"), 2);
        QCOMPARE(sample.number("SELECT count(*) FROM note WHERE text LIKE '%{%'"), 0);
    }
    void oneOfMineIsPastItsPromiseAndFourComeWithinHalfAnHour_data() { theInboxIsAsDrawn_data(); }
    void oneOfMineIsPastItsPromiseAndFourComeWithinHalfAnHour()
    {
        QFETCH(QDateTime, now);
        Sample sample(now);
        Statement due(sample.database.writer(),
            "SELECT count(*) FROM conversation c JOIN member m ON m.row = c.assignee "
            "WHERE m.is_me AND c.state IN ('new', 'open') AND c.due_at > ?1 AND c.due_at <= ?2");
        const qint64 ms = now.toMSecsSinceEpoch();
        QCOMPARE(due.number(0, ms).value_or(0).value_or(-1), 1);
        QCOMPARE(due.number(ms, ms + 30 * 60'000).value_or(0).value_or(-1), 4);
    }
    void whatThePeopleOfTheDrawingAskIsAsDrawn()
    {
        Sample sample;
        Statement need(sample.database.writer(),
            "SELECT m.need FROM conversation c JOIN identity i ON i.row = c.identity JOIN mention m ON m.row = "
            "c.latest "
            "WHERE i.name = ?1 AND c.state IN ('new', 'open') ORDER BY m.written_at DESC LIMIT 1");
        const auto asked = [&need](const char *name) {
            const auto found = need.one<QString>([](const Row &row) { return row.text(0); }, QString::fromUtf8(name));
            return found && *found ? **found : QString();
        };
        QCOMPARE(asked("Kofi Danquah"), QStringLiteral("question"));
        QCOMPARE(asked("Rhona Blackwood"), QStringLiteral("complaint"));
        QCOMPARE(asked("Signe Wahl"), QStringLiteral("praise"));
    }
    void thereAreRulesAndMacrosToLookAt()
    {
        Sample sample;
        QCOMPARE(sample.number("SELECT count(*) FROM operation WHERE kind = 'rule.add'"), 4);
    }
    void nothingIsDoneBeforeItWasWrittenOrInTheFuture()
    {
        Sample sample;
        const QByteArray now = QByteArray::number(sample.clock.nowMs());
        const QByteArray future = "SELECT count(*) FROM mention WHERE written_at > " + now;
        QCOMPARE(sample.number(future.constData()), 0);
        QCOMPARE(sample.number("SELECT count(*) FROM conversation c JOIN mention m ON m.row = c.latest "
                               "WHERE c.done_at < m.written_at"),
            0);
        QCOMPARE(sample.number("SELECT count(*) FROM mention WHERE time_doubt"), 0);
    }
    void sameHourSameDemo()
    {
        Sample one;
        Sample other;
        const QByteArray said = words(one);
        QVERIFY(said.size() > 100'000);
        QVERIFY(said == words(other));
    }
    void whatTheTeamMadeIsInTheLog()
    {
        Sample sample;
        const auto operations = [&sample](const char *kind) {
            const QByteArray sql = "SELECT count(*) FROM operation WHERE kind = '" + QByteArray(kind) + '\'';
            return sample.number(sql.constData());
        };
        QCOMPARE(operations("label.add"), sample.number("SELECT count(*) FROM label"));
        QCOMPARE(operations("filter.add"), sample.number("SELECT count(*) FROM saved_filter"));
        QCOMPARE(operations("note.add"), sample.number("SELECT count(*) FROM note"));
        QCOMPARE(sample.number("SELECT count(*) FROM saved_filter WHERE length(salt) = 0"), 0);
        // By the one who wrote it, at the hour at which it was written.
        QCOMPARE(sample.number("SELECT count(*) FROM note n JOIN member m ON m.row = n.author WHERE m.is_me"), 0);
        QCOMPARE(sample.number("SELECT count(*) FROM note n JOIN operation o ON o.kind = 'note.add' "
                               "AND json_extract(o.payload, '$.note') IS NOT NULL AND o.hlc >> 16 = n.written_at"),
            sample.number("SELECT count(*) FROM note"));
    }
    void theTeamIsHereAndASecondFillingIsRefused()
    {
        Sample sample;
        QCOMPARE(sample.number("SELECT count(*) FROM member"), 10);
        QCOMPARE(sample.number("SELECT count(*) FROM department"), 6);
        const auto again = DemoData(sample.database.writer(), sample.clock).fill(demoScenario(sample.clock.now()));
        QVERIFY(!again.has_value());
        QCOMPARE(again.error().kind, Error::Kind::Refused);
    }
    void theRehearsalGoesOnWhereTheFillingStopped()
    {
        Sample sample;
        const Scenario scenario = demoScenario(sample.clock.now());
        sample.clock.advance(std::chrono::hours(2));
        Admission admission(sample.database.writer());
        int added = 0;
        int known = 0;
        for (const auto &place : rehearse(scenario, sample.clock)) {
            auto transaction = Transaction::begin(sample.database.writer());
            const auto row = admission.channel(*transaction, place->channel());
            QVERIFY(row.has_value());
            Statement kept(sample.database.writer(), "SELECT cursor FROM channel WHERE row = ?1");
            const auto cursor = kept.one<QByteArray>([](const Row &one) { return one.bytes(0); }, *row);
            const auto page = place->fetch(**cursor).result();
            QVERIFY(page.has_value());
            const qint64 now = sample.clock.nowMs();
            const auto report = admission.admit(
                *transaction, prepareAll(page->arrivals, place->channel().network, now), { *row, now, false, {} });
            QVERIFY(report.has_value() && transaction->commit().has_value());
            added += report->added;
            known += report->known;
        }
        QCOMPARE(known, 0);
        QVERIFY2(added > 12, qPrintable(QString::number(added)));
    }
};

QTEST_GUILESS_MAIN(TestDemoData)
#include "test_demodata.moc"
