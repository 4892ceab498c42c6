#pragma once

#include "core/policy/guideline.h"
#include "core/posts/stretch.h"

#include <QDateTime>
#include <QUrl>

#include <memory>

namespace wheelhouse {

/// What is looked at: one variant as it would go out.
struct LintDraft {
    QString network; ///< "mastodon"
    QString language; ///< BCP 47; empty: not said, and only rules for every language look
    QStringList texts; ///< the title, if any, is not among them
    QString title;
    QString warning;
    QStringList descriptions; ///< of its pictures, in order; empty: none was given
    QDateTime goesOutAt; ///< on the wall that was meant; invalid: no hour yet
    bool isPaidFor = false;
};

/// Where a rule bites.
struct LintFinding {
    enum class Part { Whole, Title, Warning, Text, Description };
    GuidelineId guideline;
    qint64 version = 0;
    QString code;
    LintKind kind = LintKind::Warn;
    Part part = Part::Whole;
    int number = 0; ///< which text or picture, from 0
    Stretch where; ///< of that part, UTF-16 units; length 0: the whole of it
    QString message; ///< for a person
    QString why;
    QString flag;
    QString instead; ///< null: no quick fix
    bool isStale = false; ///< its review is overdue
    bool isUnsure = false; ///< the expression took too many steps: a person has to look
    friend bool operator==(const LintFinding &, const LintFinding &) = default;
    /// It may not go out like this.
    [[nodiscard]] bool stops() const { return kind == LintKind::Forbid || kind == LintKind::Require; }
};

/// All guidelines, made ready once and run at each keystroke. The same draft on the same day gives the same findings.
/// One thread at a time; cheap to move.
class Linter {
public:
    Linter();
    explicit Linter(const QList<Guideline> &guidelines);
    Linter(Linter &&) noexcept;
    Linter &operator=(Linter &&) noexcept;
    ~Linter();

    /// What stands against \a draft on \a today, what stops first, then by place. Linear in the text.
    [[nodiscard]] QList<LintFinding> look(const LintDraft &draft, const QDate &today) const;

    /// What is wrong with \a rule, in words, before it is kept: an expression that does not compile, no words, no
    /// hours. Empty: it can be used.
    [[nodiscard]] static QString troubleOf(const LintRule &rule);

private:
    struct Ready;
    std::unique_ptr<const Ready> m_ready;
};

} // namespace wheelhouse
