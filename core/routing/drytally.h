#pragma once

#include "core/routing/dryrun.h"

#include <vector>

namespace wheelhouse {

/// A message that the rule at a place fits.
struct DryFit {
    qint64 mention;
    qint64 conversation;
    int place;
};

/// Counts what a dry run meets: conversations once each, by rule and act. In memory only what was met.
class DryTally {
public:
    DryTally(Database &database, const QList<Rule> &rules, const QList<QList<ReadyAct>> &acts);

    /// Reads which conversations were ever escalated, and which bear the labels of the acts.
    [[nodiscard]] Result<void> prepare();
    /// All that fits one message, in the order of the rules.
    [[nodiscard]] Result<void> take(const QList<DryFit> &fits);
    [[nodiscard]] DryReport report() const { return m_report; }
    [[nodiscard]] Result<void> nameThings(DryReport &report);

private:
    /// How a conversation stands today, and what met it.
    struct Met {
        Standing standing;
        bool wasEscalated = false;
    };
    using Marks = std::vector<bool>; ///< by number of a conversation
    [[nodiscard]] Result<int> numberOf(qint64 conversation);
    [[nodiscard]] Result<Met> read(qint64 conversation);
    static bool mark(Marks &marks, int number);
    [[nodiscard]] bool isOtherwise(const ReadyAct &act, qint64 conversation, const Standing &today) const;
    void count(int place, const DryFit &fit, int number, DrySample *sample);
    void overlap(int first, int second);

    const QList<QList<ReadyAct>> m_acts;
    QList<bool> m_stops;
    DryReport m_report;
    QHash<qint64, int> m_numbers;
    std::vector<Met> m_met;
    std::vector<Marks> m_fits; ///< by rule
    std::vector<std::vector<Marks>> m_acted; ///< by rule and act
    QSet<qint64> m_escalated; ///< conversations
    QHash<qint64, QSet<qint64>> m_labelled; ///< by label
    Statement m_standing;
    Statement m_labels;
    Statement m_escalations;
    Statement m_labelName;
    Statement m_memberName;
    Statement m_departmentName;
};

} // namespace wheelhouse
