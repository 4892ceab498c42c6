#include "tests/ui/inbox/shownthread.h"
#include "ui/inbox/conversationheader.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/replyeditor.h"
#include "ui/inbox/thread/messagelayout.h"
#include "ui/inbox/thread/messagelist.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QMenu>
#include <QScrollBar>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QToolButton>

using namespace wheelhouse;

namespace {

struct Shown : ShownThread {
    using ShownThread::ShownThread;
    [[nodiscard]] QStringList sentences() const
    {
        QStringList all;
        const auto *model = thread()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            all.append(model->index(row, 0).data(Qt::AccessibleTextRole).toString());
        return all;
    }
    [[nodiscard]] ThreadRow row(int row) const
    {
        return thread()->model()->index(row, 0).data(MessageListModel::RowRole).value<ThreadRow>();
    }
    void choose(const QString &begins) const
    {
        QTRY_VERIFY(thread()->findChild<QMenu *>(QStringLiteral("rowMenu")));
        auto *menu = thread()->findChild<QMenu *>(QStringLiteral("rowMenu"));
        const auto actions = menu->actions();
        for (QAction *action : actions)
            if (action->text().startsWith(begins)) {
                action->trigger();
                menu->close();
                return;
            }
        QFAIL(qPrintable(QStringLiteral("no such entry: ") + begins));
    }
};

} // namespace

class TestConversationView : public QObject {
    Q_OBJECT

    /// The verbs give way to the title, one after the other, and none is lost.
    static void titleHasRoom(ConversationHeader &header, int width)
    {
        header.resize(width, 50);
        QCoreApplication::processEvents();
        const auto *title = header.findChild<ElidedLabel *>();
        QVERIFY2(title->width() >= width / 3, qPrintable(QString::number(width)));
        int shown = 0;
        for (const QToolButton *each : header.findChildren<QToolButton *>()) {
            if (!each->isVisible())
                continue;
            ++shown;
            QVERIFY(header.rect().contains(each->geometry()));
            QVERIFY(!each->toolTip().isEmpty());
        }
        QVERIFY(shown >= 2);
    }

private slots:
    void aWiderPaneWrapsItsRowsAnew();
    void theVerbsGiveWayToTheTitle()
    {
        Look look;
        applyLook(*qApp, look);
        ConversationHeader header(look);
        ConversationItem item;
        item.snippet = QStringLiteral("Ordered on the first day, got somebody else’s picnic blanket, got an answer");
        header.show(item, std::nullopt, QStringLiteral("marlowe"));
        header.setVisible(true);
        for (const int width : { 900, 600, 420, 320 })
            titleHasRoom(header, width);
        QSignalSpy pressed(&header, &ConversationHeader::pressed);
        for (QToolButton *each : header.findChildren<QToolButton *>())
            if (each->isVisible() && each->accessibleName() == QLatin1String("More"))
                each->click();
        auto *menu = header.findChild<QMenu *>();
        QVERIFY(menu);
        QVERIFY(menu->actions().size() >= 2);
        menu->actions().last()->trigger();
        menu->close();
        QCOMPARE(pressed.size(), 1);
        QCOMPARE(pressed.first().first().toInt(), int(ConversationHeader::Escalate));
    }

    void messagesNotesAndActsStandInTheOrderOfTime();
    void theModelKeepsItsPromisesWhileThingsComeIn();
    void aLongThreadIsFoldedAndOpensByEnter();
    void theMessageToBeAnsweredIsTinted();
    void aDayIsSaidWhereItChanges();
    void namesOfStrangersAreWords();
    void aLinkThatSaysWhereItGoesIsOpened();
    void aLinkThatNamesAnotherHostIsAskedAbout();
    void whatIsNotOnTheWebNeverLeaves();
    void f03PicturesAreNamedAndNeverLoaded();
    void f03NobodysServerHearsOfTheReader();
    void textIsCopiedByKey();
    void textIsSelectedByMouse();
    void aRightToLeftParagraphStandsAtTheRight();
    void aHugeTextFreezesNothing_data();
    void aHugeTextFreezesNothing();
    void f17ALetterOfEveryScriptIsShown();
    void theButtonsWish();
    void escapeLeavesTheThread();
    void fromHereOnAConversationOfItsOwn();
    void onlyTheFirstByTimeMayNotBeSplitOff();
};

