#include "core/reading/cutting.h"

#include "core/reading/signs.h"

namespace wheelhouse {

namespace {

class Cutter {
public:
    Cutter(QStringView text, std::vector<Token> &into)
        : m_text(text)
        , m_into(into)
    {
    }
    void cut();

private:
    using Kind = Token::Kind;
    /// A character and how many units it takes.
    struct Letter {
        char32_t code = 0;
        qsizetype units = 1;
    };
    [[nodiscard]] Letter at(qsizetype where) const;
    [[nodiscard]] char16_t unit(qsizetype where) const
    {
        return where < m_text.size() ? m_text[where].unicode() : u'\0';
    }
    [[nodiscard]] static bool isLetter(char32_t c);
    [[nodiscard]] static bool isDigit(char32_t c);
    /// Which picture of a sign is meant (U+FE0F) is no mark of a letter.
    [[nodiscard]] static bool isMark(char32_t c)
    {
        return c >= 0x0300 && (c < 0xfe00 || c > 0xfe0f) && QChar::isMark(c);
    }
    /// Joins or parts the letters of one word: Hindi and Persian.
    [[nodiscard]] static bool isJoiner(char32_t c) { return c == 0x200c || c == 0x200d; }
    /// With the danda of Hindi and the stops of Arabic and Urdu.
    [[nodiscard]] static bool isStop(char32_t c)
    {
        return c == '.' || c == ';' || c == ',' || c == ':' || c == 0x0964 || c == 0x0965 || c == 0x060c || c == 0x061b
            || c == 0x06d4;
    }
    [[nodiscard]] bool isWordly(qsizetype where) const;
    template<typename Fits> [[nodiscard]] qsizetype run(qsizetype from, Fits fits) const;
    [[nodiscard]] qsizetype untilSpace(qsizetype from) const;
    [[nodiscard]] qsizetype urlEnd() const;
    [[nodiscard]] qsizetype nameEnd() const;
    [[nodiscard]] qsizetype emoticonEnd() const;
    [[nodiscard]] qsizetype numberEnd() const;
    [[nodiscard]] qsizetype lettersEnd(qsizetype from) const;
    [[nodiscard]] qsizetype wordEnd() const;
    void take(Kind kind, qsizetype end);
    void takeTag(qsizetype end);
    void takeNext();

