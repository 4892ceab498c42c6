#include "core/imports/times.h"

#include <QCoreApplication>

#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

ReadTime unread(const QString &why)
{
    return { {}, {}, why };
}

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

bool isLetter(QChar c)
{
    return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('A') && c <= QLatin1Char('Z'));
}

/// 1 to 12 for a month by its English name, cut or whole; 0: none.
int monthNamed(QStringView word)
{
    static constexpr std::array<const char *, 12> names { "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december" };
    for (size_t i = 0; i < names.size() && word.size() >= 3; ++i)
        if (QLatin1String(names[i]).startsWith(word, Qt::CaseInsensitive))
            return static_cast<int>(i) + 1;
    return 0;
}

bool isWeekday(QStringView word)
{
    static constexpr std::array<const char *, 7> names { "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday" };
    for (const char *name : names)
        if (word.size() >= 3 && QLatin1String(name).startsWith(word, Qt::CaseInsensitive))
            return true;
    return false;
}

/// Minutes east of Greenwich of the zones that RFC 2822 §4.3 knows by name.
std::optional<int> zoneNamed(QStringView word)
{
    struct Zone {
        const char *name;
        int minutes;
    };
    static constexpr std::array<Zone, 12> zones { { { "Z", 0 }, { "GMT", 0 }, { "UTC", 0 }, { "UT", 0 },
        { "EST", -300 }, { "EDT", -240 }, { "CST", -360 }, { "CDT", -300 }, { "MST", -420 }, { "MDT", -360 },
        { "PST", -480 }, { "PDT", -420 } } };
    for (const Zone &zone : zones)
        if (word.compare(QLatin1String(zone.name), Qt::CaseInsensitive) == 0)
            return zone.minutes;
    return {};
}

/// A text read from left to right; what does not fit leaves it where it is.
class Cursor {
public:
    explicit Cursor(QStringView text)
        : m_text(text)
    {
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar peek() const { return atEnd() ? QChar() : m_text[m_at]; }
    bool take(char c)
    {
        if (peek() != QLatin1Char(c))
            return false;
        ++m_at;
        return true;
    }
    void takeBlanks()
    {
        while (peek() == QLatin1Char(' ') || peek() == QLatin1Char(',') || peek() == QLatin1Char('\t'))
            ++m_at;
    }
    /// The digits here, at most 9; their count in \a digits.
    int number(int &digits)
    {
        int value = 0;
        for (digits = 0; digits < 9 && isDigit(peek()); ++digits, ++m_at)
            value = value * 10 + peek().digitValue();
        return value;
    }
    QStringView word()
    {
        const qsizetype from = m_at;
        while (isLetter(peek()))
            ++m_at;
        return m_text.sliced(from, m_at - from);
    }

private:
    QStringView m_text;
    qsizetype m_at = 0;
};

qint64 sinceEpoch(const QDate &date)
{
    return (date.toJulianDay() - 2440588) * 86400000; // 2440588: the Julian day of 1970-01-01
}

} // namespace

struct TimeReader::Wall {
    int year = -1;
    int month = -1;
    int day = -1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int ms = 0;
    bool hasTime = false;
    bool shortYear = false;
    bool ambiguous = false; ///< 10/11/2017, and nobody has chosen
    std::optional<int> offset; ///< minutes east of Greenwich

    /// False: something stands there that is no part of a time.
    bool read(Cursor &in, TimeForm form);

private:
    bool readNumber(Cursor &in, TimeForm form);
    bool readTime(Cursor &in, int first);
    bool readOffset(Cursor &in);
    bool readSeparated(Cursor &in, char separator, int first, int firstDigits, TimeForm form);
    bool readWord(QStringView word);
    bool takeYear(int value, int digits);
};

bool TimeReader::Wall::takeYear(int value, int digits)
{
    shortYear = digits <= 2;
    year = value;
    return digits == 4 || shortYear;
}

