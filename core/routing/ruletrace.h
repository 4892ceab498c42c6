#pragma once

#include "core/routing/rule.h"

namespace wheelhouse {

/// One run of a rule on a conversation, as the item shows it.
struct RuleRun {
    RuleId rule;
    int number = 0; ///< its place in the list now, 1 first; 0: it was removed
    int version = 0; ///< that ran
    RuleText text; ///< of that version
    QDateTime at; ///< UTC
    qint64 operation = 0; ///< row, for Undo::goOn(); 0: nothing had to change
    QList<int> did; ///< places in text.acts
    QList<QPair<int, Spared>> spared;
    bool isTakenBack = false;
    friend bool operator==(const RuleRun &, const RuleRun &) = default;
};

/// Tells what rules did to a conversation; any connection.
class RuleTrace {
public:
    explicit RuleTrace(Database &database);
    /// Newest last, at most \a limit.
    [[nodiscard]] Result<QList<RuleRun>> of(qint64 conversation, int limit = 100);

private:
    Statement m_runs;
};

/// How the store keeps places and what was spared: "0 2" and "1:person 3:gone".
[[nodiscard]] QString placesToText(const QList<int> &places);
[[nodiscard]] QString sparedToText(const QList<QPair<int, Spared>> &spared);
[[nodiscard]] QList<int> placesFromText(const QString &text);
[[nodiscard]] QList<QPair<int, Spared>> sparedFromText(const QString &text);

} // namespace wheelhouse
