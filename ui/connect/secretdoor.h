#pragma once

#include "core/base/lane.h"
#include "ui/connect/vaultdialog.h"

namespace wheelhouse {

/// Opens what secrets are kept in before one is: a keyring that is locked, or a vault, which a person opens or makes.
class SecretDoor : public QObject {
    Q_OBJECT
public:
    /// \a above over which dialogs open; it owns this.
    SecretDoor(Lane &engine, const SecretServices &secrets, const Look &look, QWidget *above);
    /// \a then when it is open, at once or after a person opened it; never where they thought better of it.
    void open(const std::function<void()> &then);

signals:
    void warned(const QString &words); ///< a keyring is locked, and is asked to open
    void failed(const wheelhouse::Error &error);
    void leftShut(); ///< the person thought better of it

private:
    void ask(const SecretStore::Standing &standing, const std::function<void()> &then);
    void askKeyring(const std::function<void()> &then);

    Lane &m_engine;
    SecretServices m_secrets;
    const Look &m_look;
    QWidget *m_above;
};

} // namespace wheelhouse
