#include "core/policy/linter.h"

#include "core/base/graphemes.h"
#include "core/policy/lintready.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Linter)
};

using Part = LintFinding::Part;
using Matcher = LintMatcher::Kind;

constexpr int mostOfOne = 20; // findings of one rule in one part: whoever reads them has understood by then

/// One part of a draft, taken apart once for all rules.
struct Piece {
    Part part = Part::Text;
    int number = 0;
    const QString *text = nullptr;
    QList<LintToken> tokens;
    QList<Span> links;
};

/// One draft in front of the rules.
class Look {
public:
    Look(const LintReady &ready, const LintDraft &draft, const QDate &today)
        : m_ready(ready)
        , m_draft(draft)
        , m_today(today)
    {
        add(Part::Title, 0, draft.title);
        add(Part::Warning, 0, draft.warning);
        for (int i = 0; i < draft.texts.size(); ++i)
            add(Part::Text, i, draft.texts.at(i));
        for (int i = 0; i < draft.descriptions.size(); ++i)
            add(Part::Description, i, draft.descriptions.at(i));
    }

    QList<LintFinding> run()
    {
        lookForWords();
        for (int i = 0; i < int(m_ready.rules.size()); ++i)
            if (isAsked(m_ready.rules[size_t(i)]))
                lookAt(m_ready.rules[size_t(i)], i);
        std::stable_sort(m_found.begin(), m_found.end(), [](const LintFinding &one, const LintFinding &other) {
            return std::tuple(!one.stops(), one.part, one.number, one.where.start)
                < std::tuple(!other.stops(), other.part, other.number, other.where.start);
        });
        return std::move(m_found);
    }

private:
    void add(Part part, int number, const QString &text)
    {
        if (!text.isEmpty())
            m_pieces.append({ part, number, &text, lintTokens(text), findSpans(text) });
    }

    [[nodiscard]] bool isAsked(const LintReady::Rule &rule) const
    {
        const Guideline &guideline = m_ready.guidelines.at(rule.guideline);
        return (guideline.networks.isEmpty() || guideline.networks.contains(m_draft.network))
            && (rule.rule.language.isEmpty() || lintLanguage(rule.rule.language) == lintLanguage(m_draft.language));
    }

    /// One walk for the words of all rules together.
    void lookForWords()
    {
        for (int piece = 0; piece < m_pieces.size(); ++piece)
            for (const PhraseIndex::Hit &hit : m_ready.phrases.in(m_pieces.at(piece).tokens))
                m_words[hit.owner].append(Place { piece, hit.where });
    }

    void lookAt(const LintReady::Rule &rule, int number)
    {
        switch (rule.rule.matcher.kind) {
        case Matcher::Words:
            return lookAtPlaces(rule, m_words.value(number));
        case Matcher::Pattern:
            return lookAtPattern(rule);
        case Matcher::LinkHost:
            return lookAtPlaces(rule, linksOf(rule, false));
        case Matcher::Place:
            return lookAtPlaces(rule, linksOf(rule, true));
        case Matcher::NoLink:
            if (std::all_of(
                    m_pieces.cbegin(), m_pieces.cend(), [](const Piece &piece) { return piece.links.isEmpty(); }))
                say(rule, Part::Whole, 0, {});
            return;
        case Matcher::NoDescription:
            return lookAtDescriptions(rule);
        case Matcher::Length:
            return lookAtLength(rule);
        case Matcher::Hours:
            return lookAtHours(rule);
        case Matcher::Disclosure:
            if (m_draft.isPaidFor && m_words.value(number).isEmpty())
                say(rule, Part::Whole, 0, {});
            return;
        case Matcher::Embargo:
            if (!m_draft.goesOutAt.isValid() || m_draft.goesOutAt.date() < rule.rule.matcher.day)
                lookAtPlaces(rule, m_words.value(number));
            return;
        }
    }

    struct Place {
        int piece = 0;
        Stretch where;
    };

    /// What must not stand there is said where it stands; what must, of the whole, where it stands nowhere.
    void lookAtPlaces(const LintReady::Rule &rule, const QList<Place> &places)
    {
        if (rule.rule.kind == LintKind::Require) {
            if (places.isEmpty())
                say(rule, Part::Whole, 0, {});
            return;
        }
        for (const Place &place : places.mid(0, mostOfOne))
            say(rule, m_pieces.at(place.piece).part, m_pieces.at(place.piece).number, place.where);
    }

    void lookAtPattern(const LintReady::Rule &rule)
    {
        QList<Place> places;
        for (int piece = 0; piece < m_pieces.size(); ++piece) {
            auto matches = rule.pattern.globalMatch(*m_pieces.at(piece).text);
            while (matches.isValid() && matches.hasNext() && places.size() < mostOfOne) {
                const QRegularExpressionMatch match = matches.next();
                places.append(Place { piece, { match.capturedStart(), match.capturedLength() } });
            }
            // What took too many steps is not taken for nothing found.
            if (!matches.isValid()) {
                say(rule, m_pieces.at(piece).part, m_pieces.at(piece).number, {});
                m_found.last().isUnsure = true;
                return;
            }
        }
        lookAtPlaces(rule, places);
    }

