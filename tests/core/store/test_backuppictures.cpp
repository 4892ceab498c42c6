#include "core/store/backup.h"
#include "core/store/check.h"
#include "core/store/salvage.h"
#include "core/store/statement.h"
#include "tests/support/testworkspace.h"

#include <QCryptographicHash>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

template<typename T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A workspace with a template that has three pictures, the first of which is called tins.png.
struct Room {
    TestWorkspace desk;
    MediaStore media { desk.path() };
    Backups backups { desk.path(), desk.clock };
    QList<QByteArray> digests;

    Room()
    {
        for (const char *each : { "one", "two", "three" })
            digests.append(must(media.keep(each)));
        const auto writer = desk.writer();
        Statement name(*writer, "INSERT INTO picture_name (digest, name, size) VALUES (?1, 'tins.png', 3)");
        must(name.run(digests.first()));
        for (const QByteArray &each : digests)
            add(*writer, each);
    }
    static void add(Database &writer, const QByteArray &digest)
    {
        Statement add(writer, "INSERT INTO post_template (id, name, content) VALUES (randomblob(16), ?1, ?2)");
        must(add.run(QString::fromLatin1(digest.toHex()),
            QStringLiteral(R"({"parts":[{"pictures":[{"sha256":"%1"}]}]})").arg(QLatin1String(digest.toHex()))));
    }
    [[nodiscard]] QString kept(int which) const
    {
        return backups.pictures().folder() + u'/' + QString::fromLatin1(digests.at(which).toHex());
    }
    [[nodiscard]] QString beside(int which) const
    {
        return media.folder() + u'/' + QString::fromLatin1(digests.at(which).toHex());
    }
    [[nodiscard]] int there() const
    {
        return int(
            std::count_if(digests.begin(), digests.end(), [this](const QByteArray &each) { return media.has(each); }));
    }
};

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("not written");
}

/// As if it had been put there so long ago.
void makeOld(const QString &path, int days)
{
    const struct timespec at = { ::time(nullptr) - days * 86'400, 0 };
    const struct timespec both[] = { at, at };
    if (::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), both, 0) != 0)
        qFatal("not made old");
}

ino_t inodeOf(const QString &path)
{
    struct stat what { };
    return ::stat(QFile::encodeName(path).constData(), &what) == 0 ? what.st_ino : 0;
}

} // namespace

