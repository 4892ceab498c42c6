#include "tests/ui/inbox/openinbox.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/earlierlist.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"
#include "ui/kit/plaineditor.h"

using namespace wheelhouse;

namespace {

struct Staying : OpenInbox {
    explicit Staying(int people = 5)
        : OpenInbox(people)
        , thread(panel->findChild<ConversationView *>())
        , field(panel->findChild<PlainEditor *>())
    {
        QTRY_COMPARE(thread->conversation(), rows.first());
    }
    /// Puts the cursor into the reply and begins it.
    void begin(const QString &words)
    {
        thread->reply();
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, words);
    }
    /// On the engine's lane, as a colleague's step or the clock's would.
    void meanwhile(const std::function<Result<Acted>(Triage &)> &step)
    {
        desk.on([&] { return TestDesk::must(step(desk.desk().triage)).changed; });
    }
    [[nodiscard]] bool isListed(qint64 row) const
    {
        return static_cast<ConversationListModel *>(view->model())->indexOf(row).isValid();
    }
    [[nodiscard]] QString draftOf(qint64 row)
    {
        const auto draft = TestDesk::must(desk.services().draftReader.reply(row));
        return draft ? draft->text : QString();
    }
    void click(qint64 row) const
    {
        const QModelIndex index = static_cast<ConversationListModel *>(view->model())->indexOf(row);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }
    bool is(qint64 row, const QByteArray &sql)
    {
        return desk.number(
                   "SELECT count(*) FROM conversation WHERE row = " + QByteArray::number(row) + " AND (" + sql + ")")
            == 1;
    }

    ConversationView *thread;
    PlainEditor *field;
};

Stream streamOf(View::Kind kind)
{
    Stream stream;
    stream.view.kind = kind;
    return stream;
}

/// A colleague and a department, known to the panel.
void addTeam(Staying &open)
{
    open.desk.on([&] {
        auto &desk = open.desk.desk();
        auto transaction = Transaction::begin(desk.writer());
        Member member;
        member.name = QStringLiteral("Mia Wren");
        TestDesk::must(desk.roster.add(*transaction, desk.log, member));
        TestDesk::must(desk.roster.add(*transaction, desk.log, Department { 0, {}, QStringLiteral("Care") }));
        TestDesk::must(transaction->commit());
    });
    const QAbstractItemModel *tree = open.panel->findChild<StreamTree *>()->model();
    QTRY_VERIFY(!tree->match(tree->index(0, 0), Qt::DisplayRole, QStringLiteral("Care"), 1,
                         Qt::MatchExactly | Qt::MatchRecursive)
                     .isEmpty());
}

} // namespace

/// What somebody is at stays under the hand, whatever the store, the clock and the colleagues do meanwhile.
class TestStaying : public QObject {
    Q_OBJECT
private slots:
    void whoWritesKeepsTheConversation();
    void whoWritesKeepsItWhenTheListWasEmptyInBetween();
    void whoReadsGoesOnWithTheList();
    void whatMovesInASearchStaysCurrent();
    void aViewThatIsChosenIsShown();
    void aListActsOnWhatItWasOpenedFor_data();
    void aListActsOnWhatItWasOpenedFor();
    void aLateAnswerTakesNoKeyboard();
    void whoTypesOnStaysInTheField();
    void theListLeadsBackFromAnEarlierConversation();
    void whatIsReadAsideMarksNothingElseRead();
    void whoWritesIntoTheConversationStandsBesideIt();
};

/// Once somebody else asks there, the answer is to them, and so is the card.
void TestStaying::whoWritesIntoTheConversationStandsBesideIt()
{
    Staying open;
    const auto isShown = [&open](const QString &name) {
        const auto labels = open.panel->findChild<ContactCard *>()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [&name](const QLabel *each) { return each->isVisible() && each->text() == name; });
    };
    QTRY_VERIFY(isShown(QStringLiteral("ada")));
    open.desk.on([&open] {
        TestDesk &desk = open.desk.desk();
        desk.receive({ desk.saying(QStringLiteral("too"), QStringLiteral("Mine is late too"), 1, QStringLiteral("ada"),
            QStringLiteral("zoe")) });
    });
    QTRY_VERIFY(isShown(QStringLiteral("zoe")));
    QVERIFY(!isShown(QStringLiteral("ada")));
    QCOMPARE(open.thread->conversation(), open.rows.first());
}

