#pragma once

#include "ui/inbox/inboxservices.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace wheelhouse {

/// What stands half-written for a conversation.
struct KeptDraft {
    QString text;
    QDateTime savedAt; ///< UTC; null: not in the store yet
};

/// Keeps what is typed, replies or notes: the engine has it at most a second later, at once when the field or the
/// conversation is left. What could not be kept stays here and is tried again, ever less often. Ended, it hands over
/// the rest; the engine finishes that first.
class DraftKeeper : public QObject {
    Q_OBJECT
public:
    enum class Kind { Reply, Note };
    DraftKeeper(Kind kind, InboxServices &services, QObject *parent = nullptr);
    DraftKeeper(const DraftKeeper &) = delete;
    DraftKeeper &operator=(const DraftKeeper &) = delete;
    ~DraftKeeper() override;

    /// What stands there for \a conversation: not yet kept, or as it is in the store; none: nothing.
    [[nodiscard]] Result<std::optional<KeptDraft>> draft(qint64 conversation);
    void typed(qint64 conversation, const QString &text);
    void flush();
    /// Throws the draft of a reply away; one step to undo. What was typed last is kept first, so that undo brings back
    /// all of it.
    void discard(qint64 conversation);
    /// Typed, and not yet in the store.
    [[nodiscard]] bool isBehind(qint64 conversation) const;

signals:
    void kept(qint64 conversation, const QDateTime &at);
    void discarded(qint64 conversation);
    /// \a again: as the time before, and nothing of that conversation has been kept since.
    void failed(qint64 conversation, const wheelhouse::Error &error, bool again);

private:
    [[nodiscard]] Result<std::optional<KeptDraft>> read(qint64 conversation);
    [[nodiscard]] std::function<Result<QDateTime>()> saving(qint64 conversation, const QString &text) const;
    void settle(qint64 conversation, const QString &text, const Result<QDateTime> &saved);

    Kind m_kind;
    InboxServices &m_services;
    QHash<qint64, QString> m_typed; ///< not yet asked for
    QHash<qint64, QString> m_asked; ///< on its way to the store
    QSet<qint64> m_refused; ///< whose last answer from the store was no
    QTimer m_soon;
};

} // namespace wheelhouse
