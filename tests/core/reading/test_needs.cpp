#include "core/reading/reader.h"
#include "tests/core/reading/labelled.h"

#include <QFile>
#include <QtTest>

using namespace wheelhouse;

namespace {

QList<QList<QByteArray>> tableOf(const QString &name)
{
    QFile file(QStringLiteral(WH_TEST_DATA "/reading/") + name);
    QList<QList<QByteArray>> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (!line.isEmpty() && !line.startsWith('#'))
            rows.append(line.split('\t'));
    return rows;
}

} // namespace

/// What mentions ask for.
class TestNeeds : public QObject {
    Q_OBJECT
private slots:
    void ourOwnSentencesAreUnderstood()
    {
        const auto rows = tableOf(u"need_own.tsv"_s);
        QVERIFY(rows.size() >= 70);
        int right = 0;
        for (const auto &row : rows) {
            const Need read = Reader().mark(row[2], { false, QString::fromLatin1(row[1]), {} }).need;
            right += read == needFromWord(QString::fromLatin1(row[0])) ? 1 : 0;
            if (read != needFromWord(QString::fromLatin1(row[0])))
                qInfo("%s, read as %s: %s", row[0].constData(), needWord(read).data(), row[2].constData());
        }
        qInfo("%d of %lld", right, rows.size());
        QVERIFY(right >= rows.size() - 5);
    }
    /// Four hundreds, each labelled by one reader before the rules of its time had read them (tests/data/reading). The
    /// goal was 60 and 80; what stands here is what must not get worse.
    void realMentionsAreUnderstood_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("amongTwo");
        QTest::newRow("need_rows.tsv") << 56 << 78;
        QTest::newRow("need_rows2.tsv") << 57 << 81;
        QTest::newRow("need_rows3.tsv") << 53 << 76;
        QTest::newRow("need_rows4.tsv") << 58 << 80;
    }
    void realMentionsAreUnderstood()
    {
        if (sharedData().isEmpty())
            QSKIP("the real data is not here: WH_SHARED_DATA");
        const QMap<QByteArray, QList<Labelled>> sets { { "airline_2015", airlineRows() },
            { "sanders_2011", sandersRows() }, { "customer_support_2017", supportRows() },
            { "umsab_english_val", umsabRows(u"english"_s, u"val"_s) } };
        const auto rows = tableOf(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(rows.size(), 100);
        int right = 0;
        int second = 0;
        for (const auto &row : rows) {
            const Labelled mention = sets[row[0]].value(row[1].toInt() - 1);
            QCOMPARE(mention.id, QString::fromLatin1(row[2]));
            const Need truth = needFromWord(QString::fromLatin1(row[3]));
            QVERIFY(truth != Need::Unread);
            const Reading reading = Reader().read(mention.text);
            right += reading.mark.need == truth ? 1 : 0;
            second += reading.mark.need != truth && reading.runnerUp == truth ? 1 : 0;
        }
        qInfo("right %d %%, among the first two %d %%", right, right + second);
        QFETCH(int, first);
        QFETCH(int, amongTwo);
        QVERIFY(right >= first);
        QVERIFY(right + second >= amongTwo);
    }
};

QTEST_GUILESS_MAIN(TestNeeds)
#include "test_needs.moc"
