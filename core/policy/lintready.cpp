#include "core/policy/lintready.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Linter)
};

// PCRE's own bound (pcre2pattern(3), LIMIT_MATCH). An honest expression over 3,000 characters takes some hundreds; an
// evil one is given up after about a millisecond.
const QString bound = QStringLiteral("(*LIMIT_MATCH=20000)");

bool isWordKind(LintMatcher::Kind kind)
{
    return kind == LintMatcher::Kind::Words || kind == LintMatcher::Kind::Disclosure
        || kind == LintMatcher::Kind::Embargo;
}

} // namespace

LintReady::LintReady(const QList<Guideline> &from)
    : guidelines(from)
{
    for (int i = 0; i < guidelines.size(); ++i)
        for (const LintRule &rule : guidelines.at(i).rules) {
            const int number = int(rules.size());
            rules.push_back({ i, rule, {} });
            if (rule.matcher.kind == LintMatcher::Kind::Pattern)
                rules.back().pattern = lintPattern(rule.matcher.pattern);
            if (isWordKind(rule.matcher.kind))
                for (const QString &word : rule.matcher.words)
                    phrases.add(word, number);
        }
}

QString lintLanguage(const QString &tag)
{
    return tag.section(QLatin1Char('-'), 0, 0).toLower();
}

QRegularExpression lintPattern(const QString &pattern)
{
    QRegularExpression made(
        bound + pattern, QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    made.optimize();
    return made;
}

QString lintPatternTrouble(const QString &pattern)
{
    if (pattern.isEmpty())
        return Words::tr("Write an expression.");
    if (pattern.startsWith(QLatin1String("(*")))
        return Words::tr("An expression may not begin with “(*”: it could lift the bound on how long it runs.");
    const QRegularExpression made = lintPattern(pattern);
    if (!made.isValid())
        return Words::tr("The expression cannot be read at character %1: %2.")
            .arg(std::max<qsizetype>(1, made.patternErrorOffset() - bound.size() + 1))
            .arg(made.errorString());
    // What matches nothing at all would be found everywhere.
    if (made.match(QString()).hasMatch())
        return Words::tr("The expression finds something in an empty text, so it would bite everywhere.");
    return {};
}

bool isUnderHost(const QString &address, const QStringList &hosts)
{
    const QString host = QUrl(address).host().toLower();
    return !host.isEmpty() && std::any_of(hosts.cbegin(), hosts.cend(), [&host](const QString &wanted) {
        const QString under = QUrl::fromUserInput(wanted.trimmed()).host().toLower();
        return !under.isEmpty() && (host == under || host.endsWith(QLatin1Char('.') + under));
    });
}

bool tellsAPlace(const QString &address)
{
    struct Map {
        const char *host;
        const char *path;
    };
    static constexpr std::array maps { Map { "openstreetmap.org", "" }, Map { "osm.org", "" },
        Map { "maps.apple.com", "" }, Map { "maps.google.com", "" }, Map { "maps.app.goo.gl", "" },
        Map { "google.com", "/maps" }, Map { "goo.gl", "/maps" }, Map { "bing.com", "/maps" },
        Map { "what3words.com", "" }, Map { "foursquare.com", "/v/" }, Map { "swarmapp.com", "/c/" } };
    return std::any_of(maps.begin(), maps.end(), [&address](const Map &map) {
        return isUnderHost(address, { QString::fromLatin1(map.host) })
            && QUrl(address).path().startsWith(QLatin1String(map.path));
    });
}

QList<Stretch> coordinatesIn(const QString &text)
{
    static const QRegularExpression pair(
        QStringLiteral(R"((?<![\d.,])[-+]?\d{1,2}\.\d{3,8},\s?[-+]?\d{1,3}\.\d{3,8}(?!\d|\.\d))"));
    QList<Stretch> places;
    auto matches = pair.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        places.append({ match.capturedStart(), match.capturedLength() });
    }
    return places;
}

} // namespace wheelhouse
