#include "tests/ui/inbox/openinbox.h"
#include "ui/inbox/bulkbar.h"
#include "ui/inbox/bulkpane.h"
#include "ui/inbox/loadingrows.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"
#include "ui/inbox/triagesteps.h"
#include "ui/inbox/viewbar.h"
#include "ui/kit/smalllist.h"

#include <QAccessible>

using namespace wheelhouse;

class TestInboxPanel : public QObject {
    Q_OBJECT
private slots:
    void movingChangesNothing();
    void eachVerbByItsKeyAndBack_data();
    void eachVerbByItsKeyAndBack();
    void doneGoesOnToTheNext();
    void aLabelIsMadeByTyping();
    void somebodyIsAssignedByName();
    void aSnoozeIsSaidInWords();
    void severalAreOneStep();
    void aboveTwentyItAsksFirst();
    void leaveHerOut();
    void whoIsLeftOutWhileItAsksIsLeftOut();
    void whatWasRefusedStaysTicked();
    void whatWasTakenBackIsNoStepToUndo();
    void lettersSleepWithAltGrAndWhenSwitchedOff();
    void aKeyCanBeChanged();
    void theScreenReaderHearsASentence();
    void theViewIsRemembered();
    void theViewOfAnotherDeskIsNotOpened_data();
    void theViewOfAnotherDeskIsNotOpened();
    void aSlowSearchSaysWhatItDoes();
};

void TestInboxPanel::aSlowSearchSaysWhatItDoes()
{
    OpenInbox open;
    auto *waiting = open.panel->findChild<LoadingRows *>();
    open.desk.holdReader(std::chrono::milliseconds { 900 });
    open.panel->findChild<SearchBar *>()->setText(QStringLiteral("order"));
    QElapsedTimer clock;
    clock.start();
    QTest::qWait(250);
    QVERIFY(clock.elapsed() > LoadingRows::afterMs || !waiting->isVisible()); // nothing below 400 ms
    QTRY_VERIFY(waiting->isVisible());
    QVERIFY2(
        waiting->accessibleName().contains(QStringLiteral("5 conversation")), qPrintable(waiting->accessibleName()));
    QTRY_VERIFY(open.view->isVisible());
    QVERIFY(!waiting->isVisible());
    // One that is answered at once never shows them.
    open.panel->findChild<SearchBar *>()->setText(QStringLiteral("order asks"));
    QTest::qWait(LoadingRows::afterMs + 200);
    QVERIFY(!waiting->isVisible());
}

void TestInboxPanel::movingChangesNothing()
{
    OpenInbox open;
    const qint64 operations = open.desk.number("SELECT count(*) FROM operation");
    open.press("J");
    open.press("J");
    open.press("K");
    QCOMPARE(open.panel->current(), open.rows.at(1));
    QCOMPARE(open.desk.number("SELECT count(*) FROM operation"), operations);
    QCOMPARE(open.desk.number("SELECT sum(unread) FROM conversation"), 5);
    // Looked at for a while, it counts as read.
    QTRY_COMPARE_WITH_TIMEOUT(open.desk.number("SELECT sum(unread) FROM conversation"), 4, 5000);
}

void TestInboxPanel::eachVerbByItsKeyAndBack_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("changed");
    const auto row = [](const char *name, const char *key, const char *changed) {
        QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(changed);
    };
    row("E closes", "E", "state = 'done'");
    row("Shift+E closes and stays", "Shift+E", "state = 'done'");
    row("W waits on them", "W", "state = 'waiting'");
    row("# is spam", "#", "state = 'spam'");
    row("! escalates", "!", "escalated = 1");
    row("U reads", "U", "unread = 0");
}

void TestInboxPanel::eachVerbByItsKeyAndBack()
{
    QFETCH(QString, key);
    QFETCH(QString, changed);
    OpenInbox open;
    const QByteArray sql = "SELECT count(*) FROM conversation WHERE " + changed.toLatin1();
    open.press(qPrintable(key));
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number(sql), 1);
    open.press("Z");
    QVERIFY(open.heard().contains(QLatin1String("Taken back")));
    QCOMPARE(open.desk.number(sql), 0);
    QTRY_COMPARE(open.panel->current(), open.rows.first());
}

