#include "app/cli/secretline.h"

namespace wheelhouse {

namespace {

class VaultCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("vault"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Says where passwords are kept, or makes a vault where there is no keyring.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(QStringLiteral("ACT"), tr("show, make, change, keyring."), QStringLiteral("ACT"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("“make” reads a passphrase from standard input, “change” the old one and then the new one.\n"
                  "“keyring” keeps passwords in the keyring of this computer from now on.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const QString act = parser.positionalArguments().value(1, QStringLiteral("show"));
        SecretHouse house;
        if (act == QLatin1String("show"))
            return show(house, out);
        if (act == QLatin1String("make"))
            return make(house, out);
        if (act == QLatin1String("change"))
            return change(house, out);
        if (act != QLatin1String("keyring"))
            return out.misuse(tr("Say show, make, change or keyring."));
        house.choose(SecretStore::Keeper::Keychain);
        return show(house, out);
    }

private:
    static int show(SecretHouse &house, const Output &out)
    {
        const auto standing = waitFor(house.store.standing());
        out.say(standing.words);
        out.data(QJsonObject { { QStringLiteral("keeper"), SecretStore::keeperWord(standing.keeper) },
            { QStringLiteral("open"), standing.state == Secrets::State::Open },
            { QStringLiteral("keyring"), standing.hasKeyring } });
        return standing.state == Secrets::State::Missing ? 1 : 0;
    }
    static int make(SecretHouse &house, const Output &out)
    {
        const auto passphrase = readSecretLine(tr("A passphrase for the vault:"), out);
        const auto made = passphrase ? waitFor(house.vault.create(*passphrase)) : tl::unexpected(passphrase.error());
        if (!made)
            return out.fail(made.error());
        house.choose(SecretStore::Keeper::Vault);
        return show(house, out);
    }
    static int change(SecretHouse &house, const Output &out)
    {
        const auto old = readSecretLine(tr("The passphrase so far:"), out);
        const auto fresh = old ? readSecretLine(tr("The new passphrase:"), out) : tl::unexpected(old.error());
        const auto changed = fresh ? waitFor(house.vault.change(*old, *fresh)) : tl::unexpected(fresh.error());
        if (!changed)
            return out.fail(changed.error());
        out.say(tr("The new passphrase opens the vault from now on."));
        return 0;
    }
};

const Registered<VaultCommand> registered;

} // namespace

} // namespace wheelhouse
