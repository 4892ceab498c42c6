#include "tests/ui/inbox/openinbox.h"
#include "ui/inbox/bulkbar.h"
#include "ui/inbox/conversationheader.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"
#include "ui/kit/keycap.h"
#include "ui/kit/label.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QToolButton>

using namespace wheelhouse;

namespace {

Stream streamOf(View::Kind kind)
{
    Stream stream;
    stream.view.kind = kind;
    return stream;
}

QToolButton *verb(const OpenInbox &open, const QString &name)
{
    const auto buttons = open.panel->findChild<ConversationHeader *>()->findChildren<QToolButton *>();
    const auto found = std::find_if(
        buttons.begin(), buttons.end(), [&](const QToolButton *each) { return each->accessibleName() == name; });
    return found == buttons.end() ? nullptr : *found;
}

/// The caps that stand in \a widget.
QStringList caps(const QWidget *widget)
{
    QStringList all;
    const auto shown = widget->findChildren<KeyCap *>();
    for (const KeyCap *cap : shown)
        all.append(cap->accessibleName());
    return all;
}

/// The menu that is open.
QMenu *menu()
{
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

QAction *entry(const QString &begins)
{
    const auto actions = menu()->actions();
    const auto found = std::find_if(
        actions.begin(), actions.end(), [&](const QAction *each) { return each->text().startsWith(begins); });
    return found == actions.end() ? nullptr : *found;
}

void askForMenu(const OpenInbox &open, qint64 row, QContextMenuEvent::Reason reason)
{
    const auto *list = static_cast<ConversationListModel *>(open.view->model());
    const QPoint place = open.view->visualRect(list->indexOf(row)).center();
    QContextMenuEvent event(reason, place, open.view->viewport()->mapToGlobal(place));
    QApplication::sendEvent(open.view->viewport(), &event);
}

} // namespace

/// What is offered to the mouse: it does what it says, and says by which key it goes.
class TestByMouse : public QObject {
    Q_OBJECT
private slots:
    void openAgainOpensAgain();
    void aChangedKeyIsShownWhereverItStands();
    void aRowHasAMenuOfItsVerbs();
    void theMenuOfSeveralSaysHowMany();
    void aClickOnTheMarkedViewEndsTheSearch();
    void aSearchDoesNotClaimToSelectTheView();
};

void TestByMouse::openAgainOpensAgain()
{
    OpenInbox open;
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    open.panel->showStream(streamOf(View::Kind::DoneToday));
    QTRY_COMPARE(open.panel->findChild<ConversationView *>()->conversation(), open.rows.first());
    QTRY_VERIFY(verb(open, QStringLiteral("Open again")));
    QToolButton *again = verb(open, QStringLiteral("Open again"));
    QCOMPARE(again->text(), QStringLiteral("Open again")); // no key does this, E least of all
    again->click();
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(open.rows.first()), QStringLiteral("open"));
}

void TestByMouse::aChangedKeyIsShownWhereverItStands()
{
    OpenInbox open;
    QTRY_VERIFY(verb(open, QStringLiteral("Done")));
    QCOMPARE(verb(open, QStringLiteral("Done"))->toolTip(), QStringLiteral("Done (E)"));
    QVERIFY(open.desk.shortcuts.rebind(QStringLiteral("inbox.done"), { QStringLiteral("D") }));
    QVERIFY(open.desk.shortcuts.rebind(QStringLiteral("inbox.search"), { QStringLiteral("Ctrl+F") }));
    QVERIFY(open.desk.shortcuts.rebind(QStringLiteral("inbox.selectAll"), { QStringLiteral("Ctrl+Shift+A") }));
    QCOMPARE(verb(open, QStringLiteral("Done"))->toolTip(), QStringLiteral("Done (D)"));
    QVERIFY(verb(open, QStringLiteral("Done"))->text().endsWith(QLatin1Char('D')));
    QCOMPARE(caps(open.panel->findChild<SearchBar *>()), QStringList { QStringLiteral("Ctrl F") });
    QCOMPARE(caps(open.panel->findChild<BulkBar *>()).first(), QStringLiteral("Ctrl Shift A"));
    open.desk.shortcuts.resetAll();
    QCOMPARE(verb(open, QStringLiteral("Done"))->toolTip(), QStringLiteral("Done (E)"));
    QCOMPARE(caps(open.panel->findChild<SearchBar *>()), QStringList { QStringLiteral("/") });
}

void TestByMouse::aRowHasAMenuOfItsVerbs()
{
    OpenInbox open;
    const qint64 bo = open.rows.at(1);
    askForMenu(open, bo, QContextMenuEvent::Mouse);
    QTRY_VERIFY(menu());
    QCOMPARE(open.panel->current(), bo);
    QAction *done = entry(QStringLiteral("Done, on to the next"));
    QVERIFY(done && done->isEnabled());
    QCOMPARE(done->text().section(QLatin1Char('\t'), 1), QStringLiteral("E"));
    QVERIFY(!entry(QStringLiteral("Merge"))); // there is but one
    done->trigger();
    menu()->close();
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(bo), QStringLiteral("done"));
    // The menu key asks for the one that is current.
    QTRY_VERIFY(!menu());
    askForMenu(open, open.rows.first(), QContextMenuEvent::Keyboard);
    QTRY_VERIFY(menu());
    QCOMPARE(open.panel->current(), open.rows.at(2));
    menu()->close();
}

void TestByMouse::theMenuOfSeveralSaysHowMany()
{
    OpenInbox open;
    open.press("X");
    open.press("Shift+J");
    askForMenu(open, open.rows.first(), QContextMenuEvent::Mouse);
    QTRY_VERIFY(menu());
    QCOMPARE(menu()->actions().constFirst()->text(), QStringLiteral("2 selected"));
    QVERIFY(entry(QStringLiteral("Merge")));
    entry(QStringLiteral("Done, on to the next"))->trigger();
    menu()->close();
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 2);
}

void TestByMouse::aClickOnTheMarkedViewEndsTheSearch()
{
    OpenInbox open;
    auto *tree = open.panel->findChild<StreamTree *>();
    const auto click = [tree] {
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(tree->currentIndex()).center());
    };
    open.panel->search(QStringLiteral("order"));
    QTRY_COMPARE(open.view->model()->rowCount(), 5); // without a title
    click();
    QCOMPARE(open.panel->findChild<SearchBar *>()->text(), QString());
    QCOMPARE(open.view->model()->rowCount(), 6);
    // Where nothing is searched for it does nothing: the place in the list stays.
    open.view->setCurrent(open.rows.at(2));
    click();
    QCOMPARE(open.panel->current(), open.rows.at(2));
}

void TestByMouse::aSearchDoesNotClaimToSelectTheView()
{
    OpenInbox open;
    const auto *bar = open.panel->findChild<BulkBar *>();
    const auto all = [bar] {
        const auto links = bar->findChildren<Link *>();
        return std::any_of(
            links.begin(), links.end(), [](const Link *each) { return each->text() == QLatin1String("All 5"); });
    };
    open.press("X");
    QVERIFY(all());
    open.press("X");
    open.panel->search(QStringLiteral("cy"));
    QTRY_COMPARE(open.view->model()->rowCount(), 1);
    open.panel->takeFocus();
    open.press("X");
    QVERIFY(bar->isVisible());
    QVERIFY(!all());
}

QTEST_MAIN(TestByMouse)
#include "test_bymouse.moc"
