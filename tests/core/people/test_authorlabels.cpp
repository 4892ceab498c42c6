#include "core/inbox/labels.h"
#include "core/inbox/promises.h"
#include "core/people/authorlabels.h"
#include "core/people/contacts.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

namespace {

struct Tagging : TestDesk {
    LabelBook book { writer(), log };
    AuthorLabels labels { writer(), log, undo };
    AuthorLabelList list { writer() };
    Contacts contacts { writer(), log, undo, clock };
    Label loud;

    Tagging()
    {
        loud = must(book.called(QStringLiteral("Loud")));
        admission.follow([this](Transaction &t, const QList<qint64> &rows) { return labels.follow(t, rows); });
    }
    qint64 who(const QString &handle)
    {
        Statement find(writer(), "SELECT row FROM identity WHERE handle = ?1");
        return must(find.number(QLatin1Char('@') + handle)).value_or(0);
    }
    void says(const QString &name, const QString &author, const QString &to = {})
    {
        receive({ saying(name, QStringLiteral("words"), 0, to, author) });
        clock.advance(std::chrono::minutes(1));
    }
    bool isLoud(const QString &name)
    {
        Statement find(writer(), "SELECT 1 FROM conversation_label WHERE conversation = ?1 AND label = ?2");
        return must(find.number(conversationOf(name), loud.row)).has_value();
    }
    QString all()
    {
        Statement read(writer(), R"(
            SELECT 'l' || conversation || ' ' || label FROM conversation_label
            UNION ALL SELECT 'a' || identity || ' ' || label || ' ' || operation FROM author_label
            UNION ALL SELECT 't' || state || n FROM tally WHERE kind = 'label' AND n > 0 ORDER BY 1)");
        return must(read.all<QString>([](const Row &row) { return row.text(0); })).join(u'\n');
    }
};

} // namespace

class TestAuthorLabels : public QObject {
    Q_OBJECT
private slots:
    void allThatAPersonWroteIsLabelledAndWhatComesToo()
    {
        Tagging desk;
        desk.says(QStringLiteral("1"), QStringLiteral("ada"));
        desk.says(QStringLiteral("2"), QStringLiteral("bo"));
        desk.says(QStringLiteral("3"), QStringLiteral("ada"), QStringLiteral("2")); // in somebody else's conversation
        const auto acted = desk.labels.put(desk.who(QStringLiteral("ada")), desk.loud);
        QVERIFY(acted);
        QCOMPARE(acted->changed, 2);
        QVERIFY(desk.isLoud(QStringLiteral("1")) && desk.isLoud(QStringLiteral("2")));
        desk.says(QStringLiteral("4"), QStringLiteral("ada"));
        desk.says(QStringLiteral("5"), QStringLiteral("bo"));
        QVERIFY(desk.isLoud(QStringLiteral("4")));
        QVERIFY(!desk.isLoud(QStringLiteral("5")));
        QVERIFY(desk.talliesAreTrue());
        QCOMPARE(desk.must(desk.list.of(desk.who(QStringLiteral("ada")))), QList<qint64> { desk.loud.row });
    }
    void whatIsPromisedToALabelGoesWithIt()
    {
        Tagging desk;
        Promises promises(desk.writer(), desk.log, desk.undo, desk.clock);
        PromisePolicy policy;
        policy.name = QStringLiteral("Loud ones");
        policy.reason = QStringLiteral("They wait least");
        policy.label = desk.loud.row;
        policy.firstMs = policy.nextMs = 3'600'000;
        policy.hours = WorkingHours::allTheTime();
        desk.must(promises.setPolicy(policy, desk.clock.now().addDays(-1)));
        desk.says(QStringLiteral("1"), QStringLiteral("ada"));
        const auto isPromised = [&desk] {
            return desk.must(desk.mentions.items({ desk.conversationOf(QStringLiteral("1")) }))
                .first()
                .promiseDue.isValid();
        };
        QVERIFY(!isPromised());
        QVERIFY(desk.labels.put(desk.who(QStringLiteral("ada")), desk.loud));
        QVERIFY(isPromised());
        QVERIFY(desk.undo.back());
        QVERIFY(!isPromised());
    }
    void oneStepTakesAllOfItBackAndLeavesWhatWasThereBefore()
    {
        Tagging desk;
        desk.says(QStringLiteral("1"), QStringLiteral("ada"));
        desk.says(QStringLiteral("2"), QStringLiteral("ada"));
        QVERIFY(desk.triage.label({ desk.conversationOf(QStringLiteral("1")) }, { desk.loud.row }, {}));
        const QString before = desk.all();
        QVERIFY(desk.labels.put(desk.who(QStringLiteral("ada")), desk.loud));
        const QString after = desk.all();
        desk.says(QStringLiteral("3"), QStringLiteral("ada"));
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.all(), before);
        QVERIFY(desk.isLoud(QStringLiteral("1")));
        QVERIFY(!desk.isLoud(QStringLiteral("3")));
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(desk.undo.again());
        QVERIFY(desk.isLoud(QStringLiteral("3")));
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.all(), before);
        QVERIFY(before != after);
    }
    void takenOffTheLabelLeavesThePersonAndComesBackWithUndo()
    {
        Tagging desk;
        for (const char *name : { "1", "2", "3" })
            desk.says(QString::fromLatin1(name), QStringLiteral("ada"));
        QVERIFY(desk.labels.put(desk.who(QStringLiteral("ada")), desk.loud));
        // Somebody takes it off one conversation by hand: that one is left alone from then on.
        QVERIFY(desk.triage.label({ desk.conversationOf(QStringLiteral("2")) }, {}, { desk.loud.row }));
        const QString before = desk.all();
        QCOMPARE(desk.labels.takeOff(desk.who(QStringLiteral("ada")), desk.loud)->changed, 2);
        QVERIFY(!desk.isLoud(QStringLiteral("1")));
        QVERIFY(desk.must(desk.list.of(desk.who(QStringLiteral("ada")))).isEmpty());
        QVERIFY(desk.talliesAreTrue());
        const QString off = desk.all();
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.all(), before);
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.all(), off);
        QVERIFY(desk.labels.takeOff(desk.who(QStringLiteral("ada")), desk.loud)->sentence.isEmpty());
    }
    void theLabelFollowsTheIdentityThroughMergeAndSplit()
    {
        Tagging desk;
        desk.says(QStringLiteral("1"), QStringLiteral("ada"));
        desk.says(QStringLiteral("2"), QStringLiteral("bo"));
        QVERIFY(desk.labels.put(desk.who(QStringLiteral("ada")), desk.loud));
        QVERIFY(desk.contacts.merge(desk.who(QStringLiteral("ada")), desk.who(QStringLiteral("bo"))));
        desk.says(QStringLiteral("3"), QStringLiteral("bo")); // one person now
        QVERIFY(desk.isLoud(QStringLiteral("3")));
        QVERIFY(desk.contacts.split(desk.who(QStringLiteral("bo"))));
        desk.says(QStringLiteral("4"), QStringLiteral("bo"));
        QVERIFY(!desk.isLoud(QStringLiteral("4")));
        QVERIFY(desk.undo.back() && desk.undo.back() && desk.undo.back());
        QVERIFY(!desk.isLoud(QStringLiteral("1")));
        QVERIFY(!desk.isLoud(QStringLiteral("3")));
        QVERIFY(desk.talliesAreTrue());
    }
};

QTEST_GUILESS_MAIN(TestAuthorLabels)
#include "test_authorlabels.moc"
