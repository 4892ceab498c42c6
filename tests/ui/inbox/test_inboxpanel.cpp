#include "tests/ui/inbox/inboxdesk.h"
#include "ui/inbox/bulkbar.h"
#include "ui/inbox/bulkpane.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/inboxpanel.h"
#include "ui/inbox/loadingrows.h"
#include "ui/inbox/searchbar.h"
#include "ui/kit/smalllist.h"

#include <QAccessible>
#include <QApplication>

using namespace wheelhouse;

namespace {

/// The panel over a desk with five people waiting for the person at it, the longest first: ada, bo, cy, di, ed.
struct Open {
    explicit Open(int people = 5)
    {
        static const QStringList names { QStringLiteral("ada"), QStringLiteral("bo"), QStringLiteral("cy"),
            QStringLiteral("di"), QStringLiteral("ed") };
        for (int i = 0; i < people; ++i) {
            const QString name = i < names.size() ? names.at(i) : QStringLiteral("p%1").arg(i);
            rows.append(desk.receive(name, QStringLiteral("Where is my order, asks %1?").arg(name), 300 - i, name));
        }
        panel = std::make_unique<InboxPanel>(desk.services(), desk.look, desk.shortcuts, desk.settings);
        spy = std::make_unique<QSignalSpy>(panel.get(), &InboxPanel::acted);
        panel->resize(1368, 800);
        panel->show();
        panel->activateWindow();
        view = panel->findChild<ConversationListView *>();
        QVERIFY(QTest::qWaitForWindowActive(panel.get()));
        panel->takeFocus();
        QTRY_COMPARE(panel->current(), rows.first());
    }
    void press(const char *keys) { press(QKeySequence(QLatin1String(keys))); }
    void press(const QKeySequence &keys)
    {
        for (int i = 0; i < int(keys.count()); ++i) {
            const auto key = keys[uint(i)];
            QWidget *focus = QApplication::focusWidget();
            const bool typed = !(key.keyboardModifiers() & Qt::ControlModifier) && key.key() < 0x80;
            const QString letter(QChar(key.key()));
            const bool shift = key.keyboardModifiers() & Qt::ShiftModifier;
            QKeyEvent down(QEvent::KeyPress, key.key(), key.keyboardModifiers(),
                typed ? (shift ? letter : letter.toLower()) : QString());
            QApplication::sendEvent(focus ? focus : panel.get(), &down);
        }
    }
    /// Types into the small list that is open, and picks.
    void choose(const char *words)
    {
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *field = QApplication::activePopupWidget()->findChild<QLineEdit *>();
        QTest::keyClicks(field, QLatin1String(words));
        QTest::keyClick(field, Qt::Key_Return);
    }
    QString said()
    {
        if (spy->isEmpty())
            spy->wait(2000);
        const QString sentence = spy->isEmpty() ? QString() : spy->last().first().toString();
        spy->clear();
        return sentence;
    }

    InboxDesk desk;
    QList<qint64> rows;
    std::unique_ptr<InboxPanel> panel;
    ConversationListView *view = nullptr;
    std::unique_ptr<QSignalSpy> spy;
};

} // namespace

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
    void lettersSleepInTheTreeAndWithAltGr();
    void aKeyCanBeChanged();
    void theScreenReaderHearsASentence();
    void theViewIsRemembered();
    void aSlowSearchSaysWhatItDoes();
};

void TestInboxPanel::aSlowSearchSaysWhatItDoes()
{
    Open open;
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
    Open open;
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
    Open open;
    const QByteArray sql = "SELECT count(*) FROM conversation WHERE " + changed.toLatin1();
    open.press(qPrintable(key));
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number(sql), 1);
    open.press("Z");
    QVERIFY(open.said().contains(QLatin1String("Taken back")));
    QCOMPARE(open.desk.number(sql), 0);
    QTRY_COMPARE(open.panel->current(), open.rows.first());
}

void TestInboxPanel::doneGoesOnToTheNext()
{
    Open open;
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
    Open open;
    open.press("L");
    open.choose("Allergen");
    QVERIFY(open.said().contains(QLatin1String("Labelled")));
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation_label"), 1);
    QTRY_VERIFY(
        open.view->currentIndex().data(Qt::AccessibleTextRole).toString().contains(QLatin1String("label Allergen")));
}

void TestInboxPanel::somebodyIsAssignedByName()
{
    Open open;
    open.press("A");
    open.choose("Nobody");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE assignee IS NULL"), 1);
    QTRY_COMPARE(open.panel->current(), open.rows.at(1)); // it is no longer mine
}

void TestInboxPanel::aSnoozeIsSaidInWords()
{
    Open open;
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
    Open open;
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
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 0);
}

void TestInboxPanel::aboveTwentyItAsksFirst()
{
    Open open(25);
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
    Open open;
    open.press("Ctrl+A");
    auto *out = open.panel->findChild<BulkPane *>()->findChild<Link *>();
    QVERIFY(out->isVisible() && out->text().contains(QLatin1String("ada")));
    out->click();
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(open.rows.first()), QStringLiteral("open"));
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 4);
}

void TestInboxPanel::lettersSleepInTheTreeAndWithAltGr()
{
    Open open;
    const qint64 operations = open.desk.number("SELECT count(*) FROM operation");
    open.panel->findChild<QTreeView *>()->setFocus();
    open.press("E");
    open.panel->takeFocus();
    QKeyEvent altGr(QEvent::KeyPress, Qt::Key_E, Qt::GroupSwitchModifier, QStringLiteral("e"));
    QApplication::sendEvent(open.view, &altGr);
    QCOMPARE(open.desk.number("SELECT count(*) FROM operation"), operations);
    open.desk.shortcuts.setSingleKeys(false);
    open.press("E");
    QCOMPARE(open.desk.number("SELECT count(*) FROM operation"), operations);
}

void TestInboxPanel::aKeyCanBeChanged()
{
    Open open;
    QVERIFY(open.desk.shortcuts.rebind(QStringLiteral("inbox.done"), { QStringLiteral("D") }));
    open.press("D");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(open.rows.first()), QStringLiteral("done"));
}

void TestInboxPanel::theScreenReaderHearsASentence()
{
    Open open;
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(open.view);
    QVERIFY(list);
    QCOMPARE(list->text(QAccessible::Name), QStringLiteral("Conversations"));
    QStringList heard;
    for (int i = 0; i < list->childCount(); ++i)
        heard.append(list->child(i)->text(QAccessible::Name));
    QCOMPARE(heard.size(), 6);
    QCOMPARE(heard.first(), QStringLiteral("Since this morning, 5 conversation(s)"));
    QCOMPARE(heard.at(1),
        QStringLiteral("ada on Mastodon, unread, waiting since 05:42, with you. Where is my order, asks ada?"));
}

void TestInboxPanel::theViewIsRemembered()
{
    Open open;
    Stream all;
    all.view.kind = View::Kind::AllOpen;
    open.panel->showStream(all);
    open.panel.reset();
    const InboxPanel again(open.desk.services(), open.desk.look, open.desk.shortcuts, open.desk.settings);
    QCOMPARE(open.desk.settings.value(QStringLiteral("inbox/view")).toInt(), int(View::Kind::AllOpen));
}

QTEST_MAIN(TestInboxPanel)
#include "test_inboxpanel.moc"
