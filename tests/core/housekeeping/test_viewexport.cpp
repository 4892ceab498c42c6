#include "core/base/csvwords.h"
#include "core/housekeeping/viewexport.h"
#include "core/imports/importer.h"
#include "core/imports/importrun.h"
#include "tests/support/desk.h"
#include "tests/support/shareddata.h"
#include "tests/support/smalldisk.h"

#include <sys/resource.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

template<typename T> T must(Result<T> result)
{
    return TestDesk::must(std::move(result));
}

/// What may not become a formula, and what must come back as it was.
QStringList payloads()
{
    QStringList all { u"=1+1"_s, u"+1"_s, u"-1"_s, u"@SUM(1)"_s, u"\t=1"_s, u"\r=1"_s, u"'=1"_s, u"''@x"_s,
        u"'quoted'"_s, u"a,b;c\td|e"_s, u"\"=1\""_s, u"say \"hi\", then go"_s, u"two\nlines"_s,
        u"=HYPERLINK(\"http://x\",\"y\")"_s, u"-2+3+cmd|' /C calc'!A0"_s, u"DDE(\"cmd\";\"/C calc\";\"x\")"_s,
        u"<b>not bold</b> &amp;"_s };
    for (const QByteArray &line : sharedFile(u"csv/csv_injection_payloads.txt"_s).split('\n'))
        if (!line.isEmpty())
            all.append(QString::fromUtf8(line));
    for (const auto &each : QJsonDocument::fromJson(sharedFile(u"text/naughty_strings.json"_s)).array())
        if (!each.toString().trimmed().isEmpty())
            all.append(each.toString());
    return all;
}

struct ExportDesk : TestDesk {
    explicit ExportDesk(const QStringList &texts)
    {
        QList<Arrival> batch;
        for (qsizetype i = 0; i < texts.size(); ++i) {
            Arrival one = saying(QString::number(i), texts.at(i), int(texts.size() - i), {}, u"ada"_s);
            one.author.displayName = texts.at(i).left(40).simplified();
            batch.append(one);
        }
        receive(batch);
    }
    ExportWish wish(const QString &name, ExportWish::Form form = ExportWish::Form::Csv) const
    {
        ExportWish one;
        one.what = Query();
        one.path = folder.filePath(name);
        one.form = form;
        return one;
    }
    Result<ExportReport> run(const ExportWish &asked)
    {
        auto reader = must(Database::open(database.path(), Database::Mode::Read));
        return exportView(*reader, asked, clock);
    }
    /// The messages that a workspace holds: global name, person, text and time.
    static QSet<QString> rows(Database &store)
    {
        Statement all(store, R"(
            SELECT m.global_name || char(30) || i.global_name || char(30) || i.handle || char(30) || i.name || char(30)
                   || m.text || char(30) || m.written_at
              FROM mention m JOIN identity i ON i.row = m.identity)");
        const auto found = must(all.all<QString>([](const Row &row) { return row.text(0); }));
        return { found.begin(), found.end() };
    }
    QTemporaryDir folder;
};

QSet<QString> imported(const QString &path)
{
    TestDesk other;
    Importer importer(other.writer(), other.admission, other.log, other.clock);
    auto source = must(ImportSource::open(path));
    const auto state = must(importer.begin(must(describe(*source, false))));
    const auto done = must(runImport(
        *source, state, [&](const ImportState &before, const ImportLot &lot) { return importer.take(before, lot); },
        [](const ImportProgress &) { return true; }));
    if (done.refused != 0)
        qWarning("%lld rows refused", done.refused);
    return ExportDesk::rows(other.writer());
}

} // namespace

Q_DECLARE_METATYPE(wheelhouse::ExportWish::Form)

