#include "tests/ui/inbox/shownthread.h"
#include "ui/inbox/thread/messagelist.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHelpEvent>
#include <QMenu>
#include <QScrollBar>
#include <QTest>
#include <QToolTip>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using Kind = Gesture::Kind;

namespace {

const QSet<Kind> all { Kind::Favourite, Kind::Unfavourite, Kind::Boost, Kind::Follow, Kind::Unfollow, Kind::Report };

/// A conversation with \a messages of one person, "1" first, on a network where something can be done.
struct Room {
    explicit Room(int messages = 1)
    {
        desk.signIn(all);
        QList<Arrival> arrivals;
        for (int i = 1; i <= messages; ++i) {
            Arrival one = desk.desk().saying(QString::number(i), u"Is it fair trade, number %1?"_s.arg(i),
                messages - i + 1, i == 1 ? QString() : QString::number(1));
            one.remoteId = u"id-"_s + QString::number(i);
            arrivals.append(one);
        }
        conversation = desk.receive(arrivals);
        shown = std::make_unique<ShownThread>(desk);
        shown->view.showConversation(conversation);
    }
    [[nodiscard]] ThreadView *thread() const { return shown->thread(); }
    [[nodiscard]] qint64 mention(int number)
    {
        return desk.on([=, this] {
            Statement find(desk.desk().writer(), "SELECT row FROM mention WHERE global_name = ?1");
            return TestDesk::must(find.number(u"https://a.example/"_s + QString::number(number))).value_or(0);
        });
    }
    void wish(Kind kind, int number, const QString &words = {})
    {
        const qint64 at = mention(number);
        desk.on([&] { return TestDesk::must(desk.gestures().wish(kind, { at }, words)).changed; });
    }
    /// What the network says of the newest wish at a message; empty: it did it.
    void answer(int number, const QString &refusal = {})
    {
        const qint64 at = mention(number);
        desk.on([&] {
            const WishedGesture wished = TestDesk::must(desk.gestures().of(at)).constLast();
            TestDesk::must(desk.gestures().begin(wished.row));
            TestDesk::must(
                refusal.isEmpty() ? desk.gestures().succeed(wished, {}) : desk.gestures().refuse(wished.row, refusal));
        });
    }
    [[nodiscard]] QModelIndex index(int number)
    {
        return thread()->model()->index(static_cast<MessageListModel *>(thread()->model())->rowOf(mention(number)), 0);
    }
    [[nodiscard]] QStringList deeds(int number = 1)
    {
        QStringList words;
        const auto row = index(number).data(MessageListModel::RowRole).value<ThreadRow>();
        for (const DeedLine &each : row.deeds)
            words.append(each.words);
        return words;
    }
    /// The menu of a message, opened by key, as lines: "x" before what is ticked, "-" before what cannot be chosen.
    [[nodiscard]] QStringList menu(int number)
    {
        openMenu(number);
        QStringList lines;
        for (const QAction *each : thread()->findChild<QMenu *>(u"gestures"_s)->actions())
            if (!each->isSeparator())
                lines.append((each->isChecked() ? u"x "_s : each->isEnabled() ? u""_s : u"- "_s) + each->text());
        closeMenu();
        return lines;
    }
    bool choose(int number, const QString &words)
    {
        openMenu(number);
        for (QAction *each : thread()->findChild<QMenu *>(u"rowMenu"_s)->findChildren<QAction *>())
            if (each->text() == words) {
                each->trigger();
                closeMenu();
                return true;
            }
        closeMenu();
        return false;
    }
    [[nodiscard]] QAction *menuEntry(const QString &words) const
    {
        for (QAction *each : thread()->findChild<QMenu *>(u"gestures"_s)->actions())
            if (each->text() == words)
                return each;
        return nullptr;
    }
    void openMenu(int number)
    {
        thread()->setCurrentIndex(index(number));
        QTest::keyClick(thread(), Qt::Key_Return);
        QTRY_VERIFY(thread()->findChild<QMenu *>(u"gestures"_s));
    }
    void closeMenu()
    {
        thread()->findChild<QMenu *>(u"rowMenu"_s)->close();
        QTRY_VERIFY(!thread()->findChild<QMenu *>(u"rowMenu"_s));
    }
    [[nodiscard]] QString now()
    {
        return desk.clock().now().toTimeZone(QTimeZone::systemTimeZone()).toString(u"HH:mm"_s);
    }

    ThreadDesk desk;
    qint64 conversation = 0;
    std::unique_ptr<ShownThread> shown;
};

} // namespace

