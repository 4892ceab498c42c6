#pragma once

#include "core/inbox/mentionstore.h"
#include "ui/inbox/listline.h"
#include "ui/inbox/namebook.h"

#include <QAbstractListModel>
#include <QSet>
#include <QTimeZone>

namespace wheelhouse {

class Clock;

/// A window on one view of the inbox, or on what a search found: at most a few hundred conversations with the titles
/// of their groups between them. Reads pages by key over the window's connection; refresh() reads again what it shows
/// and turns the difference into inserted, removed and changed rows. Never writes.
class ConversationListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        LineRole = Qt::UserRole, ///< ListLine: all that the delegate draws
        ConversationRole, ///< qint64, the conversation's row; 0 for a group's title
        WhyRole, ///< QString: why its answer is promised until then; empty: it is not. Reads the store
    };
    Q_ENUM(Role)
    /// Something a search found: the conversation, the mention that matched, and where in its one-line text.
    struct Found {
        qint64 conversation = 0;
        QString snippet; ///< one line; empty: as the conversation shows itself
        QList<ListLine::Match> matches;
    };

    static constexpr int pageSize = 100;
    static constexpr int largest = 400; ///< conversations in the window after trim()

    ConversationListModel(MentionStore &store, const NameBook &names, const Clock &clock, QObject *parent = nullptr);

    void showView(const View &view, Order order);
    /// \a found newest first; the search decides how many.
    void showFound(const QList<Found> &found);
    [[nodiscard]] const View &view() const { return m_view; }
    [[nodiscard]] Order order() const { return m_order; }
    [[nodiscard]] bool isSearch() const { return m_isSearch; }

    /// Reads the window again and tells what differs.
    void refresh();
    /// The minutes go on: times and groups are told anew.
    void tick();
    void toStart();
    void toEnd();
    [[nodiscard]] bool isAtStart() const { return m_atStart; }
    [[nodiscard]] bool isAtEnd() const { return m_atEnd; }
    void fetchBefore();
    /// Drops what lies far from \a conversation, when the window has grown beyond its measure.
    void trim(qint64 conversation);

    /// Takes rows out before the store has answered; they come back with stay().
    void leave(const QList<qint64> &conversations);
    void stay(const QList<qint64> &conversations);

    [[nodiscard]] int conversations() const { return int(m_items.size()); } ///< in the window
    [[nodiscard]] QModelIndex indexOf(qint64 conversation) const; ///< invalid when not in the window
    [[nodiscard]] const ConversationItem *item(qint64 conversation) const;
    [[nodiscard]] ListLine line(const ConversationItem &item) const;
    /// The conversation \a by steps from \a conversation, titles not counted; itself at the ends of the window.
    [[nodiscard]] qint64 beside(qint64 conversation, int by) const;
    [[nodiscard]] qint64 startOfToday() const; ///< UTC ms
    [[nodiscard]] qint64 first() const { return m_items.isEmpty() ? 0 : m_items.first().row; }
    [[nodiscard]] qint64 last() const { return m_items.isEmpty() ? 0 : m_items.last().row; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    void failed(const wheelhouse::Error &error);
    /// Since the minute before, the promise to these ran out.
    void breached(const QList<qint64> &conversations);
    void settled(); ///< after every read that went well, whether rows changed or not

private:
    struct Entry {
        qint64 id = 0; ///< conversation row, or below 0: a group
        QString title;
        int count = -1;
        ConversationItem item;
        QString icon;
        friend bool operator==(const Entry &, const Entry &) = default;
    };
    using Items = QList<ConversationItem>;
    [[nodiscard]] bool take(Result<Items> page, Items &into);
    [[nodiscard]] Result<Items> page(std::optional<ListPlace> after, int limit, MentionStore::Way way) const;
    [[nodiscard]] bool readWindow(Items &items);
    [[nodiscard]] bool readFound(Items &items);
    void show(const Items &items);
    void settle(const QList<Entry> &entries);
    void tellBreaches();
    [[nodiscard]] QString why(const ConversationItem &item) const;
    [[nodiscard]] QList<Entry> entriesOf(const Items &items) const;
    [[nodiscard]] static QList<qint64> idsOf(const QList<Entry> &entries);
    void setTime(ListLine &line) const;
    void reset();

    MentionStore &m_store;
    const NameBook &m_names;
    const Clock &m_clock;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    View m_view;
    Order m_order = Order::LongestWaiting;
    bool m_isSearch = false;
    QList<Found> m_found;
    Items m_items;
    QList<Entry> m_entries;
    QSet<qint64> m_leaving;
    bool m_atStart = true;
    bool m_atEnd = false;
    bool m_isSettling = false;
    QDateTime m_ticked; ///< when it was looked last whose promise ran out
};

} // namespace wheelhouse
