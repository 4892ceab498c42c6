#pragma once

#include "core/inbox/query.h"
#include "core/routing/act.h"

namespace wheelhouse {

using RuleId = Id<struct Rule>;

/// What a person says of a rule: which messages, what is done with their conversations, and why.
struct RuleText {
    QString name;
    QString asks; ///< a question of the search, canonical; empty: a macro
    RuleActs acts;
    bool stops = false; ///< rules after it do not see what it fits
    QString reason; ///< never empty
    friend bool operator==(const RuleText &, const RuleText &) = default;
};

/// A rule as it stands in the list, or a macro, which is a rule that a person runs.
struct Rule {
    enum class Kind { Rule, Macro };
    qint64 row = 0;
    RuleId id;
    Kind kind = Kind::Rule;
    bool isOn = true;
    int version = 1; ///< of the text; each edit raises it
    RuleText text;
    QDateTime madeAt; ///< UTC, of this version
    friend bool operator==(const Rule &, const Rule &) = default;
};

/// Reads rules and macros; any connection.
class RuleList {
public:
    explicit RuleList(Database &database);
    /// In the order in which they run, those that were removed left out.
    [[nodiscard]] Result<QList<Rule>> list(Rule::Kind kind);
    /// Also one that was removed; none where there never was such a rule.
    [[nodiscard]] Result<std::optional<Rule>> find(RuleId id);
    /// Every text it ever had, newest version first.
    [[nodiscard]] Result<QList<Rule>> versions(RuleId id);

private:
    Statement m_list;
    Statement m_find;
    Statement m_versions;
};

/// \a text as it is kept, or what is missing in it: a name, acts, a reason, and for a rule a question that leaves
/// something out.
[[nodiscard]] Result<RuleText> checked(Rule::Kind kind, const RuleText &text);

/// The same for the log and for digests: one text, one line of bytes.
[[nodiscard]] QByteArray bytesOf(const RuleText &text);

} // namespace wheelhouse
