#include "core/inbox/peoplefinder.h"
#include "core/inbox/searchwords.h"
#include "tests/support/desk.h"

#include <QtTest>

using namespace wheelhouse;

class TestPeopleFinder : public QObject {
    Q_OBJECT
    static QStringList names(PeopleFinder &finder, const QString &words, int limit = 20)
    {
        QStringList all;
        for (const FoundPerson &person : TestDesk::must(finder.find(words, limit)))
            all.append(person.name);
        return all;
    }
    static Arrival by(TestDesk &desk, const QString &id, const QString &handle, const QString &name)
    {
        Arrival arrival = desk.saying(id, QStringLiteral("Hello"), 5, {}, handle);
        arrival.author.displayName = name;
        return arrival;
    }

private slots:
    void thoseWhoseNameBeginsSoComeFirst()
    {
        TestDesk desk;
        desk.receive({ by(desk, QStringLiteral("1"), QStringLiteral("ko"), QStringLiteral("Kofi Danquah")),
            by(desk, QStringLiteral("2"), QStringLiteral("dana"), QStringLiteral("Dana Kofler")),
            by(desk, QStringLiteral("3"), QStringLiteral("oona"), QStringLiteral("Oona Järvi")),
            by(desk, QStringLiteral("4"), QStringLiteral("us"), QStringLiteral("Kofi of Marlowe")) });
        PeopleFinder finder(desk.writer());
        QCOMPARE(names(finder, QStringLiteral("kof")),
            (QStringList { QStringLiteral("Kofi Danquah"), QStringLiteral("Dana Kofler") }));
        QCOMPARE(names(finder, QStringLiteral("kof dan")).size(), 2); // in any order
        QCOMPARE(names(finder, QStringLiteral("JARVI")), QStringList { QStringLiteral("Oona Järvi") });
        QCOMPARE(names(finder, QStringLiteral("@oona")), QStringList { QStringLiteral("Oona Järvi") });
        QCOMPARE(names(finder, QString()).size(), 3); // the newest, and none of ours
        QCOMPARE(names(finder, QString(), 2).size(), 2);
    }
    void hostileWordsAreNoError_data()
    {
        QTest::addColumn<QString>("words");
        for (const char *words :
            { "\"", "*", "^", "a\" OR \"b", "NEAR(", "-", "()", "'; DROP TABLE identity", "\xf0\x9f\x92\xa9" })
            QTest::newRow(words) << QString::fromUtf8(words);
    }
    void hostileWordsAreNoError()
    {
        QFETCH(QString, words);
        TestDesk desk;
        desk.receive({ by(desk, QStringLiteral("1"), QStringLiteral("ko"), QStringLiteral("Kofi Danquah")) });
        PeopleFinder finder(desk.writer());
        QVERIFY(finder.find(words, 20).has_value());
    }
    void theQuestionFindsWhatTheyWroteAndNobodyElse()
    {
        TestDesk desk;
        desk.receive({ by(desk, QStringLiteral("1"), QStringLiteral("kofi"), QStringLiteral("Kofi")),
            by(desk, QStringLiteral("2"), QStringLiteral("kofi@b.example"), QStringLiteral("Kofi")),
            by(desk, QStringLiteral("3"), QStringLiteral("kofi@b.example"), QStringLiteral("Kofi")) });
        PeopleFinder finder(desk.writer());
        const auto people = TestDesk::must(finder.find(QStringLiteral("kofi"), 20));
        QCOMPARE(people.size(), 2);
        const auto other = std::find_if(people.cbegin(), people.cend(),
            [](const FoundPerson &each) { return each.handle == QStringLiteral("@kofi@b.example"); });
        QVERIFY(other != people.cend());
        QCOMPARE(other->conversations, 2);
        const Query query = parseQuery(queryFor(*other));
        QCOMPARE(query.root.filter.field, QueryFilter::Field::From);
        QCOMPARE(query.root.filter.value, QStringLiteral("@kofi@b.example"));
    }
};

QTEST_GUILESS_MAIN(TestPeopleFinder)
#include "test_peoplefinder.moc"
