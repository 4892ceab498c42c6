#include "core/inbox/snoozewords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SnoozeWords)
};

QTime morning()
{
    return { 9, 0 };
}

/// What was understood so far; the rest of the words is read on.
struct Understood {
    std::optional<QDate> date;
    std::optional<QTime> time;
    bool lacksYear = false;
};

/// The number of a month or weekday from the beginning of its name, English or the reader's own; 0: none.
int named(const QString &word, int count, const std::function<QString(const QLocale &, int)> &name)
{
    if (word.size() < 3)
        return 0;
    for (const QLocale &locale : { QLocale::c(), QLocale() })
        for (int number = 1; number <= count; ++number)
            if (name(locale, number).toLower().startsWith(word))
                return number;
    return 0;
}

int weekday(const QString &word)
{
    return named(word, 7, [](const QLocale &l, int n) { return l.dayName(n); });
}

int month(const QString &word)
{
    return named(word, 12, [](const QLocale &l, int n) { return l.monthName(n); });
}

/// How far ahead: in whole days on the wall, or in time that goes by.
struct Span {
    int days = 0; ///< 0: minutes
    std::chrono::minutes minutes { 0 };
};

/// "in 2h", "30 min", "in 3 days", "1h30".
std::optional<Span> span(const QString &words)
{
    static const QRegularExpression form(QStringLiteral(
        R"(^(?:in\s+)?(\d{1,4})\s*(m|min|mins|minutes?|(?:h|hrs?|hours?)(?:\s*(\d{1,2})(?:\s*(?:m|min))?)?|d|days?|w|weeks?)$)"));
    const auto match = form.match(words);
    if (!match.hasMatch())
        return std::nullopt;
    const int number = match.captured(1).toInt();
    const QChar unit = match.captured(2).at(0);
    const int rest = match.captured(3).toInt();
    if (unit == QLatin1Char('m'))
        return Span { 0, std::chrono::minutes(number) };
    if (unit == QLatin1Char('h'))
        return Span { 0, std::chrono::minutes(number * 60 + rest) };
    return Span { number * (unit == QLatin1Char('w') ? 7 : 1), {} };
}

/// "9", "9:30", "9.30", "9am", "15h"; \a sure: it can be nothing but an hour.
std::optional<QTime> hour(const QString &word, bool &sure)
{
    static const QRegularExpression form(QStringLiteral(R"(^(\d{1,2})(?:[:.h](\d{2}))?(am|pm|h)?$)"));
    const auto match = form.match(word);
    if (!match.hasMatch())
        return std::nullopt;
    int hours = match.captured(1).toInt();
    const QString half = match.captured(3);
    sure = match.capturedLength(2) > 0 || !half.isEmpty();
    if (half == QLatin1String("am") || half == QLatin1String("pm")) {
        if (hours < 1 || hours > 12)
            return std::nullopt;
        hours = hours % 12 + (half == QLatin1String("pm") ? 12 : 0);
    }
    const QTime time(hours, match.captured(2).toInt());
    return time.isValid() ? std::optional(time) : std::nullopt;
}

/// A word that alone means a day or an hour.
bool readFixed(const QString &word, QDate today, Understood &into)
{
    if (word == QLatin1String("today") || word == QLatin1String("tomorrow")) {
        into.date = today.addDays(word == QLatin1String("tomorrow") ? 1 : 0);
        return true;
    }
    static const QHash<QString, QTime> hours { { QStringLiteral("noon"), QTime(12, 0) },
        { QStringLiteral("morning"), morning() }, { QStringLiteral("afternoon"), QTime(14, 0) },
        { QStringLiteral("evening"), QTime(18, 0) }, { QStringLiteral("tonight"), QTime(20, 0) } };
    const auto found = hours.constFind(word);
    if (found == hours.cend())
        return false;
    into.time = *found;
    if (word == QLatin1String("tonight"))
        into.date = today;
    return true;
}

