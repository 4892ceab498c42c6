#pragma once

#include "core/calendar/planlines.h"
#include "core/posts/nameless.h"
#include "core/posture/holds.h"
#include "core/publishing/terms.h"

namespace wheelhouse {

using LayerId = Id<struct Layer>;

/// Moves that are only thought of.
struct Layer {
    qint64 row = 0;
    LayerId id;
    QString name;
    QString madeBy; ///< name
    int moves = 0;
    friend bool operator==(const Layer &, const Layer &) = default;
};

/// What a range of days holds.
struct CalendarPage {
    QDate from;
    QDate to;
    QList<Card> cards; ///< by day; of a day those of any time first, then by hour
    QList<DayOff> daysOff;
    bool isCut = false; ///< there is more than could be shown
};

/// Reads the calendar; any connection. A month of a store of 50,000 posts takes a few milliseconds; the window asks on
/// the reading lane.
class CalendarBook {
public:
    static constexpr int mostCards = 5'000;

    explicit CalendarBook(Database &database);
    /// What lies on the wall from \a from to \a to; with \a layer (row; 0: none) as it would be by that layer.
    [[nodiscard]] Result<CalendarPage> page(QDate from, QDate to, qint64 layer = 0);
    /// Posts that have no date yet, newest first; replies and what was discarded are none.
    [[nodiscard]] Result<QList<Card>> tray(int most = 500);
    [[nodiscard]] Result<std::optional<Card>> card(const CardKey &key);
    /// The series of a post; none: it has no date.
    [[nodiscard]] Result<std::optional<Series>> series(PostId post);
    /// Those that are not removed, by name.
    [[nodiscard]] Result<QList<Campaign>> campaigns();
    [[nodiscard]] Result<QList<Layer>> layers();

private:
    [[nodiscard]] Result<CardRules> rules();
    [[nodiscard]] Result<void> lookInto(QList<Card> &cards);
    [[nodiscard]] Result<QList<PostOfCards>> postsOf(
        CalendarPage &page, const CardNames &names, const CardRules &rules, bool isLayered, qint64 layer);
    [[nodiscard]] Result<QHash<CardKey, WallTime>> imagined(qint64 layer);
    [[nodiscard]] Result<QHash<qint64, int>> slips(qint64 layer);
    [[nodiscard]] Result<QList<DayOff>> daysOff(QDate from, QDate to);

    CardNamesReader m_names;
    PlanLines m_lines;
    CardReader m_again;
    CardReader m_layered;
    CardReader m_undated;
    CardReader m_single;
    NamelessReader m_nameless;
    PlanStore m_plans;
    HoldReader m_holds;
    PublishingTermsStore m_terms;
    Statement m_daysOff;
    Statement m_moves;
    Statement m_slips;
    Statement m_campaigns;
    Statement m_layers;
};

} // namespace wheelhouse
