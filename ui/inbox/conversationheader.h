#pragma once

#include "core/inbox/mention.h"
#include "core/intake/copies.h"

#include <QWidget>

#include <optional>

class QLabel;
class QToolButton;

namespace wheelhouse {

class ElidedLabel;
class Link;
class Look;

/// What a conversation is about, where it comes from, and the verbs for it; those without room are in a menu.
class ConversationHeader : public QWidget {
    Q_OBJECT
public:
    enum Verb { Done, Assign, LabelIt, Snooze, Escalate, Reopen }; ///< Reopen stands where Done would

    ConversationHeader(const Look &look, QWidget *parent = nullptr);

    /// \a opening the first message; \a outpost the channel's name; \a copies where else the same words stand.
    void show(const ConversationItem &item, const std::optional<Mention> &opening, const QString &outpost,
        const QList<AlsoSeen> &copies = {});
    /// The keys of the verbs, in their order, for the tooltips.
    void setKeys(const QStringList &keys);
    /// What rules did, as a link that asks why; empty: nothing.
    void setTrace(const QString &words);
    [[nodiscard]] QWidget *traceAnchor() const; ///< below which the answer opens

signals:
    void whyRequested();
    void pressed(int verb);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    [[nodiscard]] QToolButton *button();
    void say(int verb);
    [[nodiscard]] QString keyOf(int verb) const;
    void giveWay();
    void showMore();
    void dress();

    const Look &m_look;
    QLabel *m_network;
    ElidedLabel *m_title;
    ElidedLabel *m_origin;
    Link *m_trace = nullptr;
    QList<QToolButton *> m_buttons;
    QToolButton *m_more = nullptr; ///< holds the verbs for which there is no room
    QStringList m_keys;
    QString m_networkIcon;
    bool m_isDone = false;
    bool m_isEscalated = false;
};

} // namespace wheelhouse
