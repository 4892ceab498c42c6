#pragma once

#include "core/inbox/mentionstore.h"
#include "core/inbox/searchscan.h"
#include "core/routing/rule.h"

namespace wheelhouse {

/// What one act of a rule would have come to.
struct DryAct {
    RuleAct act;
    QString name; ///< of the label, member or department
    qint64 conversations = 0; ///< it would have acted on
    qint64 different = 0; ///< of these, how many stand otherwise today
    qint64 escalated = 0; ///< of these, how many were escalated later
};

/// What one rule would have come to.
struct DryRule {
    RuleId id;
    int number = 0; ///< its place in the list, 1 first
    QString name;
    qint64 mentions = 0;
    qint64 conversations = 0;
    qint64 escalated = 0;
    QList<DryAct> acts;
};

/// Two rules that set one thing for messages in common.
struct DryOverlap {
    int first = 0; ///< places in DryReport::rules
    int second = 0;
    ActField field = ActField::Labels;
    bool conflicts = false; ///< they set it differently: the later wins; else they say the same
    qint64 mentions = 0;
};

/// One of the newest messages that a rule fits.
struct DrySample {
    ConversationItem item; ///< its mention, at and snippet are those of the message
    QList<int> rules; ///< places in DryReport::rules
    bool different = false; ///< the conversation stands otherwise today than they would have left it
};

/// What rules would have done to all that ever came.
struct DryReport {
    qint64 conversations = 0; ///< that some rule fits
    QList<DryRule> rules;
    QList<DryOverlap> overlaps;
    QList<DrySample> samples; ///< newest first
    QStringList remarks; ///< what the figures leave out
};

class DryTally;

/// Tries rules on the whole archive without changing anything: each message as if it had just arrived, rules in their
/// order, stops obeyed. Closing and snoozing count where a conversation began, since what came later found it taken up
/// or not: nobody kept which. One on a connection that has no Search; any lane.
class DryRun {
public:
    DryRun(Database &database, const Clock &clock);

    /// True breaks off with Cancelled, within a tenth of a second.
    void setStop(const std::function<bool()> &isStopped);
    using Progress = std::function<void(int done, int of)>;
    [[nodiscard]] Result<DryReport> run(const QList<Rule> &rules, const Progress &progress = {});

private:
    [[nodiscard]] Result<void> scan(DryTally &tally, const Progress &progress);
    [[nodiscard]] Result<void> scanSlice(DryTally &tally, qint64 from, qint64 until);
    [[nodiscard]] Result<void> loadSamples(DryReport &report);

    Database &m_database;
    const Clock &m_clock;
    SearchScan m_scan;
    MentionStore m_store;
    ActReader m_acts;
    std::function<bool()> m_isStopped;
    Statement m_first;
    Statement m_last;
};

/// "Would have closed 214, 3 of them later escalated." One sentence for an act.
[[nodiscard]] QString drySentence(const DryAct &act);
/// "Rules 3 and 7 both set who has it, for 41 messages: rule 7 wins."
[[nodiscard]] QString overlapSentence(const DryReport &report, const DryOverlap &overlap);

} // namespace wheelhouse
