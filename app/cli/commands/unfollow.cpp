#include "app/cli/command.h"
#include "app/cli/commands/listeningdesk.h"

namespace wheelhouse {

namespace {

class UnfollowCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("unfollow"); }
    [[nodiscard]] QString summary() const override { return tr("Follows a feed no longer; what came stays."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(QStringLiteral("WHICH"), tr("Its address, name or id."), QStringLiteral("WHICH…"));
    }
    [[nodiscard]] QString more() const override { return tr("“wheelhouse-cli triage undo” takes it back."); }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QStringList asked = parser.positionalArguments().mid(1);
        if (asked.isEmpty())
            return out.misuse(tr("Say which feed."));
        const SystemClock clock;
        const auto desk = ListeningDesk::open(*path, clock);
        if (!desk)
            return out.fail(desk.error());
        const auto accounts = (*desk)->accounts.list();
        if (!accounts)
            return out.fail(accounts.error());
        QList<ChannelId> meant;
        for (const QString &each : asked) {
            const auto found = find(*accounts, each);
            if (!found)
                return out.fail(found.error());
            meant.append(*found);
        }
        const auto removed = (*desk)->accounts.remove(meant);
        if (!removed)
            return out.fail(removed.error());
        out.say(removed->sentence);
        out.data(QJsonObject { { QStringLiteral("removed"), removed->changed } });
        return 0;
    }

private:
    static Result<ChannelId> find(const QList<Account> &accounts, const QString &asked)
    {
        QList<ChannelId> found;
        for (const Account &one : accounts)
            if (asked == one.address || asked == one.firstAddress || asked == one.channel.name
                || asked == one.channel.id.toString())
                found.append(one.channel.id);
        if (found.isEmpty())
            return wheelhouse::fail(
                Error::Kind::Missing, tr("Nothing that is followed is called “%1”. Nothing was done.").arg(asked));
        if (found.size() > 1)
            return wheelhouse::fail(Error::Kind::Conflict,
                tr("Several feeds are called “%1”. Say its address. Nothing was done.").arg(asked));
        return found.first();
    }
};

const Registered<UnfollowCommand> registered;

} // namespace

} // namespace wheelhouse
