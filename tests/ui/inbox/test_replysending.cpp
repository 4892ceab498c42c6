#include "tests/ui/inbox/answering.h"
#include "ui/inbox/replyfrom.h"

#include <QMenu>

using namespace wheelhouse;
using State = Delivery::State;

namespace {

const Qt::KeyboardModifiers withShift = Qt::ControlModifier | Qt::ShiftModifier;

} // namespace

class TestReplySending : public QObject {
    Q_OBJECT
private slots:
    void controlEnterSendsAndCanBeTakenBack()
    {
        Asked asked;
        Shown &shown = *asked.shown;
        shown.write(QStringLiteral("It is"));
        QVERIFY(shown.button(QStringLiteral("Send"))->isEnabled());
        QVERIFY(shown.says(QStringLiteral("@ada@a.example"))); // whom it will name
        shown.press(Qt::ControlModifier);
        QTRY_COMPARE(shown.acted.size(), 1);
        QVERIFY(shown.acted.first().first().toString().contains(QStringLiteral("10")));
        QCOMPARE(shown.field()->toPlainText(), QString());
        QCOMPARE(shown.deliveries().size(), 1);
        QCOMPARE(shown.deliveries().first().words, QStringLiteral("@ada@a.example It is"));
        QCOMPARE(shown.deliveries().first().state, State::Queued);
        asked.desk.on([&asked] { TestDesk::must(asked.desk.desk().undo.back()); });
        QCOMPARE(shown.deliveries().first().state, State::Withdrawn);
        QCOMPARE(asked.desk.draftOf(shown.conversation), QStringLiteral("It is"));
        shown.view.showConversation(shown.conversation);
        QTRY_COMPARE(shown.field()->toPlainText(), QStringLiteral("It is"));
    }

    void withShiftItIsDoneToo()
    {
        Asked asked;
        Shown &shown = *asked.shown;
        shown.write(QStringLiteral("It is"));
        shown.press(withShift);
        QTRY_COMPARE(shown.acted.size(), 1);
        const auto stateNow = [&] {
            return asked.desk.on([&] { return asked.desk.desk().stateOf(shown.conversation); });
        };
        QCOMPARE(stateNow(), QStringLiteral("done"));
        // One step keeps the answer back, the next opens it again.
        asked.desk.on([&asked] { TestDesk::must(asked.desk.desk().undo.back()); });
        QCOMPARE(shown.deliveries().first().state, State::Withdrawn);
        asked.desk.on([&asked] { TestDesk::must(asked.desk.desk().undo.back()); });
        QVERIFY(stateNow() != QStringLiteral("done"));
    }

    void whoWroteMeanwhileIsReadBeforeItGoes()
    {
        Asked asked;
        Shown &shown = *asked.shown;
        shown.write(QStringLiteral("It is"));
        asked.desk.clock().advance(std::chrono::minutes { 6 });
        asked.desk.receive(
            { asking(asked.desk, QStringLiteral("2"), QStringLiteral("Never mind"), QStringLiteral("1")) });
        QTRY_VERIFY(shown.button(QStringLiteral("Review")));
        QVERIFY(!shown.button(QStringLiteral("Send")));
        shown.press(Qt::ControlModifier);
        QVERIFY(shown.deliveries().isEmpty());
        QTRY_VERIFY(shown.button(QStringLiteral("Send")));
        shown.press(Qt::ControlModifier);
        QTRY_COMPARE(shown.deliveries().size(), 1);
    }

    void whatTheNetworkWouldNotTakeCannotBeSentAndSaysWhy()
    {
        Asked asked;
        Shown &shown = *asked.shown;
        shown.view.reply();
        shown.field()->setPlainText(QString(496, u'x')); // with the name before it too long
        QVERIFY(!shown.button(QStringLiteral("Send"))->isEnabled());
        QVERIFY(shown.says(QStringLiteral("500")));
        shown.press(Qt::ControlModifier);
        shown.press(withShift);
        QTest::qWait(50);
        QVERIFY(shown.deliveries().isEmpty());
    }

