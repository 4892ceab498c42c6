#include "core/connectors/feed/feeddates.h"

#include "core/connectors/feed/feedcalendar.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <limits>

namespace wheelhouse {

namespace {

constexpr qsizetype longestDate = 100;

struct Zone {
    const char *name;
    int minutes; ///< east of Greenwich
    bool isCertain = true;
};
/// RFC 822, section 5.1, and names that feeds write besides.
constexpr std::array<Zone, 44> zones { { { "z", 0 }, { "ut", 0 }, { "utc", 0 }, { "gmt", 0 }, { "wet", 0 },
    { "est", -300 }, { "edt", -240 }, { "cst", -360 }, { "cdt", -300 }, { "mst", -420 }, { "mdt", -360 },
    { "pst", -480 }, { "pdt", -420 }, { "akst", -540 }, { "akdt", -480 }, { "hst", -600 }, { "ast", -240 },
    { "adt", -180 }, { "nst", -210 }, { "ndt", -150 }, { "brt", -180 }, { "art", -180 }, { "west", 60 }, { "cet", 60 },
    { "met", 60 }, { "mez", 60 }, { "cest", 120 }, { "mest", 120 }, { "mesz", 120 }, { "bst", 60, false },
    { "ist", 330, false }, { "eet", 120 }, { "eest", 180 }, { "msk", 180 }, { "msd", 240 }, { "trt", 180 },
    { "hkt", 480 }, { "sgt", 480 }, { "jst", 540 }, { "kst", 540 }, { "awst", 480 }, { "aest", 600 }, { "aedt", 660 },
    { "nzst", 720 } } };

struct Parts {
    int year = -1;
    int month = -1;
    int day = -1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int milli = 0;
    int offset = 0; ///< minutes east
    bool hasTime = false;
    bool hasZone = false;
    bool isDoubtful = false;
    bool isAfternoon = false;
    bool isMorning = false;
    int weekday = 0; ///< 1 Monday; 0: none was written
};

int centuryOf(int year, qsizetype digits)
{
    // RFC 2822, section 4.3
    if (digits == 2)
        return year < 50 ? 2000 + year : 1900 + year;
    return digits == 3 ? 1900 + year : year;
}

std::optional<int> offsetOf(QStringView sign, QStringView hours, QStringView minutes)
{
    const int value = hours.toInt() * 60 + minutes.toInt();
    if (hours.toInt() > 15 || minutes.toInt() > 59)
        return {};
    return sign == u"-" || sign == u"\u2212" ? -value : value;
}

void readFraction(QStringView digits, Parts &parts)
{
    constexpr std::array<int, 4> scale { 0, 100, 10, 1 };
    const QStringView exact = digits.first(qMin(digits.size(), qsizetype(3)));
    parts.milli = exact.toInt() * scale.at(size_t(exact.size()));
}

bool readZone(const QString &word, Parts &parts)
{
    static const QRegularExpression numeric(QStringLiteral(R"(^(?:gmt|utc|ut|z)?([+\-\x{2212}])(\d{1,2}):?(\d{2})?$)"));
    if (const auto match = numeric.match(word); match.hasMatch()) {
        const auto offset = offsetOf(match.capturedView(1), match.capturedView(2), match.capturedView(3));
        parts.offset = offset.value_or(0);
        parts.isDoubtful = parts.isDoubtful || !offset;
        return parts.hasZone = true;
    }
    for (const Zone &zone : zones)
        if (word == QLatin1String(zone.name)) {
            parts.offset = zone.minutes;
            parts.isDoubtful = parts.isDoubtful || !zone.isCertain;
            return parts.hasZone = true;
        }
    // A to M without J east, N to Y west as RFC 822 had them the wrong way round; so nobody can know.
    if (word.size() == 1 && word[0] >= u'a' && word[0] <= u'y' && word[0] != u'j') {
        const int letter = word[0].unicode() - 'a';
        const int step = letter < 9 ? letter + 1 : letter <= 12 ? letter : letter - 12;
        parts.offset = letter <= 12 ? -step * 60 : step * 60;
        return parts.hasZone = parts.isDoubtful = true;
    }
    return false;
}

QDateTime assembled(Parts parts)
{
    if (parts.isAfternoon && parts.hour < 12)
        parts.hour += 12;
    else if (parts.isMorning && parts.hour == 12)
        parts.hour = 0;
    const QDate date(parts.year, parts.month, parts.day);
    const bool isMidnight = parts.hour == 24 && parts.minute == 0 && parts.second == 0;
    if (!date.isValid() || parts.year < 1 || parts.year > 9999 || (parts.hour > 23 && !isMidnight) || parts.minute > 59
        || parts.second > 60)
        return {};
    const qint64 seconds = (parts.hour * 60LL + parts.minute) * 60 + parts.second - parts.offset * 60LL;
    return QDateTime(date, QTime(0, 0), Qt::UTC).addSecs(seconds).addMSecs(parts.milli);
}

/// "2003-12-31t10:14:55z", as nearly every feed has it.
bool readUsual(const QString &word, Parts &parts)
{
    constexpr QStringView looks = u"0000-00-00t00:00:00z";
    if (word.size() != looks.size())
        return false;
    for (qsizetype i = 0; i < looks.size(); ++i)
        if (looks[i] == u'0' ? word[i] < u'0' || word[i] > u'9' : word[i] != looks[i])
            return false;
    const auto number = [&word](
                            qsizetype at, qsizetype digits) { return QStringView(word).sliced(at, digits).toInt(); };
    parts.year = number(0, 4);
    parts.month = number(5, 2);
    parts.day = number(8, 2);
    parts.hour = number(11, 2);
    parts.minute = number(14, 2);
    parts.second = number(17, 2);
    return parts.hasZone = true;
}

/// W3C-DTF and what ISO 8601 allows besides: 2003, 2003-12, 20031231, 2003-365, 03-12-31, with a time or without.
bool readIso(const QString &word, Parts &parts)
{
    static const QRegularExpression date(
        QStringLiteral(R"(^(\d{4}|\d{2}(?=-))(?:-?(?:(\d{2})(?:-?(\d{2}))?|(\d{3})))?(?:[t ]\s*(.*))?$)"));
    static const QRegularExpression single(QStringLiteral(R"(^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\s*(.*))?$)"));
    auto match = date.match(word);
    QString rest = match.captured(5);
    if (!match.hasMatch()) {
        match = single.match(word);
        rest = match.captured(4);
        if (!match.hasMatch())
            return false;
    }
    const QStringView year = match.capturedView(1);
    parts.year = centuryOf(year.toInt(), year.size());
    parts.isDoubtful = year.size() != 4;
    parts.month = match.capturedView(2).isEmpty() ? 1 : match.capturedView(2).toInt();
    parts.day = match.capturedView(3).isEmpty() ? 1 : match.capturedView(3).toInt();
    if (match.regularExpression() == date && !match.capturedView(4).isEmpty()) {
        const QDate ordinal = QDate(parts.year, 1, 1).addDays(match.capturedView(4).toInt() - 1);
        if (ordinal.year() != parts.year)
            return false;
        parts.month = ordinal.month();
        parts.day = ordinal.day();
    }
    parts.hasZone = rest.isEmpty(); // a date alone is no moment; nothing is doubtful about it
    if (rest.isEmpty())
        return true;
    static const QRegularExpression time(
        QStringLiteral(R"(^(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(\S*)(?:\s*\[.*\])?$)"));
    const auto clock = time.match(rest);
    if (!clock.hasMatch())
        return false;
    parts.hour = clock.capturedView(1).toInt();
    parts.minute = clock.capturedView(2).toInt();
    parts.second = clock.capturedView(3).toInt();
    readFraction(clock.capturedView(4), parts);
    const QString zone = clock.captured(5);
    parts.hasZone = false;
    return zone.isEmpty() || readZone(zone, parts);
}

/// Reads word by word what is not ISO: the order of day, month and year is told by their looks.
class Wordwise {
public:
    std::optional<Parts> read(const QString &written)
    {
        static const QRegularExpression gap(QStringLiteral(R"([\s,;()]+)"));
        for (const QString &word : written.split(gap, Qt::SkipEmptyParts))
            if (!take(word))
                m_parts.isDoubtful = true;
        return m_parts.year >= 0 && m_parts.month > 0 && m_parts.day > 0 ? std::optional(m_parts) : std::nullopt;
    }

private:
    bool take(const QString &word)
    {
        return takeTime(word) || takeCompound(word) || takeNumber(word) || takeName(word);
    }
    bool takeTime(const QString &word)
    {
        static const QRegularExpression time(QStringLiteral(
            R"(^(\d{1,2})[:.h](\d{2})(?:[:.](\d{1,2})(?:[.,](\d+))?)?(am|pm)?(z|[a-z]{2,4}|[+\-].*)?$)"));
        const auto match = time.match(word);
        if (!match.hasMatch() || m_parts.hasTime)
            return false;
        m_parts.hasTime = true;
        m_parts.hour = match.capturedView(1).toInt();
        m_parts.minute = match.capturedView(2).toInt();
        m_parts.second = match.capturedView(3).toInt();
        readFraction(match.capturedView(4), m_parts);
        m_parts.isAfternoon = match.capturedView(5) == u"pm";
        m_parts.isMorning = match.capturedView(5) == u"am";
        return match.capturedView(6).isEmpty() || readZone(match.captured(6), m_parts);
    }
    /// "01-Jan-2004", "2006/09/15", "31.12.2003", "2004-julius-13t9:15-05:00"
    bool takeCompound(const QString &word)
    {
        static const QRegularExpression parts(
            QStringLiteral(R"(^(\d{1,4})[-/.](\d{1,2}|\p{L}+)\.?[-/.](\d{1,4})(?:t(.+))?$)"));
        const auto match = parts.match(word);
        if (!match.hasMatch() || m_parts.year >= 0)
            return false;
        const QString first = match.captured(1);
        const QString last = match.captured(3);
        const bool yearFirst = first.size() == 4;
        const QString &year = yearFirst ? first : last;
        int day = (yearFirst ? last : first).toInt();
        int month = match.captured(2).toInt();
        if (month == 0) {
            month = monthCalled(dateWord(match.captured(2)));
        } else if (!yearFirst && word.contains(u'/')) { // an American one, unless it cannot be
            m_parts.isDoubtful = day <= 12 && month <= 12;
            if (day <= 12)
                std::swap(day, month);
        }
        m_parts.year = centuryOf(year.toInt(), year.size());
        m_parts.isDoubtful = m_parts.isDoubtful || year.size() != 4;
        m_parts.month = month;
        m_parts.day = day;
        return match.captured(4).isEmpty() || takeClockWithZone(match.captured(4));
    }
    bool takeClockWithZone(const QString &rest)
    {
        static const QRegularExpression split(QStringLiteral(R"(^([\d:.]+)(.*)$)"));
        const auto match = split.match(rest);
        return match.hasMatch() && takeTime(match.captured(1))
            && (match.capturedView(2).isEmpty() || readZone(match.captured(2), m_parts));
    }
    bool takeNumber(const QString &word)
    {
        static const QRegularExpression number(QStringLiteral(R"(^(\d{1,4})(?:st|nd|rd|th|\.|er|º)?$)"));
        const auto match = number.match(word);
        if (!match.hasMatch())
            return false;
        const QStringView digits = match.capturedView(1);
        if (digits.size() <= 2 && m_parts.day < 0) {
            m_parts.day = digits.toInt();
            return true;
        }
        if (m_parts.year >= 0)
            return m_parts.hasTime && !m_parts.hasZone && digits.size() == 4 && digits.toInt() == 0;
        m_parts.year = centuryOf(digits.toInt(), digits.size());
        m_parts.isDoubtful = m_parts.isDoubtful || digits.size() < 4;
        return true;
    }
    bool takeName(const QString &word)
    {
        const QString name = dateWord(word);
        if (name == u"am" || name == u"pm" || name == u"a.m" || name == u"p.m") {
            m_parts.isMorning = name.startsWith(u'a');
            m_parts.isAfternoon = !m_parts.isMorning;
            return true;
        }
        if (m_parts.weekday == 0 && m_parts.day < 0 && m_parts.month < 0)
            if (const int day = weekdayCalled(name)) {
                m_parts.weekday = day;
                return true;
            }
        if (m_parts.month < 0)
            if (const int month = monthCalled(name)) {
                m_parts.month = month;
                return true;
            }
        if (m_parts.hasZone)
            return true; // "+0200 (CEST)"
        return readZone(word, m_parts) || zoneOfPlace(word);
    }
    bool zoneOfPlace(const QString &word)
    {
        if (!word.contains(u'/'))
            return false;
        // Folded to lower case on the way in; the names of places are capitals with small letters.
        QString place = word;
        for (qsizetype i = 0; i < place.size(); ++i)
            if (i == 0 || place[i - 1] == u'/' || place[i - 1] == u'_')
                place[i] = place[i].toUpper();
        const QTimeZone zone(place.toLatin1());
        const QDate date(m_parts.year, m_parts.month, m_parts.day);
        if (!zone.isValid() || !date.isValid())
            return false;
        m_parts.offset = zone.offsetFromUtc(QDateTime(date, QTime(m_parts.hour, m_parts.minute), Qt::UTC)) / 60;
        return m_parts.hasZone = true;
    }