class TestViewExport : public QObject {
    Q_OBJECT
private slots:
    void h10_noCellBeginsAFormula()
    {
        for (const QString &each : payloads()) {
            const QByteArray cell = guarded(each.toUtf8());
            QVERIFY2(cell.isEmpty() || !QByteArrayView("=+-@\t\r\n").contains(cell.front()), cell.constData());
            QCOMPARE(withoutGuard(cell), each.toUtf8());
        }
        QCOMPARE(guarded("2 + 2"), QByteArray("2 + 2"));
        QCOMPARE(csvQuoted("a;b"), QByteArray("\"a;b\""));
        QCOMPARE(csvQuoted("say \"x\""), QByteArray("\"say \"\"x\"\"\""));
    }
    void h10_h18_whatIsExportedImportsIdentically_data()
    {
        QTest::addColumn<ExportWish::Form>("form");
        QTest::addColumn<bool>("isGuarded");
        QTest::addColumn<bool>("hasMark");
        QTest::newRow("CSV, guarded") << ExportWish::Form::Csv << true << false;
        QTest::newRow("CSV, plain, with a mark") << ExportWish::Form::Csv << false << true;
        QTest::newRow("JSON Lines") << ExportWish::Form::JsonLines << true << false;
    }
    void h10_h18_whatIsExportedImportsIdentically()
    {
        QFETCH(ExportWish::Form, form);
        QFETCH(bool, isGuarded);
        QFETCH(bool, hasMark);
        ExportDesk desk(payloads());
        ExportWish wish = desk.wish(form == ExportWish::Form::Csv ? u"all.csv"_s : u"all.jsonl"_s, form);
        wish.isGuarded = isGuarded;
        wish.hasMark = hasMark;
        QCOMPARE(must(desk.run(wish)).rows, desk.database.number("SELECT count(*) FROM mention"));
        const auto before = ExportDesk::rows(desk.writer());
        const auto after = imported(wish.path);
        for (const QString &each : before - after)
            qWarning() << "lost" << each;
        for (const QString &each : after - before)
            qWarning() << "came" << each;
        QCOMPARE(after.size(), before.size());
        QVERIFY(after == before);
    }
    void h10_anotherReaderReadsTheSameCells()
    {
        if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
            QSKIP("no other reader of CSV here");
        ExportDesk desk(payloads());
        ExportWish wish = desk.wish(u"all.csv"_s);
        wish.columns = { ExportColumn::Id, ExportColumn::Text };
        must(desk.run(wish));
        QProcess other;
        other.start(u"python3"_s,
            { u"-c"_s,
                u"import csv,json,sys; r=list(csv.reader(open(sys.argv[1],newline='',encoding='utf-8'),strict=True));"
                "assert all(len(x)==3 for x in r); print(json.dumps({x[0]:x[1] for x in r[1:]}))"_s,
                wish.path });
        QVERIFY(other.waitForFinished());
        const QJsonObject read = QJsonDocument::fromJson(other.readAllStandardOutput()).object();
        Statement all(desk.writer(), "SELECT global_name, text FROM mention");
        int seen = 0;
        must(all.each([&](const Row &row) {
            const QString cell = read.value(row.text(0)).toString(u"(none)"_s);
            seen += QString::fromUtf8(withoutGuard(cell.toUtf8())) == row.text(1) ? 1 : 0;
            return true;
        }));
        QCOMPARE(seen, desk.database.number("SELECT count(*) FROM mention"));
    }
    void aListIsExportedWithAllItsMessages()
    {
        ExportDesk desk({ u"One"_s, u"Two"_s });
        desk.receive({ desk.saying(u"r"_s, u"A reply"_s, 0, u"0"_s, u"bo"_s) });
        ExportWish wish = desk.wish(u"list.jsonl"_s, ExportWish::Form::JsonLines);
        wish.what = View { View::Kind::AllOpen, 0 };
        QCOMPARE(must(desk.run(wish)).rows, 3);
    }
    void h16_whatIsThereIsAskedForFirst()
    {
        ExportDesk desk({ u"One"_s });
        ExportWish wish = desk.wish(u"there.csv"_s);
        QFile file(wish.path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
        file.close();
        QCOMPARE(desk.run(wish).error().kind, Error::Kind::Conflict);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine"));
        file.close();
        QVERIFY(QFile::setPermissions(wish.path, QFile::ReadOwner));
        wish.existing = WholeFile::Existing::Replace;
        QCOMPARE(desk.run(wish).error().kind, Error::Kind::Refused);
        QVERIFY(QFile::setPermissions(wish.path, QFile::ReadOwner | QFile::WriteOwner));
        must(desk.run(wish));
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("One"));
        QCOMPARE(onlyThese(desk), QStringList { u"there.csv"_s });
    }
    void h16_aLinkIsNotFollowedAndAFolderIsNoFile()
    {
        ExportDesk desk({ u"One"_s });
        ExportWish wish = desk.wish(u"link.csv"_s);
        wish.existing = WholeFile::Existing::Replace;
        QVERIFY(QFile::link(u"/etc/hostname"_s, wish.path));
        QCOMPARE(desk.run(wish).error().kind, Error::Kind::Refused);
        QFile::remove(wish.path);
        wish.path = desk.folder.path();
        QCOMPARE(desk.run(wish).error().kind, Error::Kind::Refused);
        wish.path = desk.folder.filePath(u"nowhere/x.csv"_s);
        QCOMPARE(desk.run(wish).error().kind, Error::Kind::Missing);
        QCOMPARE(onlyThese(desk), QStringList());
    }
    void a05_h16_diskFullLeavesNothing()
    {
        for (const SmallDisk::Kind kind : SmallDisk::kinds()) {
            SmallDisk disk(kind, 2);
            ExportDesk desk({ u"One"_s, u"A long text "_s.repeated(40'000) });
            ExportWish wish = desk.wish(u"x.csv"_s);
            wish.path = disk.path(u"full.csv"_s);
            auto reader = must(Database::open(desk.database.path(), Database::Mode::Read));
            disk.fill(100'000);
            const auto report = exportView(*reader, wish, desk.clock);
            disk.free();
            QVERIFY(!report);
            QVERIFY2(report.error().message.contains(u"full"_s), qPrintable(report.error().message));
            QCOMPARE(QDir(QFileInfo(wish.path).path()).entryList(QDir::Files | QDir::Hidden), QStringList());
            must(exportView(*reader, wish, desk.clock));
        }
    }
    void k07_theFileIsItsOwnersAlone()
    {
        ExportDesk desk({ u"One"_s });
        const ExportWish wish = desk.wish(u"one.csv"_s);
        must(desk.run(wish));
        QCOMPARE(QFile::permissions(wish.path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
            QFile::Permissions());
    }
    void brokenOffLeavesNothing()
    {
        QStringList many;
        for (int i = 0; i < 1200; ++i)
            many.append(u"Message %1"_s.arg(i));
        ExportDesk desk(many);
        auto reader = must(Database::open(desk.database.path(), Database::Mode::Read));
        const auto report = exportView(*reader, desk.wish(u"x.csv"_s), desk.clock, [](qint64) { return false; });
        QCOMPARE(report.error().kind, Error::Kind::Cancelled);
        QCOMPARE(onlyThese(desk), QStringList());
    }
    void manyMessagesNeedNoMoreMemory()
    {
        const int count = qEnvironmentVariableIsSet("WH_LONG") ? 100'000 : 10'000;
        QStringList many;
        for (int i = 0; i < count; ++i)
            many.append(u"Message %1 about a parcel that never came"_s.arg(i));
        ExportDesk desk(many);
        many.clear();
        const auto peak = [] {
            rusage used {};
            ::getrusage(RUSAGE_SELF, &used);
            return used.ru_maxrss;
        };
        const long before = peak();
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(must(desk.run(desk.wish(u"x.csv"_s))).rows, count);
        qInfo("%d rows in %lld ms, %ld KiB more", count, timer.elapsed(), peak() - before);
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed for a while
        QVERIFY(peak() - before < 64 * 1024);
#endif
    }
    void whatWasErasedIsLeftOut()
    {
        ExportDesk desk({ u"One"_s, u"Two"_s });
        must(desk.writer().run("UPDATE mention SET erased_at = 1 WHERE global_name LIKE '%/1'"));
        QCOMPARE(must(desk.run(desk.wish(u"x.csv"_s))).rows, 1);
    }

private:
    static QStringList onlyThese(const ExportDesk &desk)
    {
        return QDir(desk.folder.path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
};

int main(int argc, char **argv)
{
    SmallDisk::enterOwnNamespace();
    QCoreApplication app(argc, argv);
    TestViewExport test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_viewexport.moc"
