#include "tests/ui/inbox/inboxdesk.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/inboxpanel.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"
#include "ui/inbox/viewbar.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The panel over a desk where ada, bo and cy ask about their order and di about oat cans, and \a more about orders.
struct Open {
    explicit Open(int more = 0)
    {
        for (int i = 0; i < more; ++i)
            desk.receive(u"x%1"_s.arg(i), u"And my order?"_s, 200 - i, u"x%1"_s.arg(i));
        for (const auto name : { "ada", "bo", "cy" })
            rows.append(desk.receive(QLatin1String(name), QStringLiteral("Where is my order?"), 300 - int(rows.size()),
                QLatin1String(name)));
        rows.append(desk.receive(
            QStringLiteral("di"), QStringLiteral("Do the oat cans hold hazelnut?"), 100, QStringLiteral("di")));
        panel = std::make_unique<InboxPanel>(desk.services(), desk.look, desk.shortcuts, desk.settings);
        desk.tieSteps(*panel);
        panel->resize(1368, 800);
        panel->show();
        panel->activateWindow();
        view = panel->findChild<ConversationListView *>();
        field = panel->findChild<SearchField *>();
        QVERIFY(QTest::qWaitForWindowActive(panel.get()));
        panel->takeFocus();
        QTRY_COMPARE(panel->current(), rows.first());
    }
    void type(const QString &text)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Slash);
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, text);
    }
    [[nodiscard]] ListLine line(int row) const
    {
        return view->model()->index(row, 0).data(ConversationListModel::LineRole).value<ListLine>();
    }
    /// How many rows the list has, titles included.
    [[nodiscard]] int count() const { return view->model()->rowCount(); }
    [[nodiscard]] bool shows(const QString &words) const
    {
        const auto labels = panel->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [&](const QLabel *label) { return label->isVisible() && label->text() == words; });
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        const auto buttons = panel->findChildren<QPushButton *>();
        const auto found = std::find_if(buttons.begin(), buttons.end(),
            [&](const QPushButton *each) { return each->isVisible() && each->accessibleName() == text; });
        return found == buttons.end() ? nullptr : *found;
    }
    /// Types a name into the small list that is open.
    void name(const QString &words)
    {
        QTRY_VERIFY(QApplication::activePopupWidget());
        auto *line = QApplication::activePopupWidget()->findChild<QLineEdit *>();
        QTest::keyClicks(line, words);
        QTest::keyClick(line, Qt::Key_Return);
    }
    [[nodiscard]] QModelIndex filterIndex(const QString &name) const
    {
        const QAbstractItemModel *model = panel->findChild<StreamTree *>()->model();
        const auto found =
            model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive);
        return found.value(0);
    }

    InboxDesk desk;
    QList<qint64> rows;
    std::unique_ptr<InboxPanel> panel;
    ConversationListView *view = nullptr;
    SearchField *field = nullptr;
};

} // namespace

class TestSearchBar : public QObject {
    Q_OBJECT
private slots:
    void typingFindsAndMarks();
    void filtersBecomeChips();
    void hostileTextIsNoError_data();
    void hostileTextIsNoError();
    void escBringsTheViewBackWithItsSelection();
    void theFirstFoundIsCurrentInTheList();
    void whatIsFoundBeginsAtTheTop();
    void theFilterCanBeDropped();
    void oneFilterOfSeveralCanBeDropped();
    void newsComesIntoAnOpenSearchAndMovesNothing();
    void whatIsLookedAtStaysThoughItNoLongerFits();
    void whatIsAskedCanBeKept();
};

void TestSearchBar::typingFindsAndMarks()
{
    Open open;
    open.type(QStringLiteral("hazel"));
    QTRY_COMPARE(open.count(), 1);
    QTRY_COMPARE(open.line(0).item.row, open.rows.last());
    const ListLine found = open.line(0);
    QCOMPARE(found.matches.size(), 1);
    const ListLine::Match mark = found.matches.first();
    QCOMPARE(found.item.snippet.mid(mark.start, mark.length).left(5), QStringLiteral("hazel"));
    QTRY_VERIFY(open.shows(QStringLiteral("1 found")));
    QCOMPARE(open.panel->current(), 0); // nobody went there yet
}