class TestBackupPictures : public QObject {
    Q_OBJECT
private slots:
    void aRestoredWorkspaceHasThePicturesItNames()
    {
        Room room;
        const auto made = must(room.backups.make(Backup::Why::ByHand));
        QVERIFY(made.lost.isEmpty());
        QVERIFY(QDir(room.media.folder()).removeRecursively());
        QCOMPARE(room.there(), 0);
        const auto restored = must(room.backups.restore(made.path));
        QVERIFY(restored.lost.isEmpty());
        QCOMPARE(room.there(), 3);
        struct stat what { };
        QCOMPARE(::stat(QFile::encodeName(room.backups.pictures().folder()).constData(), &what), 0);
        QCOMPARE(what.st_mode & 0777, mode_t(0700));
    }
    void aWorkspaceIsMovedByRestoringItElsewhere()
    {
        Room room;
        const auto made = must(room.backups.make(Backup::Why::ByHand));
        const QString elsewhere = room.desk.folder() + u"/elsewhere.wheelhouse"_s;
        QVERIFY(must(Backups(elsewhere, room.desk.clock).restore(made.path)).lost.isEmpty());
        const MediaStore beside(elsewhere);
        for (const QByteArray &each : std::as_const(room.digests))
            QVERIFY(beside.has(each));
    }
    void whatABackupHasIsNotCopiedAgain()
    {
        Room room;
        must(room.backups.make(Backup::Why::ByHand));
        const ino_t before = inodeOf(room.kept(0));
        QVERIFY(before != 0);
        Room::add(*room.desk.writer(), must(room.media.keep("four")));
        must(room.backups.make(Backup::Why::ByHand));
        QCOMPARE(inodeOf(room.kept(0)), before);
        QCOMPARE(room.backups.pictures().digests().size(), 4);
    }
    void ofWhatIsCopiedAPersonHears()
    {
        Room room;
        QStringList told;
        room.backups.setProgress([&told](int done, int all) { told.append(u"%1/%2"_s.arg(done).arg(all)); });
        must(room.backups.make(Backup::Why::ByHand));
        QCOMPARE(told, (QStringList { u"1/3"_s, u"2/3"_s, u"3/3"_s }));
    }
    void brokenOffAmongPicturesNoBackupIsThere()
    {
        Room room;
        room.backups.setProgress([&room](int done, int) {
            if (done == 1)
                room.backups.cancel();
        });
        const auto made = room.backups.make(Backup::Why::ByHand);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::Cancelled);
        QVERIFY(room.backups.list(Backups::Look::Header).isEmpty());
        QVERIFY(QDir(room.backups.folder()).entryList(QDir::Files | QDir::Hidden).isEmpty());
        room.backups.setProgress({});
        QVERIFY(must(room.backups.make(Backup::Why::ByHand)).lost.isEmpty());
    }
    void d02AlteredAndMissingOnesAreSaidByName()
    {
        Room room;
        put(room.beside(0), "something else");
        QVERIFY(QFile::remove(room.beside(1)));
        const auto made = must(room.backups.make(Backup::Why::ByHand));
        QCOMPARE(made.lost.size(), 2);
        const QStringList said = lostSentences(made.lost);
        QVERIFY2(said.contains(u"The picture “tins.png” is not what it was, or cannot be read."_s),
            qPrintable(said.join(u'\n')));
        QVERIFY2(
            said.contains(u"The picture “%1” is missing."_s.arg(QLatin1String(room.digests.at(1).toHex().left(12)))),
            qPrintable(said.join(u'\n')));
        QVERIFY(!QFile::exists(room.kept(0))); // what it is not is in no backup
    }
    void aBackupWhosePicturesAreAlteredSaysSoAndBringsTheRest()
    {
        Room room;
        const auto made = must(room.backups.make(Backup::Why::ByHand));
        put(room.kept(0), "something else");
        const auto listed = room.backups.list(Backups::Look::Pages);
        QCOMPARE(listed.size(), 1);
        QVERIFY(listed.first().isGood);
        QCOMPARE(lostSentences(listed.first().lost),
            QStringList { u"The picture “tins.png” is not what it was, or cannot be read."_s });
        // The workspace still has it: nothing is lost, nothing wrong is brought, and the copy is made anew.
        QVERIFY(must(room.backups.restore(made.path)).lost.isEmpty());
        QCOMPARE(room.there(), 3);
        QVERIFY(room.backups.pictures().has(room.digests.first()));
        put(room.kept(0), "something else");
        QVERIFY(QDir(room.media.folder()).removeRecursively());
        QCOMPARE(must(room.backups.restore(made.path)).lost.size(), 1);
        QCOMPARE(room.there(), 2);
    }
    void anAlteredCopyIsMadeAnew()
    {
        Room room;
        must(room.backups.make(Backup::Why::ByHand));
        put(room.kept(0), "something else");
        must(room.backups.make(Backup::Why::ByHand));
        QVERIFY(room.backups.pictures().has(room.digests.first()));
    }
    void whatWasReplacedKeepsItsPicturesToo()
    {
        Room room;
        const auto made = must(room.backups.make(Backup::Why::ByHand));
        const QByteArray later = must(room.media.keep("later"));
        Room::add(*room.desk.writer(), later);
        const auto restored = must(room.backups.restore(made.path));
        QVERIFY(QDir(room.media.folder()).removeRecursively());
        must(room.backups.restore(restored.aside));
        QVERIFY(room.media.has(later));
    }
    void picturesThatNoBackupNamesGoWithTheLastOfThem()
    {
        Room room;
        must(room.backups.make(Backup::Why::Daily));
        must(room.desk.writer()->run("DELETE FROM post_template WHERE row > 1"));
        for (int i = 0; i < 3; ++i)
            makeOld(room.kept(i), 2);
        for (int day = 0; day < 7; ++day) {
            QCOMPARE(room.backups.pictures().digests().size(), 3); // the first one names them still
            room.desk.clock.advance(24h);
            must(room.backups.make(Backup::Why::Daily));
        }
        QCOMPARE(room.backups.pictures().digests(), QList<QByteArray> { room.digests.first() });
    }
    void oneThatIsBeingMadeBesideItKeepsItsPictures()
    {
        Room room;
        MediaStore pool = room.backups.pictures();
        must(room.backups.make(Backup::Why::Daily)); // makes the folder
        const QByteArray young = must(pool.keep("of another process, whose backup has no name yet"));
        room.desk.clock.advance(24h);
        must(room.backups.make(Backup::Why::Daily));
        QVERIFY(pool.has(young));
        makeOld(pool.folder() + u'/' + QString::fromLatin1(young.toHex()), 2);
        room.desk.clock.advance(24h);
        must(room.backups.make(Backup::Why::Daily));
        QVERIFY(!pool.has(young));
    }
    void killedAnywhereABackupThatIsThereHasItsPictures_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const char *place : { "media.written", "media.synced", "media.renamed", "media.named", "backup.sync" })
            for (const char *what : { "die", "full" })
                QTest::addRow("%s %s", place, what) << QByteArray(place) + ':' + what;
    }
    void killedAnywhereABackupThatIsThereHasItsPictures()
    {
        QFETCH(QByteArray, how);
        Room room;
        const pid_t child = ::fork();
        if (child == 0) {
            qputenv("WH_FAIL", how);
            ::_exit(Backups(room.desk.path(), room.desk.clock).make(Backup::Why::Daily) ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status) || WEXITSTATUS(status) == 1);
        QVERIFY(room.backups.list(Backups::Look::Header).isEmpty());
        const auto made = must(room.backups.make(Backup::Why::Daily));
        QVERIFY(made.lost.isEmpty());
        QVERIFY(room.backups.list(Backups::Look::Pages).first().lost.isEmpty());
    }
    void aLookAtTheWorkspaceNamesThemAndBringsThemBack()
    {
        Room room;
        must(room.backups.make(Backup::Why::ByHand));
        put(room.beside(0), "something else");
        QVERIFY(QFile::remove(room.beside(1)));
        auto look = [&room] {
            return must(checkWorkspace(must(Database::open(room.desk.path(), Database::Mode::Read)), false));
        };
        auto found = look();
        QVERIFY(found.isSound() && !found.isClean());
        QCOMPARE(found.lostPictures.size(), 2);
        QVERIFY(found.sentences().join(u' ').contains(u"tins.png"_s));
        must(repair(*room.desk.writer(), found));
        QVERIFY(look().isClean());
    }
    void whatIsSavedOfADamagedWorkspaceHasItsPictures()
    {
        Room room;
        must(room.backups.make(Backup::Why::ByHand));
        QVERIFY(QFile::remove(room.beside(2))); // a backup has it
        const QString fresh = room.desk.folder() + u"/saved.wheelhouse"_s;
        const auto saved = must(salvage(room.desk.path(), fresh, room.desk.clock));
        QVERIFY(saved.lostPictures.isEmpty());
        const MediaStore beside(saved.path);
        for (const QByteArray &each : std::as_const(room.digests))
            QVERIFY(beside.has(each));
    }
    void aWorkspaceOfAnOlderWheelhouseNamesWhatItsTablesCan()
    {
        for (const int version : { 5, 19, 20, 21 }) {
            TestWorkspace desk;
            const QString path = desk.folder() + u"/older.wheelhouse"_s;
            makeOlder(path, version);
            const auto reader = must(Database::open(path, Database::Mode::Read));
            QVERIFY(must(picturesNamedIn(*reader)).isEmpty());
        }
    }
};

QTEST_GUILESS_MAIN(TestBackupPictures)
#include "test_backuppictures.moc"