/// What we did there without words, under the message it was done to.
class TestDeeds : public QObject {
    Q_OBJECT
private slots:
    void aWishWaitsUnderItsMessageUntilTheNetworkAnswers()
    {
        Room room(2);
        QCOMPARE(room.deeds(2), QStringList());
        const int before = room.thread()->visualRect(room.index(2)).height();
        room.wish(Kind::Favourite, 2);
        QTRY_COMPARE(room.deeds(2), QStringList { u"You like this · waiting for the network"_s });
        QCOMPARE(room.deeds(1), QStringList());
        QTRY_VERIFY(room.thread()->visualRect(room.index(2)).height() > before);
        room.answer(2);
        QTRY_COMPARE(room.deeds(2), QStringList { u"You liked this, "_s + room.now() });
        const QString spoken = room.index(2).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains(u" You liked this, "_s + room.now() + u"."_s), qPrintable(spoken));
    }
    void whyItStillWaitsIsSaid()
    {
        Room room;
        room.wish(Kind::Boost, 1);
        const qint64 at = room.mention(1);
        room.desk.on([&] {
            const WishedGesture wished = TestDesk::must(room.desk.gestures().of(at)).constLast();
            TestDesk::must(room.desk.gestures().postpone(wished, { u"coffee.example cannot be reached."_s }));
        });
        QTRY_COMPARE(room.deeds(),
            QStringList { u"You boost this · waiting for the network: coffee.example cannot be reached."_s });
        const QString spoken = room.index(1).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(spoken.contains(u"reached."_s) && !spoken.contains(u".."_s), qPrintable(spoken));
    }
    void onlyTheNewestOfAMatterIsSaid()
    {
        Room room;
        room.wish(Kind::Favourite, 1);
        room.answer(1);
        room.desk.clock().advance(std::chrono::hours { 30 });
        room.wish(Kind::Follow, 1);
        QTRY_COMPARE(room.deeds().size(), 2);
        QVERIFY2(!room.deeds().first().endsWith(u", "_s + room.now()), qPrintable(room.deeds().first()));
        QVERIFY(room.deeds().first().size() > u"You liked this, 10:31"_s.size()); // with its day
        room.wish(Kind::Unfavourite, 1);
        QTRY_COMPARE(room.deeds().last(), u"You take back your like · waiting for the network"_s);
        QCOMPARE(room.deeds().size(), 2);
    }
    void whatFailedSaysWhyAndIsTriedAgainByMouse()
    {
        Room room;
        room.wish(Kind::Favourite, 1);
        room.answer(1, u"The message is gone."_s);
        QTRY_COMPARE(room.deeds(), QStringList { u"Could not be liked: The message is gone."_s });
        QTRY_VERIFY(clickOn(room, u"Try again"_s));
        QTRY_COMPARE(room.deeds(), QStringList { u"You like this · waiting for the network"_s });
    }
    void whatFailedIsTriedAgainByKey()
    {
        Room room;
        room.wish(Kind::Favourite, 1);
        room.answer(1, u"The message is gone."_s);
        QTRY_COMPARE(room.deeds().size(), 1);
        QVERIFY(room.choose(1, u"Try again: Like"_s));
        QTRY_COMPARE(room.deeds(), QStringList { u"You like this · waiting for the network"_s });
    }
    void undoTakesTheLineAway()
    {
        Room room;
        QVERIFY(room.choose(1, u"Like"_s));
        QTRY_COMPARE(room.deeds().size(), 1);
        room.desk.on([&] { return room.desk.services().undo.back().has_value(); });
        QTRY_COMPARE(room.deeds(), QStringList());
    }
    void undoOfWhatWasDoneIsAWishThatWaits()
    {
        Room room;
        room.wish(Kind::Favourite, 1);
        room.answer(1);
        QTRY_COMPARE(room.deeds().size(), 1);
        room.desk.on([&] { return room.desk.services().undo.back().has_value(); });
        QTRY_COMPARE(room.deeds(), QStringList { u"You take back your like · waiting for the network"_s });
    }
    void theMenuTicksWhatIsSoAndTakesItBack()
    {
        Room room(2);
        const QStringList fresh { u"Like"_s, u"Take back the like"_s, u"Boost"_s, u"Follow this person"_s,
            u"Follow no longer"_s, u"Report to their moderators…"_s };
        QCOMPARE(room.menu(1), fresh);
        room.wish(Kind::Favourite, 1);
        room.wish(Kind::Boost, 1);
        room.wish(Kind::Follow, 1);
        room.answer(1);
        QTRY_COMPARE(room.deeds(1).size(), 3);
        const QStringList ticked { u"x Liked · take it back"_s, u"x Boosted"_s, u"x Followed · stop following"_s,
            u"Report to their moderators…"_s };
        QCOMPARE(room.menu(1), ticked);
        // Another message of the same person: who is followed is followed there too.
        QCOMPARE(room.menu(2),
            QStringList({ u"Like"_s, u"Take back the like"_s, u"Boost"_s, u"x Followed · stop following"_s,
                u"Report to their moderators…"_s }));
        QVERIFY(room.choose(1, u"Liked · take it back"_s));
        QTRY_VERIFY(room.deeds(1).contains(u"You take back your like · waiting for the network"_s));
        QCOMPARE(room.menu(1).first(), u"Like"_s);
        QVERIFY(!room.menu(1).contains(u"Take back the like"_s));
    }
    void whatCannotBeTakenBackThereIsTickedAndRests()
    {
        Room room;
        room.wish(Kind::Boost, 1);
        QTRY_COMPARE(room.deeds().size(), 1);
        room.openMenu(1);
        for (const QAction *each : room.thread()->findChild<QMenu *>(u"gestures"_s)->actions())
            QCOMPARE(each->text() == u"Boosted"_s, each->isChecked());
        const auto ticked = room.menuEntry(u"Boosted"_s);
        QVERIFY(ticked && !ticked->isEnabled()); // this network has no way back
        room.closeMenu();
    }
    void whatComesAboveLeavesTheReaderWhereTheyAre();
    void manyDeedsAreReadByKey();

