#include "core/imports/importrun.h"
#include "core/inbox/triage.h"
#include "core/people/authorlabels.h"
#include "core/store/check.h"
#include "core/team/roster.h"
#include "tests/support/rounds.h"
#include "tests/support/testdatabase.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>

using namespace wheelhouse;

namespace {

/// A migrated workspace with a person at it.
void prepareDesk(Database &writer)
{
    if (!writer.run("INSERT INTO workspace (row, id, name, kind, desk, made_at) VALUES (1, randomblob(16), 'Test', "
                    "'desk', randomblob(16), 0)"))
        qFatal("no workspace to test with");
    auto transaction = Transaction::begin(writer);
    if (!Roster(writer).beginAs(*transaction, QStringLiteral("Ada")) || !transaction->commit())
        qFatal("nobody to test with");
}

/// All that an import needs, on one connection.
struct ImportDesk {
    explicit ImportDesk(Database &writer)
        : database(writer)
        , admission(writer)
        , log(writer, clock)
        , undo(writer, log)
        , importer(writer, admission, log, clock)
    {
        undo.teach(
            QStringLiteral("import"), [this](Transaction &transaction, const Operation &operation, Undo::Way way) {
                return importer.takeOut(transaction, operation, way);
            });
    }
    Result<ImportState> run(const QString &path, bool asHistory = false, int lots = -1)
    {
        auto source = ImportSource::open(path);
        if (!source)
            return tl::unexpected(source.error());
        auto state = importer.begin(*describe(**source, asHistory));
        if (!state)
            return state;
        return runImport(
            **source, *state,
            [this](const ImportState &before, const ImportLot &lot) {
                QElapsedTimer timer;
                timer.start();
                auto after = importer.take(before, lot);
                longest = std::max(longest, timer.elapsed());
                return after;
            },
            [&](const ImportProgress &) { return --lots != 0; });
    }
    /// Takes the newest step back, lot by lot; \a lots counts them.
    Result<Undone> back(int *lots = nullptr)
    {
        auto undone = undo.back();
        for (int i = 1; undone && undone->isPart; ++i) {
            if (lots)
                *lots = i + 1;
            undone = undo.goOn(undone->operation, Undo::Way::Back);
        }
        return undone;
    }
    SystemClock clock;
    Database &database;
    Admission admission;
    OperationLog log;
    Undo undo;
    Importer importer;
    qint64 longest = 0; ///< ms
};

/// What two workspaces must have in common, whichever way they came there: no row numbers, salts or hours of receipt.
QByteArray dump(Database &database)
{
    QByteArray all;
    for (const char *sql :
        { "SELECT hex(m.id), hex(c.id), hex(i.id), m.written_at, m.language, m.text, m.is_ours, hex(m.reply_to), "
          "ch.name"
          "  FROM mention m JOIN conversation c ON c.row = m.conversation JOIN identity i ON i.row = m.identity"
          "  JOIN channel ch ON ch.row = m.channel ORDER BY m.id",
            "SELECT hex(c.id), c.state, c.unread, hex(l.id), coalesce(hex(s.id), ''), hex(i.id), coalesce(hex(d.id), "
            "''), '', ''"
            "  FROM conversation c LEFT JOIN mention l ON l.row = c.latest LEFT JOIN mention s ON s.row = c.since"
            "  JOIN identity i ON i.row = c.identity LEFT JOIN conversation d ON d.row = c.merged_into WHERE c.state "
            "<> 'merged' ORDER BY c.id",
            "SELECT t.kind, coalesce(ch.name, ''), t.state, t.n, '', '', '', '', '' FROM tally t"
            "  LEFT JOIN channel ch ON t.kind = 'channel' AND ch.row = t.key WHERE t.n > 0 ORDER BY 1, 2, 3",
            "SELECT hex(parent), '', '', '', '', '', '', '', '' FROM awaited ORDER BY parent",
            "SELECT kind, '', '', '', '', '', '', '', '' FROM operation ORDER BY row",
            "SELECT source, state, rows_read, added, known, refused, '', '', '' FROM import ORDER BY row" }) {
        Statement statement(database, sql);
        const auto read = statement.each([&](const Row &row) {
            for (int column = 0; column < 9; ++column)
                all += row.bytes(column) + '\t';
            all += '\n';
            return true;
        });
        if (!read)
            qFatal("%s: %s", sql, qPrintable(read.error().detail));
    }
    return all;
}

QString mentionsFile(const char *name)
{
    return qEnvironmentVariable("WH_SHARED_DATA") + QStringLiteral("/mentions/") + QString::fromLatin1(name);
}

/// The child of the test that kills: imports \a file into \a desk, to the end or to its own.
int importAsChild(const QString &desk, const QString &file)
{
    auto writer = Database::open(desk, Database::Mode::Write);
    if (!writer)
        return 2;
    ImportDesk child(**writer);
    return child.run(file) ? 0 : 1;
}

} // namespace