void TestConversationView::messagesNotesAndActsStandInTheOrderOfTime()
{
    ThreadDesk desk;
    const qint64 tomasz = desk.colleague(QStringLiteral("Tomasz Wren"));
    const qint64 c =
        desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("Where is the code?"), 20) });
    Shown shown(desk);
    shown.view.showConversation(c);
    QCOMPARE(shown.sentences().size(), 1);
    desk.clock().advance(std::chrono::minutes { 1 });
    desk.on([&] { return desk.services().triage.assign({ c }, tomasz).has_value(); });
    desk.clock().advance(std::chrono::minutes { 1 });
    desk.on([&] { return desk.notes().add(c, QStringLiteral("On the rim.")).has_value(); });
    QTRY_COMPARE(shown.sentences().size(), 3);
    QVERIFY(shown.sentences().at(0).contains(QLatin1String("Where is the code?")));
    QVERIFY2(shown.sentences().at(1).contains(QLatin1String("You gave this to")), qPrintable(shown.sentences().at(1)));
    QVERIFY(shown.sentences().at(1).contains(QLatin1String("Tomasz")));
    QVERIFY(shown.sentences().at(2).startsWith(QLatin1String("Note to the team")));
    QVERIFY(shown.sentences().at(2).contains(QLatin1String("never published")));
}

void TestConversationView::aWiderPaneWrapsItsRowsAnew()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(
        QStringLiteral("1"), QStringLiteral("It was on the can and it was not on the lid. ").repeated(12), 30) });
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.resize(340, 760);
    const auto height = [&shown] { return shown.thread()->visualRect(shown.thread()->model()->index(0, 0)).height(); };
    QTRY_VERIFY(height() > 100);
    QTest::qWait(150);
    const int narrow = height();
    shown.view.resize(900, 760); // the same height
    QTRY_VERIFY(height() < narrow);
    shown.view.resize(340, 760);
    QTRY_COMPARE(height(), narrow);
}

void TestConversationView::theModelKeepsItsPromisesWhileThingsComeIn()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("one"), 30) });
    NameBook names(desk.services().store, desk.services().roster);
    TestDesk::must(names.read());
    MessageListModel model(desk.services().store, names, desk.clock(), desk.services().wishes);
    const QAbstractItemModelTester tester(&model);
    TestDesk::must(model.show(c, c));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    for (int i = 2; i < 14; ++i) {
        desk.receive({ desk.desk().saying(QString::number(i), QStringLiteral("more"), 30 - i, QStringLiteral("1")) });
        TestDesk::must(model.refresh(c));
    }
    TestDesk::must(model.showEarlier());
    QCOMPARE(model.rowCount(), 13);
    QCOMPARE(resets.size(), 0); // the place is never lost
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestConversationView::aLongThreadIsFoldedAndOpensByEnter()
{
    ThreadDesk desk;
    QList<Arrival> arrivals { desk.desk().saying(QStringLiteral("0"), QStringLiteral("first words"), 60) };
    for (int i = 1; i < 10; ++i)
        arrivals.append(
            desk.desk().saying(QString::number(i), QStringLiteral("answer %1").arg(i), 60 - i, QStringLiteral("0")));
    const qint64 c = desk.receive(arrivals);
    Shown shown(desk);
    shown.view.showConversation(c);
    QCOMPARE(shown.thread()->model()->rowCount(), 1 + MessageListModel::newest);
    QCOMPARE(shown.sentences().constFirst(), QStringLiteral("Show 4 earlier replies in this thread"));
    shown.view.read();
    QTest::keyClick(shown.thread(), Qt::Key_Home);
    QTest::keyClick(shown.thread(), Qt::Key_Return);
    QCOMPARE(shown.thread()->model()->rowCount(), 10);
    QVERIFY(shown.sentences().constFirst().contains(QLatin1String("first words")));
}

