#pragma once

#include "core/base/plaintext.h"
#include "core/policy/guideline.h"
#include "core/policy/lintwords.h"

#include <QRegularExpression>

#include <vector>

namespace wheelhouse {

/// Guidelines as the Linter runs them: expressions compiled, words in one index. Part of Linter.
struct LintReady {
    struct Rule {
        int guideline = 0; ///< of guidelines
        LintRule rule;
        QRegularExpression pattern; ///< of Pattern
    };
    explicit LintReady(const QList<Guideline> &from);

    QList<Guideline> guidelines;
    std::vector<Rule> rules;
    PhraseIndex phrases; ///< owner: of rules
};

/// "de" of "de-AT".
[[nodiscard]] QString lintLanguage(const QString &tag);
/// \a pattern to be run in bounded steps, so that no text makes it run for long.
[[nodiscard]] QRegularExpression lintPattern(const QString &pattern);
/// Why \a pattern cannot be used, in words; empty: it can.
[[nodiscard]] QString lintPatternTrouble(const QString &pattern);
/// Whether \a address leads to one of \a hosts or below it.
[[nodiscard]] bool isUnderHost(const QString &address, const QStringList &hosts);
/// Whether \a address leads to a place on a map.
[[nodiscard]] bool tellsAPlace(const QString &address);
/// Latitude and longitude, written with three decimals or more: a house, not a country.
[[nodiscard]] QList<Stretch> coordinatesIn(const QString &text);

} // namespace wheelhouse