private:
    /// Clicks the words on the row of message 1, where the mouse turns into a hand.
    static bool clickOn(Room &room, const QString &words)
    {
        ThreadView *thread = room.thread();
        const QRect row = thread->visualRect(room.index(1));
        for (int y = row.top(); y < row.bottom(); y += 3)
            for (int x = row.left(); x < row.right(); x += 6) {
                QHelpEvent help(QEvent::ToolTip, { x, y }, thread->viewport()->mapToGlobal(QPoint(x, y)));
                QToolTip::hideText();
                QApplication::sendEvent(thread->viewport(), &help);
                if (QToolTip::text().contains(words)) {
                    QTest::mouseClick(thread->viewport(), Qt::LeftButton, {}, { x, y });
                    return true;
                }
            }
        return false;
    }
};

void TestDeeds::whatComesAboveLeavesTheReaderWhereTheyAre()
{
    Room room(40);
    QVERIFY(room.thread()->model()->rowCount() > 0);
    QTest::keyClick(room.thread(), Qt::Key_Home);
    QTest::keyClick(room.thread(), Qt::Key_Return); // unfolds
    QTRY_VERIFY(room.index(2).isValid());
    QTRY_VERIFY(room.thread()->verticalScrollBar()->maximum() > 800);
    room.thread()->verticalScrollBar()->setValue(room.thread()->verticalScrollBar()->maximum() / 2);
    const QModelIndex read = room.thread()->indexAt({ 200, 100 });
    const int number = read.data(Qt::DisplayRole).toString().section(u"number "_s, 1).section(u'?', 0, 0).toInt();
    QVERIFY(number > 5);
    const int top = room.thread()->visualRect(read).top();
    const int whole = room.thread()->verticalScrollBar()->maximum();
    for (const int above : { 1, 2, 3 })
        room.wish(Kind::Favourite, above);
    QTRY_VERIFY(room.thread()->verticalScrollBar()->maximum() > whole);
    QTRY_COMPARE(room.deeds(3).size(), 1);
    QTRY_COMPARE(room.thread()->visualRect(room.index(number)).top(), top);
    room.answer(1);
    QTRY_COMPARE(room.deeds(1), QStringList { u"You liked this, "_s + room.now() });
    QCOMPARE(room.thread()->visualRect(room.index(number)).top(), top);
}

void TestDeeds::manyDeedsAreReadByKey()
{
    Room room(40);
    room.desk.on([&] {
        TestDesk::must(room.desk.desk().writer().run(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
            "INSERT INTO gesture (id, channel, kind, mention, identity, wished_at, state) "
            "SELECT randomblob(16), m.channel, 'boost', NULL, m.identity, 0, 'done' "
            "FROM n, (SELECT channel, identity FROM mention LIMIT 1) m"));
    });
    room.wish(Kind::Favourite, 40);
    GestureList &wishes = *room.desk.services().wishes;
    QList<qint64> mentions;
    for (int i = 1; i <= 40; ++i)
        mentions.append(room.mention(i));
    QCOMPARE(TestDesk::must(wishes.of(mentions)).size(), 1);
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(TestDesk::must(wishes.of(mentions)).size(), 1);
        QCOMPARE(TestDesk::must(wishes.standing(mentions.last())), QSet<Kind> { Kind::Favourite });
    }
    QVERIFY2(time.elapsed() < 100, qPrintable(QString::number(time.elapsed()))); // 20 questions, 5 ms each
}

QTEST_MAIN(TestDeeds)
#include "test_deeds.moc"