void TestInboxPanel::doneGoesOnToTheNext()
{
    OpenInbox open;
    open.press("J");
    open.press("E");
    QCOMPARE(open.panel->current(), open.rows.at(2)); // at once, before the store has answered
    open.press("E");
    QCOMPARE(open.panel->current(), open.rows.at(3));
    QTRY_COMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 2);
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.panel->current(), open.rows.at(3));
}

void TestInboxPanel::aLabelIsMadeByTyping()
{
    OpenInbox open;
    open.press("L");
    open.choose("Allergen");
    QVERIFY(open.said().contains(QLatin1String("Labelled")));
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation_label"), 1);
    QTRY_VERIFY(
        open.view->currentIndex().data(Qt::AccessibleTextRole).toString().contains(QLatin1String("label Allergen")));
}

void TestInboxPanel::somebodyIsAssignedByName()
{
    OpenInbox open;
    open.press("A");
    open.choose("Nobody");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE assignee IS NULL"), 1);
    QTRY_COMPARE(open.panel->current(), open.rows.at(1)); // it is no longer mine
}

void TestInboxPanel::aSnoozeIsSaidInWords()
{
    OpenInbox open;
    open.press("S");
    open.choose("24 dec 10:00");
    QVERIFY(open.said().contains(QLatin1String("Snoozed")));
    QCOMPARE(open.desk.number("SELECT snooze_until FROM conversation WHERE state = 'snoozed'"),
        QDateTime(QDate(2026, 12, 24), QTime(10, 0), Qt::UTC).toMSecsSinceEpoch());
    open.press("G");
    open.press("Z");
    QTRY_COMPARE(open.panel->current(), open.rows.first());
}

void TestInboxPanel::severalAreOneStep()
{
    OpenInbox open;
    open.press("X");
    open.press("Shift+J");
    open.press("Shift+J");
    QVERIFY(open.panel->findChild<BulkBar *>()->isVisible());
    QVERIFY(open.panel->findChild<BulkPane *>()->isVisible());
    open.press("E");
    QVERIFY(open.said().contains(QLatin1Char('3')));
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 3);
    QVERIFY(!open.panel->findChild<BulkBar *>()->isVisible());
    open.press("Z");
    QVERIFY(!open.heard().isEmpty());
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 0);
}

void TestInboxPanel::aboveTwentyItAsksFirst()
{
    OpenInbox open(25);
    open.press("Ctrl+A");
    open.press("E");
    auto *bar = open.panel->findChild<BulkBar *>();
    QVERIFY(bar->isAsking());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(!bar->isAsking());
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 0);
    open.press("E");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 25);
}

void TestInboxPanel::leaveHerOut()
{
    OpenInbox open;
    open.press("Ctrl+A");
    auto *out = open.panel->findChild<BulkPane *>()->findChild<Link *>();
    QVERIFY(out->isVisible() && out->text().contains(QLatin1String("ada")));
    out->click();
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(open.rows.first()), QStringLiteral("open"));
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 4);
}

void TestInboxPanel::whoIsLeftOutWhileItAsksIsLeftOut()
{
    OpenInbox open(25);
    auto *bar = open.panel->findChild<BulkBar *>();
    const char *done = "SELECT count(*) FROM conversation WHERE state = 'done'";
    open.press("Ctrl+A");
    open.press("E");
    QVERIFY(bar->isAsking());
    open.panel->findChild<BulkPane *>()->findChild<Link *>()->click();
    QVERIFY(!bar->isAsking()); // it was about all of them
    QVERIFY(bar->isVisible());
    QCOMPARE(open.desk.number(done), 0);
    open.press("E");
    QVERIFY(bar->isAsking());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number(done), 24);
    QCOMPARE(open.desk.stateOf(open.rows.first()), QStringLiteral("open"));
}

void TestInboxPanel::whatWasRefusedStaysTicked()
{
    OpenInbox open;
    auto *steps = open.panel->findChild<TriageSteps *>();
    open.press("X");
    open.press("Shift+J");
    QSignalSpy failed(steps, &TriageSteps::failed);
    steps->act({}, TriageSteps::After::Stay, [](const QList<qint64> &) -> Result<Acted> {
        return tl::unexpected(Error { Error::Kind::Storage, QStringLiteral("The disk is full."), {}, {} });
    });
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(open.panel->findChild<BulkBar *>()->isVisible());
    QCOMPARE(steps->targets(), open.rows.mid(0, 2));
}