bool TimeReader::Wall::readTime(Cursor &in, int first)
{
    int digits = 0;
    hour = first;
    minute = in.number(digits);
    if (digits != 2 || hasTime)
        return false;
    hasTime = true;
    if (!in.take(':'))
        return true;
    second = in.number(digits);
    if (digits != 2)
        return false;
    if (in.take('.') || in.take(',')) {
        const int fraction = in.number(digits);
        if (digits == 0)
            return false;
        double scaled = fraction;
        for (; digits > 3; --digits)
            scaled /= 10;
        for (; digits < 3; ++digits)
            scaled *= 10;
        ms = static_cast<int>(scaled);
    }
    return true;
}

bool TimeReader::Wall::readSeparated(Cursor &in, char separator, int first, int firstDigits, TimeForm form)
{
    int secondDigits = 0;
    int thirdDigits = 0;
    const int middle = in.number(secondDigits);
    if (!in.take(separator) || secondDigits == 0)
        return false;
    const int last = in.number(thirdDigits);
    if (firstDigits == 4) {
        month = middle;
        day = last;
        return thirdDigits > 0 && takeYear(first, 4);
    }
    const bool dayFirst = form == TimeForm::DayFirst;
    ambiguous = !dayFirst && form != TimeForm::MonthFirst;
    day = dayFirst ? first : middle;
    month = dayFirst ? middle : first;
    return takeYear(last, thirdDigits);
}

bool TimeReader::Wall::readOffset(Cursor &in)
{
    const int sign = in.take('-') ? -1 : 1;
    if (sign > 0)
        in.take('+');
    int digits = 0;
    int value = in.number(digits);
    int minutes = 0;
    if (digits == 4) {
        minutes = value % 100;
        value /= 100;
    } else if (digits != 2) {
        return false;
    } else if (in.take(':')) {
        minutes = in.number(digits);
    }
    offset = sign * (value * 60 + minutes);
    return value <= 18 && minutes < 60;
}

bool TimeReader::Wall::readNumber(Cursor &in, TimeForm form)
{
    int digits = 0;
    const int value = in.number(digits);
    if (digits <= 2 && in.take(':'))
        return readTime(in, value);
    if (year < 0 && day < 0 && digits <= 4)
        for (const char separator : { '-', '/', '.' })
            if (in.take(separator))
                return readSeparated(in, separator, value, digits, form);
    if (digits == 8 && year < 0) { // 20171031
        month = value / 100 % 100;
        day = value % 100;
        return takeYear(value / 10000, 4);
    }
    if (digits == 6 && day > 0 && !hasTime) { // T221047
        hasTime = true;
        hour = value / 10000;
        minute = value / 100 % 100;
        second = value % 100;
        return true;
    }
    if (day < 0 && digits <= 2) {
        day = value;
        return true;
    }
    return year < 0 && takeYear(value, digits);
}

bool TimeReader::Wall::readWord(QStringView word)
{
    if (word.compare(u"T", Qt::CaseInsensitive) == 0 && day > 0 && !hasTime)
        return true;
    if (const int named = monthNamed(word); named > 0 && month < 0) {
        month = named;
        return true;
    }
    const bool noon = word.compare(u"pm", Qt::CaseInsensitive) == 0;
    if ((noon || word.compare(u"am", Qt::CaseInsensitive) == 0) && hasTime && hour >= 1 && hour <= 12) {
        hour = hour % 12 + (noon ? 12 : 0);
        return true;
    }
    if (const auto zone = zoneNamed(word); zone && hasTime) {
        offset = offset.value_or(*zone); // "+0100 (GMT)" keeps its number
        return true;
    }
    return isWeekday(word);
}

bool TimeReader::Wall::read(Cursor &in, TimeForm form)
{
    while (true) {
        in.takeBlanks();
        if (in.atEnd())
            return year >= 0 && month >= 0 && day >= 0;
        bool fits = false;
        if ((in.peek() == QLatin1Char('+') || in.peek() == QLatin1Char('-')) && hasTime)
            fits = readOffset(in);
        else if (isDigit(in.peek()))
            fits = readNumber(in, form);
        else if (isLetter(in.peek()))
            fits = readWord(in.word());
        if (!fits) {
            return false;
        }
    }
}

