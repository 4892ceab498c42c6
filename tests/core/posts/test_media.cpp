#include "core/posts/media.h"
#include "tests/support/picturebytes.h"
#include "tests/support/smalldisk.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <sys/wait.h>

using namespace wheelhouse;
using namespace wheelhouse::pictures;
using namespace Qt::StringLiterals;

namespace {

QByteArray digestOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// A store beside a workspace of its own.
struct Room {
    QTemporaryDir folder;
    QString workspace = folder.filePath(u"team.wheelhouse"_s);
    MediaStore store { workspace };

    [[nodiscard]] QString fileOf(const QByteArray &digest) const
    {
        return store.folder() + u'/' + QString::fromLatin1(digest.toHex());
    }
    [[nodiscard]] QStringList names() const
    {
        return QDir(store.folder()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    }
};

QByteArray keptIn(MediaStore &store, const QByteArray &bytes)
{
    const auto digest = store.keep(bytes);
    if (!digest)
        qFatal("not kept: %s", qPrintable(digest.error().detail));
    return *digest;
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("not written");
}

} // namespace

class TestMedia : public QObject {
    Q_OBJECT

private slots:
    void whatIsKeptIsReadAgain()
    {
        Room room;
        const QByteArray digest = keptIn(room.store, "some bytes");
        QCOMPARE(digest, digestOf("some bytes"));
        QVERIFY(room.store.has(digest));
        QCOMPARE(room.store.read(digest).value(), QByteArray("some bytes"));
        QCOMPARE(MediaStore(room.workspace).read(digest).value(), QByteArray("some bytes"));
        QCOMPARE(keptIn(room.store, "some bytes"), digest);
        QCOMPARE(room.names().size(), 1);
    }
    void onlyItsOwnerMayRead()
    {
        Room room;
        const QByteArray digest = keptIn(room.store, "some bytes");
        struct stat what { };
        QCOMPARE(::stat(qPrintable(room.store.folder()), &what), 0);
        QCOMPARE(what.st_mode & 0777, mode_t(0700));
        QCOMPARE(::stat(qPrintable(room.fileOf(digest)), &what), 0);
        QCOMPARE(what.st_mode & 0777, mode_t(0600));
    }
    void nothingAndTooMuchAreRefused()
    {
        Room room;
        QCOMPARE(room.store.keep({}).error().kind, Error::Kind::Refused);
        QCOMPARE(room.store.keep(QByteArray(25'000'001, 'x')).error().kind, Error::Kind::Refused);
        QVERIFY(room.names().isEmpty());
    }
    /// No name is ever given: what stands in the folder is called by its digest, whatever the picture was called.
    void g05EveryNameIsTheHashOfTheBytes()
    {
        Room room;
        const QList<QByteArray> hostile { "../x", "/etc/x", "CON", QByteArray("a\0b", 3), QByteArray(300, 'n'),
            ".hidden", "%2e%2e" };
        for (const QByteArray &name : hostile) {
            (void)keptIn(room.store, name); // as bytes, which is all that can be handed over
            QCOMPARE(room.store.read(name).error().kind, Error::Kind::Malformed); // and as a digest it is none
        }
        static const QRegularExpression hash(u"^[0-9a-f]{64}$"_s);
        QCOMPARE(room.names().size(), hostile.size());
        for (const QString &name : room.names())
            QVERIFY2(hash.match(name).hasMatch(), qPrintable(name));
        QCOMPARE(QDir(room.folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
            QStringList { u"team.wheelhouse.media"_s });
    }
    void g06ALinkInTheFolderIsNotFollowed()
    {
        Room room;
        const QString outside = room.folder.filePath(u"outside"_s);
        put(outside, "some bytes");
        (void)keptIn(room.store, "other bytes");
        const QByteArray digest = digestOf("some bytes");
        QVERIFY(QFile::link(outside, room.fileOf(digest)));
        QCOMPARE(room.store.read(digest).error().kind, Error::Kind::Refused); // although the bytes would be right
        // Keeping puts the file there in the place of the link, and leaves alone where the link went.
        put(outside, "untouched");
        QCOMPARE(keptIn(room.store, "some bytes"), digest);
        QVERIFY(!QFileInfo(room.fileOf(digest)).isSymLink());
        QCOMPARE(room.store.read(digest).value(), QByteArray("some bytes"));
        QFile left(outside);
        QVERIFY(left.open(QIODevice::ReadOnly));
        QCOMPARE(left.readAll(), QByteArray("untouched"));
    }
    void g06AFolderThatIsALinkIsRefused()
    {
        Room room;
        const QString outside = room.folder.filePath(u"outside"_s);
        QVERIFY(QDir().mkdir(outside));
        QVERIFY(QFile::link(outside, room.store.folder()));
        QCOMPARE(room.store.keep("some bytes").error().kind, Error::Kind::Refused);
        put(outside + u'/' + QString::fromLatin1(digestOf("some bytes").toHex()), "some bytes");
        QCOMPARE(room.store.read(digestOf("some bytes")).error().kind, Error::Kind::Refused);
        QCOMPARE(QDir(outside).entryList(QDir::Files).size(), 1);
    }
    void g06AFolderInItsPlaceIsRefused()
    {
        Room room;
        (void)keptIn(room.store, "other bytes");
        const QByteArray digest = digestOf("some bytes");
        QVERIFY(QDir().mkdir(room.fileOf(digest)));
        QCOMPARE(room.store.read(digest).error().kind, Error::Kind::Refused);
        QVERIFY(!room.store.keep("some bytes"));
        QCOMPARE(room.names().size(), 2);
    }
    void g06APipeInTheFolderIsNotWaitedFor()
    {
        Room room;
        (void)keptIn(room.store, "other bytes");
        const QByteArray digest = digestOf("some bytes");
        QCOMPARE(::mkfifo(qPrintable(room.fileOf(digest)), 0600), 0);
        QCOMPARE(room.store.read(digest).error().kind, Error::Kind::Refused);
    }
    void g07WhatIsGoneIsRefused()
    {
        Room room;
        QCOMPARE(room.store.read(digestOf("never there")).error().kind, Error::Kind::Missing);
        const QByteArray digest = keptIn(room.store, "some bytes");
        QVERIFY(QFile::remove(room.fileOf(digest)));
        QVERIFY(!room.store.has(digest));
        QCOMPARE(room.store.read(digest).error().kind, Error::Kind::Missing);
        QVERIFY(!room.store.read(digest).error().message.isEmpty());
        QVERIFY(QDir(room.store.folder()).removeRecursively());
        QCOMPARE(room.store.read(digest).error().kind, Error::Kind::Missing);
    }
    /// Same name, same size, other bytes.
    void d02WhatWasReplacedIsRefused()
    {
        Room room;
        const QByteArray digest = keptIn(room.store, "some bytes");
        put(room.fileOf(digest), "same bytes");
        QVERIFY(!room.store.has(digest));
        const auto read = room.store.read(digest);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Refused);
        QVERIFY2(read.error().message.contains(u"changed"_s), qPrintable(read.error().message));
        // Attached again it is there again.
        QCOMPARE(keptIn(room.store, "some bytes"), digest);
        QCOMPARE(room.store.read(digest).value(), QByteArray("some bytes"));
    }
    void d02OneThatHasGrownIsRefusedWithoutReadingItAll()
    {
        Room room;
        const QByteArray digest = keptIn(room.store, "some bytes");
        QVERIFY(QFile::resize(room.fileOf(digest), Q_INT64_C(8'000'000'000))); // a hole: nothing on the disk
        QCOMPARE(room.store.read(digest).error().kind, Error::Kind::Refused);
    }
    void brokenOffAnywhereItIsWholeOrNotThere_data()
    {
        QTest::addColumn<QByteArray>("how");
        for (const char *place : { "media.written", "media.synced", "media.renamed", "media.named" })
            for (const char *what : { "die", "full" })
                QTest::addRow("%s %s", place, what) << QByteArray(place) + ':' + what;
    }
    void brokenOffAnywhereItIsWholeOrNotThere()
    {
        QFETCH(QByteArray, how);
        Room room;
        const QByteArray before = keptIn(room.store, "kept before");
        const QByteArray bytes = encoded(photograph(200, 200), "PNG");
        const pid_t child = ::fork();
        if (child == 0) {
            qputenv("WH_FAIL", how);
            ::_exit(MediaStore(room.workspace).keep(bytes) ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(WIFSIGNALED(status), how.endsWith("die"));
        QVERIFY(WIFSIGNALED(status) || WEXITSTATUS(status) == 1);
        const auto read = room.store.read(digestOf(bytes));
        const bool wasNamed = how.startsWith("media.renamed") || how.startsWith("media.named");
        QCOMPARE(read.has_value(), wasNamed);
        QVERIFY(read ? *read == bytes : read.error().kind == Error::Kind::Missing);
        QCOMPARE(keptIn(room.store, bytes), digestOf(bytes));
        QCOMPARE(room.store.read(digestOf(bytes)).value(), bytes);
        QCOMPARE(room.store.read(before).value(), QByteArray("kept before"));
        // What failed left nothing; what was killed could not, and is tidied when it is an hour old.
        const bool leftSome = how.endsWith("die") && !wasNamed;
        QCOMPARE(room.names().filter(u".part"_s).size(), leftSome ? 1 : 0);
    }
    void whatAKilledOneLeftIsTidiedWhenItIsOld()
    {
        Room room;
        (void)keptIn(room.store, "some bytes");
        const QString old = room.store.folder() + u"/.old.part"_s;
        const QString fresh = room.store.folder() + u"/.fresh.part"_s;
        put(old, "half");
        put(fresh, "half");
        const timespec times[] { { ::time(nullptr) - 7200, 0 }, { ::time(nullptr) - 7200, 0 } };
        QCOMPARE(::utimensat(AT_FDCWD, qPrintable(old), times, 0), 0);
        (void)keptIn(room.store, "more bytes"); // the same object looks only once
        QVERIFY(QFile::exists(old));
        MediaStore next(room.workspace);
        (void)keptIn(next, "yet more bytes");
        QVERIFY(!QFile::exists(old));
        QVERIFY(QFile::exists(fresh)); // somebody may be writing it
    }
    void aFullDiskLeavesNothingHalf()
    {
        for (const SmallDisk::Kind kind : SmallDisk::kinds()) {
            SmallDisk disk(kind);
            MediaStore store(disk.path(u"team.wheelhouse"_s));
            const QByteArray before = keptIn(store, "kept before");
            const QByteArray bytes(3'000'000, 'x');
            disk.fill(1'000'000);
            const auto full = store.keep(bytes);
            disk.free();
            QVERIFY(!full);
            QCOMPARE(full.error().kind, Error::Kind::Refused);
            QVERIFY2(full.error().message.contains(u"full"_s), qPrintable(full.error().message));
            QCOMPARE(QDir(store.folder()).entryList(QDir::Files | QDir::Hidden).size(), 1);
            QCOMPARE(store.read(before).value(), QByteArray("kept before"));
            QCOMPARE(store.read(keptIn(store, bytes)).value(), bytes);
        }
    }
    void aFolderThatMayNotBeWrittenIsSaid()
    {
        SmallDisk disk(SmallDisk::kinds().constFirst());
        disk.setReadOnly(true);
        MediaStore store(disk.path(u"team.wheelhouse"_s));
        const auto kept = store.keep("some bytes");
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind, Error::Kind::Refused);
    }
    void twoProcessesMayKeepTheSame()
    {
        Room room;
        const QByteArray bytes = encoded(photograph(300, 300), "PNG");
        QList<pid_t> children;
        for (int i = 0; i < 4; ++i) {
            const pid_t child = ::fork();
            if (child == 0) {
                bool isWell = true;
                for (int round = 0; round < 25; ++round) {
                    MediaStore store(room.workspace);
                    const auto digest = store.keep(bytes + QByteArray::number(round));
                    isWell = isWell && digest && store.read(*digest);
                }
                ::_exit(isWell ? 0 : 1);
            }
            children.append(child);
        }
        for (const pid_t child : children) {
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        }
        QCOMPARE(room.names().size(), 25);
    }
    void whatWasGivenAndWhatGoesOutAreBothKept()
    {
        Room room;
        const QByteArray original = withExif(encoded(photograph(300, 200), "JPG"), 6);
        Limits limits;
        limits.pictureBytes = 20'000;
        const auto kept = keepPicture(room.store, original, limits);
        QVERIFY(kept);
        QCOMPARE(room.store.read(kept->original).value(), original);
        QCOMPARE(room.store.read(kept->prepared.digest).value(), kept->prepared.bytes);
        QVERIFY(kept->original != kept->prepared.digest);
        QVERIFY(!keepPicture(room.store, "no picture", limits));
        QCOMPARE(room.names().size(), 2);
    }
};

int main(int argc, char **argv)
{
    SmallDisk::enterOwnNamespace();
    QCoreApplication app(argc, argv);
    TestMedia test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_media.moc"
