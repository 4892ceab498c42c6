#pragma once

#include "core/connecting/connecting.h"

#include <QHash>
#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QLineEdit;
class QPushButton;
class QRadioButton;
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

/// Step 3: the browser, or a name and an app password, or a pasted token.
class LetInPage : public QWidget {
    Q_OBJECT
public:
    LetInPage(const Look &look, QWidget *parent);
    void begin(NetworkId network, const QList<SignIn::Way> &ways);
    [[nodiscard]] SignIn::Way way() const { return m_way; }
    void setWaiting(const QUrl &page); ///< the browser was opened there
    void setHint(const QString &words);
    [[nodiscard]] QString user() const;
    [[nodiscard]] Secret takeSecret(); ///< the field is emptied
    [[nodiscard]] bool isWhole() const;
    void focusFirst();

signals:
    void edited();
    void browserWanted(); ///< once more
    void wayChanged();

private:
    void settle();
    const Look &m_look;
    NetworkId m_network = NetworkId::Other;
    QList<SignIn::Way> m_ways;
    SignIn::Way m_way = SignIn::Way::Browser;
    QUrl m_page;
    TextLabel *m_title;
    TextLabel *m_about;
    QPushButton *m_again;
    QPushButton *m_copy;
    QPushButton *m_other;
    TextLabel *m_userLabel;
    QLineEdit *m_user;
    TextLabel *m_secretLabel;
    QLineEdit *m_secret;
};

/// Step 4: who was let in, what the server granted, what else to listen for.
class TermsPage : public QWidget {
    Q_OBJECT
public:
    TermsPage(const Look &look, QWidget *parent);
    void show(const Met &met);
    [[nodiscard]] QString name() const;
    [[nodiscard]] QStringList listensTo() const;
    void setListensTo(const QStringList &words);
    void focusFirst();

private:
    TextLabel *m_who;
    TextLabel *m_granted;
    QLineEdit *m_name;
    QLineEdit *m_listens;
};

/// Step 5: since when it counts, and then what the first question brought.
class HistoryPage : public QWidget {
    Q_OBJECT
public:
    HistoryPage(const Look &look, QWidget *parent);
    [[nodiscard]] int days() const; ///< 0: from now on
    void showFetching();
    void showFetched(const QString &sentence, bool isFine);

private:
    QList<QRadioButton *> m_choices;
    TextLabel *m_state;
};

} // namespace wheelhouse
