#include "core/connectors/bluesky/blueskysyntax.h"

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

/// Reads a date letter by letter: every step says whether it was as it must be.
class Hand {
public:
    explicit Hand(QStringView text)
        : m_text(text)
    {
    }
    int number(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; ++i, ++m_at) {
            const QChar c = m_at < m_text.size() ? m_text[m_at] : QChar();
            m_isFine = m_isFine && c >= u'0' && c <= u'9';
            value = value * 10 + (c.unicode() - u'0');
        }
        return m_isFine ? value : 0;
    }
    bool skips(QChar c)
    {
        const bool is = m_at < m_text.size() && m_text[m_at] == c;
        m_at += is ? 1 : 0;
        return is;
    }
    void expect(QChar c) { m_isFine = skips(c) && m_isFine; }
    /// Digits behind the point as milliseconds; the rest is cut off.
    int fraction()
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at] >= u'0' && m_text[m_at] <= u'9')
            ++m_at;
        const qsizetype digits = m_at - from;
        m_isFine = m_isFine && digits >= 1 && digits <= 20;
        return m_text.sliced(from, std::min<qsizetype>(digits, 3)).toString().leftJustified(3, u'0').toInt();
    }
    [[nodiscard]] bool isFine() const { return m_isFine && m_at == m_text.size(); }

private:
    QStringView m_text;
    qsizetype m_at = 0;
    bool m_isFine = true;
};

struct Written {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0;
    int zone = 0; ///< minutes ahead of UTC
    bool isUnknownZone = false; ///< "-00:00"
};

std::optional<Written> read(QStringView text)
{
    if (text.size() > 64)
        return std::nullopt;
    Hand hand(text);
    Written at;
    at.year = hand.number(4);
    hand.expect(u'-');
    at.month = hand.number(2);
    hand.expect(u'-');
    at.day = hand.number(2);
    hand.expect(u'T');
    at.hour = hand.number(2);
    hand.expect(u':');
    at.minute = hand.number(2);
    hand.expect(u':');
    at.second = hand.number(2);
    if (hand.skips(u'.'))
        at.ms = hand.fraction();
    if (!hand.skips(u'Z')) {
        const bool isBehind = hand.skips(u'-');
        if (!isBehind)
            hand.expect(u'+');
        at.zone = hand.number(2) * 60;
        hand.expect(u':');
        const int minutes = hand.number(2);
        at.zone = (at.zone + minutes) * (isBehind ? -1 : 1);
        at.isUnknownZone = isBehind && at.zone == 0;
    }
    return hand.isFine() ? std::optional(at) : std::nullopt;
}

} // namespace

bool isDatetime(QStringView text)
{
    const auto at = read(text);
    // Times before the year 10 are what clocks of 1 BC make of themselves.
    return at && at->year >= 10 && at->month <= 19 && at->day <= 39 && at->hour <= 29 && at->minute <= 69
        && at->second <= 69 && !at->isUnknownZone;
}

std::optional<QDateTime> readDatetime(QStringView text)
{
    const auto at = isDatetime(text) ? read(text) : std::nullopt;
    if (!at)
        return std::nullopt;
    const bool isLeap = at->second == 60;
    const QDate day(at->year, at->month, at->day);
    const QTime time(at->hour, at->minute, isLeap ? 59 : at->second, isLeap ? 0 : at->ms);
    if (!day.isValid() || !time.isValid() || std::abs(at->zone) >= 24 * 60)
        return std::nullopt;
    return QDateTime(day, time, Qt::UTC).addSecs((isLeap ? 1 : 0) - at->zone * 60);
}

} // namespace wheelhouse::bluesky
