#include "app/engine/engine.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/served.h"
#include "ui/inbox/outpostmarks.h"
#include "ui/kit/look.h"
#include "ui/kit/notice.h"
#include "ui/outposts/feedlistdialog.h"
#include "ui/outposts/followdialog.h"
#include "ui/outposts/outpostspage.h"
#include "ui/outposts/outpoststeps.h"

#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

QPushButton *button(const QWidget &dialog, const QString &text)
{
    const auto all = dialog.findChildren<QPushButton *>();
    for (auto *each : all)
        if (QString(each->text()).remove(u'&') == text)
            return each;
    return nullptr;
}

QString said(const QWidget &dialog)
{
    QStringList words;
    const auto labels = dialog.findChildren<QLabel *>();
    for (const auto *each : labels)
        if (each->isVisible())
            words.append(each->text());
    return words.join(u'\n');
}

QTreeWidgetItem *rowOf(const QTreeWidget &list, const QString &title)
{
    const auto found = list.findItems(title, Qt::MatchExactly | Qt::MatchRecursive);
    return found.value(0);
}

} // namespace

/// The screens of the outposts over a real store and, where a feed is looked up, a real server. Nobody polls here.
class TestOutposts : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_feeds = std::make_unique<Served>(u"feeds"_s);
        QVERIFY(m_feeds->isUp());
        m_look.setReducedMotion(true);
        applyLook(*qApp, m_look);
    }
    void cleanupTestCase() { m_feeds.reset(); }
    void init();
    void cleanup();

    void aPagesFeedsAreShownAndOneIsFollowedByKeys();
    void whatIsNoFeedIsSaidAndNothingIsChanged();
    void escBreaksOffALookUpAndThenCloses();
    void aSampleReachesNobody();
    void aListIsShownBeforeItIsFollowedInOneStep();
    void aFileThatIsNoListIsSaid();
    void aListIsWrittenAndReadAgain();
    void thePagePausesLetsGoOnAndStops();
    void askingNowSaysWhatCame();
    void aFailingOutpostIsMarkedInTheTree();
    void howFarACatchUpIsStandsOnThePage();

private:
    template<typename Work> auto on(Work work)
    {
        auto future = m_lane->ask(work);
        future.waitForFinished();
        return future.result();
    }
    [[nodiscard]] QList<Account> accounts()
    {
        return on([this] { return m_desks->accounts.list(); }).value_or(QList<Account>());
    }
    [[nodiscard]] OutpostServices services(bool isSample = false)
    {
        return { *m_lane, m_desks->accounts, m_desks->intake, m_desks->feeds, m_desks->changes, m_clock, u"Harbour"_s,
            isSample };
    }
    void follow(const QString &address, const QString &name)
    {
        const auto done = on([&] {
            return m_desks->accounts.follow(
                { NewAccount { address, name, QUrl(address).authority(), Account::usualPace } });
        });
        QVERIFY(done && done->changed == 1);
    }
    [[nodiscard]] QString listFile();

    Look m_look;
    SystemClock m_clock;
    std::unique_ptr<Served> m_feeds;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceFile> m_file;
    std::unique_ptr<Lane> m_lane;
    std::unique_ptr<Desks> m_desks;
};

QString TestOutposts::listFile()
{
    const QString path = m_folder->filePath(u"feeds.opml"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)
        || file.write(R"(<opml version="2.0"><body>
            <outline text="Roasters"><outline text="Beans" type="rss" xmlUrl="https://beans.example/rss"/>
              <outline text="Kettles" type="rss" xmlUrl="https://kettles.example/rss"/></outline>
            <outline text="Journal" type="rss" xmlUrl="https://journal.example/atom"/>
            <outline text="Journal again" type="rss" xmlUrl="https://journal.example/atom"/>
            <outline text="Inside" type="rss" xmlUrl="http://192.168.0.1/rss"/></body></opml>)")
            < 0)
        qFatal("no list to test with");
    return path;
}

void TestOutposts::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString path = m_folder->filePath(u"desk.wheelhouse"_s);
    QVERIFY(Engine::makeDesk(path, u"Harbour"_s, u"Ines"_s, m_clock));
    auto file = WorkspaceFile::open(path, m_clock);
    QVERIFY(file);
    m_file = std::move(*file);
    m_lane = std::make_unique<Lane>(u"engine"_s);
    QVERIFY(on([this] {
        auto writer = m_file->openWriter();
        if (writer)
            m_desks = std::make_unique<Desks>(
                std::move(*writer), m_file->workspace(), EngineClaim::Role::Window, m_clock, Act::Quiet);
        return m_desks != nullptr;
    }));
}