void TestStaying::whoWritesKeepsTheConversation()
{
    Staying open;
    const qint64 ada = open.rows.first();
    open.begin(QStringLiteral("Dear "));
    open.meanwhile([ada](Triage &triage) { return triage.assign({ ada }, 0); });
    QTRY_VERIFY(!open.isListed(ada));
    QTest::qWait(200); // longer than the selection takes to be followed
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Ada"));
    QCOMPARE(open.thread->conversation(), ada);
    QCOMPARE(open.field->toPlainText(), QStringLiteral("Dear Ada"));
    QTRY_COMPARE(open.draftOf(ada), QStringLiteral("Dear Ada"));
    for (const qint64 other : open.rows.mid(1))
        QCOMPARE(open.draftOf(other), QString());
    // What is done next is about her as well, and then the list goes on.
    QTest::keyClick(open.field, Qt::Key_Escape);
    QVERIFY(open.view->hasFocus());
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(ada), QStringLiteral("done"));
    QTRY_COMPARE(open.thread->conversation(), open.rows.at(1));
    QCOMPARE(open.panel->current(), open.rows.at(1));
}

void TestStaying::whoWritesKeepsItWhenTheListWasEmptyInBetween()
{
    Staying open(1);
    const qint64 ada = open.rows.first();
    open.begin(QStringLiteral("Dear "));
    open.meanwhile([ada](Triage &triage) { return triage.assign({ ada }, 0); });
    QTRY_VERIFY(!open.isListed(ada));
    const qint64 zed = open.desk.receive(QStringLiteral("zed"), QStringLiteral("And me?"), 1, QStringLiteral("zed"));
    QTRY_VERIFY(open.isListed(zed));
    QTest::qWait(200);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Ada"));
    QCOMPARE(open.thread->conversation(), ada);
    QCOMPARE(open.field->toPlainText(), QStringLiteral("Dear Ada"));
    // The list was not lost: whoever goes there finds the one who waits.
    open.click(zed);
    QTRY_COMPARE(open.thread->conversation(), zed);
}

void TestStaying::whoReadsGoesOnWithTheList()
{
    Staying open;
    open.meanwhile([&](Triage &triage) { return triage.assign({ open.rows.first() }, 0); });
    QTRY_COMPARE(open.panel->current(), open.rows.at(1));
    QTRY_COMPARE(open.thread->conversation(), open.rows.at(1));
}

void TestStaying::whatMovesInASearchStaysCurrent()
{
    Staying open;
    open.panel->search(QStringLiteral("order"));
    QTRY_COMPARE(open.view->model()->rowCount(), 5); // without a title
    open.panel->takeFocus();
    const qint64 cy = open.rows.at(2);
    open.view->setCurrent(cy);
    QTRY_COMPARE(open.thread->conversation(), cy);
    QSignalSpy moved(open.view, &ConversationListView::currentMoved);
    open.desk.on([&] {
        auto &desk = open.desk.desk();
        desk.receive({ desk.saying(QStringLiteral("more"), QStringLiteral("My order, please"), 0, QStringLiteral("cy"),
            QStringLiteral("cy")) });
    });
    QTRY_COMPARE_WITH_TIMEOUT(
        open.view->model()->index(0, 0).data(ConversationListModel::ConversationRole).toLongLong(), cy, 5'000);
    QCOMPARE(open.panel->current(), cy);
    QCOMPARE(moved.size(), 0);
}

void TestStaying::aViewThatIsChosenIsShown()
{
    Staying open;
    const qint64 zoe =
        open.desk.receive(QStringLiteral("zoe"), QStringLiteral("Hello?"), 9, QStringLiteral("zoe"), false);
    open.begin(QStringLiteral("Dear "));
    open.panel->showStream(streamOf(View::Kind::Unassigned));
    QTRY_COMPARE(open.thread->conversation(), zoe);
    QTRY_COMPARE(open.draftOf(open.rows.first()), QStringLiteral("Dear "));
}

void TestStaying::aListActsOnWhatItWasOpenedFor_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QString>("changed");
    const auto row = [](const char *name, const char *key, const char *choice, const char *changed) {
        QTest::newRow(name) << QString::fromLatin1(key) << QString::fromLatin1(choice) << QString::fromLatin1(changed);
    };
    row("assign", "A", "Mia", "assignee = (SELECT row FROM member WHERE name = 'Mia Wren')");
    row("hand over", "H", "Care", "department IS NOT NULL");
    row("label", "L", "Allergen", "row IN (SELECT conversation FROM conversation_label)");
    row("snooze", "S", "24 dec 10:00", "state = 'snoozed'");
}

