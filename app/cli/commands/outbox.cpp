#include "app/cli/command.h"
#include "app/cli/commands/givenfile.h"
#include "app/cli/commands/speakingdesk.h"

namespace wheelhouse {

namespace {

constexpr int mostListed = 100'000;

class OutboxCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("outbox"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Shows what is to go out, and decides what waits for you.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOptions({
            { QStringLiteral("resolve"), tr("Decides about one delivery; --as says what."), QStringLiteral("ID") },
            { QStringLiteral("as"),
                tr("send (now, late as it is), as-planned (what was held, at its hour), withdraw, or is-sent (seen out "
                   "there)."),
                QStringLiteral("DECISION") },
            { QStringLiteral("move"), tr("Moves one delivery; --at says when."), QStringLiteral("ID") },
            { QStringLiteral("at"), tr("As it shows on the wall: “2026-11-30 09:00 Europe/Amsterdam”."),
                QStringLiteral("TIME") },
            { QStringLiteral("delete"), tr("Takes what one delivery said away, where it is out there."),
                QStringLiteral("ID") },
            { QStringLiteral("change"),
                tr("Says something else in its place; --text-file says what, again for each part "
                   "of a thread."),
                QStringLiteral("ID") },
            { QStringLiteral("text-file"), tr("What it says then, UTF-8."), QStringLiteral("FILE") },
            { QStringLiteral("hold"), tr("Holds everything planned; says why to everybody."),
                QStringLiteral("REASON") },
            { QStringLiteral("release"), tr("Ends the hold. Nothing goes out by it: what it covered waits for you.") },
            { QStringLiteral("state"), tr("Only those of a state: queued, sent, unconfirmed, …"),
                QStringLiteral("STATE") },
        });
    }
    [[nodiscard]] QString more() const override
    {
        return tr("It ends with 1 while something waits for a person, so that a script can look.\n"
                  "What is in doubt is looked for once more before it is sent again.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const SystemClock clock;
        const auto desk = SpeakingDesk::open(*path, clock);
        if (!desk)
            return out.fail(desk.error());
        if (parser.isSet(QStringLiteral("resolve")))
            return resolve(**desk, parser, out);
        if (parser.isSet(QStringLiteral("move")))
            return move(**desk, parser, out);
        if (parser.isSet(QStringLiteral("delete")))
            return amended(**desk,
                (*desk)->amendments.remove(DeliveryId::fromString(parser.value(QStringLiteral("delete")))), out);
        if (parser.isSet(QStringLiteral("change")))
            return change(**desk, parser, out);
        if (parser.isSet(QStringLiteral("hold")))
            return hold(**desk, parser.value(QStringLiteral("hold")), out);
        if (parser.isSet(QStringLiteral("release")))
            return release(**desk, out);
        return list(**desk, parser.value(QStringLiteral("state")), out);
    }

private:
    static int tell(const SpeakingDesk &desk, const Result<Decided> &decided, const Output &out)
    {
        if (!decided)
            return out.fail(decided.error());
        out.say(decided->sentence);
        out.data(deliveryJson(decided->delivery, desk.clock.now()));
        return 0;
    }
    static int resolve(SpeakingDesk &desk, const QCommandLineParser &parser, const Output &out)
    {
        const auto decision = decisionFromWord(parser.value(QStringLiteral("as")));
        if (!decision)
            return out.misuse(tr("Say --as send, --as as-planned, --as withdraw or --as is-sent."));
        const auto id = DeliveryId::fromString(parser.value(QStringLiteral("resolve")));
        return tell(desk, desk.outbox.decide(id, *decision), out);
    }
    static int move(SpeakingDesk &desk, const QCommandLineParser &parser, const Output &out)
    {
        const auto meant = readWallTime(parser.value(QStringLiteral("at")));
        if (!meant)
            return out.misuse(meant.error().message);
        const auto at = plannedAt(*meant);
        if (!at)
            return out.misuse(at.error().message);
        const auto moved = desk.outbox.move(DeliveryId::fromString(parser.value(QStringLiteral("move"))), *at);
        if (const QString sentence = clockSentence(*meant); moved && !sentence.isEmpty())
            out.note(sentence);
        return tell(desk, moved, out);
    }
    static int amended(SpeakingDesk &, const Result<AmendmentId> &wished, const Output &out)
    {
        if (!wished)
            return out.fail(wished.error());
        out.say(tr("The window, the agent or “fetch” does it. “triage undo” takes it back until then."));
        out.data(QJsonObject { { QStringLiteral("amendment"), wished->toString() } });
        return 0;
    }
    /// Words for words: pictures, warning and readers stay as they are.
    static int change(SpeakingDesk &desk, const QCommandLineParser &parser, const Output &out)
    {
        const auto id = DeliveryId::fromString(parser.value(QStringLiteral("change")));
        const auto delivery = desk.book.find(id);
        if (!delivery || !*delivery)
            return out.fail(delivery ? Error { Error::Kind::Missing, tr("No delivery is called that."), {}, {} }
                                     : delivery.error());
        auto claim = desk.amendments.claimOf({ 0, {}, Amendment::Kind::Remove, 0, 0, **delivery });
        if (!claim)
            return out.fail(claim.error());
        PostContent content = claim->canonical.content;
        const QStringList files = parser.values(QStringLiteral("text-file"));
        if (files.size() != content.parts.size())
            return out.misuse(tr("It has %n part(s): say --text-file for each.", nullptr, int(content.parts.size())));
        for (int i = 0; i < files.size(); ++i) {
            auto text = wordsOfFile(files.at(i));
            if (!text)
                return out.fail(text.error());
            content.parts[i].text = *text;
        }
        return amended(desk, desk.amendments.change(id, content), out);
    }
    static int hold(SpeakingDesk &desk, const QString &reason, const Output &out)
    {
        const auto covered = desk.outbox.coveredBy(0);
        const auto held = desk.outbox.hold(0, reason);
        if (!held)
            return out.fail(held.error());
        out.say(tr("Held: “%1”. %n {delivery waits|deliveries wait}.", nullptr, covered.value_or(0)).arg(held->reason));
        out.data(QJsonObject { { QStringLiteral("hold"), held->id.toString() },
            { QStringLiteral("covered"), covered.value_or(0) }, { QStringLiteral("reason"), held->reason } });
        return 0;
    }
    static int release(SpeakingDesk &desk, const Output &out)
    {
        const auto standing = desk.holds.standing();
        if (!standing)
            return out.fail(standing.error());
        int kept = 0;
        for (const Hold &each : *standing) {
            if (each.campaign != 0)
                continue;
            const auto released = desk.outbox.release(each.id);
            if (!released)
                return out.fail(released.error());
            kept += *released;
        }
        out.say(standing->isEmpty()
                ? tr("Nothing is held.")
                : tr("Released. Nothing went out: %n {delivery waits|deliveries wait} for you.", nullptr, kept));
        out.data(QJsonObject { { QStringLiteral("waiting"), kept } });
        return 0;
    }
    static int list(SpeakingDesk &desk, const QString &word, const Output &out)
    {
        const auto state = deliveryStateFromWord(word);
        if (!state && !word.isEmpty())
            return out.misuse(tr("No delivery is ever “%1”.").arg(word));
        const auto deliveries = desk.book.list(state ? QList { *state } : QList<Delivery::State>(), mostListed);
        if (!deliveries)
            return out.fail(deliveries.error());
        const QDateTime now = desk.clock.now();
        bool isWaiting = false;
        for (const Delivery &each : *deliveries) {
            isWaiting = isWaiting || needsPerson(each);
            out.say(QStringLiteral("%1  %2  %3  “%4”  %5")
                        .arg(each.id.toString(), each.wall, each.channel.name, each.words, stateWords(each, now)));
            out.data(deliveryJson(each, now));
        }
        if (deliveries->isEmpty())
            out.say(tr("Nothing is planned. “wheelhouse-cli post” begins."));
        return isWaiting ? 1 : 0;
    }
};

const Registered<OutboxCommand> registered;

} // namespace

} // namespace wheelhouse
