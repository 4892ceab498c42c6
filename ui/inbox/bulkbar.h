#pragma once

#include "ui/kit/label.h"

#include <QFrame>

class QPushButton;

namespace wheelhouse {

class Choice;
class KeyCap;
class Shortcuts;

/// Under the list while conversations are ticked: how many, and what can be done to all of them. Asks here, not in a
/// box, before an act on many.
class BulkBar : public QFrame {
    Q_OBJECT
public:
    BulkBar(const Look &look, Shortcuts &shortcuts, QWidget *parent = nullptr);
    /// \a chosen ticked of \a all in the list (below 0: not known), on \a networks networks.
    void setCounts(int chosen, qint64 all, int networks);
    void ask(const QString &question);
    void stopAsking();
    [[nodiscard]] bool isAsking() const;

signals:
    void confirmed();
    void cancelled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Verb {
        QPushButton *button;
        QString words;
        QString command;
    };
    void dress();
    void giveWay();
    QWidget *counts();
    QWidget *verbs();
    QWidget *question();
    const Look &m_look;
    Shortcuts &m_shortcuts;
    TextLabel *m_chosen;
    TextLabel *m_spread;
    Link *m_all;
    Link *m_none = nullptr;
    QList<QPair<KeyCap *, QString>> m_caps; ///< and the command of each
    QList<Verb> m_buttons;
    QWidget *m_verbs;
    TextLabel *m_words;
    QPushButton *m_yes;
    QWidget *m_question;
};

} // namespace wheelhouse
