#include "core/calendar/planexport.h"
#include "tests/core/calendar/calendarroom.h"
#include "tests/support/smalldisk.h"

#include <QFile>
#include <QTemporaryDir>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A plan that is written into files of one kind.
struct ExportRoom : CalendarRoom {
    explicit ExportRoom(QString ending)
        : m_ending(std::move(ending))
    {
        draft(u"Numbers"_s, day(3));
        draft(u"Oat tins are back"_s, day(4));
    }
    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name + m_ending); }
    Result<PlanExported> write(const QString &to, WholeFile::Existing existing = WholeFile::Existing::Refuse)
    {
        return exportPlan(desk.writer(), { to, {}, {}, existing }, desk.clock.now(), [] { return true; });
    }
    [[nodiscard]] QStringList names() const { return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden); }
    QTemporaryDir folder;

private:
    QString m_ending;
};

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("not written");
}

void bothKinds()
{
    QTest::addColumn<QString>("ending");
    QTest::newRow("calendar") << u".ics"_s;
    QTest::newRow("sheet") << u".csv"_s;
}

} // namespace

/// Where a plan is written to is a file whole or as it was.
class TestPlanExport : public QObject {
    Q_OBJECT
private slots:
    void h16_whatIsThereIsAskedForFirst_data() { bothKinds(); }
    void h16_whatIsThereIsAskedForFirst()
    {
        QFETCH(const QString, ending);
        ExportRoom room(ending);
        const QString path = room.path(u"there"_s);
        put(path, "mine");
        QCOMPARE(room.write(path).error().kind, Error::Kind::Conflict);
        QCOMPARE(bytesOf(path), QByteArray("mine"));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
        QCOMPARE(room.write(path, WholeFile::Existing::Replace).error().kind, Error::Kind::Refused);
        QCOMPARE(bytesOf(path), QByteArray("mine"));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        QCOMPARE(TestDesk::must(room.write(path, WholeFile::Existing::Replace)).posts, 2);
        QVERIFY(bytesOf(path).contains("Oat tins are back"));
        QCOMPARE(room.names(), QStringList { u"there"_s + ending });
    }
    void h16_aLinkIsNotFollowedAndAFolderIsNoFile_data() { bothKinds(); }
    void h16_aLinkIsNotFollowedAndAFolderIsNoFile()
    {
        QFETCH(const QString, ending);
        ExportRoom room(ending);
        const QString target = room.path(u"target"_s);
        put(target, "another's");
        const QString link = room.path(u"link"_s);
        QVERIFY(QFile::link(target, link));
        QCOMPARE(room.write(link, WholeFile::Existing::Replace).error().kind, Error::Kind::Refused);
        QCOMPARE(bytesOf(target), QByteArray("another's"));
        QVERIFY(QDir(room.folder.path()).mkdir(u"folder"_s + ending));
        QCOMPARE(room.write(room.path(u"folder"_s), WholeFile::Existing::Replace).error().kind, Error::Kind::Refused);
        QCOMPARE(room.write(room.path(u"nowhere/plan"_s)).error().kind, Error::Kind::Missing);
        QCOMPARE(room.names(), (QStringList { u"link"_s + ending, u"target"_s + ending }));
    }
    void a05_h16_aFullDiskLeavesNothingOfIt_data() { bothKinds(); }
    void a05_h16_aFullDiskLeavesNothingOfIt()
    {
        QFETCH(const QString, ending);
        ExportRoom room(ending);
        room.draft(u"A long text "_s.repeated(40'000), room.day(5));
        for (const SmallDisk::Kind kind : SmallDisk::kinds()) {
            SmallDisk disk(kind, 2);
            const QString path = disk.path(u"full"_s + ending);
            disk.fill(100'000);
            const auto done = room.write(path);
            disk.free();
            QVERIFY(!done);
            QVERIFY2(done.error().message.contains(u"full"_s), qPrintable(done.error().message));
            QCOMPARE(QDir(QFileInfo(path).path()).entryList(QDir::Files | QDir::Hidden), QStringList());
            TestDesk::must(room.write(path)); // there is room again: no start anew is needed
        }
    }
    void h16_stoppedInTheMiddleWhatWasThereStays_data() { bothKinds(); }
    void h16_stoppedInTheMiddleWhatWasThereStays()
    {
        QFETCH(const QString, ending);
        ExportRoom room(ending);
        const QString path = room.path(u"plan"_s);
        put(path, "mine");
        int asked = 0;
        const auto done = exportPlan(room.desk.writer(), { path, {}, {}, WholeFile::Existing::Replace },
            room.desk.clock.now(), [&asked] { return ++asked < 2; });
        QCOMPARE(done.error().kind, Error::Kind::Cancelled);
        QCOMPARE(bytesOf(path), QByteArray("mine"));
        QCOMPARE(room.names(), QStringList { u"plan"_s + ending });
    }
};

int main(int argc, char **argv)
{
    SmallDisk::enterOwnNamespace();
    QCoreApplication app(argc, argv);
    TestPlanExport test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_planexport.moc"