/// "2026-12-24", "24.12.", "24.12.2026", "24/12".
bool readDate(const QString &word, QDate today, Understood &into)
{
    static const QRegularExpression iso(QStringLiteral(R"(^(\d{4})-(\d{1,2})-(\d{1,2})$)"));
    static const QRegularExpression european(QStringLiteral(R"(^(\d{1,2})[./](\d{1,2})(?:[./](\d{4})?)?$)"));
    if (const auto match = iso.match(word); match.hasMatch()) {
        into.date = QDate(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    } else if (const auto other = european.match(word); other.hasMatch()) {
        into.lacksYear = other.captured(3).isEmpty();
        into.date = QDate(into.lacksYear ? today.year() : other.captured(3).toInt(), other.captured(2).toInt(),
            other.captured(1).toInt());
    } else {
        return false;
    }
    return into.date->isValid();
}

/// A month with its day before or behind it: gives how many words it took.
int readMonth(const QStringList &words, qsizetype at, QDate today, Understood &into)
{
    static const QRegularExpression dayForm(QStringLiteral(R"(^(\d{1,2})(?:\.|st|nd|rd|th)?$)"));
    const QString &word = words.at(at);
    const QString other = words.value(at + 1);
    const bool dayFirst = dayForm.match(word).hasMatch() && month(other) > 0;
    const bool monthFirst = !dayFirst && month(word) > 0 && dayForm.match(other).hasMatch();
    if (!dayFirst && !monthFirst)
        return 0;
    const int day = dayForm.match(dayFirst ? word : other).captured(1).toInt();
    const int year = words.value(at + 2).size() == 4 ? words.value(at + 2).toInt() : 0;
    into.lacksYear = year == 0;
    into.date = QDate(year > 0 ? year : today.year(), month(dayFirst ? other : word), day);
    return into.date->isValid() ? (year > 0 ? 3 : 2) : 0;
}

bool readWord(const QString &word, QDate today, Understood &into)
{
    if (readFixed(word, today, into))
        return true;
    bool sure = false;
    const auto time = into.time ? std::nullopt : hour(word, sure);
    if (time && (sure || into.date)) {
        into.time = time;
        return true;
    }
    if (!into.date && readDate(word, today, into))
        return true;
    if (const int day = into.date ? 0 : weekday(word); day > 0) {
        const int ahead = (day - today.dayOfWeek() + 7) % 7;
        into.date = today.addDays(ahead == 0 ? 7 : ahead);
        return true;
    }
    if (time)
        into.time = time;
    return time.has_value();
}

bool readAll(const QString &text, QDate today, Understood &into)
{
    QString bare = text;
    static const QRegularExpression halves(QStringLiteral(R"((\d)\s+(am|pm)\b)"));
    bare.replace(halves, QStringLiteral("\\1\\2"));
    const QStringList words = bare.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < words.size(); ++i) {
        QString word = words.at(i);
        word.remove(QLatin1Char(','));
        if (word == QLatin1String("at") || word == QLatin1String("on") || word == QLatin1String("this"))
            continue;
        if (word == QLatin1String("next")) {
            if (words.value(i + 1) != QLatin1String("week"))
                continue;
            into.date = today.addDays(8 - today.dayOfWeek());
            ++i;
        } else if (const int taken = into.date ? 0 : readMonth(words, i, today, into); taken > 0) {
            i += taken - 1;
        } else if (!readWord(word, today, into)) {
            return false;
        }
    }
    return into.date || into.time;
}

QString wallText(QDate date, QTime time, const QTimeZone &zone)
{
    return QLocale::c().toString(QDateTime(date, time, Qt::UTC), QStringLiteral("yyyy-MM-dd'T'HH:mm"))
        + QLatin1Char(' ') + QString::fromLatin1(zone.id());
}

} // namespace

WallMoment onTheWall(QDate date, QTime time, const QTimeZone &zone)
{
    // The wall read as UTC; the offsets a day before and a day after are the two that can hold here.
    const QDateTime wall(date, time, Qt::UTC);
    const int before = zone.offsetFromUtc(wall.addDays(-1));
    const int after = zone.offsetFromUtc(wall.addDays(1));
    const QDateTime early = wall.addSecs(-qMax(before, after));
    const QDateTime late = wall.addSecs(-qMin(before, after));
    const bool earlyHolds = zone.offsetFromUtc(early) == qMax(before, after);
    const bool lateHolds = zone.offsetFromUtc(late) == qMin(before, after);
    const QString hour = QLocale().toString(time, QStringLiteral("HH:mm"));
    if (earlyHolds || lateHolds) {
        const bool twice = earlyHolds && lateHolds && before != after;
        return { earlyHolds ? early : late, wallText(date, time, zone),
            twice ? Words::tr("The clock shows %1 twice that night; the first is meant.").arg(hour) : QString() };
    }
    const QDateTime utc = wall.addSecs(-before);
    const QDateTime local = utc.toTimeZone(zone);
    return { utc, wallText(local.date(), local.time(), zone),
        Words::tr("The clock leaves out %1 that night; %2 is meant.")
            .arg(hour, QLocale().toString(local.time(), QStringLiteral("HH:mm"))) };
}

Result<WallMoment> snoozeMoment(const QString &words, const QDateTime &now, const QTimeZone &zone)
{
    const QString text = words.simplified().toLower();
    const QDateTime local = now.toTimeZone(zone);
    if (const auto ahead = span(text)) {
        // Of days the wall's hour is meant, of hours and minutes the time that goes by.
        if (ahead->days > 0)
            return onTheWall(
                local.date().addDays(ahead->days), QTime(local.time().hour(), local.time().minute()), zone);
        const QDateTime then = now.addSecs(ahead->minutes.count() * 60);
        const QDateTime wall = then.toTimeZone(zone);
        return WallMoment { then, wallText(wall.date(), wall.time(), zone), {} };
    }
    Understood understood;
    if (text.isEmpty() || !readAll(text, local.date(), understood))
        return fail(Error::Kind::Malformed,
            Words::tr("“%1” says no time. Try “tue 9”, “in 2h” or “24 dec 10:00”.").arg(words.simplified()));
    const bool dayUnsaid = !understood.date;
    WallMoment moment = onTheWall(understood.date.value_or(local.date()), understood.time.value_or(morning()), zone);
    if (moment.utc <= now && dayUnsaid)
        moment = onTheWall(local.date().addDays(1), *understood.time, zone);
    if (moment.utc <= now && understood.lacksYear)
        moment = onTheWall(understood.date->addYears(1), understood.time.value_or(morning()), zone);
    if (moment.utc <= now)
        return fail(Error::Kind::Refused, Words::tr("That hour has passed. Choose a later one."));
    return moment;
}

} // namespace wheelhouse