void TestSearchBar::filtersBecomeChips()
{
    Open open;
    open.type(QStringLiteral("is:open from:di oat"));
    QCOMPARE(open.field->chips().size(), 2);
    const auto accents = [&open] {
        QImage picture = open.field->grab().toImage();
        const QRgb ground = open.desk.look.theme().accent.ground.rgb();
        int n = 0;
        for (int x = 0; x < picture.width(); ++x)
            for (int y = 0; y < picture.height(); ++y)
                n += picture.pixel(x, y) == ground ? 1 : 0;
        return n;
    };
    QVERIFY(accents() > 200);
    open.field->setText(QStringLiteral("oat cans"));
    QCOMPARE(accents(), 0);
}

void TestSearchBar::hostileTextIsNoError_data()
{
    QTest::addColumn<QString>("text");
    for (const auto text : { "\"", "((((", "a AND OR NOT", "from:", "*", "' OR 1=1 --", "-", "<b>x</b>", "NEAR(a b)",
             "\"open AND (", "label:%s%n" })
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("long") << QString(1900, QLatin1Char('(')) + QStringLiteral("x");
    QTest::newRow("right to left") << QStringLiteral("\u202Eabc from:\u05D0");
}

void TestSearchBar::hostileTextIsNoError()
{
    QFETCH(QString, text);
    Open open;
    QSignalSpy failed(&open.desk.services().search, &SearchService::failed);
    QSignalSpy found(&open.desk.services().search, &SearchService::found);
    open.panel->search(text);
    QTRY_VERIFY(!found.isEmpty());
    QVERIFY(failed.isEmpty());
    open.panel->grab(); // and it can be drawn
    open.panel->search({});
    QTRY_COMPARE(open.panel->current(), open.rows.first());
}

void TestSearchBar::escBringsTheViewBackWithItsSelection()
{
    Open open;
    open.view->setCurrent(open.rows.at(2));
    const int before = open.count();
    open.type(QStringLiteral("hazelnut"));
    QTRY_COMPARE(open.count(), 1);
    QTest::keyClick(open.field, Qt::Key_Escape);
    QCOMPARE(open.field->text(), QString());
    QCOMPARE(open.count(), before);
    QCOMPARE(open.panel->current(), open.rows.at(2));
    QVERIFY(open.view->hasFocus()); // the next key is a command, not a word
}

void TestSearchBar::theFirstFoundIsCurrentInTheList()
{
    Open open;
    open.type(QStringLiteral("order"));
    QTest::keyClick(open.field, Qt::Key_Return); // before the answer is there
    QTRY_VERIFY(open.view->hasFocus());
    QCOMPARE(open.count(), 3);
    QCOMPARE(open.panel->current(), open.line(0).item.row);
    QVERIFY(open.view->selectionModel()->isSelected(open.view->currentIndex())); // and looks it
    QTest::keyClick(open.view, Qt::Key_Escape);
    QCOMPARE(open.field->text(), QString());
    QCOMPARE(open.panel->current(), open.rows.first());
}

void TestSearchBar::whatIsFoundBeginsAtTheTop()
{
    Open open(40);
    open.view->verticalScrollBar()->setValue(open.view->verticalScrollBar()->maximum());
    QVERIFY(open.view->verticalScrollBar()->value() > 0);
    open.type(QStringLiteral("order"));
    QTRY_VERIFY(open.shows(QStringLiteral("43 found")));
    QVERIFY(open.view->verticalScrollBar()->maximum() > 0);
    QCOMPARE(open.view->verticalScrollBar()->value(), 0);
}

void TestSearchBar::theFilterCanBeDropped()
{
    Open open;
    open.type(QStringLiteral("from:ada hazelnut"));
    QTRY_VERIFY(open.shows(QStringLiteral("Nothing matches “hazelnut”")));
    QVERIFY(open.shows(QStringLiteral("Looked through all 4 conversations, as far as the filters let it.")));
    QTRY_VERIFY(open.button(QStringLiteral("Without from:ada")));
    open.button(QStringLiteral("Without from:ada"))->click();
    QCOMPARE(open.field->text(), QStringLiteral("hazelnut"));
    QTRY_COMPARE(open.count(), 1);
    open.panel->search(QStringLiteral("oatt"));
    QTRY_VERIFY(open.shows(QStringLiteral("Nothing matches “oatt”")));
    QTRY_VERIFY(open.button(QStringLiteral("Clear")));
    QVERIFY(open.shows(QStringLiteral("Looked through all 4 conversations.")));
    open.button(QStringLiteral("Clear"))->click();
    QTRY_COMPARE(open.panel->current(), open.rows.first());
}