    [[nodiscard]] QList<Place> linksOf(const LintReady::Rule &rule, bool isPlace) const
    {
        QList<Place> places;
        for (int piece = 0; piece < m_pieces.size(); ++piece) {
            for (const Span &span : m_pieces.at(piece).links)
                if (span.kind == Span::Kind::Link
                    && (isPlace ? tellsAPlace(span.target) : isUnderHost(span.target, rule.rule.matcher.words)))
                    places.append(Place { piece, { span.start, span.length } });
            if (isPlace)
                for (const Stretch &where : coordinatesIn(*m_pieces.at(piece).text))
                    places.append(Place { piece, where });
        }
        return places;
    }

    void lookAtDescriptions(const LintReady::Rule &rule)
    {
        for (int i = 0; i < m_draft.descriptions.size(); ++i)
            if (m_draft.descriptions.at(i).trimmed().isEmpty())
                say(rule, Part::Description, i, {});
    }

    void lookAtLength(const LintReady::Rule &rule)
    {
        for (const Piece &piece : m_pieces) {
            if (piece.part != Part::Text || piece.text->size() <= rule.rule.matcher.number)
                continue;
            const QList<qsizetype> starts = graphemeStarts(*piece.text);
            if (starts.size() <= rule.rule.matcher.number)
                continue;
            const qsizetype over = starts.at(rule.rule.matcher.number);
            say(rule, piece.part, piece.number, { over, piece.text->size() - over });
        }
    }

    void lookAtHours(const LintReady::Rule &rule)
    {
        if (!m_draft.goesOutAt.isValid())
            return;
        const QTime at = m_draft.goesOutAt.time();
        const LintMatcher &hours = rule.rule.matcher;
        const bool isIn =
            hours.from <= hours.until ? at >= hours.from && at < hours.until : at >= hours.from || at < hours.until;
        if (isIn)
            say(rule, Part::Whole, 0, {});
    }

    void say(const LintReady::Rule &rule, Part part, int number, const Stretch &where)
    {
        const Guideline &guideline = m_ready.guidelines.at(rule.guideline);
        LintFinding finding;
        finding.guideline = guideline.id;
        finding.version = guideline.version;
        finding.code = guideline.code;
        finding.isStale = guideline.reviewBy.isValid() && m_today > guideline.reviewBy;
        const bool isSoft = finding.isStale && guideline.softensWhenStale && rule.rule.kind == LintKind::Forbid;
        finding.kind = isSoft ? LintKind::Warn : rule.rule.kind;
        finding.part = part;
        finding.number = number;
        finding.where = where;
        finding.message = rule.rule.message.isEmpty() ? guideline.title : rule.rule.message;
        finding.why = guideline.why;
        finding.flag = rule.rule.flag;
        finding.instead = where.length > 0 ? rule.rule.instead : QString();
        m_found.append(finding);
    }

    const LintReady &m_ready;
    const LintDraft &m_draft;
    QDate m_today;
    QList<Piece> m_pieces;
    QHash<int, QList<Place>> m_words; ///< by rule
    QList<LintFinding> m_found;
};

} // namespace

struct Linter::Ready : LintReady {
    using LintReady::LintReady;
};

Linter::Linter()
    : Linter(QList<Guideline>())
{
}

Linter::Linter(const QList<Guideline> &guidelines)
    : m_ready(std::make_unique<const Ready>(guidelines))
{
}

Linter::Linter(Linter &&) noexcept = default;
Linter &Linter::operator=(Linter &&) noexcept = default;
Linter::~Linter() = default;

QList<LintFinding> Linter::look(const LintDraft &draft, const QDate &today) const
{
    return Look(*m_ready, draft, today).run();
}

QString Linter::troubleOf(const LintRule &rule)
{
    const LintMatcher &matcher = rule.matcher;
    switch (matcher.kind) {
    case Matcher::Words:
    case Matcher::Embargo:
    case Matcher::Disclosure:
        if (std::all_of(
                matcher.words.cbegin(), matcher.words.cend(), [](auto &word) { return lintTokens(word).isEmpty(); }))
            return Words::tr("Name at least one word.");
        if (matcher.kind == Matcher::Embargo && !matcher.day.isValid())
            return Words::tr("Say until when it is not told.");
        break;
    case Matcher::Pattern:
        return lintPatternTrouble(matcher.pattern);
    case Matcher::LinkHost:
        if (matcher.words.isEmpty() || matcher.words.contains(QString()))
            return Words::tr("Name at least one host, like “example.org”.");
        break;
    case Matcher::Length:
        if (matcher.number < 1)
            return Words::tr("Say how many characters may stand there.");
        break;
    case Matcher::Hours:
        if (!matcher.from.isValid() || !matcher.until.isValid() || matcher.from == matcher.until)
            return Words::tr("Say from what hour until what hour.");
        break;
    case Matcher::NoLink:
    case Matcher::NoDescription:
    case Matcher::Place:
        break;
    }
    if (rule.kind == LintKind::Route && rule.flag.trimmed().isEmpty())
        return Words::tr("Say which gate is asked then.");
    return {};
}

} // namespace wheelhouse
