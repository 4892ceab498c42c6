#include "core/inbox/searchindexwords.h"

#include "core/reading/reading.h"

#include <algorithm>

namespace wheelhouse {

using Field = QueryFilter::Field;
using Kind = QueryNode::Kind;

namespace {

constexpr int indexedPrefix = 3; // as mention_index says in resources/sql/store
const QString everything = QStringLiteral("(tags : \"ours\" OR tags : \"theirs\")");

int letters(const QByteArray &utf8)
{
    return int(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (uchar(c) & 0xc0) != 0x80; }));
}

QByteArray firstLetters(const QByteArray &utf8, int count)
{
    const auto points = QString::fromUtf8(utf8).toUcs4();
    return QString::fromUcs4(
        reinterpret_cast<const char32_t *>(points.constData()), std::min<qsizetype>(count, points.size()))
        .toUtf8();
}

/// A need or a mood, as a tag writes it: "nhelp", "mnegative".
bool isTagOfReading(const QByteArray &word, bool isPrefix)
{
    const auto fits = [&](char letter, QLatin1StringView name) {
        const QByteArray tag = letter + QByteArray(name.data());
        return word == tag || (isPrefix && tag.startsWith(word));
    };
    if (!word.startsWith('n') && !word.startsWith('m'))
        return false;
    for (int need = int(Need::None); need <= int(Need::Spam); ++need)
        if (fits('n', needWord(Need(need))))
            return true;
    for (int mood = int(Mood::Unsure); mood <= int(Mood::Mixed); ++mood)
        if (fits('m', moodWord(Mood(mood))))
            return true;
    return false;
}

/// Tags stand in the same index; only a word that could be one must say that it means the text. Asking always would
/// cost the index a look at every position.
bool mayBeTag(const QByteArray &word, bool isPrefix)
{
    for (const char *tag : { "ours", "theirs", "hasmedia", "haslink" })
        if (word == tag || (isPrefix && QByteArrayView(tag).startsWith(word)))
            return true;
    if (isTagOfReading(word, isPrefix))
        return true;
    const bool isChannel =
        word.startsWith('c') && std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isChannel || (word.startsWith('l') && word.size() <= 4);
}

} // namespace

QString IndexWords::joined(QStringList with, const QStringList &without)
{
    if (with.isEmpty() && without.isEmpty())
        return {};
    if (with.isEmpty())
        with.append(everything);
    QString all = u'(' + with.join(QStringLiteral(" AND ")) + u')';
    if (!without.isEmpty())
        all += QStringLiteral(" NOT (") + without.join(QStringLiteral(" OR ")) + u')';
    return u'(' + all + u')';
}

Said IndexWords::sayInside(const QueryNode &negation, Prefixes prefixes)
{
    const QueryNode &inside = negation.parts.first();
    return say(inside, hasShortPrefix(inside) ? Prefixes::Wide : prefixes);
}

bool IndexWords::hasShortPrefix(const QueryNode &node) const
{
    if (node.kind == Kind::Words && node.isPrefix) {
        const Phrase phrase = m_marker.phrase(node.words, true);
        return !phrase.words.isEmpty() && letters(phrase.words.last()) < indexedPrefix;
    }
    return std::any_of(
        node.parts.begin(), node.parts.end(), [this](const QueryNode &part) { return hasShortPrefix(part); });
}

Said IndexWords::say(const QueryNode &node, Prefixes prefixes)
{
    switch (node.kind) {
    case Kind::All:
        return {};
    case Kind::Words:
        return sayPhrase(m_marker.phrase(node.words, node.isPrefix), prefixes);
    case Kind::Filter:
        return sayFilter(node.filter);
    case Kind::Not: {
        const Said inside = sayInside(node, prefixes);
        return inside.isExact ? Said { joined({}, { inside.words }), true } : Said {};
    }
    case Kind::Or:
        return sayAny(node, prefixes);
    case Kind::And:
        return sayEvery(node, prefixes);
    }
    return {};
}

