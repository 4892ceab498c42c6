#include "tests/ui/inbox/openinbox.h"
#include "ui/inbox/conversationview.h"
#include "ui/kit/emptystate.h"

#include <QPushButton>

using namespace wheelhouse;

namespace {

/// What stands where the list would.
EmptyState *page(const OpenInbox &open)
{
    const auto *thread = open.panel->findChild<ConversationView *>();
    const auto pages = open.panel->findChildren<EmptyState *>();
    for (EmptyState *each : pages)
        if (!thread->isAncestorOf(each))
            return each;
    return nullptr;
}

QPushButton *way(const OpenInbox &open, const QString &begins)
{
    const auto buttons = page(open)->findChildren<QPushButton *>();
    for (QPushButton *each : buttons)
        if (each->isVisible() && each->accessibleName().startsWith(begins))
            return each;
    return nullptr;
}

} // namespace

/// What is said where a list is empty.
class TestNothingHere : public QObject {
    Q_OBJECT
private slots:
    void eachViewSaysWhatIsSo_data();
    void eachViewSaysWhatIsSo();
    void theLastOneClosedIsCounted();
    void theWayOnKeepsTheKeyboard();
};

void TestNothingHere::eachViewSaysWhatIsSo_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("fact");
    const auto row = [](const char *name, View::Kind kind, const char *fact) {
        QTest::newRow(name) << int(kind) << QString::fromLatin1(fact);
    };
    row("unassigned", View::Kind::Unassigned, "Everything is assigned");
    row("escalated", View::Kind::Escalated, "Nothing is escalated");
    row("waiting", View::Kind::Waiting, "You wait for nobody");
    row("snoozed", View::Kind::Snoozed, "Nothing is snoozed");
    row("done today", View::Kind::DoneToday, "Nothing is done yet today");
    row("spam", View::Kind::Spam, "No spam");
    row("a department", View::Kind::Department, "Nobody is waiting here");
    row("a label", View::Kind::Label, "Nobody is waiting here");
}

void TestNothingHere::eachViewSaysWhatIsSo()
{
    QFETCH(int, kind);
    QFETCH(QString, fact);
    OpenInbox open;
    Stream stream;
    stream.view = { View::Kind(kind), View::Kind(kind) < View::Kind::Channel ? 0 : 77 };
    open.panel->showStream(stream);
    QVERIFY(page(open)->isVisible());
    QCOMPARE(page(open)->accessibleName(), fact);
    if (kind == int(View::Kind::DoneToday)) // said already
        QCOMPARE(page(open)->accessibleDescription(), QString());
}

void TestNothingHere::theLastOneClosedIsCounted()
{
    OpenInbox open(1);
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    QTRY_VERIFY(page(open)->isVisible());
    QCOMPARE(page(open)->accessibleName(), QStringLiteral("Nobody is waiting for you"));
    QTRY_COMPARE(page(open)->accessibleDescription(), QStringLiteral("1 done today."));
}

void TestNothingHere::theWayOnKeepsTheKeyboard()
{
    OpenInbox open(1);
    const qint64 zoe =
        open.desk.receive(QStringLiteral("zoe"), QStringLiteral("Hello?"), 9, QStringLiteral("zoe"), false);
    open.press("E");
    QVERIFY(!open.said().isEmpty());
    QTRY_VERIFY(way(open, QStringLiteral("Look at unassigned (1)")));
    QTRY_COMPARE(page(open)->accessibleDescription(), QStringLiteral("1 done today."));
    const QPointer<QPushButton> unassigned = way(open, QStringLiteral("Look at unassigned"));
    open.panel->takeFocus();
    QVERIFY(unassigned->hasFocus());
    // Something happens that does not change what the page says.
    open.desk.on([&] { return TestDesk::must(open.desk.desk().triage.setUnread({ zoe }, false)).changed; });
    QTest::qWait(300); // some readings of the store
    QVERIFY(unassigned && unassigned->hasFocus());
    // And what changes its words is still under the keyboard.
    open.desk.receive(QStringLiteral("zed"), QStringLiteral("And me?"), 8, QStringLiteral("zed"), false);
    QTRY_VERIFY(way(open, QStringLiteral("Look at unassigned (2)")));
    QVERIFY(way(open, QStringLiteral("Look at unassigned (2)"))->hasFocus());
}

QTEST_MAIN(TestNothingHere)
#include "test_nothinghere.moc"
