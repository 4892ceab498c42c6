#include "core/secrets/secretwords.h"

#include <QCoreApplication>

namespace wheelhouse::secretwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Secrets)
};

Error say(Error::Kind kind, const QString &message, const QString &detail)
{
    return { kind, message, detail, std::chrono::seconds { 0 } };
}

} // namespace

QString keyringName()
{
    return Words::tr("Default keyring");
}

Error noKeyring()
{
    return say(Error::Kind::Busy,
        Words::tr("This computer has no keyring that answers. Start one, or keep passwords in a vault of Wheelhouse's "
                  "own, with a passphrase."),
        QStringLiteral("keyring: none"));
}

Error silentKeyring()
{
    return say(Error::Kind::Busy,
        Words::tr("The keyring of this computer does not answer. Nothing was changed. Try again, or keep passwords in "
                  "a vault of Wheelhouse's own."),
        QStringLiteral("keyring: no answer"));
}

Error lockedKeyring()
{
    return say(Error::Kind::Busy,
        Words::tr("The keyring of this computer is locked. Unlock it, and Wheelhouse goes on."),
        QStringLiteral("keyring: locked"));
}

Error notOpened()
{
    return say(Error::Kind::Cancelled,
        Words::tr("The keyring of this computer was not unlocked. Unlock it, or keep passwords in a vault of "
                  "Wheelhouse's own."),
        QStringLiteral("keyring: refused by a person"));
}

Error noEntry()
{
    return say(Error::Kind::Missing, Words::tr("There is no password kept for this account. Sign in again."),
        QStringLiteral("secret: no entry"));
}

Error keyringRefused(const QString &detail)
{
    return say(Error::Kind::Busy,
        Words::tr("The keyring of this computer could not do it. Nothing was changed. Look whether it opens in its own "
                  "program."),
        detail);
}

Error noVault()
{
    return say(Error::Kind::Missing, Words::tr("There is no vault yet. Choose a passphrase, and one is made."),
        QStringLiteral("vault: none"));
}

Error vaultExists()
{
    return say(Error::Kind::Conflict, Words::tr("There is a vault already. Open it with its passphrase."),
        QStringLiteral("vault: exists"));
}

Error lockedVault()
{
    return say(Error::Kind::Busy,
        Words::tr("The vault with the passwords is locked. Open it with its passphrase, and Wheelhouse goes on."),
        QStringLiteral("vault: locked"));
}

Error wrongPassphrase()
{
    return say(Error::Kind::Refused, Words::tr("This is not the passphrase of the vault. Nothing was changed."),
        QStringLiteral("vault: wrong passphrase"));
}

Error shortPassphrase(int letters)
{
    return say(Error::Kind::Refused,
        Words::tr(
            "Choose a longer passphrase, of at least %n letter(s). Four words or more are good.", nullptr, letters),
        QStringLiteral("vault: short passphrase"));
}

Error damagedVault(const QString &detail)
{
    return say(Error::Kind::Malformed,
        Words::tr("The vault with the passwords is damaged. It was not changed. Bring it back from a copy of your "
                  "files, or make a new one and sign in again."),
        QStringLiteral("vault: ") + detail);
}

Error foreignVault(const QString &detail)
{
    return say(Error::Kind::Malformed,
        Words::tr("The vault with the passwords asks for things that no vault of ours asks for. It was not opened. "
                  "Somebody else may have put it there."),
        QStringLiteral("vault: ") + detail);
}

Error busyVault()
{
    return say(Error::Kind::Busy,
        Words::tr("Another Wheelhouse is writing to the vault with the passwords. Try again in a moment."),
        QStringLiteral("vault: its lock is held"));
}

Error unreadableVault(const QString &detail)
{
    return say(Error::Kind::Storage,
        Words::tr("The vault with the passwords cannot be read. Look whether its file belongs to you and its disk is "
                  "there."),
        QStringLiteral("vault: ") + detail);
}

Error fullVault()
{
    return say(Error::Kind::Refused,
        Words::tr("The vault has no more room. Remove accounts that are not used any more."),
        QStringLiteral("vault: full"));
}

Error noMemory()
{
    return say(Error::Kind::Busy,
        Words::tr("There is not enough memory free to open the vault. Close something and try again."),
        QStringLiteral("vault: no memory"));
}

} // namespace wheelhouse::secretwords
