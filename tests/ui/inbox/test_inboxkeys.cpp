#include "tests/ui/inbox/openinbox.h"
#include "ui/inbox/bulkbar.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"

#include <QClipboard>
#include <QDesktopServices>

using namespace wheelhouse;

/// Stands for the browser.
class Browser : public QObject {
    Q_OBJECT
public:
    Browser() { QDesktopServices::setUrlHandler(QStringLiteral("https"), this, "open"); }
    Browser(const Browser &) = delete;
    Browser &operator=(const Browser &) = delete;
    ~Browser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("https")); }
    QList<QUrl> opened;
public slots:
    void open(const QUrl &url) { opened.append(url); }
};

namespace {

/// A department; its row.
qint64 addDepartment(OpenInbox &open, const QString &name)
{
    return open.desk.on([&] {
        auto &desk = open.desk.desk();
        auto transaction = Transaction::begin(desk.writer());
        const qint64 row = TestDesk::must(desk.roster.add(*transaction, desk.log, Department { 0, {}, name })).row;
        TestDesk::must(transaction->commit());
        return row;
    });
}

/// A second place where \a author writes; the conversation.
qint64 receiveElsewhere(OpenInbox &open, const QString &author)
{
    return open.desk.on([&] {
        auto &desk = open.desk.desk();
        auto transaction = Transaction::begin(desk.writer());
        const qint64 channel = TestDesk::must(desk.admission.channel(*transaction,
            { ChannelId::fromName("channel", "other"), NetworkId::Bluesky, QStringLiteral("@elsewhere"),
                QStringLiteral("@elsewhere") }));
        const qint64 now = desk.clock.nowMs();
        const Arrival arrival = desk.saying(author, QStringLiteral("Over here"), 10, {}, author);
        TestDesk::must(desk.admission.admit(
            *transaction, prepareAll({ arrival }, NetworkId::Bluesky, now), { channel, now, false, std::nullopt }));
        TestDesk::must(transaction->commit());
        return desk.conversationOf(author);
    });
}

Stream everything()
{
    Stream stream;
    stream.view.kind = View::Kind::AllOpen;
    return stream;
}

} // namespace

/// Each key of the inbox against the real panel and store: what it changes there, and undo.
class TestInboxKeys : public QObject {
    Q_OBJECT
private slots:
    void hHandsToADepartment();
    void shiftATakesItMyself();
    void mMergesWhatIsSelected();
    void shiftSSnoozesAsBeforeTheAnswer();
    void controlAChoosesAllAndEscNone();
    void redoDoesTheStepAgain();
    void oOpensTheOriginalOnlyWhereThereIsOne();
    void wordsAndLinksAreCopied();
    void cShowsAndHidesTheContact();
    void shiftCCorrectsWhatWasRead();
    void fLeavesTheConversationAlone();
    void figuresShowOneOutpostAndAllAgain();
    void lettersWorkInTheTreeAndASlashFindsTheField();
    void whatIsReadBesideTheListIsWhatIsActedOn();
    void theBadgeGoesOnWhileThePanelIsHidden();
};

void TestInboxKeys::hHandsToADepartment()
{
    OpenInbox open;
    const qint64 care = addDepartment(open, QStringLiteral("Care"));
    const QByteArray handed = "SELECT count(*) FROM conversation WHERE department = " + QByteArray::number(care);
    const QByteArray mine = "SELECT count(*) FROM conversation WHERE assignee IS NOT NULL";
    QTRY_VERIFY(!open.panel->findChildren<StreamTree *>().isEmpty());
    QTest::qWait(150); // the name is read with the next look at the store
    open.press("H");
    open.choose("Care");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number(handed), 1);
    QCOMPARE(open.desk.number(mine), 4); // it is nobody's now
    open.press("Z");
    QVERIFY(open.heard().contains(QLatin1String("Taken back")));
    QCOMPARE(open.desk.number(handed), 0);
    QCOMPARE(open.desk.number(mine), 5);
}