void TestStaying::aListActsOnWhatItWasOpenedFor()
{
    QFETCH(QString, key);
    QFETCH(QString, choice);
    QFETCH(QString, changed);
    Staying open;
    addTeam(open);
    const qint64 ada = open.rows.first();
    open.press(qPrintable(key));
    QTRY_VERIFY(QApplication::activePopupWidget());
    open.meanwhile([ada](Triage &triage) { return triage.wait({ ada }); });
    QTRY_COMPARE(open.panel->current(), open.rows.at(1));
    open.choose(qPrintable(choice));
    QVERIFY(!open.said().isEmpty());
    QVERIFY(open.is(ada, changed.toLatin1()));
    QVERIFY(!open.is(open.rows.at(1), changed.toLatin1()));
}

void TestStaying::aLateAnswerTakesNoKeyboard()
{
    Staying open;
    open.desk.holdReader(std::chrono::milliseconds { 500 });
    open.press("/");
    auto *search = open.panel->findChild<SearchField *>();
    QTest::keyClicks(search, QStringLiteral("order"));
    QTest::keyClick(search, Qt::Key_Return);
    open.begin(QStringLiteral("Dear "));
    QTRY_COMPARE(open.view->model()->rowCount(), 5); // without a title: the answer is here
    QTest::qWait(50);
    QVERIFY(open.field->hasFocus());
}

void TestStaying::whoTypesOnStaysInTheField()
{
    Staying open;
    open.desk.holdReader(std::chrono::milliseconds { 500 });
    open.press("/");
    auto *search = open.panel->findChild<SearchField *>();
    QTest::keyClicks(search, QStringLiteral("order"));
    QTest::keyClick(search, Qt::Key_Return);
    QTest::keyClicks(search, QStringLiteral(" asks"));
    QTRY_COMPARE(open.view->model()->rowCount(), 5);
    QTest::qWait(50);
    QVERIFY(search->hasFocus());
}

void TestStaying::theListLeadsBackFromAnEarlierConversation()
{
    Staying open;
    const qint64 ada = open.rows.first();
    const qint64 old =
        open.desk.receive(QStringLiteral("old"), QStringLiteral("And the lid?"), 5000, QStringLiteral("ada"));
    QTRY_VERIFY(open.isListed(old));
    open.view->setCurrent(ada);
    QTRY_COMPARE(open.thread->conversation(), ada);
    auto *earlier = open.panel->findChild<EarlierList *>();
    QTRY_COMPARE(earlier->model()->rowCount(), 2);
    const auto marked = [earlier](int row) {
        return earlier->model()
            ->index(row, 0)
            .data(Qt::AccessibleTextRole)
            .toString()
            .contains(QLatin1String("open now"));
    };
    QVERIFY(marked(0) && !marked(1));
    QSignalSpy subject(open.panel.get(), &InboxPanel::currentChanged);
    for (const bool byMouse : { true, false }) {
        earlier->setFocus();
        earlier->setCurrentIndex(earlier->model()->index(1, 0));
        QTest::keyClick(earlier, Qt::Key_Return);
        QCOMPARE(open.thread->conversation(), old);
        QVERIFY(!marked(0) && marked(1));
        QCOMPARE(subject.size(), 1);
        open.view->setFocus();
        if (byMouse)
            open.click(ada);
        else
            open.press("Return");
        QTRY_COMPARE(open.thread->conversation(), ada);
        QTRY_VERIFY(marked(0) && !marked(1));
        subject.clear();
    }
    // And the card itself leads back.
    earlier->setFocus();
    for (const int row : { 1, 0 }) {
        earlier->setCurrentIndex(earlier->model()->index(row, 0));
        QTest::keyClick(earlier, Qt::Key_Return);
        QCOMPARE(open.thread->conversation(), row == 0 ? ada : old);
    }
}

void TestStaying::whatIsReadAsideMarksNothingElseRead()
{
    Staying open;
    const qint64 old =
        open.desk.receive(QStringLiteral("old"), QStringLiteral("And the lid?"), 5000, QStringLiteral("ada"));
    open.view->setCurrent(open.rows.at(1));
    open.view->setCurrent(open.rows.first()); // from here on it is looked at
    emit open.panel->findChild<ContactCard *>()->conversationRequested(old);
    QTest::qWait(1'800); // longer than a look must last
    QVERIFY(open.is(open.rows.first(), "unread = 1"));
}

QTEST_MAIN(TestStaying)
#include "test_staying.moc"
