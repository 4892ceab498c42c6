#include "core/posts/savedreplies.h"

#include "core/base/plaintext.h"
#include "core/base/text.h"

#include <QSet>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qsizetype longestName = 40; // UTF-16 units
constexpr int longestValue = 200; // graphemes

bool mayBeInName(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u' ' || c == u'_' || c == u'-';
}

/// The name between braces, as it is compared; empty: it is none.
QString nameOf(QStringView between)
{
    const QStringView name = between.trimmed();
    const bool begins = !name.isEmpty() && (name.front().isLetter() || name.front().isHighSurrogate());
    if (!begins || name.size() > longestName || !std::all_of(name.cbegin(), name.cend(), mayBeInName))
        return {};
    return name.toString().normalized(QString::NormalizationForm_C).toLower();
}

QString asWords(const QString &value)
{
    return shorten(oneLine(value), longestValue).replace(u'{', u'(').replace(u'}', u')');
}

} // namespace

QList<Placeholder> placeholdersIn(QStringView text)
{
    QList<Placeholder> found;
    qsizetype open = -1;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == u'{')
            open = at;
        if (text[at] != u'}' || open < 0)
            continue;
        if (const QString name = nameOf(text.sliced(open + 1, at - open - 1)); !name.isEmpty())
            found.append({ name, { open, at + 1 - open } });
        open = -1;
    }
    return found;
}

QStringList unfilledIn(QStringView text)
{
    QStringList names;
    QSet<QString> seen;
    for (const Placeholder &placeholder : placeholdersIn(text)) {
        if (seen.contains(placeholder.name))
            continue;
        seen.insert(placeholder.name);
        names.append(placeholder.name);
    }
    return names;
}

QString filled(QStringView text, const QMap<QString, QString> &values)
{
    QString whole;
    qsizetype from = 0;
    for (const Placeholder &placeholder : placeholdersIn(text)) {
        const QString value = asWords(values.value(placeholder.name));
        if (value.isEmpty())
            continue;
        whole += text.sliced(from, placeholder.where.start - from);
        whole += value;
        from = placeholder.where.start + placeholder.where.length;
    }
    whole += text.sliced(from);
    return whole;
}

QMap<QString, QString> knownValues(const QString &contactName, const QString &channelName)
{
    QMap<QString, QString> values;
    if (findSpans(contactName).isEmpty())
        values.insert(QStringLiteral("name"), contactName);
    values.insert(QStringLiteral("channel"), channelName);
    return values;
}

} // namespace wheelhouse
