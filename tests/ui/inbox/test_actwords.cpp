#include "core/inbox/labels.h"
#include "tests/support/desk.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/thread/actwords.h"

#include <QTest>

using namespace wheelhouse;

/// What the lines between the messages say of steps that were taken.
class TestActWords : public QObject {
    Q_OBJECT
private slots:
    void labelsAreNamed()
    {
        TestDesk desk;
        LabelBook labels(desk.writer(), desk.log);
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("refund please"), 9) });
        const qint64 conversation = desk.conversationOf(QStringLiteral("a"));
        const qint64 refund = desk.must(labels.called(QStringLiteral("Refund"))).row;
        const qint64 urgent = desk.must(labels.called(QStringLiteral("Urgent"))).row;
        desk.must(desk.triage.label({ conversation }, { refund }, {}));
        desk.must(desk.triage.label({ conversation }, { urgent }, { refund }));
        desk.must(desk.triage.label({ conversation }, {}, { urgent }));
        NameBook names(desk.mentions, desk.roster);
        desk.must(names.read());
        QStringList said;
        for (const ActLine &act : desk.must(desk.mentions.acts(conversation, 10)))
            said.append(actSentence(act, names).remove(QChar(0x2068)).remove(QChar(0x2069)));
        QCOMPARE(said,
            QStringList({ QStringLiteral("You labelled this Refund"), QStringLiteral("You changed the labels"),
                QStringLiteral("You took off the label Urgent") }));
    }
    void aNamesakeIsNotYou()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("hello"), 9) });
        auto transaction = Transaction::begin(desk.writer());
        Member namesake;
        namesake.name = QStringLiteral("Ines Okafor"); // as the person at this desk is called
        namesake = desk.must(desk.roster.add(*transaction, desk.log, namesake));
        desk.must(transaction->commit());
        NameBook names(desk.mentions, desk.roster);
        desk.must(names.read());
        ActLine act;
        act.kind = QStringLiteral("triage.done");
        act.actor = namesake.id;
        const auto plain = [&] { return actSentence(act, names).remove(QChar(0x2068)).remove(QChar(0x2069)); };
        QCOMPARE(plain(), QStringLiteral("Ines marked this done"));
        act.actor = desk.must(desk.roster.me()).id;
        QCOMPARE(plain(), QStringLiteral("You marked this done"));
        act.kind = QStringLiteral("triage.assign");
        act.now = { { QStringLiteral("assignee"), namesake.id.toString() } };
        QCOMPARE(plain(), QStringLiteral("You gave this to Ines"));
    }
    void whatWasTakenBackSaysSo()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("hello"), 9) });
        const qint64 conversation = desk.conversationOf(QStringLiteral("a"));
        const auto isTakenBack = [&] { return desk.must(desk.mentions.acts(conversation, 10)).first().isTakenBack; };
        desk.must(desk.triage.done({ conversation }));
        QVERIFY(!isTakenBack());
        desk.must(desk.undo.back());
        QVERIFY(isTakenBack());
        desk.must(desk.undo.again());
        QVERIFY(!isTakenBack());
    }
};

QTEST_MAIN(TestActWords)
#include "test_actwords.moc"
