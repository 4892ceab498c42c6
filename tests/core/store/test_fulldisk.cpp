#include "core/base/log.h"
#include "core/imports/importrun.h"
#include "core/inbox/mentionstore.h"
#include "core/inbox/triage.h"
#include "core/operations/verify.h"
#include "core/posts/drafting.h"
#include "core/store/backup.h"
#include "core/store/check.h"
#include "core/store/migrations.h"
#include "core/store/salvage.h"
#include "core/team/roster.h"
#include "tests/support/smalldisk.h"
#include "tests/support/testdatabase.h"
#include "tests/support/testworkspace.h"

#include <QLoggingCategory>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(wheelhouse::SmallDisk::Kind)

namespace {

Q_LOGGING_CATEGORY(store, "wh.store")

template<typename T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A workspace on the small disk with somebody at it, as a program has it open.
struct OpenDesk {
    explicit OpenDesk(const QString &path)
        : file(must(WorkspaceFile::create(path, u"Harbour Coffee"_s, Workspace::Kind::Desk, clock)))
        , writer(must(file->openWriter()))
        , log(*writer, clock)
        , undo(*writer, log)
        , triage(*writer, log, undo, clock)
        , drafting(*writer, log, undo, clock)
        , admission(*writer)
        , importer(*writer, admission, log, clock)
    {
        auto transaction = must(Transaction::begin(*writer));
        must(Roster(*writer).beginAs(transaction, u"Ines Okafor"_s));
        must(transaction.commit());
    }
    /// One question; the row of its conversation.
    qint64 question()
    {
        Arrival arrival;
        arrival.globalName = u"https://a.example/q"_s;
        arrival.author.globalName = u"https://a.example/@ada"_s;
        arrival.author.handle = u"@ada"_s;
        arrival.body = u"Where is my parcel?"_s;
        arrival.writtenAt = clock.now();
        auto transaction = must(Transaction::begin(*writer));
        const qint64 channel = must(admission.channel(
            transaction, { ChannelId::fromName("channel", "t"), NetworkId::Mastodon, u"@marlowe"_s, u"@marlowe"_s }));
        const auto prepared = prepareAll({ arrival }, NetworkId::Mastodon, clock.nowMs());
        must(admission.admit(transaction, prepared, { channel, clock.nowMs(), false, std::nullopt }));
        must(transaction.commit());
        return must(writer->number("SELECT max(row) FROM conversation"));
    }
    Result<ImportState> import(const QString &path)
    {
        auto source = must(ImportSource::open(path));
        auto state = importer.begin(must(describe(*source, false)));
        if (!state)
            return state;
        return runImport(
            *source, *state,
            [this](const ImportState &before, const ImportLot &lot) { return importer.take(before, lot); },
            [](const ImportProgress &) { return true; });
    }
    CheckReport check() const { return must(checkWorkspace(must(file->openReader()), true)); }

