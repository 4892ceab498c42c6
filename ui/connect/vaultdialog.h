#pragma once

#include "core/base/lane.h"
#include "core/secrets/secretstore.h"

#include <QDialog>

#include <functional>

class QLineEdit;
class QProgressBar;
class QPushButton;

namespace wheelhouse {

class Look;
class Notice;

/// Where this computer keeps what lets accounts in, for screens. All of it outlives them.
struct SecretServices {
    Lane &engine;

    // Only inside engine.ask(…):
    SecretStore &store;
    Vault &vault;
    std::function<void(SecretStore::Keeper)> choose; ///< keeps the choice in the settings
    std::function<QFuture<Result<void>>()> openKeyring; ///< has the keyring ask in its own window
};

/// A passphrase is asked for: to open the vault, or to make one. What was typed is gone when it was used.
class VaultDialog : public QDialog {
    Q_OBJECT
public:
    enum class Wish { Open, Make };
    VaultDialog(const SecretServices &services, Wish wish, const Look &look, QWidget *parent = nullptr);

private:
    void layOut(const Look &look);
    void settle();
    void go();
    void take(const Result<void> &done);

    SecretServices m_services;
    Wish m_wish;
    bool m_isBusy = false;
    QLineEdit *m_passphrase;
    QLineEdit *m_again;
    Notice *m_notice;
    QProgressBar *m_progress;
    QPushButton *m_go;
};

} // namespace wheelhouse