void TestInboxPanel::whatWasTakenBackIsNoStepToUndo()
{
    OpenInbox open;
    for (int i = 0; i < 2; ++i) {
        open.press("E");
        QVERIFY(!open.said().isEmpty());
    }
    open.desk.stepBack().back();
    QVERIFY(open.heard().contains(QLatin1String("Taken back")));
    QVERIFY(open.spy->isEmpty()); // "Undo" beside it would open ada again, too
    open.desk.stepBack().again();
    QVERIFY(!open.said().isEmpty()); // this one can be taken back
}

void TestInboxPanel::lettersSleepWithAltGrAndWhenSwitchedOff()
{
    OpenInbox open;
    const qint64 operations = open.desk.number("SELECT count(*) FROM operation");
    QKeyEvent altGr(QEvent::KeyPress, Qt::Key_E, Qt::GroupSwitchModifier, QStringLiteral("e"));
    QApplication::sendEvent(open.view, &altGr);
    QCOMPARE(open.desk.number("SELECT count(*) FROM operation"), operations);
    open.desk.shortcuts.setSingleKeys(false);
    open.press("E");
    QCOMPARE(open.desk.number("SELECT count(*) FROM operation"), operations);
}

void TestInboxPanel::aKeyCanBeChanged()
{
    OpenInbox open;
    QVERIFY(open.desk.shortcuts.rebind(QStringLiteral("inbox.done"), { QStringLiteral("D") }));
    open.press("D");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(open.rows.first()), QStringLiteral("done"));
}

void TestInboxPanel::theScreenReaderHearsASentence()
{
    OpenInbox open;
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(open.view);
    QVERIFY(list);
    QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Conversations"));
    QStringList heard;
    for (int i = 0; i < list->childCount(); ++i)
        heard.append(list->child(i)->text(QAccessible::Name));
    QCOMPARE(heard.size(), 6);
    QCOMPARE(heard.first(), QStringLiteral("Since this morning, 5 conversation(s)"));
    QCOMPARE(heard.at(1),
        QStringLiteral("ada on Mastodon, unread, help, waiting since 05:42, with you. Where is my order, asks ada?"));
}

void TestInboxPanel::theViewIsRemembered()
{
    OpenInbox open;
    Stream all;
    all.view.kind = View::Kind::AllOpen;
    open.panel->showStream(all);
    open.panel.reset();
    const InboxPanel again(open.desk.services(), open.desk.look, open.desk.shortcuts, open.desk.settings);
    QCOMPARE(open.desk.settings.value(QStringLiteral("inbox/view")).toInt(), int(View::Kind::AllOpen));
}

void TestInboxPanel::theViewOfAnotherDeskIsNotOpened_data()
{
    QTest::addColumn<QString>("theirs");
    QTest::newRow("that desk has no labels") << QString();
    QTest::newRow("another label stands in the same row") << QStringLiteral("Praise");
}

void TestInboxPanel::theViewOfAnotherDeskIsNotOpened()
{
    QFETCH(QString, theirs);
    const auto label = [](InboxDesk &desk, const QString &name) {
        return desk.on([&] {
            LabelBook labels(desk.desk().writer(), desk.desk().log);
            return TestDesk::must(labels.called(name)).row;
        });
    };
    const auto shown = [](const InboxPanel &panel) {
        return panel.findChild<StreamTree *>()->currentIndex().data().toString();
    };
    OpenInbox open;
    Stream allergen;
    allergen.view = { View::Kind::Label, label(open.desk, QStringLiteral("Allergen")) };
    open.panel->showStream(allergen);
    QTRY_COMPARE(shown(*open.panel), QStringLiteral("Allergen")); // the name is read with the next look at the store
    open.panel.reset();
    {
        const InboxPanel again(open.desk.services(), open.desk.look, open.desk.shortcuts, open.desk.settings);
        QCOMPARE(shown(again), QStringLiteral("Allergen"));
    }
    InboxDesk other;
    if (!theirs.isEmpty())
        QCOMPARE(label(other, theirs), allergen.view.key);
    const InboxPanel there(other.services(), other.look, other.shortcuts, open.desk.settings);
    QCOMPARE(shown(there), QStringLiteral("My turn"));
    QCOMPARE(there.findChild<ViewBar *>()->findChild<TextLabel *>()->text(), QStringLiteral("0 waiting for you"));
}

QTEST_MAIN(TestInboxPanel)
#include "test_inboxpanel.moc"