    TestClock clock;
    std::unique_ptr<WorkspaceFile> file;
    std::unique_ptr<Database> writer;
    OperationLog log;
    Undo undo;
    Triage triage;
    Drafting drafting;
    Admission admission;
    Importer importer;
};

QByteArray someRows(int rows)
{
    QByteArray bytes("id,author,text,created_at\n");
    for (int i = 0; i < rows; ++i)
        bytes += QByteArray::number(i) + ",p" + QByteArray::number(i % 97) + ",\"Row number " + QByteArray::number(i)
            + " tells of late coffee\"," + QByteArray::number(1700000000 + i) + '\n';
    return bytes;
}

QString written(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no room for a test file");
    return path;
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

/// The words for a full disk, which also say what to do.
bool isFull(const Error &error)
{
    return error.kind == Error::Kind::Refused && error.message.contains(u"full"_s)
        && error.message.contains(u"Free some space"_s);
}

} // namespace

/// On a real disk that is really full, in one process that goes on when there is room again.
class TestFullDisk : public QObject {
    Q_OBJECT
private slots:
    void initTestCase_data()
    {
        QTest::addColumn<SmallDisk::Kind>("kind");
        for (const auto kind : SmallDisk::kinds())
            QTest::newRow(kind == SmallDisk::Kind::Mounted ? "a disk" : "a quota") << kind;
    }
    void a05AnActAndADraftAreRefusedAndAfterwardsDone()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        OpenDesk desk(disk.path(u"desk.wheelhouse"_s));
        const qint64 row = desk.question();
        must(desk.drafting.save(row, u"Dear Ada"_s));
        disk.fill();
        // Until the room that the log has already is used up.
        int acts = 0;
        auto acted = desk.triage.escalate({ row }, true);
        for (bool on = false; acted && acts < 1000; on = !on, ++acts)
            acted = desk.triage.escalate({ row }, on);
        QVERIFY(!acted);
        QVERIFY2(isFull(acted.error()), qPrintable(acted.error().message + acted.error().detail));
        const qint64 operations = must(desk.writer->number("SELECT count(*) FROM operation"));
        const auto draft = desk.drafting.save(row, QString(20'000, u'x'));
        QVERIFY(!draft && isFull(draft.error()));
        // Reading goes on, on connections old and new, and nothing is half there.
        const auto reader = desk.file->openReader();
        QVERIFY(reader);
        MentionStore mentions(**reader);
        QCOMPARE(must(mentions.items({ row })).size(), 1);
        QCOMPARE(DraftReader(**reader).reply(row).value()->text, u"Dear Ada"_s);
        QCOMPARE(must((*reader)->number("SELECT count(*) FROM operation")), operations);
        disk.free();
        QCOMPARE(must(desk.triage.done({ row })).changed, 1);
        QCOMPARE(
            must(desk.drafting.save(row, u"Dear Ada, it is on its way."_s)).text, u"Dear Ada, it is on its way."_s);
        QVERIFY(desk.undo.back());
        QVERIFY(desk.check().isClean());
        QVERIFY(must(verifyChain(desk.log)).holds());
    }
    void a05AnImportStopsAndGoesOn()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        constexpr int rows = 8000;
        SmallDisk disk(kind);
        OpenDesk desk(disk.path(u"desk.wheelhouse"_s));
        const QTemporaryDir elsewhere;
        const QString csv = written(elsewhere.filePath(u"rows.csv"_s), someRows(rows));
        disk.fill(3'000'000);
        const auto full = desk.import(csv);
        QVERIFY(!full);
        QVERIFY2(isFull(full.error()), qPrintable(full.error().message + full.error().detail));
        const qint64 came = must(desk.writer->number("SELECT count(*) FROM mention"));
        QVERIFY(came > 0 && came < rows);
        QCOMPARE(must(desk.writer->number("SELECT added FROM import")), came);
        disk.free();
        desk.admission.forget();
        QVERIFY(desk.check().isClean());
        const auto done = desk.import(csv);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(must(desk.writer->number("SELECT count(*) FROM mention")), rows);
        QCOMPARE(must(desk.writer->number("SELECT count(*) FROM import")), 1);
        QVERIFY(desk.check().isClean());
    }
    void a05AMigrationIsWholeOrNotThere()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        const QString path = disk.path(u"desk.wheelhouse"_s);
        {
            OpenDesk desk(path);
            makeOlder(path, 5);
            must(desk.writer->run("INSERT INTO contact (id) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                                  "FROM n LIMIT 9000) SELECT randomblob(16) FROM n"));
            must(desk.writer->run("PRAGMA wal_checkpoint(TRUNCATE)"));
        }
        const TestClock clock;
        const QString backups = Backups(path, clock).folder();
        int refusals = 0;
        bool isOpen = false;
        qint64 version = 5;
        for (qint64 keep = 0; !isOpen && keep < 8'000'000; keep += 40'000) {
            disk.fill(keep);
            {
                const auto opened = WorkspaceFile::open(path, clock);
                isOpen = opened.has_value();
                QVERIFY2(isOpen || isFull(opened.error()),
                    qPrintable(isOpen ? QString() : opened.error().message + opened.error().detail));
            }
            disk.free();
            refusals += isOpen ? 0 : 1;
            const auto names = filesIn(backups);
            for (const QString &name : names)
                QVERIFY2(!name.startsWith(u'.'), qPrintable(name));
            auto reader = must(Database::open(path, Database::Mode::Read));
            // Each migration is whole or not there; those that are stay.
            const qint64 now = must(reader->number("PRAGMA user_version"));
            QVERIFY(now >= version && (isOpen ? now == newestMigration() : now < newestMigration()));
            version = now;
            QCOMPARE(must(reader->number("SELECT count(*) FROM contact")), 9000);
        }
        QVERIFY(isOpen);
        QVERIFY(refusals > 3);
        const auto copies = Backups(path, clock).list(Backups::Look::Pages);
        QVERIFY(!copies.isEmpty());
        for (const Backup &copy : copies)
            QVERIFY(copy.isGood);
    }
    void a05TheLogLosesLinesNotTheProgram()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        startLog(disk.path(u"log"_s), 50'000);
        qCWarning(store, "before");
        disk.fill();
        for (int i = 0; i < 5'000; ++i)
            qCWarning(store, "line %d of a disk without room", i);
        disk.free();
        for (int i = 0; i < 100; ++i)
            qCWarning(store, "room again %d", i);
        stopLog();
        const QByteArray text = bytesOf(disk.path(u"log/wheelhouse.log"_s));
        QVERIFY(text.contains("room again 99\n"));
        QVERIFY(filesIn(disk.path(u"log"_s)).size() <= 3);
    }
    void a05ABackupIsWholeOrNotThere()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        OpenDesk desk(disk.path(u"desk.wheelhouse"_s));
        const qint64 row = desk.question();
        Backups backups(desk.file->path(), desk.clock);
        const Backup first = must(backups.make(Backup::Why::Daily));
        disk.fill(100'000);
        const auto full = backups.make(Backup::Why::ByHand);
        QVERIFY(!full);
        QVERIFY2(isFull(full.error()), qPrintable(full.error().message + full.error().detail));
        QCOMPARE(filesIn(backups.folder()), QStringList { QFileInfo(first.path).fileName() });
        QVERIFY(backups.examine(first.path));
        disk.free();
        QVERIFY(backups.make(Backup::Why::ByHand));
        QVERIFY(desk.triage.done({ row }));
    }
    void a05RestoringAndSalvagingLeaveWhatWasThere()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        const QString path = disk.path(u"desk.wheelhouse"_s);
        QString copy;
        const TestClock clock;
        {
            OpenDesk desk(path);
            desk.question();
            copy = must(Backups(path, clock).make(Backup::Why::ByHand)).path;
            must(desk.writer->run("PRAGMA wal_checkpoint(TRUNCATE)"));
        }
        const QByteArray before = bytesOf(path);
        disk.fill(100'000);
        const auto restored = Backups(path, clock).restore(copy);
        QVERIFY(!restored && isFull(restored.error()));
        const auto saved = salvage(path, disk.path(u"saved"_s), clock);
        QVERIFY2(!saved && isFull(saved.error()), saved ? "" : qPrintable(saved.error().message));
        disk.free();
        QCOMPARE(bytesOf(path), before);
        QCOMPARE(QDir(QFileInfo(path).path())
                     .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                     .filter(QRegularExpression(u"saved|salvage|restoring|\\.new$"_s)),
            QStringList());
        QVERIFY(WorkspaceFile::open(path, clock));
        QVERIFY(Backups(path, clock).restore(copy));
        QVERIFY(salvage(path, disk.path(u"saved"_s), clock));
    }
    void h16ABackupNeverTakesAnothersPlace()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        OpenDesk desk(disk.path(u"desk.wheelhouse"_s));
        Backups backups(desk.file->path(), desk.clock);
        const QString name = must(backups.make(Backup::Why::ByHand)).path;
        QVERIFY(QFile::remove(name));
        written(name, "not a backup");
        const QString outside = disk.path(u"outside"_s);
        const QString link = QFileInfo(name).path() + u'/' + QFileInfo(name).completeBaseName() + u"-2.wheelhouse"_s;
        QVERIFY(QFile::link(outside, link)); // leads to where nothing is yet
        const Backup made = must(backups.make(Backup::Why::ByHand));
        QVERIFY(made.path.endsWith(u"-3.wheelhouse"_s));
        QVERIFY(made.isGood && backups.examine(made.path));
        QCOMPARE(bytesOf(name), QByteArray("not a backup"));
        QVERIFY(!QFileInfo::exists(outside));
        QVERIFY(QFileInfo(link).isSymLink());
    }
    void h16WhereNothingMayBeWrittenItIsRefusedWithWords()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        const QString path = disk.path(u"desk.wheelhouse"_s);
        const TestClock clock;
        {
            const OpenDesk desk(path);
        }
        QFile::remove(path + u".lock"_s);
        const auto names = filesIn(QFileInfo(path).path());
        disk.setReadOnly(true);
        const auto refused = Backups(path, clock).make(Backup::Why::ByHand);
        const auto saved = salvage(path, disk.path(u"saved"_s), clock);
        disk.setReadOnly(false);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().message.contains(u"may not write here"_s), qPrintable(refused.error().message));
        QVERIFY(!saved);
        QVERIFY2(saved.error().message.contains(u"may not write here"_s), qPrintable(saved.error().message));
        QCOMPARE(filesIn(QFileInfo(path).path()), names);
        QVERIFY(Backups(path, clock).make(Backup::Why::ByHand));
    }
    void h16ALinkToTheWorkspaceStaysALink()
    {
        QFETCH_GLOBAL(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        const QString path = disk.path(u"desk.wheelhouse"_s);
        const QString link = disk.path(u"link.wheelhouse"_s);
        const TestClock clock;
        {
            const OpenDesk desk(path);
        }
        QVERIFY(QFile::link(path, link));
        Backups backups(workspacePath(link), clock);
        const Backup made = must(backups.make(Backup::Why::ByHand));
        QVERIFY(made.path.startsWith(path + u".backups/"_s));
        QVERIFY(backups.restore(made.path));
        QVERIFY(QFileInfo(link).isSymLink());
        QVERIFY(!QFileInfo(path).isSymLink());
        QVERIFY(WorkspaceFile::open(link, clock));
    }
};

int main(int argc, char **argv)
{
    SmallDisk::enterOwnNamespace();
    const QCoreApplication app(argc, argv);
    TestFullDisk test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_fulldisk.moc"
