#include "core/inbox/workinghours.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

// Working hours as a person types them.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WorkingHours)
};

const QStringList dayNames { QStringLiteral("Mon"), QStringLiteral("Tue"), QStringLiteral("Wed"), QStringLiteral("Thu"),
    QStringLiteral("Fri"), QStringLiteral("Sat"), QStringLiteral("Sun") };

QString clockText(int minute)
{
    return QStringLiteral("%1:%2").arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

/// -1: no time of day.
int minuteOf(const QString &text)
{
    static const QRegularExpression time(QStringLiteral("^(\\d{1,2})(?::(\\d{2}))?$"));
    const auto match = time.match(text);
    if (!match.hasMatch())
        return -1;
    const int hour = match.captured(1).toInt();
    const int minute = match.captured(2).toInt();
    return minute < 60 && hour * 60 + minute <= 24 * 60 ? hour * 60 + minute : -1;
}

std::optional<OpenWindow> windowOf(const QString &text)
{
    const QStringList ends = text.split(QLatin1Char('-'));
    if (ends.size() != 2)
        return std::nullopt;
    const OpenWindow window { minuteOf(ends.at(0)), minuteOf(ends.at(1)) };
    return window.opens >= 0 && window.closes >= 0 ? std::optional(window) : std::nullopt;
}

/// Days 0 (Monday) to 6 of "Mon", "Mon-Fri" or "Sat,Sun"; none where that is no day.
QList<int> daysOf(const QString &text)
{
    QList<int> days;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QStringList ends = part.split(QLatin1Char('-'));
        const int from =
            int(dayNames.indexOf(ends.first().left(3).toLower().replace(0, 1, ends.first().left(1).toUpper())));
        const int to =
            int(dayNames.indexOf(ends.last().left(3).toLower().replace(0, 1, ends.last().left(1).toUpper())));
        if (from < 0 || to < 0 || ends.size() > 2)
            return {};
        for (int day = from;; day = (day + 1) % 7) {
            days.append(day);
            if (day == to)
                break;
        }
    }
    return days;
}

tl::unexpected<Error> notUnderstood(const QString &part)
{
    return fail(Error::Kind::Refused,
        Words::tr("“%1” is not understood. Write hours like “Mon-Fri 09:00-12:30 13:30-17:00; Sat 10:00-14:00”, or "
                  "“24/7”.")
            .arg(part));
}

Result<void> putDay(WorkingHours &hours, const QString &part)
{
    const QStringList words = part.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QList<int> days = daysOf(words.value(0));
    if (days.isEmpty() || words.size() < 2)
        return notUnderstood(part);
    for (const QString &word : words.mid(1)) {
        const auto window = windowOf(word);
        if (!window || window->opens == window->closes)
            return notUnderstood(part);
        for (const int day : days) {
            if (window->opens < window->closes) {
                hours.days.at(size_t(day)).append(*window);
                continue;
            }
            // Past midnight: the evening of this day and the small hours of the next.
            hours.days.at(size_t(day)).append({ window->opens, 24 * 60 });
            if (window->closes > 0)
                hours.days.at(size_t((day + 1) % 7)).append({ 0, window->closes });
        }
    }
    return {};
}

QString windowsText(const QList<OpenWindow> &windows)
{
    QStringList words;
    for (const OpenWindow &each : windows)
        words.append(clockText(each.opens) + QLatin1Char('-') + clockText(each.closes));
    return words.join(QLatin1Char(' '));
}

} // namespace

QString hoursToText(const WorkingHours &hours)
{
    if (hours.always)
        return QStringLiteral("24/7");
    QStringList parts;
    for (int day = 0; day < 7;) {
        int last = day;
        while (last < 6 && hours.days.at(size_t(last + 1)) == hours.days.at(size_t(day)))
            ++last;
        if (const QString windows = windowsText(hours.days.at(size_t(day))); !windows.isEmpty())
            parts.append((last == day ? dayNames.at(day) : dayNames.at(day) + QLatin1Char('-') + dayNames.at(last))
                + QLatin1Char(' ') + windows);
        day = last + 1;
    }
    return parts.join(QStringLiteral("; "));
}

Result<WorkingHours> hoursFromText(const QString &text, const QByteArray &zone)
{
    WorkingHours hours;
    hours.zone = zone;
    const QString plain = text.simplified();
    hours.always = plain == QLatin1String("24/7");
    const QStringList parts = hours.always ? QStringList() : plain.split(QLatin1Char(';'), Qt::SkipEmptyParts);
    for (const QString &part : parts)
        if (auto put = putDay(hours, part.trimmed()); !put)
            return tl::unexpected(put.error());
    return hours.checked();
}

} // namespace wheelhouse