Said IndexWords::sayAny(const QueryNode &node, Prefixes prefixes)
{
    QStringList all;
    bool isExact = true;
    for (const QueryNode &part : node.parts) {
        const Said said = say(part, prefixes);
        if (said.words.isEmpty())
            return {};
        all.append(said.words);
        isExact = isExact && said.isExact;
    }
    return { u'(' + all.join(QStringLiteral(" OR ")) + u')', isExact };
}

Said IndexWords::sayEvery(const QueryNode &node, Prefixes prefixes)
{
    QStringList all;
    bool isExact = true;
    for (const QueryNode &part : node.parts) {
        const Said said = say(part, prefixes);
        if (!said.words.isEmpty())
            all.append(said.words);
        isExact = isExact && said.isExact;
    }
    return { joined(all, {}), isExact && !all.isEmpty() };
}

Said IndexWords::sayPhrase(const Phrase &phrase, Prefixes prefixes)
{
    if (phrase.words.isEmpty())
        return {};
    const auto tagged = [&](const QString &words) {
        const bool may = std::any_of(phrase.words.begin(), phrase.words.end(),
            [&](const QByteArray &word) { return mayBeTag(word, phrase.isPrefix && &word == &phrase.words.last()); });
        return may ? QStringLiteral("(text : ") + words + u')' : words;
    };
    QStringList quoted;
    for (const QByteArray &word : phrase.words)
        quoted.append(inQuotes(word));
    if (!phrase.isPrefix)
        return { tagged(quoted.join(QStringLiteral(" + "))), true };
    const QByteArray &last = phrase.words.last();
    const int length = letters(last);
    if (prefixes == Prefixes::Narrow || length == indexedPrefix)
        return { tagged(quoted.join(QStringLiteral(" + ")) + u'*'), true };
    quoted.removeLast();
    QStringList parts;
    if (!quoted.isEmpty())
        parts.append(tagged(quoted.join(QStringLiteral(" + "))));
    if (length > indexedPrefix) {
        const QByteArray begin = firstLetters(last, indexedPrefix);
        const QString words = inQuotes(begin) + u'*';
        parts.append(mayBeTag(begin, true) ? QStringLiteral("(text : ") + words + u')' : words);
    }
    return { parts.isEmpty() ? QString() : u'(' + parts.join(QStringLiteral(" AND ")) + u')', false };
}

Said IndexWords::sayFilter(const QueryFilter &filter)
{
    const auto tag = [](const QString &word) { return QStringLiteral("(tags : \"%1\")").arg(word); };
    if (filter.field == Field::Lang)
        return { tag(u'l' + filter.value), true };
    if (filter.field == Field::Need)
        return { tag(u'n' + filter.value), true };
    if (filter.field == Field::Mood)
        return { tag(u'm' + filter.value), true };
    if (filter.field == Field::Has && filter.value == QLatin1String("media"))
        return { tag(QStringLiteral("hasmedia")), true };
    if (filter.field == Field::Has && filter.value == QLatin1String("link"))
        return { tag(QStringLiteral("haslink")), true };
    if (isUs(filter))
        return { tag(QStringLiteral("ours")), true };
    if (filter.field != Field::Channel && filter.field != Field::In)
        return {};
    QStringList tags;
    const QList<qint64> rows = m_names.channels(filter);
    for (const qint64 row : rows)
        tags.append(QStringLiteral("\"c%1\"").arg(row));
    if (tags.isEmpty()) // no such channel: a tag that no mention bears
        return { tag(QStringLiteral("c0")), true };
    return { QStringLiteral("(tags : (") + tags.join(QStringLiteral(" OR ")) + QStringLiteral("))"), true };
}

bool IndexWords::isSaid(const QueryNode &part, Prefixes prefixes)
{
    return (part.kind == Kind::Not ? sayInside(part, prefixes) : say(part, prefixes)).isExact;
}

} // namespace wheelhouse
