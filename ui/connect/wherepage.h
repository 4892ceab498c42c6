#pragma once

#include "core/connecting/connecting.h"

#include <QHash>
#include <QWidget>

class QCheckBox;
class QLineEdit;
class QToolButton;

namespace wheelhouse {

class Look;
class Notice;
class TextLabel;

/// Steps 1 and 2: which network, where the account is, and what Wheelhouse will ask for.
class WherePage : public QWidget {
    Q_OBJECT
public:
    WherePage(const Look &look, QWidget *parent);
    [[nodiscard]] NetworkId network() const { return m_network; } ///< Other: none chosen yet
    void choose(NetworkId network);
    [[nodiscard]] QString server() const;
    void setServer(const QString &server);
    [[nodiscard]] QSet<Permission> permissions() const;
    void setPermissions(const QSet<Permission> &permissions);
    void showLooking();
    void showFound(const ServerFacts &facts, const QList<SignIn::Way> &ways);
    void clearFound();
    void focusFirst();

signals:
    void networkChosen();
    void serverEdited();

private:
    void settle();
    const Look &m_look;
    NetworkId m_network = NetworkId::Other;
    QHash<NetworkId, QToolButton *> m_networks;
    QWidget *m_about; ///< what each network brings, until one is chosen
    QWidget *m_rest;
    TextLabel *m_label;
    QLineEdit *m_server;
    TextLabel *m_found;
    QHash<Permission, QCheckBox *> m_permissions;
    Notice *m_next;
};

} // namespace wheelhouse