class TestImporter : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString written(const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(QStringLiteral("rows.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        return path;
    }
    QString someRows(int rows)
    {
        QByteArray bytes("id,author,text,created_at,in_reply_to\n");
        for (int i = 0; i < rows; ++i)
            bytes += QByteArray::number(i) + ",p" + QByteArray::number(i % 97) + ",\"Row number "
                + QByteArray::number(i) + " tells of late coffee\"," + QByteArray::number(1700000000 + (i * 37) % rows)
                + ',' + (i % 3 == 0 ? QByteArray::number((i * 7) % rows) : QByteArray()) + '\n';
        return written(bytes);
    }

private slots:
    void h09TheRealFilesGiveTheirMentionsOnce_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("mentions");
        QTest::newRow("airline") << mentionsFile("airline_2015.csv") << 6746;
        QTest::newRow("customer support") << mentionsFile("customer_support_2017.csv") << 2766;
        QTest::newRow("Sanders") << mentionsFile("sanders_2011.csv") << 2459;
    }
    void h09TheRealFilesGiveTheirMentionsOnce()
    {
        QFETCH(QString, file);
        QFETCH(int, mentions);
        if (!QFile::exists(file))
            QSKIP("the mentions are not here");
        TestDatabase database;
        prepareDesk(database.writer());
        ImportDesk desk(database.writer());
        QElapsedTimer timer;
        timer.start();
        const auto first = desk.run(file);
        QVERIFY(first);
        qInfo("%lld rows in %lld ms, longest transaction %lld ms", static_cast<long long>(first->added),
            static_cast<long long>(timer.elapsed()), static_cast<long long>(desk.longest));
        QCOMPARE(first->added, mentions);
        QCOMPARE(first->known + first->refused, 0);
        QCOMPARE(first->stage, ImportState::Stage::Done);
        QCOMPARE(database.number("SELECT count(*) FROM mention"), mentions);
        QCOMPARE(database.number("SELECT count(*) FROM operation WHERE kind = 'import'"), 1);
        const auto second = desk.run(file);
        QCOMPARE(second->added, 0);
        QCOMPARE(second->known, mentions);
        QCOMPARE(database.number("SELECT count(*) FROM operation"), 1);
    }
    void answersAreJoinedWithWhatTheyAnswer()
    {
        if (!QFile::exists(mentionsFile("customer_support_2017.csv")))
            QSKIP("the mentions are not here");
        TestDatabase database;
        prepareDesk(database.writer());
        QVERIFY(ImportDesk(database.writer()).run(mentionsFile("customer_support_2017.csv"), true));
        QCOMPARE(database.number("SELECT count(*) FROM mention m JOIN mention p ON p.id = m.reply_to WHERE "
                                 "p.conversation = m.conversation"),
            2008);
    }
    void h09RowsThatStandTwiceAreKnown()
    {
        QFile file(mentionsFile("airline_2015.csv"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP("the mentions are not here");
        const QByteArray bytes = file.readAll();
        qsizetype end = bytes.indexOf("\r\n") + 2;
        const qsizetype header = end;
        bool quoted = false;
        for (int rows = 0; rows < 155; ++end) {
            quoted ^= bytes.at(end) == '"';
            rows += bytes.at(end) == '\n' && !quoted && bytes.at(end - 1) == '\r';
        }
        TestDatabase database;
        prepareDesk(database.writer());
        const auto done = ImportDesk(database.writer()).run(written(bytes + bytes.mid(header, end - header)));
        QCOMPARE(done->added, 6746);
        QCOMPARE(done->known, 155);
    }
    void aStoppedImportGoesOnWhereItStopped()
    {
        const QString file = someRows(3500);
        TestDatabase whole;
        prepareDesk(whole.writer());
        QVERIFY(ImportDesk(whole.writer()).run(file));
        TestDatabase stopped;
        prepareDesk(stopped.writer());
        ImportDesk desk(stopped.writer());
        const auto half = desk.run(file, false, 2);
        QCOMPARE(half->position.record, 2 * importLotRows);
        QVERIFY(desk.importer.pause(*half));
        const auto done = desk.run(file);
        QCOMPARE(done->row, half->row);
        QCOMPARE(done->added, 3500);
        QCOMPARE(dump(stopped.writer()), dump(whole.writer()));
    }
    void ofTwoProgramsWithOneFileOnlyOneGoesOn()
    {
        const QString file = someRows(3000);
        TestDatabase database;
        prepareDesk(database.writer());
        ImportDesk desk(database.writer());
        const auto source = ImportSource::open(file);
        const auto mine = desk.importer.begin(*describe(**source, false));
        QVERIFY(desk.run(file, false, 1));
        QCOMPARE(desk.importer.take(*mine, {}).error().kind, Error::Kind::Conflict);
        QCOMPARE(database.number("SELECT rows_read FROM import"), importLotRows);
    }
    void historyOwesNothing()
    {
        TestDatabase database;
        prepareDesk(database.writer());
        QVERIFY(ImportDesk(database.writer()).run(someRows(100), true));
        QCOMPARE(database.number("SELECT count(*) FROM conversation WHERE state NOT IN ('done', 'merged')"), 0);
    }
    void anImportIsTakenOutAsOneStep()
    {
        TestDatabase database;
        prepareDesk(database.writer());
        ImportDesk desk(database.writer());
        QVERIFY(desk.run(written("id,author,text,created_at\n1,ada,\"first things\",1700000000\n")));
        const auto before = dump(database.writer());
        QVERIFY(desk.run(someRows(2500)));
        // To have looked at one is no work; a step that was taken back was some.
        Triage triage(database.writer(), desk.log, desk.undo, desk.clock);
        QVERIFY(triage.seen({ database.number("SELECT max(row) FROM conversation WHERE state <> 'merged'") }));
        int lots = 1;
        const auto out = desk.back(&lots);
        QVERIFY2(out, out ? "" : qPrintable(out.error().detail));
        QVERIFY2(lots >= 2499 / takeOutRows, qPrintable(QString::number(lots)));
        QCOMPARE(out->kept, 0);
        QVERIFY2(out->sentence.contains(QStringLiteral("2,499")), qPrintable(out->sentence));
        QCOMPARE(database.number("SELECT count(*) FROM mention"), 1);
        QCOMPARE(database.number("SELECT count(*) FROM identity"), 1);
        QCOMPARE(database.number("SELECT count(*) FROM contact"), 1);
        QCOMPARE(database.number("SELECT sum(n) FROM tally WHERE kind = 'all'"), 1);
        const auto report = checkWorkspace(*Database::open(database.path(), Database::Mode::Read), true);
        QVERIFY2(report->isClean(), qPrintable(report->sentences().join(u' ')));
        QVERIFY(!desk.undo.again());
        const auto again = desk.run(m_dir.filePath(QStringLiteral("rows.csv")));
        QCOMPARE(again->added, 2499); // row 1 of the first file has the id of row 1 of the second
    }
    void aLabelOfTheAuthorFromBeforeIsNoPartInWhatCame()
    {
        TestDatabase database;
        prepareDesk(database.writer());
        ImportDesk desk(database.writer());
        AuthorLabels labels(database.writer(), desk.log, desk.undo);
        desk.admission.follow(
            [&](Transaction &arrival, const QList<qint64> &mentions) { return labels.follow(arrival, mentions); });
        QVERIFY(desk.run(written("id,author,text,created_at\n1,ada,first things,1700000000\n")));
        QVERIFY(database.writer().run("INSERT INTO label (row, id, name) VALUES (7, randomblob(16), 'press')"));
        Label press;
        press.row = 7;
        press.name = QStringLiteral("press");
        QVERIFY(labels.put(database.number("SELECT row FROM identity WHERE handle LIKE '%ada'"), press));
        QTest::qWait(5); // the import comes after
        QVERIFY(desk.run(written("id,author,text,created_at\n2,ada,second things,1700000100\n"
                                 "3,ada,third things,1700000200\n")));
        QVERIFY(database.number("SELECT count(*) FROM act") >= 2);
        const auto out = desk.back();
        QVERIFY2(out, out ? "" : qPrintable(out.error().detail));
        QCOMPARE(out->kept, 0);
        QCOMPARE(database.number("SELECT count(*) FROM mention"), 1);
    }
    void betweenTheLotsOthersWorkAndTheirStepsStand()
    {
        TestDatabase database;
        prepareDesk(database.writer());
        ImportDesk desk(database.writer());
        Triage triage(database.writer(), desk.log, desk.undo, desk.clock);
        QVERIFY(desk.run(someRows(2500)));
        const qint64 newest = database.number("SELECT max(row) FROM conversation WHERE state <> 'merged'");
        auto undone = desk.undo.back();
        QVERIFY(undone && undone->isPart);
        const int after = int(database.number("SELECT count(*) FROM mention"));
        QVERIFY(after < 2500 && after >= 2500 - 3 * takeOutRows);
        QVERIFY(triage.done({ newest }));
        // The file cannot come in while it goes out.
        const auto refused = desk.run(m_dir.filePath(QStringLiteral("rows.csv")));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Conflict);
        while (undone && undone->isPart)
            undone = desk.undo.goOn(undone->operation, Undo::Way::Back);
        QVERIFY(undone);
        QCOMPARE(undone->kept, 1); // somebody has worked on it meanwhile
        QCOMPARE(database.number("SELECT count(DISTINCT conversation) FROM mention"), 1);
        QCOMPARE(database.number("SELECT count(*) FROM operation WHERE kind = 'undo'"), 1);
        QVERIFY(!desk.undo.goOn(undone->operation, Undo::Way::Back)); // whole is whole
        const auto next = desk.undo.back(); // the newest step is still the one in between
        QVERIFY(next && next->kept == 0);
        QCOMPARE(database.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 0);
    }
    void a01_endedBetweenTheLotsTheNextStartGoesOn()
    {
        TestDatabase database;
        prepareDesk(database.writer());
        {
            ImportDesk desk(database.writer());
            QVERIFY(desk.run(someRows(2500)));
            QVERIFY(desk.undo.back()->isPart);
            QCOMPARE(desk.importer.halfTakenOut()->size(), 1);
        }
        ImportDesk again(database.writer()); // knows nothing of what was done before
        const auto half = again.importer.halfTakenOut();
        QCOMPARE(half->size(), 1);
        auto undone = again.undo.goOn(half->constFirst(), Undo::Way::Back);
        while (undone && undone->isPart)
            undone = again.undo.goOn(half->constFirst(), Undo::Way::Back);
        QVERIFY(undone);
        QVERIFY2(undone->sentence.contains(QStringLiteral("2,500")), qPrintable(undone->sentence));
        QCOMPARE(database.number("SELECT count(*) FROM mention"), 0);
        QCOMPARE(database.number("SELECT count(*) FROM contact"), 0);
        QVERIFY(again.importer.halfTakenOut()->isEmpty());
        QVERIFY(again.run(m_dir.filePath(QStringLiteral("rows.csv")))->added == 2500);
    }
    void whatSomebodyWorkedOnIsKept()
    {
        TestDatabase database;
        prepareDesk(database.writer());
        ImportDesk desk(database.writer());
        QVERIFY(desk.run(written("id,author,text,created_at\n1,ada,\"one\",1700000000\n2,bo,\"two\",1700000001\n")));
        QVERIFY(database.writer().run(
            "INSERT INTO act (conversation, operation) SELECT conversation, 1 FROM mention WHERE text = 'one'"));
        const auto out = desk.back();
        QCOMPARE(out->kept, 1);
        QCOMPARE(database.number("SELECT count(*) FROM mention WHERE text = 'one'"), 1);
        QCOMPARE(database.number("SELECT count(*) FROM mention"), 1);
    }
    void a01AKillAtAnyMomentEndsInTheSameStore()
    {
        const int kills = rounds("kills while importing", 10, 200);
        const QString file = someRows(6000);
        TestDatabase whole;
        prepareDesk(whole.writer());
        QElapsedTimer timer;
        timer.start();
        QVERIFY(ImportDesk(whole.writer()).run(file));
        const QByteArray wanted = dump(whole.writer());
        const int whileRunning = static_cast<int>(timer.elapsed()) + 50;
        int killed = 0;
        while (killed < kills) {
            TestDatabase database;
            prepareDesk(database.writer());
            for (bool ended = false; !ended;) {
                QProcess child;
                child.start(
                    QCoreApplication::applicationFilePath(), { QStringLiteral("--import"), database.path(), file });
                QVERIFY(child.waitForStarted());
                const bool spare = killed >= kills;
                ended = child.waitForFinished(spare ? 120000 : QRandomGenerator::global()->bounded(whileRunning));
                if (!ended) {
                    child.kill();
                    QVERIFY(child.waitForFinished());
                    ++killed;
                } else {
                    QCOMPARE(child.exitCode(), 0);
                }
                QCOMPARE(database.number("SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'"), 0);
            }
            QVERIFY(dump(database.writer()) == wanted);
        }
        qInfo("killed %d times", killed);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == QLatin1String("--import"))
        return importAsChild(arguments.at(2), arguments.at(3));
    TestImporter test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_importer.moc"
