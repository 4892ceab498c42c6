#include "tests/ui/outbox/outboxroom.h"
#include "translations/language.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/kit/shortcuts.h"
#include "ui/outbox/outboxmodel.h"
#include "ui/outbox/outboxwindow.h"
#include "ui/outbox/outboxwords.h"

#include <QClipboard>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QtTest>

using namespace wheelhouse;
using namespace std::chrono_literals;
using State = Delivery::State;

namespace {

struct Shown {
    explicit Shown(OutboxRoom &of)
        : room(of)
        , settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat)
        , shortcuts(settings)
        , window(of.services(), look, shortcuts, nullptr)
        , acted(&window, &OutboxWindow::acted)
    {
        window.open();
        std::ignore = QTest::qWaitForWindowActive(&window);
    }
    [[nodiscard]] QListView *list() const { return window.findChild<QListView *>(); }
    [[nodiscard]] OutboxModel *model() const { return qobject_cast<OutboxModel *>(list()->model()); }
    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier) const { QTest::keyClick(list(), key, with); }
    void choose(DeliveryId id)
    {
        QTRY_VERIFY(model()->indexOf(id).isValid());
        list()->setCurrentIndex(model()->indexOf(id));
    }
    [[nodiscard]] QStringList lines() const
    {
        QStringList lines;
        for (int i = 0; i < model()->rowCount(); ++i)
            lines.append(model()->index(i).data().toString());
        return lines;
    }
    [[nodiscard]] QPushButton *verb(const QString &name) const
    {
        for (QPushButton *each : window.findChildren<QPushButton *>())
            if (each->isVisible() && each->accessibleName() == name)
                return each;
        return nullptr;
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        const auto labels = window.findChildren<TextLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
            [&](const TextLabel *label) { return label->isVisible() && label->text().contains(words); });
    }

    OutboxRoom &room;
    QTemporaryDir folder;
    QSettings settings;
    Look look;
    Shortcuts shortcuts;
    OutboxWindow window;
    QSignalSpy acted;
};

} // namespace

