#pragma once

#include "core/calendar/plansteps.h"
#include "core/planning/icalendar.h"
#include "core/planning/plansheet.h"
#include "core/posts/composition.h"

namespace wheelhouse {

/// Something planned in a file: an entry of a calendar, or a row of a sheet.
struct PlanItem {
    qint64 number = 0; ///< as a person counts in the file
    PlanEntry entry; ///< when.start without a date: it has no date yet
    int alts = 0; ///< how many pictures were described; the pictures themselves are in no such file
    Objective objective {}; ///< undecided: it says none
};
[[nodiscard]] PlanItem itemOf(const PlanVerdict &verdict);

/// What became of it.
struct PlanOutcome {
    enum class Kind { New, Moved, Same, Refused };
    qint64 number = 0;
    Kind kind = Kind::Refused;
    QString words; ///< why it was refused, or what a person should know; a sentence; empty: nothing
    CardKey card;
    friend bool operator==(const PlanOutcome &, const PlanOutcome &) = default;
};

/// Takes plans from files into the calendar, a lot at a time, as drafts; all of a file is one step to undo, however
/// many rows it has. The same file twice adds nothing. Lives on the engine lane.
class PlanIntake {
public:
    PlanIntake(Database &database, OperationLog &log, Undo &undo, PostStore &posts, Outbox &outbox, const Clock &clock);

    /// From here on it is another file. \a channels: where goes what names no channel, by name; empty: it is refused.
    /// \a isTrial: everything is judged and nothing is kept.
    /// \a objective: of what says none itself, also that it has none, knowingly; undecided: it says none yet.
    void begin(const QStringList &channels, bool isTrial, const Objective &objective = {});
    /// In one transaction: some hundreds at a time. Fails only where the store does.
    [[nodiscard]] Result<QList<PlanOutcome>> take(const QList<PlanItem> &items);

private:
    struct Channels {
        QHash<QString, ChannelId> byName; ///< name, handle and id
        QSet<QString> ambiguous; ///< of them, those that are more than one's
        QStringList names;
    };
    [[nodiscard]] Result<PlanOutcome> takeOne(Transaction &transaction, const PlanItem &item, QJsonArray &done);
    [[nodiscard]] Result<PlanOutcome> takeNew(
        Transaction &transaction, const PlanItem &item, PostId id, QJsonArray &done);
    [[nodiscard]] Result<PlanOutcome> takeKnown(Transaction &transaction, const PlanItem &item, const PlannedPost &post,
        const QString &occurrence, QJsonArray &done);
    [[nodiscard]] Result<QList<ChannelId>> channelsOf(const PlanItem &item) const;
    [[nodiscard]] Result<void> readChannels();
    [[nodiscard]] Result<void> note(Transaction &transaction, const QJsonArray &done);
    [[nodiscard]] Result<Undone> turn(Transaction &transaction, const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    PlanSteps m_steps;
    QStringList m_fallback;
    Objective m_objective;
    bool m_isTrial = false;
    qint64 m_import = 0; ///< row; 0: nothing of the file was taken yet
    QSet<QString> m_seen; ///< of this file
    Channels m_channels;
    PublishingTermsStore m_terms;
    bool m_asksObjective = false; ///< as the team decided when this lot was begun
    Statement m_readChannels;
    Statement m_addImport;
    Statement m_addRow;
    Statement m_rowsBack;
    Statement m_rowsAgain;
    Statement m_setRow;
    Statement m_left;
};

} // namespace wheelhouse
