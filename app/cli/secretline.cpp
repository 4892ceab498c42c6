#include "app/cli/secretline.h"

#include <QCoreApplication>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace wheelhouse {

namespace {

constexpr int longestLine = 8192;

/// While it lives the terminal does not show what is typed.
class Unseen {
public:
    Unseen()
        : m_isTerminal(tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_isTerminal)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~Unseen()
    {
        if (m_isTerminal)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Unseen(const Unseen &) = delete;
    Unseen &operator=(const Unseen &) = delete;

private:
    termios m_before {};
    bool m_isTerminal;
};

/// A letter at a time from the descriptor itself: a buffer of the library would keep what was read.
QByteArray line()
{
    QByteArray read;
    char letter = 0;
    while (read.size() < longestLine && ::read(STDIN_FILENO, &letter, 1) == 1 && letter != '\n')
        if (letter != '\r')
            read.append(letter);
    return read;
}

} // namespace

Result<Secret> readSecretLine(const QString &question, const Output &out)
{
    const bool isTerminal = ::isatty(STDIN_FILENO) == 1;
    if (isTerminal)
        out.note(question);
    const Unseen unseen;
    Secret secret(line());
    if (secret.isEmpty())
        return fail(Error::Kind::Refused,
            QCoreApplication::translate("Cli", "Nothing was given on standard input. %1").arg(question));
    return secret;
}

Result<void> openIfVault(SecretHouse &house, const Output &out)
{
    const bool isVault = house.store.keeper() == SecretStore::Keeper::Vault;
    if (!isVault || waitFor(house.vault.state()) != Secrets::State::Locked)
        return {};
    auto passphrase = readSecretLine(QCoreApplication::translate("Cli", "Passphrase of the vault:"), out);
    if (!passphrase)
        return tl::unexpected(passphrase.error());
    return waitFor(house.vault.open(*passphrase));
}

} // namespace wheelhouse