void TestConversationView::theMessageToBeAnsweredIsTinted()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("one"), 9),
        desk.desk().saying(
            QStringLiteral("2"), QStringLiteral("our answer"), 8, QStringLiteral("1"), QStringLiteral("us")),
        desk.desk().saying(QStringLiteral("3"), QStringLiteral("and now?"), 7, QStringLiteral("1")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    QVERIFY(!shown.row(0).isTinted);
    QVERIFY(shown.row(1).isOurs);
    QVERIFY(shown.row(2).isTinted);
    QCOMPARE(shown.thread()->currentIndex().row(), 2);
    QVERIFY(shown.sentences().at(1).startsWith(QLatin1String("We answered")));
}

void TestConversationView::aDayIsSaidWhereItChanges()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("old"), 3 * 24 * 60),
        desk.desk().saying(QStringLiteral("2"), QStringLiteral("new"), 1, QStringLiteral("1")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    QCOMPARE(shown.row(0).kind, ThreadRow::Kind::Day);
    QCOMPARE(shown.row(2).text, QStringLiteral("Today"));
    QVERIFY(!shown.thread()->model()->flags(shown.thread()->model()->index(0, 0)).testFlag(Qt::ItemIsEnabled));
}

void TestConversationView::namesOfStrangersAreWords()
{
    ThreadDesk desk;
    Arrival arrival =
        desk.desk().saying(QStringLiteral("1"), QStringLiteral("<b>bold</b> <img src=file:///etc/passwd>"));
    arrival.author.displayName = QStringLiteral("<h1>Eve</h1>");
    const qint64 c = desk.receive({ arrival });
    Shown shown(desk);
    shown.view.showConversation(c);
    QCOMPARE(shown.row(0).name, QStringLiteral("<h1>Eve</h1>"));
    QVERIFY(shown.row(0).text.contains(QLatin1String("<b>bold</b>")));
    const auto labels = shown.view.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        QVERIFY(!Qt::mightBeRichText(label->toolTip()) || !label->toolTip().contains(QLatin1String("<h1>Eve")));
    }
}

void TestConversationView::aLinkThatSaysWhereItGoesIsOpened()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ html(desk.desk().saying(QStringLiteral("1"), {}),
        QStringLiteral("<p>See <a href=\"https://marlowe.example/oat\">marlowe.example/oat</a></p>")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.read();
    QTest::keyClick(shown.thread(), Qt::Key_Return);
    shown.choose(QStringLiteral("Open marlowe"));
    QCOMPARE(shown.opened, QList<QUrl>({ QUrl(QStringLiteral("https://marlowe.example/oat")) }));
    QVERIFY(shown.gate()->isHidden());
    QVERIFY(
        LinkGate::tip(QStringLiteral("https://marlowe.example/oat"), {}).contains(QLatin1String("marlowe.example")));
}

void TestConversationView::aLinkThatNamesAnotherHostIsAskedAbout()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ html(desk.desk().saying(QStringLiteral("1"), {}),
        QStringLiteral("<p><a href=\"https://evil.example/x\">https://bank.example/login</a></p>")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    for (const int answer : { Qt::Key_Escape, Qt::Key_Tab }) {
        shown.view.read();
        QTest::keyClick(shown.thread(), Qt::Key_Return);
        shown.choose(QStringLiteral("Open https://bank"));
        QVERIFY(shown.gate()->isVisible());
        QVERIFY2(shown.gate()->accessibleName().contains(QLatin1String("evil.example")),
            qPrintable(shown.gate()->accessibleName()));
        QVERIFY(shown.opened.isEmpty());
        if (answer == Qt::Key_Escape) {
            QTest::keyClick(shown.gate(), Qt::Key_Escape);
            QVERIFY(shown.gate()->isHidden());
        }
    }
    const auto buttons = shown.gate()->findChildren<QPushButton *>();
    QVERIFY(buttons.constFirst()->text().contains(QLatin1String("evil.example")));
    QTest::keyClick(buttons.constFirst(), Qt::Key_Space);
    QCOMPARE(shown.opened, QList<QUrl>({ QUrl(QStringLiteral("https://evil.example/x")) }));
}

