#include "core/connectors/feed/feedstyle.h"

#include "core/connectors/feed/feedhtmlnames.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qsizetype longestStyle = 4096;

/// "3em", "0.5in", "#eee", "rgb(1,2,3)": two digits before the point at most, so that nothing is pushed off the page.
bool isMeasure(const QString &word)
{
    static const QRegularExpression measure(QStringLiteral(
        R"(^(?:#[0-9a-f]+|rgb\(\d+%?,\d*%?,?\d*%?\)?|\d{0,2}\.?\d{0,2}(?:cm|em|ex|in|mm|pc|pt|px|%|,|\))?)$)"));
    return measure.match(word).hasMatch();
}

bool areMeasures(const QString &value)
{
    const auto words = value.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(),
        [](const QString &word) { return htmlnames::isStyleKeyword(word) || isMeasure(word); });
}

bool isOfBox(const QString &property)
{
    const QString family = property.section(QLatin1Char('-'), 0, 0);
    return family == u"background" || family == u"border" || family == u"margin" || family == u"padding";
}

/// Only these letters stand in harmless styles: words, measures, quoted names, numbers in parentheses.
bool isOfHarmlessLetters(const QString &style)
{
    static const QRegularExpression letters(
        QStringLiteral(R"(^(?:[:,;#%.\sa-zA-Z0-9!]|(?<=\w)-(?=\w)|'[\s\w]+'|"[\s\w]+"|\([\d,\s]+\))*+$)"));
    return letters.match(style).hasMatch();
}

} // namespace

QString cleanStyle(const QString &style)
{
    static const QRegularExpression address(QStringLiteral(R"(url\s*\(\s*[^\s)]+\s*\)\s*)"));
    if (style.size() > longestStyle)
        return {};
    QString plain = style;
    plain.replace(address, QStringLiteral(" "));
    if (!isOfHarmlessLetters(plain))
        return {};
    QStringList kept;
    const auto declarations = plain.split(QLatin1Char(';'), Qt::SkipEmptyParts);
    for (const QString &declaration : declarations) {
        const QString property = declaration.section(QLatin1Char(':'), 0, 0).trimmed();
        QString value = declaration.section(QLatin1Char(':'), 1);
        while (!value.isEmpty() && value.front().isSpace())
            value.remove(0, 1);
        const QString known = property.toLower();
        if (declaration.trimmed().isEmpty())
            continue;
        if (declaration.count(QLatin1Char(':')) != 1)
            return {};
        if (value.trimmed().isEmpty())
            continue;
        if (htmlnames::isHarmlessStyle(known) || (isOfBox(known) && areMeasures(value)))
            kept += property + QStringLiteral(": ") + value + QLatin1Char(';');
    }
    return kept.join(QLatin1Char(' '));
}

} // namespace wheelhouse
