#include "core/imports/files/jsontable.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

class TestJsonTable : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString written(const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(QStringLiteral("lines.jsonl"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        return path;
    }
    struct Row {
        qint64 number;
        QStringList cells;
        QString trouble;
    };
    static QList<Row> all(JsonTable &table)
    {
        QList<Row> rows;
        Record record;
        while (table.next(record)) {
            Row row { record.number, {}, record.trouble };
            for (const std::string_view cell : record.cells)
                row.cells.append(QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())));
            rows.append(row);
        }
        return rows;
    }

private slots:
    void fieldsAreColumnsByTheirPath()
    {
        JsonTable table;
        QVERIFY(table.open(
            written("{\"id\":117020457910412882,\"author\":{\"handle\":\"ada\",\"tags\":[{\"x\":1}]},\"t\":\"a\\nb\"}\n"
                    "\n"
                    "{\"id\":2,\"lang\":null,\"author\":{\"handle\":\"bo\"}}"),
            {}, JsonPieces::Cut::Lines, {}));
        QCOMPARE(table.columns(),
            QStringList({ QStringLiteral("id"), QStringLiteral("author.handle"), QStringLiteral("t"),
                QStringLiteral("lang") }));
        const auto rows = all(table);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0).cells,
            QStringList(
                { QStringLiteral("117020457910412882"), QStringLiteral("ada"), QStringLiteral("a\nb"), QString() }));
        QCOMPARE(rows.at(1).number, 3);
        QCOMPARE(rows.at(1).cells, QStringList({ QStringLiteral("2"), QStringLiteral("bo"), QString(), QString() }));
    }
    void aBadLineIsSaidAndTheRestGoesIn()
    {
        JsonTable table;
        QVERIFY(table.open(
            written(
                "{\"id\":1}\n{\"id\":2,]\n[1]\n{\"id\":NaN}\n{\"id\":\"\xff\"}\n{\"id\":\"\\ud800\"}\n{\"id\":7}\r\n"),
            {}, JsonPieces::Cut::Lines, {}));
        const auto rows = all(table);
        QCOMPARE(rows.size(), 7);
        for (const int bad : { 1, 2, 3, 4 })
            QVERIFY(!rows.at(bad).trouble.isEmpty());
        QCOMPARE(rows.at(1).number, 2);
        QCOMPARE(rows.at(5).cells, QStringList(QStringLiteral("\ufffd")));
        QCOMPARE(rows.at(6).cells, QStringList(QStringLiteral("7")));
    }
    void anArrayOfObjectsIsATableToo()
    {
        JsonTable table;
        QVERIFY(table.open(
            written(" [ {\"id\":\"],}\"} , {\"id\":2},{\"id\":[}, {\"id\":4} ] "), {}, JsonPieces::Cut::Elements, {}));
        const auto rows = all(table);
        QVERIFY(rows.size() >= 3);
        QCOMPARE(rows.at(0).cells, QStringList(QStringLiteral("],}")));
        QCOMPARE(rows.at(1).cells, QStringList(QStringLiteral("2")));
    }
    void utf16IsReadAsWell()
    {
        QStringEncoder encoder("UTF-16LE", QStringConverter::Flag::WriteBom);
        JsonTable table;
        QVERIFY(table.open(written(QByteArray(encoder(QStringLiteral("{\"t\":\"gr\u00fc\u00df\"}\n{\"t\":\"b\"}\n")))),
            {}, JsonPieces::Cut::Lines, {}));
        QCOMPARE(all(table).at(0).cells, QStringList(QStringLiteral("grüß")));
    }
    void aLineOverTheCapIsPassedOver()
    {
        JsonTable table;
        QVERIFY(table.open(
            written("{\"t\":\"a\"}\n{\"t\":\"" + QByteArray(jsonBytes + (1 << 20), 'x') + "\"}\n{\"t\":\"c\"}\n"), {},
            JsonPieces::Cut::Lines, {}));
        const auto rows = all(table);
        QCOMPARE(rows.size(), 3);
        QVERIFY(rows.at(1).trouble.contains(QStringLiteral("32 MB")));
        QCOMPARE(rows.at(2).cells, QStringList(QStringLiteral("c")));
    }
    void everyPlaceCanBeResumed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("lines");
        QTest::newRow("lines") << QByteArray("{\"t\":\"a\"}\n{\"t\":\"b\"}\n{\"t\":\"c\"}\n") << true;
        QTest::newRow("elements") << QByteArray("[{\"t\":\"a\"},\n{\"t\":\"b\"} , {\"t\":\"c\"}]") << false;
    }
    void everyPlaceCanBeResumed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, lines);
        const auto cut = lines ? JsonPieces::Cut::Lines : JsonPieces::Cut::Elements;
        JsonTable table;
        QVERIFY(table.open(written(bytes), {}, cut, {}));
        Record record;
        QVERIFY(table.next(record));
        JsonTable again;
        QVERIFY(again.open(written(bytes), {}, cut, {}));
        again.seek(table.position());
        const auto rest = all(again);
        QCOMPARE(rest.size(), 2);
        QCOMPARE(rest.first().number, 2);
        QCOMPARE(rest.first().cells, QStringList(QStringLiteral("b")));
    }
    void noFileOfTheSuiteBringsItDown() // E08
    {
        QDir dir(qEnvironmentVariable("WH_SHARED_DATA") + QStringLiteral("/json/test_parsing"));
        if (qEnvironmentVariableIsEmpty("WH_SHARED_DATA") || !dir.exists())
            QSKIP("JSONTestSuite is not here");
        int rows = 0;
        const auto files = dir.entryInfoList(QDir::Files);
        for (const QFileInfo &each : files)
            for (const auto cut : { JsonPieces::Cut::Lines, JsonPieces::Cut::Elements }) {
                JsonTable table;
                if (table.open(each.filePath(), {}, cut, {}))
                    rows += static_cast<int>(all(table).size());
            }
        QVERIFY(rows > 0);
    }
};

QTEST_GUILESS_MAIN(TestJsonTable)
#include "test_jsontable.moc"
