#include "core/base/log.h"
#include "core/housekeeping/erasedlist.h"
#include "core/housekeeping/erasure.h"
#include "core/housekeeping/oldcopies.h"
#include "core/inbox/notes.h"
#include "core/inbox/savedfilters.h"
#include "core/inbox/search.h"
#include "core/operations/verify.h"
#include "core/posts/drafting.h"
#include "core/publishing/outbox.h"
#include "core/store/check.h"
#include "core/store/files.h"
#include "tests/support/desk.h"
#include "tests/support/rounds.h"
#include "tests/support/smalldisk.h"
#include "tests/support/testworkspace.h"

#include <csignal>

#include <sys/wait.h>
#include <unistd.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

template<typename T> T must(Result<T> result)
{
    return TestDesk::must(std::move(result));
}

/// The words planted in every field of Quill, who will be erased; each is found nowhere else.
const QByteArrayList planted { "quxhandle", "quxdisplay", "quxglobal", "quxprofile", "quxtext", "quxtitle", "quxlink",
    "quxurl", "quxpicture", "quxalt", "quxuri", "quxanswer", "quxdraft", "quxnote", "quxreply", "quxtrait",
    "quxevidence", "quxbridge", "quxcalled", "quxshared" };

/// A workspace as a program has it open, with Quill and any number of others in it.
struct QuillDesk {
    explicit QuillDesk(const QString &path)
        : file(must(WorkspaceFile::create(path, u"Harbour Coffee"_s, Workspace::Kind::Desk, clock)))
        , parts(std::make_unique<Parts>(must(file->openWriter()), clock))
    {
        auto transaction = must(Transaction::begin(writer()));
        must(Roster(writer()).beginAs(transaction, u"Ines Okafor"_s));
        parts->channel = must(parts->admission.channel(transaction,
            { ChannelId::fromName("channel", "test"), NetworkId::Mastodon, u"@marlowe"_s, u"@marlowe"_s }));
        must(transaction.commit());
    }
    Database &writer() const { return *parts->writer; }