    void toAPrivateMessageAPrivateAnswerGoes()
    {
        Asked asked;
        Shown &shown = *asked.shown;
        Arrival secret = asking(asked.desk, QStringLiteral("s"), QStringLiteral("My address is …"));
        secret.audience = Arrival::Audience::Direct;
        shown.conversation = asked.desk.receive({ secret });
        shown.view.showConversation(shown.conversation);
        shown.write(QStringLiteral("Thanks"));
        shown.press(Qt::ControlModifier);
        QTRY_COMPARE(shown.deliveries().size(), 1);
        const qint64 isDirect = asked.desk.on([&asked] {
            return asked.desk.desk().database.number(
                "SELECT count(*) FROM revision_variant WHERE CAST(content AS TEXT) LIKE '%\"visibility\":\"direct\"%'");
        });
        QCOMPARE(isDirect, 1);
    }

    /// With a second account an answer goes from the one that was addressed, unless somebody says so twice.
    void anotherAccountIsChosenKnowinglyAndAskedOnceMore()
    {
        ThreadDesk desk;
        desk.signInToAnswer();
        desk.signInBeside(QStringLiteral("jobs"));
        Shown shown(desk);
        shown.conversation = desk.receive({ asking(desk, QStringLiteral("1"), QStringLiteral("Is it safe?")) });
        shown.view.showConversation(shown.conversation);
        auto *from = shown.view.findChild<ReplyFrom *>();
        QVERIFY(from->isVisible());
        QVERIFY(from->accessibleName().contains(QStringLiteral("marlowe")));
        QVERIFY(from->accessibleName().contains(QStringLiteral("Mastodon")));
        shown.write(QStringLiteral("It is"));
        QCOMPARE(from->menu()->actions().size(), 2);
        from->menu()->actions().at(1)->trigger();
        QVERIFY(shown.says(QStringLiteral("which was not addressed")));
        shown.press(Qt::ControlModifier);
        QVERIFY(shown.says(QStringLiteral("Press once more")));
        QVERIFY(shown.deliveries().isEmpty());
        shown.press(Qt::ControlModifier);
        QTRY_COMPARE(shown.deliveries().size(), 1);
        QVERIFY(shown.deliveries().first().channel.handle.contains(QStringLiteral("jobs")));
    }

    void oneAccountIsShownAndThereIsNothingToChoose()
    {
        Asked asked;
        auto *from = asked.shown->view.findChild<ReplyFrom *>();
        QVERIFY(from->isVisible());
        QVERIFY(!from->menu());
    }

    void whereNobodyListensForUsADraftStaysADraft()
    {
        ThreadDesk desk;
        desk.signInToAnswer();
        Shown shown(desk);
        Arrival imported = desk.desk().saying(QStringLiteral("old"), QStringLiteral("From a file"), 5);
        shown.conversation = desk.on([&] {
            auto &inner = desk.desk();
            auto transaction = Transaction::begin(inner.writer());
            inner.channel = TestDesk::must(inner.admission.channel(
                *transaction, { ChannelId::fresh(), NetworkId::Other, QStringLiteral("archive"), {} }));
            TestDesk::must(transaction->commit());
            inner.receive({ imported });
            return inner.conversationOf(QStringLiteral("old"));
        });
        shown.view.showConversation(shown.conversation);
        shown.write(QStringLiteral("Hello"));
        QVERIFY(!shown.button(QStringLiteral("Send")));
        QVERIFY(shown.button(QStringLiteral("Keep as draft")));
        QVERIFY(shown.says(QStringLiteral("No account of ours")));
        shown.press(Qt::ControlModifier);
        QVERIFY(shown.deliveries().isEmpty());
    }
};

QTEST_MAIN(TestReplySending)
#include "test_replysending.moc"
