#pragma once

#include "core/calendar/calendarbook.h"
#include "core/calendar/calendardesk.h"
#include "core/planning/icalendar.h"
#include "core/planning/plansheet.h"

namespace wheelhouse {

/// What came of taking a plan in.
struct PlanTaken {
    QString sentence; ///< for the status bar
    int planned = 0; ///< new drafts, or posts that moved
    int known = 0; ///< were there already, and stay as they are
    int refused = 0;
    QString why; ///< of the last that was refused
    friend bool operator==(const PlanTaken &, const PlanTaken &) = default;
};

/// Takes plans out of files in: each post a draft where the file plans it. All of a file is one step, taken back and
/// done again also after a restart. What is there already (its id, or the same words at the same time) is not made
/// twice. Lives on the engine lane.
class PlanIntake {
public:
    PlanIntake(Database &database, OperationLog &log, Undo &undo, CalendarDesk &calendar);

    /// \a usual is where a row goes that names no outpost; null: such a row is refused.
    [[nodiscard]] Result<PlanTaken> rows(const QList<PlannedRow> &rows, ChannelId usual);
    [[nodiscard]] Result<PlanTaken> entries(const QList<PlanEntry> &entries, ChannelId usual);

private:
    /// A post of a file, whatever kind of file.
    struct Wanted {
        QString id;
        QString title;
        QString text;
        QString campaign;
        QStringList channels;
        std::optional<Series> when; ///< none: it has no date
    };
    struct Batch;
    [[nodiscard]] Result<PlanTaken> take(const QList<Wanted> &wanted, ChannelId usual);
    [[nodiscard]] Result<void> takeOne(Transaction &transaction, const Wanted &one, ChannelId usual, Batch &batch);
    [[nodiscard]] Result<bool> isKnown(const Wanted &one);
    [[nodiscard]] Result<QList<ChannelId>> channels(const Wanted &one, ChannelId usual);
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    CalendarDesk &m_calendar;
    Statement m_byId;
    Statement m_byWords;
    Statement m_channel;
};

/// Reads the plan for a file; any connection.
class PlanOuttake {
public:
    explicit PlanOuttake(Database &database);
    /// Posts of which anything lies between the days; what repeats as one entry with its rule.
    [[nodiscard]] Result<QList<PlanEntry>> entries(QDate from, QDate to);
    /// Each occurrence as a row of its own; only what does not repeat bears an id.
    [[nodiscard]] Result<QList<PlannedRow>> rows(QDate from, QDate to);
    /// Those names by which files call our outposts.
    [[nodiscard]] Result<QStringList> channels();

private:
    [[nodiscard]] Result<void> each(QDate from, QDate to, const std::function<Result<void>(const Card &)> &look);
    [[nodiscard]] Result<QString> words(qint64 post);

    CalendarBook m_book;
    Statement m_text;
    Statement m_channels;
    QHash<qint64, QString> m_campaigns;
};

/// What is written of a plan.
struct PlanExportWish {
    enum class Form { Calendar, Sheet };
    QString path;
    Form form = Form::Calendar;
    QDate from;
    QDate to;
    QString name; ///< of the calendar
};

/// Writes the plan of \a wish at \a stamp (UTC), in place of a file that is there, whole or not at all. Gives how many
/// posts were written.
[[nodiscard]] Result<int> writePlan(PlanOuttake &plan, const PlanExportWish &wish, const QDateTime &stamp);

} // namespace wheelhouse
