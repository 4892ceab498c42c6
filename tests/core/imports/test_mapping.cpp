#include "core/imports/mapping.h"
#include "core/imports/proposal.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

const QStringList columns { QStringLiteral("id"), QStringLiteral("who"), QStringLiteral("when"), QStringLiteral("text"),
    QStringLiteral("re"), QStringLiteral("in") };

Verdict read(const char *map, std::initializer_list<std::string_view> cells)
{
    Record record;
    record.number = 17;
    record.cells = cells;
    return RowMapping::make(*ColumnMap::read(QString::fromUtf8(map)), columns)->read(record);
}

constexpr auto whole = "id=id,author=who,time=when,text=text,reply=re,ours=!in,source=crm";

} // namespace

class TestMapping : public QObject {
    Q_OBJECT
private slots:
    void aRowBecomesAnArrival()
    {
        const Verdict verdict = read(whole, { "3.0", "Ada", "2026-01-01T10:00:00Z", "=1+1", "2.0", "True" });
        QCOMPARE(verdict.kind, Verdict::Kind::Take);
        const Arrival &a = verdict.arrival;
        QCOMPARE(a.globalName, QStringLiteral("import:crm:3"));
        QCOMPARE(a.inReplyTo, QStringLiteral("import:crm:2"));
        QCOMPARE(a.author.globalName, QStringLiteral("import:crm:author:ada"));
        QCOMPARE(a.author.handle, QStringLiteral("@Ada"));
        QVERIFY(!a.author.isUs);
        QCOMPARE(a.body, QStringLiteral("=1+1"));
        QCOMPARE(a.writtenAt->toString(Qt::ISODate), QStringLiteral("2026-01-01T10:00:00Z"));
        QVERIFY(
            read(whole, { "4", "sprintcare", "2026-01-01T10:00:00Z", "hello", "3.0", "False" }).arrival.author.isUs);
    }
    void aRefusalNamesRowColumnAndWhatToDo_data()
    {
        QTest::addColumn<QList<QByteArray>>("cells");
        QTest::addColumn<QString>("column");
        using Cells = QList<QByteArray>;
        QTest::newRow("no text") << Cells { "1", "a", "", " ", "", "" } << QStringLiteral("text");
        QTest::newRow("cut id") << Cells { "5.7E+17", "a", "", "x", "", "" } << QStringLiteral("id");
        QTest::newRow("impossible day") << Cells { "1", "a", "2026-02-30T00:00Z", "x", "", "" }
                                        << QStringLiteral("when");
        QTest::newRow("neither yes nor no") << Cells { "1", "a", "", "x", "", "maybe" } << QStringLiteral("in");
    }
    void aRefusalNamesRowColumnAndWhatToDo()
    {
        QFETCH(QList<QByteArray>, cells);
        QFETCH(QString, column);
        Record record;
        record.number = 17;
        for (const QByteArray &cell : std::as_const(cells))
            record.cells.emplace_back(cell.constData(), static_cast<size_t>(cell.size()));
        const Verdict verdict = RowMapping::make(*ColumnMap::read(QString::fromLatin1(whole)), columns)->read(record);
        QVERIFY(!verdict.isTaken());
        QCOMPARE(verdict.column, column);
        QVERIFY(verdict.sentence().startsWith(QStringLiteral("Row 17, column %1: ").arg(column)));
    }
    void aRowWithoutIdIsNamedByItsDigest()
    {
        const char *map = "author=who,time=when,text=text,source=crm";
        const auto one = read(map, { "", "a", "2026-01-01T10:00:00Z", "x", "", "" }).arrival.globalName;
        QCOMPARE(one, read(map, { "9", "a", "2026-01-01T10:00:00Z", "x", "", "" }).arrival.globalName);
        QVERIFY(one != read(map, { "", "a", "2026-01-01T10:00:00Z", "y", "", "" }).arrival.globalName);
        QCOMPARE(one.size(), QStringLiteral("import:crm:").size() + 64);
    }
    void twoRowsWithoutAuthorAreTwoPeople()
    {
        const char *map = "id=id,text=text,source=crm";
        QVERIFY(read(map, { "1", "", "", "x", "", "" }).arrival.author.globalName
            != read(map, { "2", "", "", "x", "", "" }).arrival.author.globalName);
    }
    void aTweetsEntitiesAreReadBackOnce()
    {
        QCOMPARE(read("text=text,network=twitter", { "", "", "", "a &amp; b &amp;lt; &lt;3", "", "" }).arrival.body,
            QStringLiteral("a & b &lt; <3"));
        QCOMPARE(read("text=text", { "", "", "", "a &amp; b", "", "" }).arrival.body, QStringLiteral("a &amp; b"));
    }
    void aMissingColumnIsRefusedWithThoseThatAre()
    {
        const auto made = RowMapping::make(*ColumnMap::read(u"text=body"), columns);
        QVERIFY(!made);
        QVERIFY(made.error().message.contains(QStringLiteral("body"))
            && made.error().message.contains(QStringLiteral("who")));
        QVERIFY(!RowMapping::make(ColumnMap(), columns));
    }
    void aProposalBelievesValuesMoreThanNames()
    {
        const QStringList names { QStringLiteral("ID"), QStringLiteral("Date"), QStringLiteral("Remarks"),
            QStringLiteral("Message") };
        const auto cells = [](const char *a, const char *b, const char *c, const char *d) {
            return QStringList { QString::fromLatin1(a), QString::fromLatin1(b), QString::fromLatin1(c),
                QString::fromLatin1(d) };
        };
        const Proposal proposal = propose(names,
            { cells("7", "31/10/2017 9:00", "", "Where is it?"), cells("7", "30/10/2017 9:00", "x", "Thank you") },
            QStringLiteral("crm export.csv"));
        QVERIFY(proposal.map.column(ColumnRole::Id).isEmpty()); // 7 comes twice
        QCOMPARE(proposal.map.column(ColumnRole::Text), QStringLiteral("Message"));
        QCOMPARE(proposal.map.column(ColumnRole::Time), QStringLiteral("Date"));
        QCOMPARE(proposal.map.dates, TimeForm::DayFirst);
        QCOMPARE(proposal.map.source, QStringLiteral("crm export"));
        QCOMPARE(proposal.reasons.size(), 2);
        QVERIFY(proposal.notes.join(QLatin1Char(' ')).contains(QStringLiteral("zone")));
    }
};

QTEST_GUILESS_MAIN(TestMapping)
#include "test_mapping.moc"