class TestOutboxWindow : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(speak(QStringLiteral("en"))); }

    void anEmptyOutboxSaysWhatItIsFor()
    {
        OutboxRoom room;
        Shown shown(room);
        QTRY_VERIFY(shown.says(QStringLiteral("Nothing waits to go out")));
    }

    void whatNeedsAPersonStandsFirst()
    {
        OutboxRoom room;
        const auto later = room.plan(QStringLiteral("Later"), 3h);
        const auto sent = room.plan(QStringLiteral("Sent"), 0s);
        room.become(sent, State::Sent);
        const auto doubt = room.plan(QStringLiteral("Doubt"), 0s);
        room.become(doubt, State::Unconfirmed, QStringLiteral("The line broke."), 42'000);
        const auto refused = room.plan(QStringLiteral("Refused"), 0s);
        room.become(refused, State::Rejected, QStringLiteral("Too long."));
        Shown shown(room);
        QTRY_COMPARE(shown.lines(),
            QStringList({ QStringLiteral("Needs you"), QStringLiteral("Refused"), QStringLiteral("In doubt"),
                QStringLiteral("Doubt"), QStringLiteral("Planned and on its way"), QStringLiteral("Later"),
                QStringLiteral("Out lately"), QStringLiteral("Sent") }));
        QVERIFY(shown.says(QStringLiteral("Too long."))); // its reason, in full, without a click
        QVERIFY(shown.says(QStringLiteral("1 needs you")));
        shown.choose(later);
        QVERIFY(shown.says(QStringLiteral("Amsterdam")));
        QVERIFY(shown.says(QStringLiteral("here"))); // this machine's wall shows another hour
    }

    /// 503 with Retry-After: it says when, and counts down.
    void C06_whatIsTriedAgainCountsDown()
    {
        OutboxRoom room;
        const auto id = room.plan(QStringLiteral("Again"), 0s);
        room.become(id, State::Queued, QStringLiteral("The server is busy."), 133'000);
        Shown shown(room);
        shown.choose(id);
        QTRY_VERIFY(shown.says(QStringLiteral("next try in 2:13")));
        QVERIFY(shown.says(QStringLiteral("The server is busy.")));
        room.clock().advance(13s);
        QTRY_VERIFY(shown.says(QStringLiteral("next try in 2:00")));
    }

    void aRefusedOneIsRetriedAndTheOthersAreNotTouched()
    {
        OutboxRoom room;
        const auto sent = room.plan(QStringLiteral("Hello"), 0s);
        room.become(sent, State::Sent);
        const auto also = room.plan(QStringLiteral("Hello"), 0s, {}, NetworkId::WordPress);
        room.become(also, State::Sent);
        const auto refused = room.plan(QStringLiteral("Hello"), 0s, {}, NetworkId::Bluesky);
        room.become(refused, State::Rejected, QStringLiteral("Signed out."));
        const auto before = room.at(sent);
        Shown shown(room);
        QTRY_COMPARE(shown.model()->rowCount(), 5);
        shown.press(Qt::Key_A, Qt::ControlModifier); // all three
        shown.press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(room.at(refused).state, State::Queued);
        QCOMPARE(room.at(sent), before);
        QCOMPARE(room.at(also).state, State::Sent);
    }

    void severalAreWithdrawnByOneKeyAndComeBackByOneStep()
    {
        OutboxRoom room;
        const auto one = room.plan(QStringLiteral("One"), 1h);
        const auto two = room.plan(QStringLiteral("Two"), 2h);
        Shown shown(room);
        shown.choose(one);
        shown.press(Qt::Key_Down, Qt::ShiftModifier);
        shown.press(Qt::Key_W);
        QTRY_COMPARE(shown.acted.size(), 1);
        QCOMPARE(room.at(one).state, State::Withdrawn);
        QCOMPARE(room.at(two).state, State::Withdrawn);
        room.undo();
        QCOMPARE(room.at(one).state, State::Queued);
        QCOMPARE(room.at(two).state, State::Queued);
        QTRY_VERIFY(shown.lines().contains(QStringLiteral("Planned and on its way"))); // live
    }

    void aDoubtThatIsWithdrawnSaysThatItMayBeOutThere()
    {
        OutboxRoom room;
        const auto id = room.plan(QStringLiteral("Doubt"), 0s);
        room.become(id, State::Unconfirmed, QStringLiteral("The line broke."));
        Shown shown(room);
        shown.choose(id);
        QTRY_VERIFY(shown.verb(QStringLiteral("I saw it out there")));
        shown.press(Qt::Key_W);
        QTRY_COMPARE(shown.acted.size(), 1);
        QVERIFY(shown.acted.first().first().toString().contains(QStringLiteral("may be out there")));
        QTRY_VERIFY(shown.says(QStringLiteral("it may be out there")));
        QVERIFY(!shown.says(QStringLiteral("it is not sent")));
    }

    void aDoubtIsEndedByWhoSawItOutThere()
    {
        OutboxRoom room;
        const auto id = room.plan(QStringLiteral("Doubt"), 0s);
        room.become(id, State::Unconfirmed, QStringLiteral("The line broke."));
        Shown shown(room);
        shown.choose(id);
        shown.press(Qt::Key_Y);
        QTRY_COMPARE(room.at(id).state, State::Sent);
        room.undo();
        QCOMPARE(room.at(id).state, State::Unconfirmed);
    }

    void movingSaysWhatTheHourIsAndKeepsDistances()
    {
        OutboxRoom room;
        const auto one = room.plan(QStringLiteral("One"), 1h);
        const auto two = room.plan(QStringLiteral("Two"), 90min);
        Shown shown(room);
        shown.choose(one);
        shown.press(Qt::Key_Down, Qt::ShiftModifier);
        shown.press(Qt::Key_D);
        auto *field = shown.window.findChild<QLineEdit *>();
        QTRY_VERIFY(field->isVisible() && field->hasFocus());
        field->setText(QStringLiteral("2026-10-11 09:00"));
        QVERIFY(shown.says(QStringLiteral("This time is over.")));
        field->setText(QStringLiteral("2026-10-32 09:00"));
        QVERIFY(!shown.verb(QStringLiteral("Move"))->isEnabled());
        field->setText(QStringLiteral("2026-10-25 02:30")); // the hour that comes twice
        QVERIFY(shown.says(QStringLiteral("02:30")));
        field->setText(QStringLiteral("2026-10-25 02:30 second"));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(room.at(one).dueAt, QDateTime(QDate(2026, 10, 25), QTime(1, 30), Qt::UTC));
        QCOMPARE(room.at(two).dueAt, QDateTime(QDate(2026, 10, 25), QTime(2, 0), Qt::UTC));
        room.undo();
        QCOMPARE(room.at(one).dueAt, room.clock().now().addSecs(3600));
    }

    void deletingAsksAndSaysWhatItMeansThere()
    {
        OutboxRoom room;
        const auto id = room.plan(QStringLiteral("Out there"), 0s);
        room.become(id, State::Sent);
        Shown shown(room);
        shown.choose(id);
        shown.press(Qt::Key_Delete);
        QTRY_VERIFY(shown.verb(QStringLiteral("Leave it"))->hasFocus()); // Enter does no harm
        QVERIFY(shown.says(QStringLiteral("the servers that got it are asked")));
        for (QPushButton *each : shown.window.findChildren<QPushButton *>())
            if (each->isVisible() && each->text() == QStringLiteral("Delete there"))
                each->click();
        QTRY_COMPARE(shown.acted.size(), 1);
        QTRY_VERIFY(shown.says(QStringLiteral("It is being deleted there.")));
        QVERIFY(!shown.verb(QStringLiteral("Delete it there…")));
    }

    void whatANetworkCannotChangeIsNotOffered()
    {
        OutboxRoom room;
        const auto id = room.plan(QStringLiteral("Out there"), 0s, {}, NetworkId::Bluesky);
        room.become(id, State::Sent);
        const auto other = room.plan(QStringLiteral("There, too"), 0s);
        room.become(other, State::Sent);
        Shown shown(room);
        shown.choose(id);
        QTRY_VERIFY(shown.verb(QStringLiteral("Delete it there…")));
        QVERIFY(!shown.verb(QStringLiteral("Change it there…")));
        shown.choose(other);
        QTRY_VERIFY(shown.verb(QStringLiteral("Change it there…")));
    }

    void afterAReleaseWhatWasHeldIsChosenForReview()
    {
        OutboxRoom room;
        const auto one = room.plan(QStringLiteral("One"), 1h);
        const auto two = room.plan(QStringLiteral("Two"), 2h);
        room.on([&room] {
            auto &outbox = room.writer().outbox;
            const Hold hold = TestDesk::must(outbox.hold(0, QStringLiteral("Recall")));
            TestDesk::must(outbox.release(hold.id));
        });
        Shown shown(room);
        shown.window.review(QStringLiteral("Released."));
        QTRY_COMPARE(shown.list()->selectionModel()->selectedIndexes().size(), 2);
        QTRY_VERIFY(shown.says(QStringLiteral("2 chosen")));
        shown.press(Qt::Key_W);
        QTRY_COMPARE(room.at(one).state, State::Withdrawn);
        QCOMPARE(room.at(two).state, State::Withdrawn);
    }

    void arrowsGoFromGroupToGroupAndNeverToATitle()
    {
        OutboxRoom room;
        const auto refused = room.plan(QStringLiteral("One"), 1h);
        room.become(refused, State::Rejected, QStringLiteral("No"));
        const auto planned = room.plan(QStringLiteral("Two"), 2h);
        Shown shown(room);
        shown.choose(refused);
        shown.press(Qt::Key_Down);
        QCOMPARE(shown.list()->currentIndex(), shown.model()->indexOf(planned));
        QCOMPARE(shown.list()->selectionModel()->selectedIndexes(), { shown.model()->indexOf(planned) });
        shown.press(Qt::Key_Home);
        QCOMPARE(shown.list()->selectionModel()->selectedIndexes(), { shown.model()->indexOf(refused) });
        shown.press(Qt::Key_End);
        shown.press(Qt::Key_Up);
        shown.press(Qt::Key_Up);
        QCOMPARE(shown.list()->selectionModel()->selectedIndexes(), { shown.model()->indexOf(refused) });
    }

    void whatAHoldKeepsBackIsNotShownAsGoingOut()
    {
        OutboxRoom room;
        const auto one = room.plan(QStringLiteral("One"), 1h, QStringLiteral("Recall"));
        room.plan(QStringLiteral("Two"), 2h);
        room.on([&room] {
            Statement recall(room.writer().desk.writer(), "SELECT row FROM campaign WHERE name = 'Recall'");
            TestDesk::must(
                room.writer().outbox.hold(TestDesk::must(recall.number()).value(), QStringLiteral("Hazelnut")));
        });
        Shown shown(room);
        shown.choose(one);
        QTRY_VERIFY(shown.says(QStringLiteral("Held until it is released: “Hazelnut”.")));
        const auto rowOf = [&shown](const QString &words) {
            for (int i = 0; i < shown.model()->rowCount(); ++i)
                if (const QString spoken = shown.model()->index(i, 0).data(Qt::AccessibleTextRole).toString();
                    spoken.contains(words))
                    return spoken;
            return QString();
        };
        QVERIFY(rowOf(QStringLiteral("“One”")).startsWith(QStringLiteral("Held")));
        QVERIFY(rowOf(QStringLiteral("“Two”")).startsWith(QStringLiteral("Planned")));
    }

    void whatWasHeldGoesAsPlannedByAKeyOnceTheHoldIsLifted()
    {
        OutboxRoom room;
        const auto one = room.plan(QStringLiteral("One"), 1h);
        const auto two = room.plan(QStringLiteral("Two"), 2h);
        const QDateTime due = room.at(two).dueAt;
        const auto hold = [&room] {
            return room.on([&room] { return TestDesk::must(room.writer().outbox.hold(0, QStringLiteral("Recall"))); });
        };
        const auto release = [&room](const Hold &which) {
            room.on([&] { TestDesk::must(room.writer().outbox.release(which.id)); });
        };
        release(hold());
        const Hold again = hold();
        Shown shown(room);
        shown.choose(one);
        shown.press(Qt::Key_P);
        QTRY_VERIFY(shown.says(QStringLiteral("The hold still stands. Release it first.")));
        QCOMPARE(room.at(one).state, State::Held);
        release(again);
        room.on([&room] { room.clock().advance(90min); });
        shown.window.review(QStringLiteral("Released."));
        QTRY_COMPARE(shown.list()->selectionModel()->selectedIndexes().size(), 2);
        QVERIFY(shown.verb(QStringLiteral("Let it go as planned")));
        shown.press(Qt::Key_P);
        QTRY_COMPARE(room.at(two).state, State::Queued);
        QCOMPARE(room.at(two).dueAt, due);
        QCOMPARE(room.at(one).state, State::Held); // its hour went by
        QTRY_VERIFY(shown.says(QStringLiteral("1 goes out as planned; 1 stayed as it was")));
    }

    void aReviewBeginsOnTheFirstThatWasHeldWhereverTheKeyboardWas()
    {
        OutboxRoom room;
        const auto first = room.plan(QStringLiteral("One"), 1h, QStringLiteral("Recall"));
        room.plan(QStringLiteral("Two"), 2h, QStringLiteral("Recall"));
        const auto other = room.plan(QStringLiteral("Not of it"), 3h);
        Shown shown(room);
        shown.choose(other);
        room.on([&room] {
            auto &outbox = room.writer().outbox;
            Statement recall(room.writer().desk.writer(), "SELECT row FROM campaign WHERE name = 'Recall'");
            const Hold hold =
                TestDesk::must(outbox.hold(TestDesk::must(recall.number()).value(), QStringLiteral("Recall")));
            TestDesk::must(outbox.release(hold.id));
        });
        shown.window.review(QStringLiteral("Released."));
        QTRY_COMPARE(shown.list()->selectionModel()->selectedIndexes().size(), 2);
        QCOMPARE(shown.list()->currentIndex(), shown.model()->indexOf(first));
    }

    void whatIsCopiedIsASentence()
    {
        OutboxRoom room;
        const auto id = room.plan(QStringLiteral("Hello, valley"), 1h);
        Shown shown(room);
        shown.choose(id);
        shown.press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Hello, valley")));
    }

    /// However many there are, a page of each group is read, and more when asked for.
    void tenThousandAreShownAPageAtATime()
    {
        OutboxRoom room;
        room.plan(QStringLiteral("Post"), 1h);
        room.on([&room] {
            auto &writer = room.writer().desk.writer();
            TestDesk::must(writer.run(R"(
                INSERT INTO delivery (id, post, variant, channel, occurrence, digest, wall, zone, due_at, state, made_at)
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 9999)
                SELECT randomblob(16), post, variant, channel, 'n' || i, digest, wall, zone, due_at + i, 'queued', made_at
                  FROM n, delivery;
                INSERT INTO delivery_part (delivery, number, key)
                SELECT row, 0, randomblob(32) FROM delivery WHERE occurrence <> '')"));
        });
        QElapsedTimer watch;
        watch.start();
        Shown shown(room);
        QTRY_COMPARE(shown.model()->rowCount(), OutboxWindow::pageSize + 2);
        qInfo("10,000 deliveries: first page after %lld ms", static_cast<long long>(watch.elapsed()));
        const QModelIndex more = shown.model()->index(OutboxWindow::pageSize + 1);
        QCOMPARE(more.data().toString(), QStringLiteral("9,800 more: show them"));
        emit shown.list()->activated(more);
        QTRY_COMPARE(shown.model()->rowCount(), 2 * OutboxWindow::pageSize + 2);
    }
};

QTEST_MAIN(TestOutboxWindow)
#include "test_outboxwindow.moc"
