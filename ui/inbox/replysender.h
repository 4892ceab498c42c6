#pragma once

#include "core/networks/counting.h"
#include "core/publishing/replies.h"
#include "ui/inbox/inboxservices.h"

#include <QObject>

namespace wheelhouse {

/// What sending the answer that is being written would mean, and the sending. What is on the network's side of it, and
/// every rule, is core's; here is what a person has seen.
class ReplySender : public QObject {
    Q_OBJECT
public:
    explicit ReplySender(InboxServices &services, QObject *parent = nullptr);

    /// What stands there counts as seen.
    void show(const ConversationItem &item);
    /// The same conversation, read anew. While nothing is written, what came counts as seen.
    void refresh(bool isWriting);
    /// A person read what came.
    void review();
    /// Those that it may be thought to go from, that one first that was addressed.
    [[nodiscard]] const QList<ReplyAccount> &accounts() const { return m_accounts; }
    [[nodiscard]] ChannelId from() const; ///< null: it is not known
    /// Another account than the one that was addressed is chosen: it is asked once more before it goes.
    void setFrom(ChannelId channel);
    [[nodiscard]] bool isFromAnother() const { return !m_from.isNull(); }
    [[nodiscard]] bool isAgreed() const { return m_from.isNull() || m_isAgreed; }
    void agree() { m_isAgreed = true; } ///< a person was asked, and means it
    /// Why nothing can be sent here, in a sentence; empty: it can.
    [[nodiscard]] QString whyNot() const { return m_whyNot; }

    /// How the text stands.
    struct Standing {
        TextLength length; ///< of what would go out
        int limit = 0; ///< characters; 0: none
        QString problem; ///< why its network would not take it; empty: it would
        QString addressed; ///< handle that is put before it, since it names nobody; empty: none is
        bool isMoved = false; ///< somebody wrote since
    };
    [[nodiscard]] Standing look(const QString &text) const;
    void send(const QString &text, bool thenDone);

signals:
    void sent(qint64 conversation, const QString &sentence);
    void failed(const wheelhouse::Error &error);

private:
    [[nodiscard]] QString findWhyNot() const;
    [[nodiscard]] ReplyWish wish() const { return { m_item.row, m_seen, m_from }; }

    InboxServices &m_services;
    ConversationItem m_item;
    qint64 m_seen = 0; ///< row of the newest mention that counts as seen
    QString m_whyNot;
    QList<ReplyAccount> m_accounts;
    ChannelId m_from; ///< null: the one that was addressed
    bool m_isAgreed = false;
};

} // namespace wheelhouse