void TestInboxKeys::shiftATakesItMyself()
{
    OpenInbox open;
    const qint64 row =
        open.desk.receive(QStringLiteral("zoe"), QStringLiteral("Hello?"), 600, QStringLiteral("zoe"), false);
    open.panel->showStream(everything());
    QTRY_COMPARE(open.panel->current(), row); // she waits longest
    const QByteArray mine = "SELECT count(*) FROM conversation WHERE assignee = (SELECT row FROM member WHERE is_me)";
    QCOMPARE(open.desk.number(mine), 5);
    open.press("Shift+A");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number(mine), 6);
    QCOMPARE(open.panel->current(), row);
    open.press("Z");
    QVERIFY(open.heard().contains(QLatin1String("Taken back")));
    QCOMPARE(open.desk.number(mine), 5);
}

void TestInboxKeys::mMergesWhatIsSelected()
{
    OpenInbox open;
    const char *merged = "SELECT count(*) FROM conversation WHERE state = 'merged'";
    open.press("M"); // one alone cannot be merged
    QTest::qWait(100);
    QCOMPARE(open.desk.number(merged), 0);
    open.press("X");
    open.press("Shift+J");
    open.spy->clear();
    open.press("M");
    QVERIFY(open.said().contains(QLatin1String("erged")));
    QCOMPARE(open.desk.number(merged), 1);
    open.press("Z");
    QVERIFY(open.heard().contains(QLatin1String("Taken apart")));
    QCOMPARE(open.desk.number(merged), 0);
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state <> 'merged'"), 5);
}

void TestInboxKeys::shiftSSnoozesAsBeforeTheAnswer()
{
    OpenInbox open;
    open.press("S");
    open.choose("24 dec 10:00");
    QVERIFY(!open.said().isEmpty());
    const char *until = "SELECT coalesce(max(snooze_until), 0) FROM conversation WHERE state = 'snoozed'";
    const qint64 asked = open.desk.number(until);
    QVERIFY(asked > 0);
    open.desk.on([&] {
        auto &desk = open.desk.desk();
        desk.receive({ desk.saying(
            QStringLiteral("more"), QStringLiteral("Anyone?"), 0, QStringLiteral("ada"), QStringLiteral("ada")) });
    });
    QCOMPARE(open.desk.number(until), 0); // the answer woke it
    QTRY_VERIFY(open.view->model()->rowCount() >= 5);
    QTRY_VERIFY((open.view->setCurrent(open.rows.first()), open.panel->current() == open.rows.first()));
    open.press("Shift+S");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number(until), asked);
    open.press("Z");
    QVERIFY(open.heard().contains(QLatin1String("Taken back")));
    QCOMPARE(open.desk.number(until), 0);
}

void TestInboxKeys::controlAChoosesAllAndEscNone()
{
    OpenInbox open;
    const qint64 operations = open.desk.number("SELECT count(*) FROM operation");
    auto *bar = open.panel->findChild<BulkBar *>();
    open.press("Ctrl+A");
    QVERIFY(bar->isVisible());
    const auto labels = bar->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.cbegin(), labels.cend(),
        [](const QLabel *label) { return label->text() == QStringLiteral("5 selected"); }));
    open.press("Esc");
    QVERIFY(!bar->isVisible());
    QCOMPARE(open.desk.number("SELECT count(*) FROM operation"), operations);
    QCOMPARE(open.panel->current(), open.rows.first());
}

void TestInboxKeys::redoDoesTheStepAgain()
{
    OpenInbox open;
    const char *done = "SELECT count(*) FROM conversation WHERE state = 'done'";
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    for (int left : { 1, 0 }) {
        open.desk.stepBack().back();
        QVERIFY(open.heard().contains(QLatin1String("Taken back")));
        QCOMPARE(open.desk.number(done), left);
    }
    open.desk.stepBack().again();
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number(done), 1);
    QCOMPARE(open.desk.stateOf(open.rows.first()), QStringLiteral("done")); // in the order in which they were done
    open.desk.stepBack().again();
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.number(done), 2);
    open.desk.stepBack().again();
    QCOMPARE(open.heard(), QStringLiteral("Nothing to redo."));
}

