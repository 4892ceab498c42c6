#pragma once

#include "core/base/id.h"
#include "core/operations/operation.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

namespace wheelhouse {

using GuidelineId = Id<struct Guideline>;

/// What a rule of a guideline does where it bites. Forbid: it may not go out. Require: it may not go out without.
/// Warn: somebody has to have read it. Route: a gate more is asked, by the flag.
enum class LintKind { Forbid, Warn, Require, Route };

/// What a rule looks for.
struct LintMatcher {
    enum class Kind {
        Words, ///< any of the words or phrases, whole, whatever their case and accents; of Require: at least one of
               ///< them
        Pattern, ///< a regular expression (PCRE), in bounded steps
        LinkHost, ///< a link to one of the hosts or below
        NoLink, ///< no link at all
        NoDescription, ///< a picture without alt text
        Length, ///< more characters, as people count them, than \c number
        Hours, ///< it goes out between \c from and \c until of the day on its wall
        Disclosure, ///< it is paid for and says none of the words
        Place, ///< it tells where somebody is: a link to a map, or coordinates
        Embargo ///< any of the words before the end of \c day
    };
    Kind kind = Kind::Words;
    QStringList words; ///< of Words, LinkHost, Disclosure, Embargo
    QString pattern; ///< of Pattern
    int number = 0; ///< of Length
    QTime from; ///< of Hours; after \c until: over midnight
    QTime until;
    QDate day; ///< of Embargo
    friend bool operator==(const LintMatcher &, const LintMatcher &) = default;
};

/// One rule of a guideline.
struct LintRule {
    LintKind kind = LintKind::Warn;
    LintMatcher matcher;
    QString language; ///< BCP 47, first part; empty: in every language
    QString message; ///< what to do, for a person; empty: the guideline's title says it
    QString flag; ///< of Route: what a gate asks for
    QString instead; ///< the quick fix: what stands there then; null: there is none
    friend bool operator==(const LintRule &, const LintRule &) = default;
};

/// What we say and what we never say, and why. A version is never changed; a new text is a new version.
struct Guideline {
    GuidelineId id;
    qint64 version = 1;
    QString code; ///< "P-09"
    QString title;
    QString text; ///< for people to read
    QString why; ///< shown wherever it bites; never empty
    MemberId owner;
    QDate reviewBy; ///< from the day after it is stale
    bool softensWhenStale = false; ///< a stale one forbids nothing any more, and warns: its owner chose so
    QStringList networks; ///< "mastodon"; empty: on all
    QList<LintRule> rules;
    friend bool operator==(const Guideline &, const Guideline &) = default;
};

} // namespace wheelhouse