    AdmissionReport receive(const QList<Arrival> &arrivals, bool asHistory = false) const
    {
        auto transaction = must(Transaction::begin(writer()));
        const auto prepared = prepareAll(arrivals, NetworkId::Mastodon, clock.nowMs());
        auto report = must(
            parts->admission.admit(transaction, prepared, { parts->channel, clock.nowMs(), asHistory, std::nullopt }));
        must(transaction.commit());
        return report;
    }
    Arrival quillSays(int n, const QString &replyTo = {}) const
    {
        Arrival one;
        one.globalName = u"https://quxuri.example/%1"_s.arg(n);
        one.inReplyTo = replyTo;
        one.author = { u"https://quxglobal.example/@quxhandle"_s, u"@quxhandle"_s, u"quxdisplay Quill"_s,
            u"https://quxprofile.example/"_s, 42, false };
        one.body = u"quxtext %1 says more at https://quxlink.example/%1"_s.arg(n);
        one.title = u"quxtitle %1"_s.arg(n);
        one.url = u"https://quxurl.example/%1"_s.arg(n);
        one.attachments = { { u"https://quxpicture.example/%1.png"_s.arg(n), u"image"_s, u"quxalt"_s } };
        one.writtenAt = clock.now().addSecs(-60 * (1000 - n));
        return one;
    }
    /// Others write before, between and after, in no order, so that pages split and rows move.
    void others(int count) const
    {
        QList<Arrival> batch;
        for (int i = 0; i < count; ++i) {
            Arrival one;
            const int n = int((qint64(i) * 7919) % count);
            one.globalName = u"https://b.example/%1"_s.arg(n);
            one.author.globalName = u"https://b.example/@p%1"_s.arg(n % 997);
            one.author.handle = u"@p%1"_s.arg(n % 997);
            one.body = u"Order %1 came late, "_s.arg(n) + u"and cold "_s.repeated(n % 23);
            one.writtenAt = clock.now().addSecs(-n * 3);
            batch.append(one);
            if (batch.size() == 2000) {
                receive(batch);
                batch.clear();
            }
        }
        receive(batch);
    }
    /// Quill's messages, our answer, a draft, a note and a saved filter about them.
    void plant(int messages) const
    {
        for (int n = 0; n < messages; ++n)
            receive({ quillSays(n) });
        Arrival answer = quillSays(messages + 1, quillSays(0).globalName);
        answer.author = { u"https://us.example/"_s, u"@marlowe"_s, u"Marlowe"_s, {}, {}, true };
        answer.body = u"Dear quxanswer, it is on its way"_s;
        answer.globalName = u"https://quxreply.example/"_s;
        answer.url.clear();
        answer.title.clear();
        answer.attachments.clear();
        receive({ answer });
        const qint64 second = must(writer().number("SELECT max(row) FROM conversation WHERE identity ="
                                                   " (SELECT row FROM identity WHERE handle = '@quxhandle')"));
        must(writer().run("INSERT INTO trait (identity, kind, value) SELECT row, 'email', 'quxtrait@example.org' FROM"
                          " identity WHERE handle = '@quxhandle'; INSERT INTO evidence (id, identity, url, kind, salt,"
                          " added_at) SELECT randomblob(16), row, 'https://quxevidence.example', 'talk', x'', 0 FROM"
                          " identity WHERE handle = '@quxhandle'"));
        Arrival copy = quillSays(0);
        copy.globalName = u"https://bridge.example/1"_s;
        copy.author = { u"https://bridge.example/@relay"_s, u"@relay"_s, u"A relay"_s, {}, {}, false };
        copy.body = u"quxbridge says the same"_s;
        copy.writtenAt = clock.now();
        receive({ copy });
        must(writer().run("INSERT OR IGNORE INTO mention_copy (row, copy_of) SELECT max(row), (SELECT row FROM mention"
                          " WHERE text LIKE 'quxtext 0%') FROM mention WHERE text LIKE 'quxbridge%'"));
        must(parts->drafting.save(second, u"Hello quxdraft"_s));
        must(writer().run("UPDATE post SET title = 'quxcalled', shared = 'quxshared' WHERE reply_to IS NOT NULL"));
        must(parts->notes.add(second, u"Careful with quxnote"_s));
    }
    QList<qint64> quill() const { return must(Erasure::find(writer(), u"@quxhandle"_s)); }
    void erase(bool notes = true) const
    {
        must(parts->erasure.begin(quill(), { notes, false }));
        must(parts->erasing.finish());
    }
    void close() { parts.reset(); }

    struct Parts {
        Parts(std::unique_ptr<Database> opened, const Clock &clock)
            : writer(std::move(opened))
            , log(*writer, clock)
            , undo(*writer, log)
            , notes(*writer, log, undo, clock)
            , drafting(*writer, log, undo, clock)
            , filters(*writer, log, undo)
            , admission(*writer)
            , erasure(*writer, log, admission, clock)
            , erasing(*writer, log, clock)
        {
        }
        std::unique_ptr<Database> writer;
        OperationLog log;
        Undo undo;
        Notes notes;
        Drafting drafting;
        SavedFilters filters;
        Admission admission;
        Erasure erasure;
        Erasing erasing;
        qint64 channel = 0;
    };
    TestClock clock;
    std::unique_ptr<WorkspaceFile> file;
    std::unique_ptr<Parts> parts;
};

/// Every planted word in every file below \a folder, in any capitals; what is asked for by name is left out.
QStringList remains(const QString &folder, const QString &except = {})
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        if (!except.isEmpty() && path.contains(except))
            continue;
        const QByteArray bytes = bytesOf(path).toLower();
        for (const QByteArray &word : planted)
            if (bytes.contains(word))
                found.append(QString::fromLatin1(word) + u" in "_s + QFileInfo(path).fileName());
    }
    return found;
}

} // namespace