    QStringView m_text;
    std::vector<Token> &m_into;
    qsizetype m_at = 0;
};

Cutter::Letter Cutter::at(qsizetype where) const
{
    const QChar high = m_text[where];
    if (high.isHighSurrogate() && where + 1 < m_text.size() && m_text[where + 1].isLowSurrogate())
        return { QChar::surrogateToUcs4(high, m_text[where + 1]), 2 };
    return { high.unicode(), 1 };
}

bool Cutter::isLetter(char32_t c)
{
    return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : QChar::isLetter(c);
}

bool Cutter::isDigit(char32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : QChar::isDigit(c);
}

bool Cutter::isWordly(qsizetype where) const
{
    if (where >= m_text.size())
        return false;
    const char32_t c = at(where).code;
    return isLetter(c) || isDigit(c) || c == '_' || isMark(c);
}

template<typename Fits> qsizetype Cutter::run(qsizetype from, Fits fits) const
{
    while (from < m_text.size()) {
        const Letter letter = at(from);
        if (!fits(letter.code))
            break;
        from += letter.units;
    }
    return from;
}

qsizetype Cutter::untilSpace(qsizetype from) const
{
    return run(from, [](char32_t c) { return !QChar::isSpace(c); });
}

/// 0, as of the others: there is none here. A bare "http" at the end of a text that was cut off is one too.
qsizetype Cutter::urlEnd() const
{
    const QStringView rest = m_text.mid(m_at, 8);
    if (rest.startsWith(u"www."))
        return untilSpace(m_at) > m_at + 4 ? untilSpace(m_at) : 0;
    if (!rest.startsWith(u"http"))
        return 0;
    const qsizetype bare = m_at + (rest.startsWith(u"https") ? 5 : 4);
    const qsizetype end = untilSpace(m_at);
    return end == bare || m_text.mid(bare, 3) == u"://" ? end : 0;
}

qsizetype Cutter::nameEnd() const
{
    const qsizetype end = run(m_at + 1, [](char32_t c) { return isLetter(c) || isDigit(c) || c == '_' || isMark(c); });
    return end > m_at + 1 ? end : 0;
}

qsizetype Cutter::emoticonEnd() const
{
    if (m_at > 0 && (m_text[m_at - 1].isLetterOrNumber() || m_text[m_at - 1] == u'_'))
        return 0;
    for (const QString &each : signs().emoticonsFrom(unit(m_at)))
        if (m_text.mid(m_at).startsWith(each) && !isWordly(m_at + each.size()))
            return m_at + each.size();
    return 0;
}

qsizetype Cutter::numberEnd() const
{
    qsizetype end = run(m_at, &Cutter::isDigit);
    while (end > m_at && (unit(end) == u'.' || unit(end) == u',' || unit(end) == u':')) {
        const qsizetype more = run(end + 1, &Cutter::isDigit);
        if (more == end + 1)
            break;
        end = more;
    }
    return end > m_at ? end : 0;
}

/// Vowel signs and accents that follow a letter belong to it.
qsizetype Cutter::lettersEnd(qsizetype from) const
{
    const qsizetype first = run(from, &Cutter::isLetter);
    if (first == from)
        return from;
    qsizetype end = run(first, [](char32_t c) { return isLetter(c) || isMark(c) || isJoiner(c); });
    while (isJoiner(unit(end - 1)))
        --end; // one that joins nothing belongs to no word
    return end;
}

qsizetype Cutter::wordEnd() const
{
    qsizetype end = lettersEnd(m_at);
    while (end > m_at && (unit(end) == u'\'' || unit(end) == u'’')) {
        const qsizetype more = lettersEnd(end + 1);
        if (more == end + 1)
            break;
        end = more;
    }
    return end > m_at ? end : 0;
}

void Cutter::take(Kind kind, qsizetype end)
{
    m_into.push_back({ kind, m_at, end - m_at, 0, 0 });
    m_at = end;
}

/// #NotImpressed is two words, #FAIL one, #iPhone two; digits and underscores part them.
void Cutter::takeTag(qsizetype end)
{
    const auto isUpper = [this](qsizetype where) { return where < m_text.size() && m_text[where].isUpper(); };
    ++m_at;
    while (m_at < end) {
        if (!isLetter(at(m_at).code)) {
            m_at += at(m_at).units;
            continue;
        }
        qsizetype stop = m_at;
        while (stop < end && isUpper(stop))
            ++stop;
        const bool isShouted = stop > m_at + 1;
        if (isShouted) { // NBCNews: the last capital begins the next word
            if (stop < end && isLetter(at(stop).code))
                --stop;
        } else {
            stop = run(stop, [](char32_t c) { return (isLetter(c) && !QChar::isUpper(c)) || isMark(c); });
        }
        take(Kind::Word, std::min(std::max(stop, m_at + at(m_at).units), end));
    }
    m_at = end;
}

void Cutter::takeNext()
{
    const Letter letter = at(m_at);
    const auto same = [](char16_t one, char16_t other) {
        return [one, other](char32_t c) { return c == one || c == other; };
    };
    const char32_t c = letter.code;
    qsizetype end = 0;
    if ((c == 'h' || c == 'w') && (end = urlEnd()) != 0)
        take(Kind::Url, end);
    else if (c == '@' && (end = nameEnd()) != 0)
        take(Kind::Handle, end);
    else if (c == '#' && (end = nameEnd()) != 0)
        takeTag(end);
    else if (c < 0x80 && (end = emoticonEnd()) != 0)
        take(Kind::Emoticon, end);
    else if ((end = numberEnd()) != 0)
        take(Kind::Number, end);
    else if ((end = wordEnd()) != 0)
        take(Kind::Word, end);
    else if (c == '?' || c == 0x061f)
        take(Kind::Question, run(m_at, same(u'?', u'؟')));
    else if (c == '!')
        take(Kind::Exclaim, run(m_at, same(u'!', u'!')));
    else if (c == 0x2026 || (c == '.' && unit(m_at + 1) == u'.'))
        take(Kind::Dots, c == '.' ? run(m_at, same(u'.', u'.')) : m_at + 1);
    else
        take(isStop(c) ? Kind::Stop : Kind::Sign, m_at + letter.units);
}

void Cutter::cut()
{
    while (m_at < m_text.size()) {
        if (QChar::isSpace(at(m_at).code))
            m_at += 1;
        else
            takeNext();
    }
}

} // namespace

void cutTokens(QStringView text, std::vector<Token> &into)
{
    Cutter(text, into).cut();
}

} // namespace wheelhouse