void TestInboxKeys::oOpensTheOriginalOnlyWhereThereIsOne()
{
    OpenInbox open;
    Browser browser;
    open.press("O");
    QVERIFY(browser.opened.isEmpty());
    open.desk.on([&] {
        auto &desk = open.desk.desk();
        TestDesk::must(desk.writer().run("UPDATE mention SET url = 'https://a.example/@ada/1'"));
    });
    open.press("O");
    QCOMPARE(browser.opened, QList<QUrl> { QUrl(QStringLiteral("https://a.example/@ada/1")) });
    open.desk.on(
        [&] { TestDesk::must(open.desk.desk().writer().run("UPDATE mention SET url = 'file:///etc/passwd'")); });
    open.press("O");
    QCOMPARE(browser.opened.size(), 1);
}

void TestInboxKeys::wordsAndLinksAreCopied()
{
    OpenInbox open;
    open.press("Ctrl+Shift+C");
    QCOMPARE(open.heard(), QStringLiteral("Words copied"));
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Where is my order, asks ada?"));
    open.press("Ctrl+C"); // there is none: what was copied stays
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Where is my order, asks ada?"));
    open.desk.on([&] {
        auto &desk = open.desk.desk();
        TestDesk::must(desk.writer().run("UPDATE mention SET url = 'https://a.example/' || row"));
    });
    open.press("X");
    open.press("Shift+J");
    open.press("Ctrl+C");
    QCOMPARE(open.heard(), QStringLiteral("2 link(s) copied"));
    QCOMPARE(QGuiApplication::clipboard()->text().count(QStringLiteral("https://a.example/")), 2);
    // In the thread the same key copies what is read there.
    open.press("Esc");
    QTRY_COMPARE(open.panel->findChild<ConversationView *>()->conversation(), open.rows.at(1));
    open.press("Return");
    QTRY_VERIFY(QApplication::focusWidget()->property("readsText").toBool());
    open.press("Ctrl+C");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Where is my order, asks bo?"));
}

void TestInboxKeys::shiftCCorrectsWhatWasRead()
{
    OpenInbox open;
    const QString stood = open.desk.stateOf(open.rows.first());
    open.press("Shift+C");
    open.choose("negative");
    QVERIFY(open.said().startsWith(QLatin1String("Reading corrected")));
    QCOMPARE(open.desk.number("SELECT count(*) FROM mention WHERE mood = 'negative' AND is_corrected = 1"), 1);
    QCOMPARE(open.desk.stateOf(open.rows.first()), stood); // it stands where it stood
    open.press("Z");
    QTRY_COMPARE(open.desk.number("SELECT count(*) FROM mention WHERE is_corrected = 1"), 0);
    open.press("X");
    open.press("Shift+J");
    open.press("Shift+C");
    open.choose("idea");
    QVERIFY(open.said().contains(QLatin1String("2 message(s)")));
    QCOMPARE(open.desk.number("SELECT count(*) FROM mention WHERE need = 'idea'"), 2);
}

void TestInboxKeys::cShowsAndHidesTheContact()
{
    OpenInbox open;
    auto *card = open.panel->findChild<ContactCard *>();
    QTRY_VERIFY(card->isVisible()); // it comes with the conversation, which is read beside the window's thread
    open.press("C");
    QVERIFY(!card->isVisible());
    QVERIFY(open.view->hasFocus());
    open.press("C");
    QVERIFY(card->isVisible());
}

