#include "core/planning/recurrencerule.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Recurrence)
};

using Frequency = RecurrenceRule::Frequency;

constexpr qsizetype longestText = 4'000;
constexpr int mostInterval = 10'000;
constexpr std::array<const char *, 7> weekdays { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
constexpr std::array<const char *, 4> frequencies { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };

QString shown(const QByteArray &part)
{
    return QString::fromUtf8(part.left(60));
}

tl::unexpected<Error> malformed(const QByteArray &part)
{
    return fail(Error::Kind::Malformed, Words::tr("“%1” cannot be read in a rule.").arg(shown(part)));
}

tl::unexpected<Error> refused(const QByteArray &part, const QString &why)
{
    return fail(Error::Kind::Refused, Words::tr("“%1” in a rule: %2").arg(shown(part), why));
}

template<typename T> void sortOnce(QList<T> &list)
{
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::optional<int> weekdayOf(const QByteArray &word)
{
    const auto found = std::find(weekdays.begin(), weekdays.end(), word);
    return found == weekdays.end() ? std::nullopt : std::optional<int>(int(found - weekdays.begin()) + 1);
}

/// Digits with a sign before them at most, so that " 1" and "0x1" are none.
std::optional<int> numberOf(const QByteArray &word)
{
    const QByteArray digits = word.startsWith('-') || word.startsWith('+') ? word.mid(1) : word;
    const bool isNumber = !digits.isEmpty() && digits.size() <= 9
        && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? std::optional<int>(word.toInt()) : std::nullopt;
}

/// Numbers from 1 to \a most, or from -most to -1 where \a mayCountBack.
bool readNumbers(const QByteArray &value, int most, bool mayCountBack, QList<int> &into)
{
    for (const QByteArray &word : value.split(',')) {
        const auto number = numberOf(word);
        if (!number || *number == 0 || *number > most || *number < (mayCountBack ? -most : 1))
            return false;
        into.append(*number);
    }
    sortOnce(into);
    return true;
}

bool readDays(const QByteArray &value, QList<RecurrenceRule::Day> &into)
{
    for (const QByteArray &word : value.split(',')) {
        const auto weekday = weekdayOf(word.right(2));
        const auto nth = word.size() > 2 ? numberOf(word.chopped(2)) : std::optional<int>(0);
        if (!weekday || !nth || std::abs(*nth) > 53 || (word.size() > 2 && *nth == 0))
            return false;
        into.append({ *nth, *weekday });
    }
    sortOnce(into);
    return true;
}

/// The last day that UNTIL allows to a series at the time of \a start. An instant is compared as an instant.
QDate readUntil(const QByteArray &value, const WallTime &start)
{
    const QString text = QString::fromLatin1(value);
    if (text.size() == 8)
        return QDate::fromString(text, QStringLiteral("yyyyMMdd"));
    const bool isUtc = text.endsWith(QLatin1Char('Z'));
    const QDateTime read = QDateTime::fromString(text.left(15), QStringLiteral("yyyyMMdd'T'HHmmss"));
    if (!read.isValid() || text.size() != (isUtc ? 16 : 15))
        return {};
    const QDateTime until(read.date(), read.time(), Qt::UTC);
    if (!start.time.isValid())
        return until.date();
    const auto wall = isUtc ? wallTimeAt(until, start.zone) : Result<WallTime>();
    if (!isUtc || !wall)
        return start.time <= until.time() ? until.date() : until.date().addDays(-1);
    const auto last = resolve({ wall->date, start.time, start.zone, start.turn });
    return last && last->utc <= until ? wall->date : wall->date.addDays(-1);
}

/// Reads one rule, part by part.
class Reading {
public:
    explicit Reading(const WallTime &start)
        : m_start(start)
    {
    }

    [[nodiscard]] Result<RecurrenceRule> read(const QByteArray &text)
    {
        for (const QByteArray &part : text.toUpper().split(';')) {
            const QByteArray trimmed = part.trimmed();
            if (trimmed.isEmpty())
                continue;
            const qsizetype equals = trimmed.indexOf('=');
            const QByteArray name = trimmed.left(equals);
            if (equals < 0 || m_seen.contains(name))
                return malformed(trimmed);
            m_seen.append(name);
            if (auto done = take(name, trimmed.mid(equals + 1), trimmed); !done)
                return tl::unexpected(done.error());
        }
        if (!m_seen.contains("FREQ"))
            return malformed(text);
        if (auto fits = check(); !fits)
            return tl::unexpected(fits.error());
        return m_rule;
    }

private:
    [[nodiscard]] Result<void> take(const QByteArray &name, const QByteArray &value, const QByteArray &part)
    {
        if (name == "FREQ")
            return takeFrequency(value, part);
        if (name == "BYHOUR" || name == "BYMINUTE" || name == "BYSECOND")
            return takeTime(name, value, part);
        if (name == "RSCALE" || name == "SKIP") {
            if (value == "GREGORIAN" || value == "OMIT")
                return {};
            return refused(part, Words::tr("only the Gregorian calendar is planned by."));
        }
        if (takeNumber(name, value) || takeList(name, value))
            return {};
        return malformed(part);
    }
    [[nodiscard]] Result<void> takeFrequency(const QByteArray &value, const QByteArray &part)
    {
        const auto found = std::find(frequencies.begin(), frequencies.end(), value);
        if (found != frequencies.end()) {
            m_rule.frequency = static_cast<Frequency>(found - frequencies.begin());
            return {};
        }
        if (value == "HOURLY" || value == "MINUTELY" || value == "SECONDLY")
            return refused(part, Words::tr("a post comes once a day at most."));
        return malformed(part);
    }
    /// The time of a series is its start's; to say the same once more does no harm.
    [[nodiscard]] Result<void> takeTime(const QByteArray &name, const QByteArray &value, const QByteArray &part)
    {
        const QTime time = m_start.time;
        const int own = name == "BYHOUR" ? time.hour() : name == "BYMINUTE" ? time.minute() : time.second();
        if (const auto number = numberOf(value); number && *number == own)
            return {};
        return refused(part, Words::tr("a post comes once a day at most, at the time of the first one."));
    }
    bool takeNumber(const QByteArray &name, const QByteArray &value)
    {
        if (name == "UNTIL") {
            m_rule.until = readUntil(value, m_start);
            return m_rule.until.isValid();
        }
        if (name == "WKST") {
            const auto day = weekdayOf(value);
            m_rule.weekStart = day.value_or(1);
            return day.has_value();
        }
        const auto number = numberOf(value);
        if (name == "INTERVAL" && number && *number >= 1 && *number <= mostInterval)
            m_rule.interval = *number;
        else if (name == "COUNT" && number && *number >= 1)
            m_rule.count = *number;
        else
            return false;
        return true;
    }
    bool takeList(const QByteArray &name, const QByteArray &value)
    {
        if (name == "BYDAY")
            return readDays(value, m_rule.days);
        if (name == "BYMONTHDAY")
            return readNumbers(value, 31, true, m_rule.monthDays);
        if (name == "BYMONTH")
            return readNumbers(value, 12, false, m_rule.months);
        if (name == "BYYEARDAY")
            return readNumbers(value, 366, true, m_rule.yearDays);
        if (name == "BYWEEKNO")
            return readNumbers(value, 53, true, m_rule.weeks);
        return name == "BYSETPOS" && readNumbers(value, 366, true, m_rule.places);
    }
    /// RFC 5545 3.3.10: which parts go with which frequency.
    [[nodiscard]] Result<void> check() const
    {
        const bool isYearly = m_rule.frequency == Frequency::Yearly;
        const bool isMonthly = m_rule.frequency == Frequency::Monthly;
        const bool counts =
            std::any_of(m_rule.days.begin(), m_rule.days.end(), [](const auto &day) { return day.nth != 0; });
        if (counts && ((!isYearly && !isMonthly) || !m_rule.weeks.isEmpty()))
            return refused("BYDAY", Words::tr("days are counted in a month or a year only."));
        if (!isYearly && !m_rule.yearDays.isEmpty())
            return refused("BYYEARDAY", Words::tr("goes with a yearly rule only."));
        if (!isYearly && !m_rule.weeks.isEmpty())
            return refused("BYWEEKNO", Words::tr("goes with a yearly rule only."));
        if (m_rule.frequency == Frequency::Weekly && !m_rule.monthDays.isEmpty())
            return refused("BYMONTHDAY", Words::tr("does not go with a weekly rule."));
        if (!m_rule.places.isEmpty() && m_rule.days.isEmpty() && m_rule.monthDays.isEmpty() && m_rule.months.isEmpty()
            && m_rule.yearDays.isEmpty() && m_rule.weeks.isEmpty())
            return refused("BYSETPOS", Words::tr("there is nothing to choose from."));
        return {};
    }

    const WallTime m_start;
    RecurrenceRule m_rule;
    QList<QByteArray> m_seen;
};

QByteArray listed(const char *name, const QList<int> &numbers)
{
    QByteArrayList words;
    for (const int each : numbers)
        words.append(QByteArray::number(each));
    return words.isEmpty() ? QByteArray() : ';' + QByteArray(name) + '=' + words.join(',');
}

QByteArray listed(const QList<RecurrenceRule::Day> &days)
{
    QByteArrayList words;
    for (const auto &each : days)
        words.append((each.nth != 0 ? QByteArray::number(each.nth) : QByteArray())
            + weekdays.at(static_cast<size_t>(each.weekday) - 1));
    return words.isEmpty() ? QByteArray() : ";BYDAY=" + words.join(',');
}

/// As RFC 5545 wants it: a date for whole days, else an instant in UTC.
QByteArray untilText(QDate until, const WallTime &start)
{
    const auto last = resolve({ until, start.time, start.zone, start.turn });
    const QString text = last ? QLocale::c().toString(last->utc, QStringLiteral("yyyyMMdd'T'HHmmss'Z'"))
                              : QLocale::c().toString(until, QStringLiteral("yyyyMMdd"));
    return text.toLatin1();
}

} // namespace

Result<RecurrenceRule> readRule(const QByteArray &text, const WallTime &start)
{
    if (text.size() > longestText)
        return malformed(text);
    return Reading(start).read(text);
}

QByteArray ruleText(const RecurrenceRule &rule, const WallTime &start)
{
    QByteArray text = QByteArray("FREQ=") + frequencies.at(static_cast<size_t>(rule.frequency));
    if (rule.interval != 1)
        text += ";INTERVAL=" + QByteArray::number(rule.interval);
    text += listed("BYMONTH", rule.months) + listed("BYWEEKNO", rule.weeks) + listed("BYYEARDAY", rule.yearDays)
        + listed("BYMONTHDAY", rule.monthDays) + listed(rule.days) + listed("BYSETPOS", rule.places);
    if (rule.weekStart != 1)
        text += QByteArray(";WKST=") + weekdays.at(static_cast<size_t>(rule.weekStart) - 1);
    if (rule.count > 0)
        text += ";COUNT=" + QByteArray::number(rule.count);
    if (rule.until.isValid())
        text += ";UNTIL=" + untilText(rule.until, start);
    return text;
}

} // namespace wheelhouse