TimeReader::TimeReader(TimeForm form, const QTimeZone &zone)
    : m_form(form)
    , m_zone(zone)
{
}

ReadTime TimeReader::fromEpoch(QStringView digits) const
{
    bool whole = false;
    double value = digits.toDouble(&whole); // 2^53 ms is the year 287396: nothing is lost
    if (!whole)
        return unread(Words::tr("This is no number of seconds since 1970."));
    const qsizetype length = digits.indexOf(QLatin1Char('.')) < 0 ? digits.size() : digits.indexOf(QLatin1Char('.'));
    const bool seconds = m_form == TimeForm::EpochSeconds || (m_form != TimeForm::EpochMilliseconds && length <= 10);
    if (seconds)
        value *= 1000;
    if (m_form == TimeForm::Auto && (length < 9 || length == 11 || length > 13))
        return unread(Words::tr("This number is no time that can be told; choose seconds or milliseconds since 1970."));
    if (value < -62135596800000.0 || value > 253402300799000.0)
        return unread(Words::tr("This number lies outside of the years 1 to 9999."));
    return { QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value), Qt::UTC), {}, {} };
}

ReadTime TimeReader::read(QStringView text) const
{
    text = text.trimmed();
    if (text.isEmpty())
        return {};
    bool digitsOnly = true;
    for (const QChar c : text)
        digitsOnly = digitsOnly && (isDigit(c) || c == QLatin1Char('.'));
    const bool epochForm = m_form == TimeForm::EpochSeconds || m_form == TimeForm::EpochMilliseconds;
    if (epochForm || (digitsOnly && text.size() != 8 && text.count(QLatin1Char('.')) < 2))
        return fromEpoch(text);
    Wall wall;
    Cursor in(text);
    if (!wall.read(in, m_form))
        return unread(Words::tr(
            "This is no time that can be read. Write it as 2026-03-08 14:30, or choose the form of the times."));
    return resolved(wall);
}

ReadTime TimeReader::resolved(const Wall &wall) const
{
    if (wall.shortYear)
        return unread(Words::tr("The year has two digits, which may mean either century. Write four."));
    if (wall.ambiguous)
        return unread(Words::tr(
            "It does not say whether the day or the month comes first. Choose one for all times of the file."));
    const QDate date(wall.year, wall.month, wall.day);
    if (!date.isValid() || wall.year < 1)
        return unread(Words::tr("There is no such day in the calendar."));
    const bool endOfDay = wall.hour == 24 && wall.minute == 0 && wall.second == 0;
    if ((wall.hour > 23 && !endOfDay) || wall.minute > 59 || wall.second > 60)
        return unread(Words::tr("There is no such time of day."));
    const qint64 local =
        sinceEpoch(date) + ((wall.hour * 60 + wall.minute) * 60 + std::min(wall.second, 59)) * qint64(1000) + wall.ms;
    const auto utc = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); };
    if (wall.offset)
        return { utc(local - *wall.offset * qint64(60000)), {}, {} };
    if (!m_zone.isValid())
        return unread(Words::tr("The time says no zone. Choose the zone in which the file was written."));
    // Offsets a day before and a day after hold both sides of a change; never toUTC() on a time that may not exist.
    const qint64 before = m_zone.offsetFromUtc(utc(local - 86400000)) * qint64(1000);
    const qint64 after = m_zone.offsetFromUtc(utc(local + 86400000)) * qint64(1000);
    const bool asBefore = m_zone.offsetFromUtc(utc(local - before)) * qint64(1000) == before;
    const bool asAfter = m_zone.offsetFromUtc(utc(local - after)) * qint64(1000) == after;
    if (asBefore && asAfter && before != after)
        return { utc(local - before),
            Words::tr("The clocks were put back, and this time came twice; the first is taken."), {} };
    if (asBefore || asAfter)
        return { utc(local - (asBefore ? before : after)), {}, {} };
    return { utc(local - before),
        Words::tr("The clocks were put forward, and this time did not exist; it is moved forward by as much."), {} };
}

} // namespace wheelhouse
