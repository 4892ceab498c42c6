#pragma once

#include "core/connecting/connecting.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace wheelhouse {

class Look;
class TextLabel;

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

} // namespace wheelhouse