void TestInboxKeys::fLeavesTheConversationAlone()
{
    OpenInbox open;
    auto *tree = open.panel->findChild<StreamTree *>();
    open.press("F");
    QVERIFY(!open.view->isVisible() && !tree->isVisible());
    QVERIFY(open.panel->findChild<ConversationView *>()->isAncestorOf(QApplication::focusWidget()));
    open.press("E"); // and what is read can be dealt with
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(open.rows.first()), QStringLiteral("done"));
    QCOMPARE(open.panel->current(), open.rows.at(1));
    QTRY_COMPARE(open.panel->findChild<ConversationView *>()->conversation(), open.rows.at(1));
    open.press("F");
    QVERIFY(open.view->isVisible() && tree->isVisible());
    QVERIFY(open.view->hasFocus());
    open.press("F");
    open.press("/"); // the search leads back to the list as well
    QVERIFY(open.view->isVisible());
    QVERIFY(open.panel->findChild<SearchField *>()->hasFocus());
}

void TestInboxKeys::figuresShowOneOutpostAndAllAgain()
{
    OpenInbox open;
    const qint64 other = receiveElsewhere(open, QStringLiteral("fay"));
    QTest::qWait(150);
    const QAbstractItemModel *rows = open.view->model();
    const int mine = rows->rowCount();
    QString shown[2];
    for (const int outpost : { 0, 1 }) {
        open.press(outpost == 0 ? "1" : "2");
        QStringList names;
        for (int row = 0; row < rows->rowCount(); ++row)
            names.append(rows->index(row, 0).data().toString());
        shown[outpost] = names.join(QLatin1Char(' '));
    }
    QVERIFY(shown[0].contains(QLatin1String("fay")) != shown[1].contains(QLatin1String("fay")));
    QVERIFY(shown[0].contains(QLatin1String("ada")) != shown[1].contains(QLatin1String("ada")));
    open.press("2"); // the same again: all
    QCOMPARE(rows->rowCount(), mine);
    QVERIFY(open.panel->current() != other);
    open.press("3"); // there are but two
    QCOMPARE(rows->rowCount(), mine);
}

void TestInboxKeys::lettersWorkInTheTreeAndASlashFindsTheField()
{
    OpenInbox open;
    auto *tree = open.panel->findChild<StreamTree *>();
    tree->setFocus();
    open.press("J");
    QCOMPARE(open.panel->current(), open.rows.at(1));
    QVERIFY(tree->hasFocus());
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(open.rows.at(1)), QStringLiteral("done"));
    open.press("Space"); // the tree's own: on to the list
    QVERIFY(open.view->hasFocus());
    tree->setFocus();
    open.press("/");
    QVERIFY(open.panel->findChild<SearchField *>()->hasFocus());
    open.press("E"); // a letter of the question now
    QCOMPARE(open.desk.number("SELECT count(*) FROM conversation WHERE state = 'done'"), 1);
}

void TestInboxKeys::whatIsReadBesideTheListIsWhatIsActedOn()
{
    OpenInbox open;
    const qint64 earlier =
        open.desk.receive(QStringLiteral("old"), QStringLiteral("And the lid?"), 5000, QStringLiteral("ada"));
    QTRY_COMPARE(open.view->model()->rowCount(), 8); // six of them, under two titles
    open.view->setCurrent(open.rows.first());
    auto *thread = open.panel->findChild<ConversationView *>();
    QTRY_COMPARE(thread->conversation(), open.rows.first());
    emit open.panel->findChild<ContactCard *>()->conversationRequested(earlier);
    QCOMPARE(thread->conversation(), earlier);
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(earlier), QStringLiteral("done"));
    QVERIFY(open.desk.stateOf(open.rows.first()) != QStringLiteral("done"));
    open.press("J"); // the list moves on: it is about the list again
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    QCOMPARE(open.desk.stateOf(open.rows.at(1)), QStringLiteral("done"));
}

void TestInboxKeys::theBadgeGoesOnWhileThePanelIsHidden()
{
    OpenInbox open;
    QTRY_COMPARE(open.panel->badge(), 5);
    open.panel->hide();
    open.desk.receive(QStringLiteral("zed"), QStringLiteral("And me?"), 1, QStringLiteral("zed"));
    QTRY_COMPARE_WITH_TIMEOUT(open.panel->badge(), 6, 3'000);
    QVERIFY(!open.panel->isVisible());
}

QTEST_MAIN(TestInboxKeys)
#include "test_inboxkeys.moc"
