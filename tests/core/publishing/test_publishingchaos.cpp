#include "core/publishing/outgoings.h"
#include "tests/core/publishing/publishingroom.h"
#include "tests/support/rounds.h"

using namespace wheelhouse;
using namespace std::chrono_literals;
using Does = FakeNetwork::Does;
using State = Delivery::State;

namespace {

Does anything(QRandomGenerator &dice)
{
    static constexpr std::array often { Does::Answer, Does::Answer, Does::LoseAnswer, Does::LoseQuestion,
        Does::NeverSent, Does::SayNo, Does::SignedOut, Does::Busy };
    return often.at(dice.bounded(quint32(often.size())));
}

/// As a process that was killed between claim and answer, whether it arrived or not; false: it may not go.
bool leaveHalfDone(PublishingRoom &room, qint64 row, QRandomGenerator &dice)
{
    const bool atOnce = dice.bounded(2) == 0;
    auto claim = TestDesk::must(
        atOnce ? room.dispatch->depart(row, [](const Outgoing &) { return QString(); }) : room.dispatch->claim(row));
    if (!claim || claim->parts.isEmpty())
        return false;
    const auto next = std::find_if(claim->parts.cbegin(), claim->parts.cend(),
        [](const DeliveryPart &part) { return part.state != DeliveryPart::State::Sent; });
    DeliveryPart part = *next;
    if (!claim->leaves && part.tries > 0) // such are looked for first; that is the publisher's
        return true;
    part.firstTriedAt = room.desk.clock.now();
    const bool mayGo = claim->leaves || TestDesk::must(room.dispatch->begin(*claim, part));
    if (mayGo && dice.bounded(2) == 0)
        room.network(int(room.channels.indexOf(claim->delivery.channel)))
            .take(outgoingOf(*claim, int(std::distance(claim->parts.cbegin(), next)), {}));
    return true;
}

/// One thing that happens to a desk that publishes.
void happen(PublishingRoom &room, QRandomGenerator &dice, const QList<DeliveryId> &ids)
{
    const DeliveryId id = ids.at(dice.bounded(int(ids.size())));
    switch (dice.bounded(9)) {
    case 0:
        return room.open(); // killed
    case 1:
        if (const auto standing = TestDesk::must(room.holds.standing()); !standing.isEmpty())
            TestDesk::must(room.outbox.release(standing.first().id));
        else if (dice.bounded(6) == 0) // what it covers needs a person afterwards
            TestDesk::must(room.outbox.hold(0, QStringLiteral("Rain")));
        return;
    case 2:
        if (dice.bounded(3) == 0)
            static_cast<void>(room.outbox.decide(id, Decision::Withdraw)); // may be refused, and then nothing changed
        return;
    case 3: // a person looked there, and sends only what is not there
        for (const auto &network : room.networks)
            network->listsLate = false;
        if (room.at(id).state != State::Unconfirmed)
            static_cast<void>(room.outbox.decide(id, Decision::Send));
        return;
    case 4: // killed between claim and answer, whether it arrived or not
        for (const DeliveryTurn &due : TestDesk::must(room.dispatch->due()))
            if (leaveHalfDone(room, due.row, dice))
                break;
        return room.open();
    default:
        room.wait(std::chrono::seconds(dice.bounded(240)), 20s);
    }
}

} // namespace

class TestPublishingChaos : public QObject {
    Q_OBJECT
private slots:
    /// Whatever networks and people do: no part is out there twice, and what is not is where a person sees it.
    void nothingTwiceAndNothingLostUnseen()
    {
        const int histories = rounds("histories of a desk that publishes", 25, 2000);
        int out = 0;
        int notOut = 0;
        for (int seed = 0; seed < histories; ++seed) {
            QRandomGenerator dice(static_cast<quint32>(seed));
            PublishingRoom room(2);
            room.network(1).speech.repeat = Speech::Repeat::Same;
            QList<DeliveryId> ids;
            QStringList texts;
            for (int i = 0; i < 6; ++i) {
                QStringList parts;
                for (int part = 0; part <= dice.bounded(3); ++part)
                    parts.append(QStringLiteral("Post %1 part %2").arg(i).arg(part));
                texts += parts;
                ids += room.queue(PublishingRoom::saying(parts), room.in(std::chrono::seconds(dice.bounded(1200))));
            }
            for (const auto &network : room.networks)
                for (int i = 0; i < 40; ++i) {
                    network->publishing.push_back(anything(dice));
                    network->finding.push_back(anything(dice));
                }
            for (int step = 0; step < 40; ++step)
                happen(room, dice, ids);
            for (const auto &network : room.networks) {
                network->publishing.clear();
                network->finding.clear();
            }
            for (const Hold &hold : TestDesk::must(room.holds.standing()))
                TestDesk::must(room.outbox.release(hold.id));
            room.open();
            room.wait(24h, 20min);
            for (const auto &network : room.networks)
                for (const QString &text : std::as_const(texts))
                    QVERIFY2(
                        network->countOf(text) <= 1, qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(text)));
            for (const DeliveryId id : std::as_const(ids)) {
                const Delivery stands = room.at(id);
                const auto parts = TestDesk::must(room.book.parts(stands.row));
                auto &network = room.network(int(room.channels.indexOf(stands.channel)));
                QVERIFY2(stands.state == State::Sent || stands.state == State::Withdrawn || needsPerson(stands),
                    qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(stateWord(stands.state))));
                for (const DeliveryPart &part : parts) {
                    const bool isThere = std::any_of(network.posts.cbegin(), network.posts.cend(),
                        [&part](const FakeNetwork::Post &post) { return post.key == part.key; });
                    ++(isThere ? out : notOut);
                    const bool isKnown = part.state == DeliveryPart::State::Sent;
                    QVERIFY2(!isKnown || isThere, "said to be out there, and is not");
                    if (stands.state == State::Sent)
                        QVERIFY(isThere);
                }
            }
        }
        qInfo("%d parts out once, %d not, where a person sees why", out, notOut);
        QVERIFY(out > 0 && notOut > 0);
    }
};

QTEST_GUILESS_MAIN(TestPublishingChaos)
#include "test_publishingchaos.moc"