void TestOutposts::cleanup()
{
    on([this] {
        m_desks.reset();
        return true;
    });
    m_lane.reset();
    m_file.reset();
    m_folder.reset();
}

void TestOutposts::aPagesFeedsAreShownAndOneIsFollowedByKeys()
{
    FollowDialog dialog(services(), m_look);
    QSignalSpy followed(&dialog, &FollowDialog::followed);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    auto *address = dialog.findChild<QLineEdit *>();
    QVERIFY(address->hasFocus());
    QTest::keyClicks(address, QString::fromLatin1(m_feeds->value("FEEDS_PAGE")));
    QTest::keyClick(address, Qt::Key_Return);
    auto *choices = dialog.findChild<QListWidget *>();
    QTRY_COMPARE_WITH_TIMEOUT(choices->count(), 2, 30'000);
    QTRY_VERIFY(choices->hasFocus());
    QTRY_VERIFY2_WITH_TIMEOUT(said(dialog).contains(u"Opening hours"_s), qPrintable(said(dialog)), 30'000);
    QVERIFY(accounts().isEmpty());
    QTest::keyClick(choices, Qt::Key_Down);
    QCOMPARE(choices->currentRow(), 1);
    QTest::keyClick(choices, Qt::Key_Return);
    QTRY_COMPARE(followed.size(), 1);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(accounts().size(), 1);
    QVERIFY(!accounts().constFirst().channel.name.isEmpty());
    // The same page again: that one is known, and cannot be followed twice.
    FollowDialog again(services(), m_look);
    again.show();
    again.lookUp(accounts().constFirst().address);
    QTRY_VERIFY_WITH_TIMEOUT(again.findChild<Notice *>()->words().contains(u"already"_s), 30'000);
    QVERIFY(!button(again, u"Follow"_s)->isEnabled());
    const auto undone = on([this] { return m_desks->undo.back(); });
    QVERIFY(undone);
    QVERIFY(accounts().isEmpty());
}

void TestOutposts::whatIsNoFeedIsSaidAndNothingIsChanged()
{
    ScriptedServer server(ScriptedServer::always("200 OK", "Content-Type: text/html\r\n", "<p>No feed here</p>"));
    FollowDialog dialog(services(), m_look);
    dialog.show();
    dialog.lookUp(server.url().toString());
    auto *notice = dialog.findChild<Notice *>();
    QTRY_VERIFY_WITH_TIMEOUT(!notice->words().isEmpty(), 30'000);
    QVERIFY2(notice->words().contains(u"is no feed"_s) && notice->words().contains(u"Nothing was changed"_s),
        qPrintable(notice->words()));
    QVERIFY(!button(dialog, u"Follow"_s)->isEnabled());
    QVERIFY(button(dialog, u"Look it up"_s)->isEnabled());
    QVERIFY(accounts().isEmpty());
}

void TestOutposts::escBreaksOffALookUpAndThenCloses()
{
    QPointer<QTcpSocket> waiting;
    ScriptedServer server([&waiting](const ScriptedServer::Asked &, QTcpSocket &socket) { waiting = &socket; });
    FollowDialog dialog(services(), m_look);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    dialog.lookUp(server.url().toString());
    QTRY_VERIFY_WITH_TIMEOUT(waiting, 30'000);
    QVERIFY(button(dialog, u"Stop"_s));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(dialog.isVisible());
    QVERIFY(said(dialog).contains(u"Stopped"_s));
    // What it says after all changes nothing any more.
    ScriptedServer::answer(*waiting, "200 OK", "Content-Type: application/rss+xml\r\n",
        "<rss version='2.0'><channel><title>Late</title></channel></rss>");
    QTRY_VERIFY(!waiting || waiting->state() == QAbstractSocket::UnconnectedState);
    on([] { return true; });
    QCoreApplication::processEvents();
    QVERIFY(!said(dialog).contains(u"Late"_s));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestOutposts::aSampleReachesNobody()
{
    ScriptedServer server(ScriptedServer::always("200 OK"));
    FollowDialog dialog(services(true), m_look);
    dialog.show();
    dialog.lookUp(server.url().toString());
    QVERIFY(!button(dialog, u"Look it up"_s)->isEnabled());
    QVERIFY(dialog.findChild<Notice *>()->words().contains(u"sample"_s));
    on([] { return true; });
    QCOMPARE(server.touched, 0);
}

void TestOutposts::aListIsShownBeforeItIsFollowedInOneStep()
{
    follow(u"https://beans.example/rss"_s, u"Beans"_s);
    FeedListDialog dialog(services(), m_look);
    QSignalSpy followed(&dialog, &FeedListDialog::followed);
    dialog.show();
    dialog.openFile(listFile());
    auto *list = dialog.findChild<QTreeWidget *>();
    QTRY_VERIFY(rowOf(*list, u"Journal"_s));
    QCOMPARE(accounts().size(), 1);
    QCOMPARE(rowOf(*list, u"Beans"_s)->parent()->text(0), u"Roasters"_s);
    QCOMPARE(rowOf(*list, u"Beans"_s)->text(2), u"followed already"_s);
    QVERIFY(!rowOf(*list, u"Beans"_s)->flags().testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(rowOf(*list, u"Inside"_s)->text(2).startsWith(u"refused: "_s));
    QVERIFY(button(dialog, u"Follow 2 feed(s)"_s));
    rowOf(*list, u"Kettles"_s)->setCheckState(0, Qt::Unchecked);
    QVERIFY(button(dialog, u"Follow 1 feed(s)"_s));
    QTest::mouseClick(button(dialog, u"Tick none"_s), Qt::LeftButton);
    QVERIFY(!button(dialog, u"Follow"_s)->isEnabled());
    QTest::mouseClick(button(dialog, u"Tick all"_s), Qt::LeftButton);
    QTest::mouseClick(button(dialog, u"Follow 2 feed(s)"_s), Qt::LeftButton);
    QTRY_COMPARE(followed.size(), 1);
    QCOMPARE(accounts().size(), 3);
    QVERIFY(on([this] { return m_desks->undo.back(); }));
    QCOMPARE(accounts().size(), 1);
}

void TestOutposts::aFileThatIsNoListIsSaid()
{
    const QString path = m_folder->filePath(u"letter.opml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("Dear Sir") > 0);
    file.close();
    FeedListDialog dialog(services(), m_look);
    dialog.show();
    dialog.openFile(path);
    QTRY_VERIFY(!dialog.findChild<Notice *>()->words().isEmpty());
    QVERIFY(!button(dialog, u"Follow"_s)->isEnabled());
}

void TestOutposts::aListIsWrittenAndReadAgain()
{
    follow(u"https://beans.example/rss"_s, u"Beans & <co>"_s);
    QWidget window;
    OutpostSteps steps(services(), &window);
    QSignalSpy told(&steps, &OutpostSteps::told);
    QSignalSpy failed(&steps, &OutpostSteps::failed);
    const QString path = m_folder->filePath(u"out.opml"_s);
    steps.writeListTo(path);
    QTRY_COMPARE(told.size(), 1);
    const auto offers = readFeedList(path, {});
    QVERIFY(offers);
    QCOMPARE(offers->feeds.size(), 1);
    QCOMPARE(offers->feeds.constFirst().title, u"Beans & <co>"_s);
    steps.writeListTo(m_folder->filePath(u"no/such/folder.opml"_s));
    QTRY_COMPARE(failed.size(), 1);
}

void TestOutposts::thePagePausesLetsGoOnAndStops()
{
    follow(u"https://beans.example/rss"_s, u"Beans"_s);
    OutpostsPage page(services(), m_look);
    QSignalSpy acted(&page, &OutpostsPage::acted);
    page.show();
    auto *list = page.findChild<QTreeWidget *>();
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    QTRY_VERIFY(said(page).contains(u"https://beans.example/rss"_s));
    QTest::mouseClick(button(page, u"Pause"_s), Qt::LeftButton);
    QTRY_COMPARE(acted.size(), 1);
    QVERIFY(accounts().constFirst().isPaused);
    QTRY_VERIFY(button(page, u"Go on"_s)); // it hears of it by itself
    QVERIFY(!button(page, u"Ask now"_s)->isEnabled());
    QTest::mouseClick(button(page, u"Go on"_s), Qt::LeftButton);
    QTRY_VERIFY(button(page, u"Pause"_s));
    QVERIFY(!accounts().constFirst().isPaused);
    QTest::mouseClick(button(page, u"Stop following…"_s), Qt::LeftButton);
    auto *box = page.findChild<QMessageBox *>();
    QVERIFY(box && box->isVisible());
    QTest::keyClick(box, Qt::Key_Return); // what is safe
    QCOMPARE(accounts().size(), 1);
    QTRY_VERIFY(!page.findChild<QMessageBox *>());
    QTest::mouseClick(button(page, u"Stop following…"_s), Qt::LeftButton);
    QTest::mouseClick(button(*page.findChild<QMessageBox *>(), u"Stop following"_s), Qt::LeftButton);
    QTRY_COMPARE(accounts().size(), 0);
    QTRY_VERIFY(said(page).contains(u"We listen nowhere yet"_s));
    QVERIFY(on([this] { return m_desks->undo.back(); }));
    QTRY_COMPARE(list->topLevelItemCount(), 1);
}

void TestOutposts::askingNowSaysWhatCame()
{
    const QString address = QString::fromLatin1(m_feeds->value("FEEDS_RSS"));
    follow(address, u"Journal"_s);
    OutpostsPage page(services(), m_look);
    page.show();
    auto *list = page.findChild<QTreeWidget *>();
    QTRY_COMPARE(list->topLevelItemCount(), 1);
    // The connector comes when the change is heard.
    QTRY_VERIFY(on([this] { return m_desks->intake.has(m_desks->accounts.list()->constFirst().channel.id); }));
    QTest::mouseClick(button(page, u"Ask now"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(page.findChild<Notice *>()->words().contains(u"answered"_s), 30'000);
    QTRY_VERIFY(list->topLevelItem(0)->text(1).startsWith(u"Answered at"_s));
    const auto came = on([this] { return m_desks->writer->number("SELECT count(*) FROM mention"); });
    QVERIFY(came && *came > 0);
}

void TestOutposts::aFailingOutpostIsMarkedInTheTree()
{
    follow(u"https://beans.example/rss"_s, u"Beans"_s);
    const auto noted = on([this] {
        Fare fare;
        fare.channel = m_desks->accounts.list()->constFirst().channel.id;
        fare.error = Error { Error::Kind::Offline, u"Nobody answers there."_s, {}, {} };
        fare.at = m_clock.now();
        fare.notBefore = m_clock.now().addSecs(600);
        return m_desks->accounts.note(fare);
    });
    QVERIFY(noted);
    auto reader = m_file->openReader();
    QVERIFY(reader);
    MentionStore store(**reader);
    Roster roster(**reader);
    AccountList list(**reader);
    NameBook names(store, roster);
    QVERIFY(names.read());
    OutpostMarks marks(&list);
    auto sections = readStreams(store, names, 0, m_clock.now(), {}, true);
    QVERIFY(sections && marks.mark(*sections, m_clock.now(), { u"Ctrl"_s, u"O"_s }));
    StreamModel model;
    QAbstractItemModelTester tester(&model);
    model.setSections(*sections);
    Stream beans;
    beans.view = { View::Kind::Channel, accounts().constFirst().channelRow };
    const QModelIndex index = model.indexOf(beans);
    QVERIFY(index.isValid());
    QVERIFY(!index.data(StreamModel::StreamRole).value<Stream>().mark.isEmpty());
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(u"Nobody answers there."_s));
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(u"browser"_s)); // what to do
    QVERIFY(index.parent().data(StreamModel::AddRole).toBool());
    QVERIFY(index.parent().data(Qt::ToolTipRole).toString().contains(u"Ctrl+O"_s));
    // It heals, and the mark goes.
    QVERIFY(on([this] {
        Fare fare;
        fare.channel = m_desks->accounts.list()->constFirst().channel.id;
        fare.at = fare.notBefore = m_clock.now();
        return m_desks->accounts.note(fare);
    }));
    marks.follow({ "account_fare" });
    sections = readStreams(store, names, 0, m_clock.now(), {}, true);
    QVERIFY(sections && marks.mark(*sections, m_clock.now(), {}));
    model.setSections(*sections);
    QVERIFY(model.indexOf(beans).data(StreamModel::StreamRole).value<Stream>().mark.isEmpty());
}

void TestOutposts::howFarACatchUpIsStandsOnThePage()
{
    follow(u"https://beans.example/rss"_s, u"Beans"_s);
    OutpostsPage page(services(), m_look);
    page.show();
    auto *list = page.findChild<QTreeWidget *>();
    QTRY_VERIFY(rowOf(*list, u"Beans"_s));
    const QString before = rowOf(*list, u"Beans"_s)->text(1);
    CatchUp behind { accounts().first().channel.id, u"Beans"_s, 12'400, m_clock.now().addDays(-3), false };
    const auto tell = [&] {
        on([&] {
            emit m_desks->intake.catchingUp(behind);
            return true;
        });
    };
    tell();
    QTRY_VERIFY2(
        rowOf(*list, u"Beans"_s)->text(1).startsWith(u"Catching up"_s), qPrintable(rowOf(*list, u"Beans"_s)->text(1)));
    behind.isOver = true;
    tell();
    QTRY_COMPARE(rowOf(*list, u"Beans"_s)->text(1), before);
}

QTEST_MAIN(TestOutposts)
#include "test_outposts.moc"
