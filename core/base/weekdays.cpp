#include "core/base/weekdays.h"

#include <QRegularExpression>
#include <QStringList>

namespace wheelhouse {

namespace {

const QStringList dayNames { QStringLiteral("Mon"), QStringLiteral("Tue"), QStringLiteral("Wed"), QStringLiteral("Thu"),
    QStringLiteral("Fri"), QStringLiteral("Sat"), QStringLiteral("Sun") };

int dayOf(const QString &text)
{
    return int(dayNames.indexOf(text.left(3).toLower().replace(0, 1, text.left(1).toUpper())));
}

} // namespace

QString weekdayWord(int day)
{
    return dayNames.value(day);
}

QString weekdaysWord(int first, int last)
{
    return first == last ? weekdayWord(first) : weekdayWord(first) + QLatin1Char('-') + weekdayWord(last);
}

QList<int> weekdaysOf(const QString &text)
{
    QList<int> days;
    const QStringList parts = text.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QStringList ends = part.split(QLatin1Char('-'));
        const int from = dayOf(ends.first());
        const int to = dayOf(ends.last());
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

int minuteOfDay(const QString &text)
{
    static const QRegularExpression time(QStringLiteral("^(\\d{1,2})(?::(\\d{2}))?$"));
    const auto match = time.match(text);
    if (!match.hasMatch())
        return -1;
    const int hour = match.captured(1).toInt();
    const int minute = match.captured(2).toInt();
    return minute < 60 && hour * 60 + minute <= 24 * 60 ? hour * 60 + minute : -1;
}

QString minuteText(int minute)
{
    return QStringLiteral("%1:%2").arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

} // namespace wheelhouse