void TestConversationView::whatIsNotOnTheWebNeverLeaves()
{
    ThreadDesk desk;
    Shown shown(desk);
    const QStringList wicked { QStringLiteral("file:///etc/passwd"), QStringLiteral("javascript:alert(1)"),
        QStringLiteral("smb://host/share"), QStringLiteral("https://example.com\\@evil.example/"),
        QStringLiteral("https://user:pass@example.com/"), QStringLiteral("ms-word:ofe|u|http://x"), QString() };
    for (const QString &href : wicked) {
        shown.gate()->open(href, QStringLiteral("click"));
        QVERIFY2(shown.opened.isEmpty(), qPrintable(href));
        QVERIFY(!shown.gate()->accessibleName().isEmpty());
    }
}

void TestConversationView::f03PicturesAreNamedAndNeverLoaded()
{
    ThreadDesk desk;
    Arrival arrival = desk.desk().saying(QStringLiteral("1"), QStringLiteral("Look"));
    arrival.attachments = { { QStringLiteral("https://cdn.example/1.png"), QStringLiteral("image"),
                                QStringLiteral("A can from below") },
        { QStringLiteral("https://cdn.example/2.png"), QStringLiteral("image"), {} } };
    const qint64 c = desk.receive({ arrival });
    Shown shown(desk);
    shown.view.showConversation(c);
    const QString sentence = shown.sentences().constFirst();
    QVERIFY(sentence.contains(QLatin1String("A can from below")));
    QVERIFY(sentence.contains(QLatin1String("without a description")));
    QVERIFY(shown.opened.isEmpty());
    shown.view.read();
    QTest::keyClick(shown.thread(), Qt::Key_Menu);
    shown.choose(QStringLiteral("Open the original of Picture: "));
    QCOMPARE(shown.opened, QList<QUrl>({ QUrl(QStringLiteral("https://cdn.example/1.png")) }));
}

/// A server of a stranger's stands by: whatever is shown, scrolled and hovered over, nobody knocks.
void TestConversationView::f03NobodysServerHearsOfTheReader()
{
    QTcpServer canary;
    QVERIFY(canary.listen(QHostAddress::LocalHost));
    QSignalSpy knocked(&canary, &QTcpServer::newConnection);
    const QString at = QStringLiteral("http://127.0.0.1:%1/").arg(canary.serverPort());
    ThreadDesk desk;
    Arrival arrival = html(desk.desk().saying(QStringLiteral("1"), {}),
        QStringLiteral("<p>Look <img src='%1a.png' alt='a can'><picture><source srcset='%1b.webp'></picture>"
                       "<video src='%1c.mp4' poster='%1d.png' autoplay></video><link rel=stylesheet href='%1e.css'>"
                       "<table background='%1f.png'><td style='background:url(%1g.png)'>here</table>"
                       "<a href='%1h'>and there</a></p>")
            .arg(at));
    arrival.author.displayName = QStringLiteral("<img src='%1i.png'>").arg(at);
    arrival.attachments = { { at + QStringLiteral("1.png"), QStringLiteral("image"), QStringLiteral("A can") } };
    const qint64 c = desk.receive({ arrival });
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.read();
    QVERIFY(shown.sentences().constFirst().contains(QLatin1String("a can")));
    QWidget *port = shown.thread()->viewport();
    for (int y = 0; y < port->height(); y += 8)
        QTest::mouseMove(port, QPoint(port->width() / 2, y));
    (void)shown.view.grab();
    // Whatever is fetched in the background had its turn: the program's own door to this server is open.
    QTcpSocket own;
    own.connectToHost(QHostAddress::LocalHost, canary.serverPort());
    QTRY_COMPARE(knocked.size(), 1);
    QVERIFY(shown.opened.isEmpty());
}

