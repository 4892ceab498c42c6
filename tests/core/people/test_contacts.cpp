#include "core/operations/verify.h"
#include "core/people/contacts.h"
#include "tests/support/desk.h"

#include <QRandomGenerator>

using namespace wheelhouse;

namespace {

struct Meeting : TestDesk {
    std::unique_ptr<Contacts> contacts = std::make_unique<Contacts>(writer(), log, undo, clock);

    /// \a count people who wrote once each; gives the rows of their identities.
    QList<qint64> people(int count)
    {
        for (int i = 0; i < count; ++i)
            receive({ saying(QStringLiteral("p%1").arg(i), QStringLiteral("Hello"), count - i, {},
                QStringLiteral("person%1").arg(i)) });
        Statement rows(writer(), "SELECT row FROM identity ORDER BY row");
        return must(rows.all<qint64>([](const Row &row) { return row.number(0); }));
    }
    /// Everything that is known of who is who, as one text.
    QString records()
    {
        static constexpr const char *sql = R"(
            SELECT 'i' || i.row || ' ' || hex(c.id) || ' ' || c.row || ' ' || coalesce(x.reason || x.matched_at, '-')
              FROM identity i JOIN contact c ON c.row = i.contact LEFT JOIN identity_match x ON x.identity = i.row
            UNION ALL SELECT 'r' || one || ' ' || other FROM identity_refusal ORDER BY 1)";
        Statement all(writer(), sql);
        return must(all.all<QString>([](const Row &row) { return row.text(0); })).join(u'\n');
    }
    qint64 contactOf(qint64 identity)
    {
        Statement find(writer(), "SELECT contact FROM identity WHERE row = ?1");
        return must(find.number(identity)).value_or(0);
    }
};

} // namespace

class TestContacts : public QObject {
    Q_OBJECT
private slots:
    void aMergeIsTakenBackAndDoneAgainExactly()
    {
        Meeting desk;
        const auto who = desk.people(3);
        const QString before = desk.records();
        const auto done = desk.contacts->merge(who[2], who[0], MatchReason::Email);
        QVERIFY(done);
        QCOMPARE(done->changed, 1);
        QCOMPARE(desk.contactOf(who[2]), desk.contactOf(who[0]));
        const QString after = desk.records();
        QVERIFY(after.contains(QLatin1String("email")));
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.records(), before);
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.records(), after);
    }
    void aMergeAndThenASplitGiveBothRecordsBack()
    {
        Meeting desk;
        const auto who = desk.people(2);
        const qint64 first = desk.contactOf(who[0]);
        const qint64 second = desk.contactOf(who[1]);
        QVERIFY(desk.contacts->merge(who[0], who[1]));
        QVERIFY(desk.contacts->split(who[0]));
        QCOMPARE(desk.contactOf(who[0]), first);
        QCOMPARE(desk.contactOf(who[1]), second);
        QCOMPARE(desk.database.number("SELECT count(*) FROM identity_match"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM identity_refusal"), 1);
    }
    void whatNobodyIsStaysAsItIs()
    {
        Meeting desk;
        const auto who = desk.people(2);
        QCOMPARE(desk.contacts->split(who[0]).error().kind, Error::Kind::Refused);
        QCOMPARE(desk.contacts->merge(who[0], 999).error().kind, Error::Kind::Missing);
        QCOMPARE(desk.contacts->merge(who[0], who[0])->changed, 0);
        desk.receive({ desk.saying(QStringLiteral("u"), QStringLiteral("Hi"), 0, {}, QStringLiteral("us")) });
        const qint64 us = desk.database.number("SELECT row FROM identity WHERE is_us = 1");
        QCOMPARE(desk.contacts->merge(who[0], us).error().kind, Error::Kind::Refused);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 0);
    }
    void theLogKnowsNobodysNameOrWords()
    {
        Meeting desk;
        const auto who = desk.people(2);
        QVERIFY(desk.contacts->merge(who[0], who[1]));
        QVERIFY(desk.contacts->split(who[1]));
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%person%'"), 0);
        QVERIFY(verifyChain(desk.log)->holds());
    }
    /// Seed 34: merge and split restore both records exactly, whatever was done before, also after a restart.
    void anySequenceIsTakenBackToTheFirstRecordAndDoneAgainToTheLast()
    {
        for (const quint32 seed : { 1U, 7U, 1887U, 4242U, 90210U }) {
            QRandomGenerator dice(seed);
            Meeting desk;
            const auto who = desk.people(9);
            QStringList stages { desk.records() };
            while (stages.size() <= 40) {
                const qint64 one = who.at(dice.bounded(9));
                const qint64 other = who.at(dice.bounded(9));
                const int what = dice.bounded(10);
                const auto acted = what < 5 ? desk.contacts->merge(one, other, MatchReason(dice.bounded(10)))
                    : what < 8              ? desk.contacts->split(one)
                                            : desk.contacts->refuse(one, other);
                desk.clock.advance(std::chrono::seconds(1));
                if (acted && acted->changed > 0)
                    stages.append(desk.records());
                QCOMPARE(desk.database.number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
            }
            for (auto stage = stages.size() - 2; stage >= 0; --stage) {
                if (stage == 20)
                    desk.contacts = std::make_unique<Contacts>(desk.writer(), desk.log, desk.undo, desk.clock);
                const auto undone = desk.undo.back();
                QVERIFY(undone);
                QCOMPARE(undone->kept, 0);
                QCOMPARE(desk.records(), stages.at(stage));
            }
            for (qsizetype stage = 1; stage < stages.size(); ++stage) {
                QVERIFY(desk.undo.again());
                QCOMPARE(desk.records(), stages.at(stage));
            }
        }
    }
    void aContactIsNamedByItsOldestIdentityWhateverTheOrder()
    {
        Meeting one;
        Meeting two;
        const auto a = one.people(3);
        const auto b = two.people(3);
        QVERIFY(one.contacts->merge(a[0], a[1]) && one.contacts->merge(a[1], a[2]));
        QVERIFY(two.contacts->merge(b[2], b[1]) && two.contacts->merge(b[2], b[0]));
        const char *named = "SELECT id FROM contact c WHERE EXISTS (SELECT 1 FROM identity WHERE contact = c.row)";
        Statement here(one.writer(), named);
        Statement there(two.writer(), named);
        const auto read = [](const Row &row) { return row.bytes(0); };
        QCOMPARE(TestDesk::must(here.all<QByteArray>(read)), TestDesk::must(there.all<QByteArray>(read)));
    }
};

QTEST_GUILESS_MAIN(TestContacts)
#include "test_contacts.moc"