void TestSearchBar::oneFilterOfSeveralCanBeDropped()
{
    Open open;
    open.type(QStringLiteral("is:done from:di"));
    QTRY_VERIFY(open.shows(QStringLiteral("Nothing matches these filters")));
    QTRY_VERIFY(open.button(QStringLiteral("Without is:done")));
    QVERIFY(open.button(QStringLiteral("Without from:di")));
    QVERIFY(!open.button(QStringLiteral("Only the words")));
    open.button(QStringLiteral("Without is:done"))->click();
    QCOMPARE(open.field->text(), QStringLiteral("from:di"));
    QTRY_COMPARE(open.count(), 1);
}

void TestSearchBar::newsComesIntoAnOpenSearchAndMovesNothing()
{
    Open open;
    for (int i = 0; i < 30; ++i) // more than the window holds, so that there is room to move
        open.desk.receive(QStringLiteral("o%1").arg(i), QStringLiteral("Still no order"), 400, QStringLiteral("ed"));
    open.type(QStringLiteral("order"));
    QTest::keyClick(open.field, Qt::Key_Return);
    QTRY_VERIFY(open.view->hasFocus());
    open.view->setCurrent(open.rows.at(1));
    const QRect before = open.view->visualRect(open.view->currentIndex());
    QElapsedTimer timer;
    timer.start();
    QSignalSpy asked(&open.desk.services().search, &SearchService::found);
    for (int i = 0; i < 12; ++i) {
        const QString name = QStringLiteral("n%1").arg(i);
        open.desk.receive(name, QStringLiteral("My order too!"), 5, name);
        QTest::qWait(100);
    }
    QTRY_COMPARE_WITH_TIMEOUT(open.count(), 45, 5'000);
    // Gently: not once for each of them.
    QVERIFY2(asked.count() <= int(timer.elapsed() / 1000) + 2, qPrintable(QString::number(asked.count())));
    QCOMPARE(open.panel->current(), open.rows.at(1));
    QCOMPARE(open.view->visualRect(open.view->currentIndex()).top(), before.top());
    QTRY_VERIFY(open.shows(QStringLiteral("45 found")));
}

void TestSearchBar::whatIsLookedAtStaysThoughItNoLongerFits()
{
    Open open;
    open.type(QStringLiteral("is:open order"));
    QTest::keyClick(open.field, Qt::Key_Return);
    QTRY_VERIFY(open.view->hasFocus());
    QCOMPARE(open.count(), 3);
    open.view->setCurrent(open.rows.at(1));
    QTest::keyClick(open.view, Qt::Key_E);
    QTRY_COMPARE(open.desk.stateOf(open.rows.at(1)), QStringLiteral("done"));
    open.desk.receive(QStringLiteral("late"), QStringLiteral("My order too!"), 5, QStringLiteral("late"));
    QTRY_COMPARE_WITH_TIMEOUT(open.count(), 4, 5'000);
    QCOMPARE(open.panel->current(), open.rows.at(1));
}

void TestSearchBar::whatIsAskedCanBeKept()
{
    Open open;
    QSignalSpy acted(open.panel.get(), &InboxPanel::acted);
    open.type(QStringLiteral("order"));
    QTRY_COMPARE(open.count(), 3);
    QVERIFY(open.desk.shortcuts.run(QStringLiteral("inbox.saveFilter")));
    open.name(QStringLiteral("Orders"));
    QVERIFY(acted.wait());
    QTRY_VERIFY(open.filterIndex(QStringLiteral("Orders")).isValid());
    QTRY_COMPARE(
        open.filterIndex(QStringLiteral("Orders")).data(StreamModel::CountRole).toString(), QStringLiteral("3"));
    open.panel->search({});
    QCOMPARE(open.count(), 5); // four people and a title
    open.panel->findChild<StreamTree *>()->setCurrentIndex(open.filterIndex(QStringLiteral("Orders")));
    QTRY_COMPARE(open.count(), 3);
    open.desk.stepBack().back();
    QTRY_VERIFY(!open.filterIndex(QStringLiteral("Orders")).isValid());
}

QTEST_MAIN(TestSearchBar)
#include "test_searchbar.moc"
