#include "core/imports/importrun.h"
#include "core/inbox/search.h"
#include "core/store/check.h"
#include "tests/support/desk.h"

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

QString u(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/// The bytes of a literal, zeros among them.
template<size_t Size> QByteArray raw(const char (&bytes)[Size])
{
    return { bytes, qsizetype(Size) - 1 };
}

QByteArray utf16(const QString &text, bool mark)
{
    QStringEncoder encoder(
        QStringConverter::Utf16LE, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(text);
}

} // namespace

class TestEncodings : public QObject {
    Q_OBJECT
private slots:
    void h05AFileThatLiesIsReadableOrFlagged_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QStringList>("texts"); // of rows 1, 2, 3; empty: refused with a sentence
        QTest::addColumn<QString>("flagged"); // the numbers of the rows that have a sentence
        const QByteArray head("id,text,date\n");
        const QByteArray when(",2026-01-01 10:00 UTC\n");
        const auto table = [&](const QByteArray &one, const QByteArray &two, const QByteArray &three) {
            return head + "1," + one + when + "2," + two + when + "3," + three + when;
        };
        QTest::newRow("says UTF-8, one row is Windows-1252")
            << QByteArray("\xef\xbb\xbf") + table("caf\xc3\xa9", "caf\xe9 noir", "tea")
            << QStringList { u("café"), u("caf\uFFFD noir"), u("tea") } << u"2"_s;
        QTest::newRow("switches in the middle, says nothing")
            << table("caf\xc3\xa9", "caf\xe9 noir", "tea") << QStringList { u("cafÃ©"), u("café noir"), u("tea") }
            << QString();
        QTest::newRow("UTF-7") << table("+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "1 +- 1", "tea")
                               << QStringList { u("+ADw-script+AD4-alert(1)+ADw-/script+AD4-"), u("1 +- 1"), u("tea") }
                               << QString();
        QTest::newRow("NUL in the words") << table(raw("be\0fore"), raw("\0"), "tea")
                                          << QStringList { u("be\uFFFDfore"), u("\uFFFD"), u("tea") } << u"1 2"_s;
        QTest::newRow("overlong letters, halves of pairs")
            << QByteArray("\xef\xbb\xbf")
                + table("a \xc0\xbc"
                        "b",
                    "c \xed\xa0\xbd d", "tea")
            << QStringList { u("a \uFFFD\uFFFDb"), u("c \uFFFD\uFFFD\uFFFD d"), u("tea") } << u"1 2"_s;
        QTest::newRow("a letter cut off at the end")
            << QByteArray("\xef\xbb\xbf") + head + "1,one" + when + "2,two" + when + "3,caf\xc3"
            << QStringList { u("one"), u("two"), u("caf\uFFFD") } << u"3"_s;
        QTest::newRow("UTF-16 with half a letter at the end")
            << utf16(u("id,text\n1,café\n2,two\n3,tea\n"), true) + "\x41"
            << QStringList { u("café"), u("two"), u("tea") } << QString();
        QTest::newRow("marks in the middle, as files joined with cat have them")
            << QByteArray("\xef\xbb\xbf") + table("one", "\xef\xbb\xbftwo", "tea")
            << QStringList { u("one"), u("two"), u("tea") } << QString();
        QTest::newRow("JSON with one line that is not UTF-8")
            << QByteArray("{\"id\":\"1\",\"text\":\"café\"}\n{\"id\":\"2\",\"text\":\"caf\xe9 "
                          "noir\"}\n{\"id\":\"3\",\"text\":\"tea\"}\n")
            << QStringList { u("café"), QString(), u("tea") } << u"2"_s;
    }
    void h05AFileThatLiesIsReadableOrFlagged()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QStringList, texts);
        QFETCH(QString, flagged);
        const auto source = ImportSource::open(written(bytes));
        QVERIFY2(source, source ? "" : qPrintable(source.error().message));
        const auto batch = (*source)->next(100);
        QVERIFY(batch);
        QStringList found;
        QStringList withWords;
        for (const Verdict &verdict : batch->verdicts) {
            found.append(verdict.isTaken() ? prepared(verdict.arrival) : QString());
            if (!verdict.words.isEmpty())
                withWords.append(QString::number(found.size()));
        }
        QCOMPARE(found, texts);
        QCOMPARE(withWords.join(u' '), flagged);
    }
    void h05AFileThatIsNoTextAtAllIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("says UTF-16 and is not") << QByteArray("\xff\xfeid,text\n1,one\n2,two\n");
        QTest::newRow("only zeros") << QByteArray(4096, '\0');
        QTest::newRow("only a mark") << QByteArray("\xef\xbb\xbf");
        QTest::newRow("half of UTF-32") << raw("\xff\xfe\0\0i\0\0\0d\0\0");
    }
    void h05AFileThatIsNoTextAtAllIsRefused()
    {
        QFETCH(QByteArray, bytes);
        const auto source = ImportSource::open(written(bytes));
        // Refused at the door or, where it might be a table, with no row of it taken: never half a mention.
        if (!source) {
            QVERIFY(!source.error().message.isEmpty());
            return;
        }
        const auto batch = (*source)->next(100);
        for (const Verdict &verdict : batch ? batch->verdicts : QList<Verdict>())
            QVERIFY2(!verdict.isTaken(), qPrintable(verdict.arrival.body));
        QVERIFY(batch || !batch.error().message.isEmpty());
    }
    void h05WhatCameInIsFoundAndTheStoreIsSound()
    {
        TestDesk desk;
        Importer importer(desk.writer(), desk.admission, desk.log, desk.clock);
        const auto source = ImportSource::open(written(raw("\xef\xbb\xbf"
                                                           "id,author,text\n1,b\xe9"
                                                           "a,\"caf\xe9 \0noir\"\n2,bo,tea\n")));
        QVERIFY(source);
        const auto state = importer.begin(*describe(**source, false));
        QVERIFY(state);
        const auto done = runImport(
            **source, *state,
            [&](const ImportState &before, const ImportLot &lot) { return importer.take(before, lot); },
            [](const ImportProgress &) { return true; });
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done->added, 2);
        Search search(desk.writer(), desk.clock);
        QCOMPARE(TestDesk::must(search.find({ parseQuery(u"noir"_s) })).hits.size(), 1);
        QCOMPARE(TestDesk::must(search.find({ parseQuery(u"tea"_s) })).hits.size(), 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention WHERE instr(text, char(0))"), 0);
        const auto report =
            checkWorkspace(TestDesk::must(Database::open(desk.database.path(), Database::Mode::Read)), true);
        QVERIFY2(report && report->isClean(), report ? qPrintable(report->sentences().join(u' ')) : "");
    }

private:
    static QString prepared(const Arrival &arrival)
    {
        return QString::fromUtf8(prepare(arrival, NetworkId::Other, 1'760'000'000'000).text);
    }
    QString written(const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(u"rows.csv"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        return path;
    }
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(TestEncodings)
#include "test_encodings.moc"