class TestErasure : public QObject {
    Q_OBJECT
private slots:
    void everyPlantedWordIsThereBefore()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(5);
        QSet<QString> words;
        for (const QString &line : remains(folder.path()))
            words.insert(line.section(u' ', 0, 0));
        QCOMPARE(words.size(), planted.size());
    }
    void erasedWordsAreInNoByteOfAnyFile_data()
    {
        QTest::addColumn<int>("others");
        QTest::newRow("alone") << 0;
        QTest::newRow("among many") << (qEnvironmentVariableIsSet("WH_LONG") ? 100'000 : 20'000);
    }
    void erasedWordsAreInNoByteOfAnyFile()
    {
        QFETCH(int, others);
        QTemporaryDir folder;
        startLog(folder.filePath(u"log"_s));
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.others(others / 2);
        desk.plant(60);
        desk.others(others);
        const qint64 mentions = must(desk.writer().number("SELECT count(*) FROM mention"));
        const qint64 conversations = must(desk.writer().number("SELECT count(*) FROM conversation"));
        QElapsedTimer time;
        time.start();
        desk.erase();
        qInfo("erased among %lld mentions in %lld ms", mentions, time.elapsed());
        stopLog();
        QCOMPARE(remains(folder.path()), QStringList());
        desk.close();
        QCOMPARE(remains(folder.path()), QStringList());
        auto reader = must(Database::open(desk.file->path(), Database::Mode::Read));
        QCOMPARE(must(reader->number("SELECT count(*) FROM mention")), mentions);
        QCOMPARE(must(reader->number("SELECT count(*) FROM conversation")), conversations);
        QVERIFY(must(checkWorkspace(std::move(reader), true)).isClean());
    }
    void theChainHoldsAndTheLogNamesNoWords()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(3);
        desk.erase();
        QVERIFY(must(verifyChain(desk.parts->log)).holds());
        must(desk.parts->log.each(0, [](const Operation &operation) {
            for (const QByteArray &word : planted)
                if (operation.payload.toLower().contains(word))
                    QTest::qFail(operation.payload.constData(), __FILE__, __LINE__);
            return true;
        }));
        QCOMPARE(must(desk.writer().number("SELECT count(*) FROM operation WHERE kind = 'person.erase'")), 1);
    }
    void thePreviewSaysWhatGoesAndWhatStays()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(4);
        must(desk.parts->filters.add(u"Quill"_s, u"from:quxhandle"_s));
        Arrival naming = desk.quillSays(9);
        naming.globalName = u"https://c.example/1"_s;
        naming.author = { u"https://c.example/@bo"_s, u"@bo"_s, u"Bo"_s, {}, {}, false };
        naming.body = u"I agree with @quxhandle"_s;
        desk.receive({ naming });
        const auto preview = must(Erasure::preview(desk.writer(), desk.quill(), desk.clock));
        QCOMPARE(preview.mentions, 4);
        QCOMPARE(preview.answers, 1);
        QCOMPARE(preview.drafts, 1);
        QCOMPARE(preview.notes.size(), 1);
        QCOMPARE(preview.filters, QStringList { u"Quill"_s });
        QCOMPARE(preview.namedElsewhere, 1);
        QVERIFY(preview.openConversations >= 3);
        QVERIFY(preview.goes().join(u' ').contains(u"4"_s));
        QVERIFY(preview.stays().join(u' ').contains(u"Quill"_s));
    }
    void theTeamsNotesStayUnlessAsked()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(3);
        desk.erase(false);
        QCOMPARE(must(desk.writer().number("SELECT count(*) FROM note WHERE text LIKE '%quxnote%'")), 1);
    }
    void nobodyOfOursIsErased()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(1);
        const auto us = must(Erasure::find(desk.writer(), u"@marlowe"_s));
        QCOMPARE(desk.parts->erasure.begin(us, {}).error().kind, Error::Kind::Refused);
    }
    void evidenceOfAnIncidentStaysUnlessItIsSaid()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(2);
        must(desk.writer().run(
            "INSERT INTO held_conversation (conversation, since) SELECT row, 0 FROM conversation LIMIT 1"));
        QCOMPARE(desk.parts->erasure.begin(desk.quill(), {}).error().kind, Error::Kind::Refused);
        QVERIFY(!remains(folder.path()).isEmpty());
        must(desk.parts->erasure.begin(desk.quill(), { false, true }));
    }
    void nothingBringsThemBack()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(6);
        desk.erase();
        QList<Arrival> again;
        for (int n = 0; n < 8; ++n)
            again.append(desk.quillSays(n));
        const auto report = desk.receive(again);
        QCOMPARE(report.known, 6); // their tombstones
        QCOMPARE(report.erased, 2); // new ones, which are not taken in
        QCOMPARE(report.added, 0);
        QCOMPARE(desk.receive(again, true).added, 0);
        QCOMPARE(must(desk.writer().number("SELECT refused FROM erased_identity")), 4);
        must(emptyNow(desk));
        QCOMPARE(remains(folder.path()), QStringList());
    }
    void anotherProcessKnowsWhoWasErased()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(2);
        QuillDesk::Parts other(must(desk.file->openWriter()), desk.clock);
        must(other.erasure.begin(must(Erasure::find(*other.writer, u"@quxhandle"_s)), { true, false }));
        must(other.erasing.finish());
        QCOMPARE(desk.receive({ desk.quillSays(7) }).erased, 1);
    }
    void theirConversationsAreDoneAndTheCountsHold()
    {
        TestDesk desk;
        Erasure erasure(desk.writer(), desk.log, desk.admission, desk.clock);
        Erasing erasing(desk.writer(), desk.log, desk.clock);
        desk.receive({ desk.saying(u"a"_s, u"One"_s, 3), desk.saying(u"b"_s, u"Two"_s, 2),
            desk.saying(u"c"_s, u"Three"_s, 1, {}, u"bo"_s) });
        const qint64 open = desk.conversationOf(u"a"_s);
        must(erasure.begin(must(Erasure::find(desk.writer(), u"ada"_s)), {}));
        must(erasing.finish());
        QCOMPARE(desk.stateOf(open), u"done"_s);
        QCOMPARE(desk.stateOf(desk.conversationOf(u"c"_s)), u"new"_s);
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(must(checkWorkspace(must(Database::open(desk.database.path(), Database::Mode::Read)), true)).isClean());
    }
    void backupsAreReplacedAtTheirTurn()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(4);
        Backups backups(desk.file->path(), desk.clock);
        const OldCopies copies(desk.file->path(), desk.clock);
        must(backups.make(Backup::Why::Daily));
        must(backups.make(Backup::Why::ByHand));
        desk.clock.advance(std::chrono::hours(1));
        desk.erase();
        QVERIFY(!remains(folder.path()).isEmpty());
        QCOMPARE(must(copies.until()), desk.clock.now().addDays(OldCopies::turnDays));
        QCOMPARE(must(copies.replace(backups, OldCopies::When::Due)), 0);
        desk.clock.advance(std::chrono::hours(24 * OldCopies::turnDays));
        QCOMPARE(must(copies.replace(backups, OldCopies::When::Due)), 2);
        QCOMPARE(remains(folder.path()), QStringList());
        QCOMPARE(backups.list(Backups::Look::Pages).size(), 1);
        QVERIFY(!must(copies.until()).isValid());
    }
    void backupsAreReplacedNowWhereSomebodyAsks()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(2);
        Backups backups(desk.file->path(), desk.clock);
        must(backups.make(Backup::Why::ByHand));
        desk.clock.advance(std::chrono::seconds(2));
        desk.erase();
        desk.clock.advance(std::chrono::seconds(2));
        QCOMPARE(must(OldCopies(desk.file->path(), desk.clock).replace(backups, OldCopies::When::Now)), 1);
        QCOMPARE(remains(folder.path()), QStringList());
        QVERIFY(backups.newestGood().has_value());
    }
    void aRestoredBackupForgetsAgain()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(3);
        const QString path = desk.file->path();
        Backups backups(path, desk.clock);
        const QString old = must(backups.make(Backup::Why::ByHand)).path;
        desk.erase();
        desk.close();
        desk.file.reset();
        must(backups.restore(old));
        desk.file = must(WorkspaceFile::open(path, desk.clock));
        desk.parts = std::make_unique<QuillDesk::Parts>(must(desk.file->openWriter()), desk.clock);
        QCOMPARE(must(desk.parts->erasure.beginListed()), 1);
        must(desk.parts->erasing.finish());
        QCOMPARE(must(desk.parts->erasure.beginListed()), 0);
        must(emptyNow(desk));
        QCOMPARE(remains(folder.path(), u".backups/"_s), QStringList());
        QVERIFY(must(verifyChain(desk.parts->log)).holds());
    }
    void aRestoredBackupKeepsTheNotesThatNobodyWantedGone()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(3);
        const auto id = must(
            Statement(desk.writer(), "SELECT id FROM identity WHERE handle = '@quxhandle'")
                .one<IdentityId>([](const Row &row) {
                    return row.id<IdentityId>(0);
                })).value();
        // As it was written before there was a mark.
        must(makePrivateFolder(desk.file->path() + u".backups"_s));
        must(writeWhole(ErasedList::pathFor(desk.file->path()), id.toString().toLatin1() + '\n'));
        QCOMPARE(must(desk.parts->erasure.beginListed()), 1);
        must(desk.parts->erasing.finish());
        QCOMPARE(must(desk.writer().number("SELECT count(*) FROM note WHERE text LIKE '%quxnote%'")), 1);
        QCOMPARE(must(ErasedList::read(desk.file->path())), (QList<ErasedOne> { { id, false } }));
        must(ErasedList::add(desk.file->path(), { { id, true } }));
        QCOMPARE(must(ErasedList::read(desk.file->path())), (QList<ErasedOne> { { id, true } }));
    }
    void whatAKilledRestoreLeftIsAnOldCopyToo()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(2);
        Backups backups(desk.file->path(), desk.clock);
        const QString left = folder.filePath(u".0b7e0b5c-0000-4000-8000-000000000000.restoring"_s);
        must(copyWhole(must(backups.make(Backup::Why::ByHand)).path, left));
        desk.clock.set(QDateTime::currentDateTimeUtc().addSecs(60));
        desk.erase();
        desk.clock.advance(std::chrono::seconds(60));
        const OldCopies copies(desk.file->path(), desk.clock);
        QVERIFY(must(copies.until()).isValid());
        must(copies.replace(backups, OldCopies::When::Now));
        QVERIFY(!QFile::exists(left));
        QCOMPARE(remains(folder.path()), QStringList());
    }
    void theBridgesAccountOfThemGoesToo()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        Arrival own = desk.quillSays(0);
        own.author.handle = u"@quxhandle@m.example"_s;
        own.attachments.clear();
        desk.receive({ own });
        Arrival copy = desk.quillSays(1);
        copy.author = { u"did:plc:quxbridge"_s, u"quxhandle.m.example.ap.brid.gy"_s, u"quxdisplay Quill"_s, {}, {},
            false };
        Arrival stranger = desk.quillSays(2);
        stranger.author = { u"did:plc:bo"_s, u"bo.m.example.ap.brid.gy"_s, u"Bo"_s, {}, {}, false };
        desk.receive({ copy, stranger });
        must(desk.writer().run("INSERT OR REPLACE INTO mention_copy (row, copy_of) SELECT m.row, (SELECT o.row FROM"
                               " mention o JOIN identity i ON i.row = o.identity WHERE i.handle LIKE '@%') FROM mention"
                               " m JOIN identity i ON i.row = m.identity WHERE i.handle LIKE '%.ap.brid.gy'"));
        const auto who = must(Erasure::find(desk.writer(), u"@quxhandle@m.example"_s));
        const auto preview = must(Erasure::preview(desk.writer(), who, desk.clock));
        QCOMPARE(preview.people.size(), 2);
        QVERIFY(preview.people.join(u' ').contains(u"quxhandle.m.example.ap.brid.gy"_s));
        must(desk.parts->erasure.begin(who, {}));
        must(desk.parts->erasing.finish());
        QCOMPARE(must(desk.writer().number("SELECT count(*) FROM identity WHERE handle LIKE 'quxhandle%'")), 0);
        QCOMPARE(must(desk.writer().number("SELECT count(*) FROM identity WHERE handle LIKE 'bo.%'")), 1);
        copy.globalName = u"https://quxuri.example/again"_s;
        QCOMPARE(desk.receive({ copy }).erased, 1);
    }
    void thePreviewNamesTheirBlogAndTheRulesAboutThem()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.receive({ desk.quillSays(0) });
        must(desk.writer().run(
            "INSERT INTO account (channel, address, first_address, pace, added_at, salt) SELECT row,"
            " 'https://quill.example/feed', 'https://quill.example/feed', 3600, 0, x'' FROM channel;"
            "INSERT INTO rule (row, id, kind, position, version, salt) VALUES (1, randomblob(16), 'rule', 1, 2, x'');"
            "INSERT INTO rule_version (rule, version, name, asks, acts, reason, made_at) VALUES"
            " (1, 1, 'First', 'from:quxhandle', '[]', 'Loud', 0), (1, 2, 'Loud people', 'is:new', '[]', 'Loud', 0)"));
        auto preview = must(Erasure::preview(desk.writer(), desk.quill(), desk.clock));
        QCOMPARE(preview.rules, QStringList { u"Loud people"_s });
        QCOMPARE(preview.feeds, QStringList { u"@marlowe"_s });
        QVERIFY(preview.stays().join(u' ').contains(u"Loud people"_s));
        QVERIFY(preview.stays().join(u' ').contains(u"Unfollow"_s));
        desk.others(1); // a place where others write is nobody's blog
        preview = must(Erasure::preview(desk.writer(), desk.quill(), desk.clock));
        QCOMPARE(preview.feeds, QStringList());
    }
    void aDiscardedDraftOfTheErasedStaysAway()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(1);
        const qint64 conversation = must(desk.writer().number("SELECT conversation FROM post"));
        QVERIFY(must(desk.parts->drafting.discard(conversation)));
        desk.erase();
        const auto back = must(desk.parts->undo.back());
        QVERIFY2(back.sentence.contains(u"left as it is"_s), qPrintable(back.sentence));
        QCOMPARE(must(desk.writer().number("SELECT count(*) FROM post WHERE state = 'draft'")), 0);
    }
    void whatWasSubmittedInAnswerToThemGoesAndIsNotSent()
    {
        QTemporaryDir folder;
        QuillDesk desk(folder.filePath(u"desk"_s));
        desk.plant(1);
        PostStore posts(desk.writer(), desk.parts->log, desk.clock);
        Holds holds(desk.writer(), desk.parts->log, desk.clock);
        Outbox outbox(desk.writer(), desk.parts->log, desk.parts->undo, holds, desk.clock);
        Statement find(desk.writer(), "SELECT id FROM post");
        const auto post = must(find.one<PostId>([](const Row &row) { return row.id<PostId>(0); }));
        auto transaction = Transaction::begin(desk.writer());
        const Revision revision = must(posts.submit(*transaction, *post));
        const PlannedAt soon { { desk.clock.now().date(), QTime(0, 0), "UTC", {} }, desk.clock.now().addSecs(60) };
        must(outbox.queue(*transaction, revision, soon));
        must(transaction->commit());
        QVERIFY(must(desk.writer().number("SELECT length(content) FROM revision_variant")) > 0);
        desk.erase();
        QCOMPARE(must(desk.writer().number("SELECT length(content) FROM revision_variant")), 0);
        QCOMPARE(must(desk.writer().number("SELECT count(*) FROM delivery WHERE state = 'withdrawn'")), 1);
    }
    void aKillAtAnyMomentIsGoneOnWith()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"desk.wheelhouse"_s);
        {
            QuillDesk desk(path);
            desk.others(3000);
            desk.plant(40);
            must(desk.parts->erasure.begin(desk.quill(), { true, false }));
        }
        for (const char *place :
            { "erasing.words:die", "erasing.conversations:die", "erasing.index:die", "erasing.settled:die" }) {
            const pid_t child = ::fork();
            if (child == 0) {
                ::setenv("WH_FAIL", place, 1);
                const TestClock clock;
                auto writer = Database::open(path, Database::Mode::Write);
                OperationLog log(**writer, clock);
                (void)Erasing(**writer, log, clock).finish();
                ::_exit(0);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY2(WIFSIGNALED(status), place);
            // So that the next one comes further.
            const TestClock clock;
            auto writer = must(Database::open(path, Database::Mode::Write));
            OperationLog log(*writer, clock);
            Erasing erasing(*writer, log, clock);
            (void)must(erasing.goOn());
        }
        const TestClock clock;
        auto writer = must(Database::open(path, Database::Mode::Write));
        OperationLog log(*writer, clock);
        must(Erasing(*writer, log, clock).finish());
        QCOMPARE(remains(folder.path()), QStringList());
        QVERIFY(must(checkWorkspace(must(Database::open(path, Database::Mode::Read)), true)).isClean());
    }
    void a05_diskFullInTheMiddleIsSafeAndGoesOn_data()
    {
        QTest::addColumn<SmallDisk::Kind>("kind");
        for (const auto kind : SmallDisk::kinds())
            QTest::newRow(kind == SmallDisk::Kind::Mounted ? "a full disk" : "a limit") << kind;
    }
    void a05_diskFullInTheMiddleIsSafeAndGoesOn()
    {
        QFETCH(SmallDisk::Kind, kind);
        SmallDisk disk(kind);
        QuillDesk desk(disk.path(u"desk"_s));
        desk.others(2000);
        desk.plant(40);
        must(desk.parts->erasure.begin(desk.quill(), { true, false }));
        must(emptyNow(desk));
        disk.fill();
        const auto refused = desk.parts->erasing.finish();
        disk.free();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().message.contains(u"full"_s), qPrintable(refused.error().message));
        must(desk.parts->erasing.finish());
        QCOMPARE(remains(QFileInfo(desk.file->path()).absolutePath()), QStringList());
        QVERIFY(must(checkWorkspace(must(Database::open(desk.file->path(), Database::Mode::Read)), true)).isClean());
    }
    /// Whoever adds a table says here whose words are in it.
    void everyColumnOfWordsIsKnown()
    {
        static const QSet<QString> taken { u"mention.global_name"_s, u"mention.url"_s, u"mention.title"_s,
            u"mention.text"_s, u"mention.spans"_s, u"mention.media"_s, u"mention.language"_s, u"mention.salt"_s,
            u"mention.need"_s, u"mention.second_need"_s, u"mention.mood"_s, u"mention.sureness"_s,
            u"identity.global_name"_s, u"identity.handle"_s, u"identity.name"_s, u"identity.folded"_s,
            u"identity.profile_url"_s, u"variant.text"_s, u"variant.salt"_s, u"variant.more"_s, u"post.title"_s,
            u"post.shared"_s, u"revision_variant.content"_s, u"revision_variant.digest"_s, u"revision.digest"_s,
            u"delivery.digest"_s, u"delivery.reason"_s, u"amendment.reason"_s, u"trait.kind"_s, u"trait.value"_s,
            u"evidence.url"_s, u"evidence.kind"_s, u"evidence.salt"_s, u"strain_mark.kind"_s,
            u"identity_match.reason"_s, u"note.text"_s, u"note.salt"_s, u"mention.remote_id"_s, u"mention.audience"_s,
            u"mention.moderation"_s, u"mention_version.title"_s, u"mention_version.text"_s, u"mention_version.spans"_s,
            u"mention_version.media"_s, u"response.kind"_s, u"response.about"_s, u"gesture.kind"_s, u"gesture.words"_s,
            u"gesture.was"_s, u"gesture.reason"_s, u"gesture.remote_id"_s };
        /// Not taken, and named in the preview where they name whoever goes.
        static const QSet<QString> told { u"account.address"_s, u"account.first_address"_s, u"account.typed"_s,
            u"account.salt"_s, u"account_fare.reason"_s, u"account.global_name"_s, u"account.remote_id"_s,
            u"account.can"_s, u"account.terms"_s, u"account_fare.refused_why"_s, u"channel.name"_s, u"channel.handle"_s,
            u"channel.cursor"_s, u"rule_version.name"_s, u"rule_version.asks"_s, u"rule_version.acts"_s,
            u"rule_version.reason"_s, u"saved_filter.name"_s, u"saved_filter.query"_s, u"saved_filter.salt"_s };
        static const QSet<QString> ours { u"workspace"_s, u"operation"_s, u"undo"_s, u"lease"_s, u"department"_s,
            u"member"_s, u"contact"_s, u"import"_s, u"conversation"_s, u"awaited"_s, u"label"_s,
            u"conversation_label"_s, u"act"_s, u"tally"_s, u"saved_filter_name"_s, u"post"_s, u"erased_identity"_s,
            u"tolerance"_s, u"pledge"_s, u"correction"_s, u"calendar"_s, u"promise_policy"_s, u"promise_fact"_s,
            u"promise"_s, u"retention"_s, u"erasing"_s, u"erasing_identity"_s, u"held_conversation"_s, u"rule"_s,
            u"rule_trace"_s, u"campaign"_s, u"delivery"_s, u"delivery_part"_s, u"delivery_upload"_s, u"hold"_s,
            u"publishing_term"_s, u"channel_limits"_s, u"amendment"_s, u"plan"_s, u"plan_line"_s, u"kept_words"_s,
            u"plan_import"_s, u"plan_import_row"_s, u"channel_slot"_s, u"holiday"_s, u"plan_layer"_s,
            u"plan_layer_move"_s, u"launch"_s, u"launch_change"_s, u"launch_lane"_s, u"launch_step"_s, u"saved_reply"_s,
            u"post_template"_s, u"variant_aside"_s, u"picture_name"_s, u"picture_spare"_s, u"member_right"_s,
            u"signing_key"_s, u"authority"_s, u"submission"_s, u"sign_off"_s, u"delegation"_s, u"log_head"_s };
        TestDatabase store;
        Statement columns(store.writer(), R"(
            SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '%\_index%' ESCAPE '\'
               AND c.type IN ('TEXT', 'BLOB', 'ANY') AND c.name NOT IN ('id', 'reply_to', 'network', 'state'))");
        QStringList unknown;
        must(columns.each([&](const Row &row) {
            const QString name = row.text(0) + u'.' + row.text(1);
            if (!taken.contains(name) && !told.contains(name) && !ours.contains(row.text(0)))
                unknown.append(name);
            return true;
        }));
        QCOMPARE(unknown, QStringList());
    }

private:
    static Result<bool> emptyNow(const QuillDesk &desk)
    {
        return desk.writer().number("PRAGMA wal_checkpoint(TRUNCATE)").map([](qint64) { return true; });
    }
};

int main(int argc, char **argv)
{
    SmallDisk::enterOwnNamespace();
    QCoreApplication app(argc, argv);
    TestErasure test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_erasure.moc"
