#include "app/cli/command.h"
#include "app/cli/commands/listeningdesk.h"

namespace wheelhouse {

namespace {

class AccountsCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("accounts"); }
    [[nodiscard]] QString summary() const override { return tr("Lists what is followed, and how each fares."); }
    void describe(QCommandLineParser &) const override { }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        if (!file)
            return out.fail(file.error());
        const auto reader = (*file)->openReader();
        if (!reader)
            return out.fail(reader.error());
        const auto accounts = AccountList(**reader).list();
        if (!accounts)
            return out.fail(accounts.error());
        if (accounts->isEmpty())
            out.say(tr("Nothing is followed yet. “wheelhouse-cli follow ADDRESS” begins."));
        for (const Account &account : *accounts) {
            out.say(QStringLiteral("%1  %2\n  %3")
                        .arg(account.channel.name, account.address, standingWords(account, clock.now())));
            out.data(accountJson(account));
        }
        return 0;
    }
};

const Registered<AccountsCommand> registered;

} // namespace

} // namespace wheelhouse
