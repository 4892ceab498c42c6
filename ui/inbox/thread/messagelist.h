#pragma once

#include "ui/inbox/thread/threadrow.h"

#include "core/base/clock.h"
#include "core/gestures/gesturelist.h"
#include "core/inbox/mentionstore.h"

#include <QAbstractListModel>
#include <QHash>
#include <QTimeZone>

namespace wheelhouse {

class NameBook;

/// One conversation in the order of time: messages, notes to the team, acts, days. Old messages are folded; a message
/// that is very long is cut. Re-reads without a reset, so that the place is kept. Changes nothing in the store.
class MessageListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        RowRole = Qt::UserRole, ///< ThreadRow
    };
    Q_ENUM(Role)

    static constexpr int newest = 6; ///< messages that are never folded
    static constexpr int cutAt = 1'500; ///< UTF-16 units of a message drawn before somebody asks for more
    static constexpr int moreAtOnce = 20'000; ///< UTF-16 units more each time

    /// \a wishes what we did to messages on their networks; nullptr: nothing can be.
    MessageListModel(
        MentionStore &store, const NameBook &names, const Clock &clock, GestureList *wishes, QObject *parent = nullptr);

    /// \a tinted the row of the message to be answered.
    [[nodiscard]] Result<void> show(qint64 conversation, qint64 tinted);
    [[nodiscard]] Result<void> refresh(qint64 tinted);
    void clear();
    /// Unfolds; after that, older ones a page at a time.
    [[nodiscard]] Result<void> showEarlier();
    /// More of the text of \a row: all of it, or the next part of a very long one.
    void showMore(int row);

    /// The first message of the conversation, whether it is shown or not; none while nothing is shown.
    [[nodiscard]] const std::optional<Mention> &opening() const { return m_opening; }
    [[nodiscard]] int rowOf(qint64 mention) const; ///< -1: not shown

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] Result<void> read();
    [[nodiscard]] Result<void> readDeeds();
    [[nodiscard]] QList<ThreadRow> rows() const;
    [[nodiscard]] ThreadRow fold(qsizetype hidden) const;
    [[nodiscard]] ThreadRow message(const Mention &mention) const;
    [[nodiscard]] ThreadRow note(const Note &note) const;
    [[nodiscard]] ThreadRow act(const ActLine &act) const;
    [[nodiscard]] QList<ThreadRow> withDays(const QList<ThreadRow> &rows) const;
    [[nodiscard]] QString time(const QDateTime &at) const;
    void put(QList<ThreadRow> rows);

    MentionStore &m_store;
    const NameBook &m_names;
    const Clock &m_clock;
    GestureList *m_wishes;
    QTimeZone m_zone;
    qint64 m_conversation = 0;
    qint64 m_tinted = 0;
    bool m_isFolded = true;
    bool m_hasOlder = false; ///< in the store, before what was read
    int m_wanted = 0; ///< messages to read
    int m_revision = 0;
    std::optional<Mention> m_opening;
    QList<Mention> m_messages;
    QList<Note> m_notes;
    QList<ActLine> m_acts;
    QHash<qint64, QList<WishedGesture>> m_deeds; ///< by the row of their message
    QHash<QString, int> m_shown; ///< how much of a long text, by the key of its row
    QList<ThreadRow> m_rows;
};

} // namespace wheelhouse
