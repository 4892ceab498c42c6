#pragma once

#include "core/base/links.h"

#include <QFrame>

#include <functional>

class QPushButton;

namespace wheelhouse {

class TextLabel;
class Look;

/// The one door by which an address leaves the program. Only what checkLink() lets pass goes through; where it has
/// something to say, a person is asked first, here, and what is opened is the very address that was checked.
/// Hidden until it has to ask or to refuse.
class LinkGate : public QFrame {
    Q_OBJECT
public:
    explicit LinkGate(const Look &look, QWidget *parent = nullptr);

    /// What opens an address; QDesktopServices::openUrl where none is set. Gives whether it could.
    void setOpener(std::function<bool(const QUrl &)> open) { m_open = std::move(open); }
    /// \a href that bears the words \a shownText.
    void open(const QString &href, const QString &shownText);
    void dismiss();

    /// "Opens marlowe.coffee", or why it will not; plain text.
    [[nodiscard]] static QString tip(const QString &href, const QString &shownText);

signals:
    void answered(); ///< the question is gone that had the keyboard; it may go back

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void ask(const LinkCheck &check);
    void say(const QString &words);
    void go();
    void dress();

    const Look &m_look;
    std::function<bool(const QUrl &)> m_open;
    QUrl m_url; ///< asked about
    TextLabel *m_words;
    QPushButton *m_go;
    QPushButton *m_leave;
};

} // namespace wheelhouse