void TestConversationView::textIsCopiedByKey()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("Copy these words")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    shown.view.read();
    QTest::keyClick(shown.thread(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Copy these words"));
    QTest::keyClick(shown.thread(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(shown.thread()->selectedText(), QStringLiteral("Copy these words"));
}

void TestConversationView::textIsSelectedByMouse()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("Select some of it")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    const QRect row = shown.thread()->visualRect(shown.thread()->model()->index(0, 0));
    const QPoint start(57, row.top() + 36);
    QTest::mousePress(shown.thread()->viewport(), Qt::LeftButton, {}, start);
    QMouseEvent move(QEvent::MouseMove, start + QPoint(300, 0), QPointF(), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(shown.thread()->viewport(), &move);
    QTest::mouseRelease(shown.thread()->viewport(), Qt::LeftButton, {}, start + QPoint(300, 0));
    QCOMPARE(shown.thread()->selectedText(), QStringLiteral("Select some of it"));
    QTest::keyClick(shown.thread(), Qt::Key_Escape);
    QVERIFY(shown.thread()->selectedText().isEmpty());
}

void TestConversationView::aRightToLeftParagraphStandsAtTheRight()
{
    const Look look;
    MessageLayout::Words words;
    words.text = QString::fromUtf8("left\n\u05e9\u05dc\u05d5\u05dd\n123");
    words.font = look.font(Type::Body);
    const MessageLayout layout(words, look, 400);
    QCOMPARE(layout.positionAt({ 1, 4 }), 0); // the first line begins at the left
    QCOMPARE(layout.positionAt({ 399, 22 }), 5); // the second at the right
    QCOMPARE(layout.positionAt({ 1, 40 }), 10); // without letters: as the window
    words.neutral = Qt::RightToLeft;
    const MessageLayout mirrored(words, look, 400);
    QCOMPARE(mirrored.positionAt({ 1, 4 }), 0);
    QCOMPARE(mirrored.positionAt({ 399, 40 }), 13);
}

void TestConversationView::aHugeTextFreezesNothing_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("100,000 letters without a break") << QString(100'000, QLatin1Char('a'));
    QTest::newRow("50,000 empty lines") << QString(50'000, QLatin1Char('\n')) + QStringLiteral("x");
    QTest::newRow("33,000 lines") << QStringLiteral("ab\n").repeated(33'000);
    QTest::newRow("100,000 combining marks") << QLatin1Char('a') + QString(99'999, QChar(0x0301));
    QTest::newRow("words of two directions") << QString::fromUtf8("ab \u05d0\u05d1 ").repeated(16'000);
    QTest::newRow("10,000 links") << QStringLiteral("http://a.co ").repeated(8'000);
    QTest::newRow("isolates") << QString(50'000, QChar(0x2068));
}

void TestConversationView::aHugeTextFreezesNothing()
{
    QFETCH(QString, text);
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), text) });
    Shown shown(desk);
    QElapsedTimer timer;
    timer.start();
    shown.view.showConversation(c);
    shown.view.grab();
    const qint64 first = timer.restart();
    auto *model = shown.view.findChild<MessageListModel *>();
    qint64 worst = 0;
    for (int more = 0; more < 10 && shown.row(0).isCut(); ++more) {
        timer.restart();
        model->showMore(0);
        shown.thread()->doItemsLayout();
        shown.view.grab();
        worst = qMax(worst, timer.elapsed());
    }
    qInfo("shown in %lld ms, the slowest step to all of it %lld ms", first, worst);
    QVERIFY(!shown.row(0).isCut());
    // The bound for a person is 200 ms; a busy machine with a debug build gets five times that.
    QVERIFY2(first < 1'000, qPrintable(QString::number(first)));
    QVERIFY2(worst < 1'500, qPrintable(QString::number(worst)));
}

/// The time is told and fails nothing (see calmFont).
void TestConversationView::f17ALetterOfEveryScriptIsShown()
{
    QSet<int> scripts;
    QString text;
    for (char32_t point = U'A'; point < 0x1f000; ++point) {
        const auto script = QChar::script(point);
        if (script <= QChar::Script_Common || !QChar::isLetter(point) || scripts.contains(script))
            continue;
        scripts.insert(script);
        text += QString::fromUcs4(&point, 1) + u' ';
    }
    QVERIFY2(scripts.size() >= 140, qPrintable(QString::number(scripts.size())));
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), text) });
    Shown shown(desk);
    QElapsedTimer timer;
    timer.start();
    shown.view.showConversation(c);
    const QPixmap picture = shown.view.grab();
    qInfo("%d scripts shown in %lld ms", int(scripts.size()), timer.elapsed());
    QVERIFY(!picture.isNull());
    QCOMPARE(shown.row(0).text, text); // none is lost on the way
    QVERIFY(!shown.row(0).isCut());
    shown.view.read();
    QTest::keyClick(shown.thread(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(shown.thread()->selectedText(), text);
}

void TestConversationView::theButtonsWish()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("one")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    QSignalSpy done(&shown.view, &ConversationView::doneRequested);
    QSignalSpy snooze(&shown.view, &ConversationView::snoozeRequested);
    shown.view.setVerbKeys(QStringLiteral("E A L S !").split(QLatin1Char(' ')));
    const auto buttons = shown.view.findChildren<QToolButton *>();
    for (QToolButton *button : buttons) {
        QVERIFY(!button->accessibleName().isEmpty());
        if (button->accessibleName() == QLatin1String("Done"))
            QTest::keyClick(button, Qt::Key_Space);
        if (button->accessibleName() == QLatin1String("Snooze")) {
            QCOMPARE(button->toolTip(), QStringLiteral("Snooze (S)"));
            QTest::keyClick(button, Qt::Key_Space);
        }
    }
    QCOMPARE(done.size(), 1);
    QCOMPARE(snooze.size(), 1);
}

void TestConversationView::escapeLeavesTheThread()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("one")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    QSignalSpy left(&shown.view, &ConversationView::leftEditor);
    shown.view.read();
    QTest::keyClick(shown.thread(), Qt::Key_Escape);
    QCOMPARE(left.size(), 1);
}

void TestConversationView::fromHereOnAConversationOfItsOwn()
{
    ThreadDesk desk;
    const qint64 c = desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("one"), 5),
        desk.desk().saying(QStringLiteral("2"), QStringLiteral("two"), 4, QStringLiteral("1")) });
    Shown shown(desk);
    shown.view.showConversation(c);
    QSignalSpy split(&shown.view, &ConversationView::splitRequested);
    shown.view.read();
    QTest::keyClick(shown.thread(), Qt::Key_End);
    QTest::keyClick(shown.thread(), Qt::Key_Return);
    shown.choose(QStringLiteral("From here on"));
    QCOMPARE(split.size(), 1);
    QCOMPARE(split.constFirst().constFirst().toLongLong(), shown.row(1).mention);
    QVERIFY(!shown.row(0).maySplit);
}

void TestConversationView::onlyTheFirstByTimeMayNotBeSplitOff()
{
    ThreadDesk desk;
    // The answer came first, so that the conversation bears its row.
    const qint64 c =
        desk.receive({ desk.desk().saying(QStringLiteral("2"), QStringLiteral("two"), 4, QStringLiteral("1")) });
    desk.receive({ desk.desk().saying(QStringLiteral("1"), QStringLiteral("one"), 5) });
    Shown shown(desk);
    shown.view.showConversation(c);
    QCOMPARE(shown.row(0).text, QStringLiteral("one"));
    QVERIFY(!shown.row(0).maySplit);
    QVERIFY(shown.row(1).maySplit);
}

QTEST_MAIN(TestConversationView)
#include "test_conversationview.moc"
