#include "core/connectors/bluesky/blueskysyntax.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

bool isLetters(QStringView part)
{
    return std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
}

bool isWord(QStringView part)
{
    return std::all_of(
        part.begin(), part.end(), [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); });
}

bool isDigits(QStringView part)
{
    return std::all_of(part.begin(), part.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool hasLength(QStringView part, qsizetype least, qsizetype most)
{
    return part.size() >= least && part.size() <= most;
}

bool isRegion(QStringView part)
{
    return (part.size() == 2 && isLetters(part)) || (part.size() == 3 && isDigits(part));
}

bool isVariant(QStringView part)
{
    return isWord(part) && (hasLength(part, 5, 8) || (part.size() == 4 && isDigits(part.first(1))));
}

/// What a tag is made of; RFC 5646 2.1.
struct Tag {
    bool isWellFormed = false;
    bool isUnique = true; ///< no variant, and no letter of an extension, twice
};

class Reader {
public:
    explicit Reader(const QStringList &parts)
        : m_parts(parts)
    {
    }
    Tag read()
    {
        const bool starts = now() == u"x" || language();
        if (!starts)
            return m_tag;
        while (isVariant(now()))
            once(next());
        while (now().size() == 1 && now() != u"x")
            if (!extension())
                return m_tag;
        if (now() == u"x" && !privateUse())
            return m_tag;
        m_tag.isWellFormed = m_at == m_parts.size();
        return m_tag;
    }

private:
    [[nodiscard]] QStringView now() const { return m_at < m_parts.size() ? QStringView(m_parts[m_at]) : QStringView(); }
    QStringView next() { return m_parts[m_at++]; }
    void once(QStringView part)
    {
        m_tag.isUnique = m_tag.isUnique && !m_met.contains(part.toString());
        m_met.insert(part.toString());
    }
    bool language()
    {
        const QStringView name = now();
        if (!isLetters(name) || !hasLength(name, 2, 8))
            return false;
        ++m_at;
        for (int i = 0; i < 3 && name.size() <= 3 && now().size() == 3 && isLetters(now()); ++i)
            ++m_at;
        if (now().size() == 4 && isLetters(now()))
            ++m_at;
        if (isRegion(now()))
            ++m_at;
        return true;
    }
    bool extension()
    {
        if (!isWord(now()))
            return false;
        once(next());
        const qsizetype from = m_at;
        while (hasLength(now(), 2, 8) && isWord(now()))
            ++m_at;
        return m_at > from;
    }
    bool privateUse()
    {
        const qsizetype from = ++m_at;
        while (hasLength(now(), 1, 8) && isWord(now()))
            ++m_at;
        return m_at > from;
    }
    const QStringList &m_parts;
    qsizetype m_at = 0;
    QSet<QString> m_met;
    Tag m_tag;
};

/// Tags of before the rules. Source: RFC 5646 2.1, "irregular".
bool isGrandfathered(const QString &tag)
{
    static const QSet<QString> old { QStringLiteral("en-gb-oed"), QStringLiteral("i-ami"), QStringLiteral("i-bnn"),
        QStringLiteral("i-default"), QStringLiteral("i-enochian"), QStringLiteral("i-hak"), QStringLiteral("i-klingon"),
        QStringLiteral("i-lux"), QStringLiteral("i-mingo"), QStringLiteral("i-navajo"), QStringLiteral("i-pwn"),
        QStringLiteral("i-tao"), QStringLiteral("i-tay"), QStringLiteral("i-tsu"), QStringLiteral("sgn-be-fr"),
        QStringLiteral("sgn-be-nl"), QStringLiteral("sgn-ch-de") };
    return old.contains(tag);
}

Tag tagOf(QStringView text)
{
    if (text.size() > 128)
        return {};
    const QString lower = text.toString().toLower();
    if (isGrandfathered(lower))
        return { true, true };
    const QStringList parts = lower.split(u'-');
    return Reader(parts).read();
}

} // namespace

bool isLanguage(QStringView text)
{
    return tagOf(text).isWellFormed;
}

std::optional<QString> readLanguage(QStringView text)
{
    const Tag tag = tagOf(text);
    const QStringView name = text.left(text.indexOf(u'-') < 0 ? text.size() : text.indexOf(u'-'));
    const bool isPlain = isLetters(name) && (hasLength(name, 2, 3) || name == u"i" || name == u"x");
    return tag.isWellFormed && tag.isUnique && isPlain ? std::optional(text.toString()) : std::nullopt;
}

} // namespace wheelhouse::bluesky
