#include "app/cli/command.h"
#include "app/cli/commands/calmprogress.h"
#include "app/cli/commands/listeningdesk.h"
#include "app/cli/enginevault.h"

namespace wheelhouse {

namespace {

/// What one round brought.
struct Round {
    QList<Fare> fares;
    QList<Account> accounts;
};

class FetchCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("fetch"); }
    [[nodiscard]] QString summary() const override { return tr("Asks everything that is followed, once and now."); }
    void describe(QCommandLineParser &) const override { }
    [[nodiscard]] QString more() const override
    {
        return tr("What asked to be left alone, is paused or gone is left alone. It ends with 1 where one failed.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const SystemClock clock;
        const auto engine = Engine::open(*path, EngineClaim::Role::Agent, clock);
        if (!engine)
            return out.fail(engine.error());
        if (!(*engine)->file().isWritable())
            return out.fail({ Error::Kind::Refused, (*engine)->file().notice(), {}, {} });
        if (auto opened = openVault(**engine, out); !opened)
            return out.fail(opened.error());
        tellProgress(**engine, out);
        const Result<Round> round = waitFor(fetch(**engine));
        if (!round)
            return out.fail(round.error());
        return tell(*round, clock, out);
    }

private:
    /// To standard error, so that a script reads its rows as ever.
    static void tellProgress(Engine &engine, const Output &out)
    {
        const auto told = std::make_shared<CalmProgress>();
        engine.lane().ask([&intake = engine.desks().intake, &clock = engine.clock(), &out, told] {
            QObject::connect(&intake, &Intake::catchingUp, &intake, [&clock, &out, told](const CatchUp &catchUp) {
                if (told->isWorthALine(catchUp))
                    out.note(catchUpWords(catchUp, clock.now()));
            });
        });
    }
    /// The answer is given on the engine's lane, when nothing is being asked any more.
    static QFuture<Result<Round>> fetch(Engine &engine)
    {
        auto promise = std::make_shared<QPromise<Result<Round>>>();
        auto future = promise->future();
        promise->start();
        engine.lane().ask([promise, &desks = engine.desks()] {
            auto round = std::make_shared<Round>();
            auto *once = new QObject(&desks.intake);
            const auto end = [promise, round, once, &desks] {
                auto accounts = desks.accounts.list();
                round->accounts = accounts.value_or(QList<Account>());
                promise->addResult(accounts ? Result<Round>(*round) : tl::unexpected(accounts.error()));
                promise->finish();
                once->deleteLater();
            };
            QObject::connect(&desks.intake, &Intake::fared, once, [round](const Fare &fare) { round->fares += fare; });
            const auto ask = [promise, once, end, &desks] {
                // What we did goes back too, and what is due goes out; it is done when none is under way any more.
                const auto look = [promise, end, &desks] {
                    const bool isAtWork = desks.intake.isAsking() || desks.gesturing.isMaking()
                        || desks.publisher.isSending() || desks.amending.isAmending();
                    if (!isAtWork && !promise->future().isFinished())
                        end();
                };
                QObject::connect(&desks.intake, &Intake::settled, once, look);
                QObject::connect(&desks.gesturing, &Gesturing::settled, once, look);
                QObject::connect(&desks.publisher, &Publisher::settled, once, look);
                desks.gesturing.makeNow();
                QObject::connect(&desks.amending, &Amending::settled, once, look);
                if (desks.claim.isHeld()) { // else whoever holds the engine sends
                    desks.publisher.sendNow();
                    desks.amending.amendNow();
                }
                desks.intake.fetchNow();
                look();
            };
            if (desks.listening.isReading())
                QObject::connect(&desks.listening, &Listening::ready, once, ask, Qt::SingleShotConnection);
            else
                ask();
        });
        return future;
    }
    static int tell(const Round &round, const Clock &clock, const Output &out)
    {
        int code = 0;
        for (const Account &account : round.accounts) {
            const auto fare = std::find_if(round.fares.begin(), round.fares.end(),
                [&](const Fare &each) { return each.channel == account.channel.id; });
            const bool wasAsked = fare != round.fares.end();
            const int added = wasAsked ? fare->added : 0;
            if (wasAsked && fare->error)
                code = 1;
            out.say(QStringLiteral("%1: %2 %3")
                        .arg(account.channel.name, tr("%n new.", nullptr, added), standingWords(account, clock.now())));
            QJsonObject json = accountJson(account);
            json.insert(QStringLiteral("asked"), wasAsked);
            json.insert(QStringLiteral("added"), added);
            out.data(json);
        }
        if (round.accounts.isEmpty())
            out.say(tr("Nothing is followed yet. “wheelhouse-cli follow ADDRESS” begins."));
        return code;
    }
};

const Registered<FetchCommand> registered;

} // namespace

} // namespace wheelhouse