    Parts m_parts;
};

/// Korean and Japanese dates say which number is what: "2004년 05월 28일 오후 01:31:15".
QString withSeparators(QString written)
{
    struct Sign {
        char16_t sign;
        const char16_t *means;
    };
    static constexpr std::array<Sign, 6> signs { { { u'년', u"-" }, { u'월', u"-" }, { u'일', u" " }, { u'年', u"-" },
        { u'月', u"-" }, { u'日', u" " } } };
    static const QRegularExpression gap(QStringLiteral(R"(\s*([년월年月])\s*)"));
    static const QRegularExpression sign(QStringLiteral("[년年후전後前]"));
    const auto isPlain = [](QChar c) { return c.unicode() < 0x80; };
    if (std::all_of(written.begin(), written.end(), isPlain) || !written.contains(sign))
        return written;
    written.replace(gap, QStringLiteral("\\1"));
    for (const Sign &each : signs)
        written.replace(QChar(each.sign), QString::fromUtf16(each.means));
    const bool isAfternoon = written.contains(u"오후") || written.contains(u"午後");
    for (const QStringView half : { u"오전", u"오후", u"午前", u"午後" })
        written.remove(half.toString());
    return written.simplified() + (isAfternoon ? QStringLiteral(" pm") : QString());
}

std::optional<Parts> readParts(const QString &written)
{
    if (Parts parts; readUsual(written, parts))
        return parts;
    if (Parts parts; readIso(written, parts))
        return parts;
    return Wordwise().read(written);
}

} // namespace

FeedDate readFeedDate(QStringView written)
{
    FeedDate date;
    date.written = written.trimmed().first(qMin(written.trimmed().size(), longestDate)).toString();
    if (date.written.isEmpty())
        return date;
    date.isDoubtful = true;
    const QString plain = withSeparators(date.written).toLower().simplified();
    const auto parts = readParts(plain);
    const QDateTime at = parts ? assembled(*parts) : QDateTime();
    if (!at.isValid())
        return date;
    date.at = at;
    const bool isWrongDay =
        parts->weekday != 0 && QDate(parts->year, parts->month, parts->day).dayOfWeek() != parts->weekday;
    date.isDoubtful = parts->isDoubtful || isWrongDay || !parts->hasZone;
    return date;
}

} // namespace wheelhouse
