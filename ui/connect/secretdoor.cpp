#include "ui/connect/secretdoor.h"

namespace wheelhouse {

SecretDoor::SecretDoor(Lane &engine, const SecretServices &secrets, const Look &look, QWidget *above)
    : QObject(above)
    , m_engine(engine)
    , m_secrets(secrets)
    , m_look(look)
    , m_above(above)
{
}

void SecretDoor::open(const std::function<void()> &then)
{
    m_engine.ask(
        this, [&store = m_secrets.store] { return store.standing(); },
        [this, then](const QFuture<SecretStore::Standing> &coming) {
            whenDone(coming, this, [this, then](const SecretStore::Standing &standing) { ask(standing, then); });
        });
}

void SecretDoor::ask(const SecretStore::Standing &standing, const std::function<void()> &then)
{
    if (standing.state == Secrets::State::Open)
        return then();
    const bool isLocked = standing.state == Secrets::State::Locked;
    const bool isVault = standing.keeper == SecretStore::Keeper::Vault;
    if (!isVault && isLocked) {
        emit warned(standing.words);
        return askKeyring(then);
    }
    auto *dialog = new VaultDialog(
        m_secrets, isVault && isLocked ? VaultDialog::Wish::Open : VaultDialog::Wish::Make, m_look, m_above);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, then);
    connect(dialog, &QDialog::rejected, this, &SecretDoor::leftShut);
    dialog->open();
}

void SecretDoor::askKeyring(const std::function<void()> &then)
{
    m_engine.ask(
        this, [secrets = m_secrets] { return secrets.openKeyring(); },
        [this, then](const QFuture<Result<void>> &coming) {
            whenDone(coming, this, [this, then](const Result<void> &opened) {
                if (opened)
                    then();
                else
                    emit failed(opened.error());
            });
        });
}

} // namespace wheelhouse
