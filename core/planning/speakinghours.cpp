#include "core/planning/speakinghours.h"

#include "core/base/weekdays.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SpeakingHours)
};

Result<void> putPart(QList<SpeakingHour> &hours, const QString &part)
{
    const QStringList words = part.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QList<int> days = weekdaysOf(words.value(0));
    bool isUnderstood = !days.isEmpty() && words.size() > 1;
    for (const QString &word : words.mid(1)) {
        const int minute = minuteOfDay(word);
        isUnderstood = isUnderstood && minute >= 0 && minute < 24 * 60;
        for (const int day : days)
            hours.append({ day + 1, QTime::fromMSecsSinceStartOfDay(minute * 60'000) });
    }
    if (!isUnderstood)
        return fail(Error::Kind::Refused,
            Words::tr("“%1” is not understood. Write hours like “Mon-Fri 09:00 15:30; Sat 11:00”.").arg(part));
    return {};
}

} // namespace

Result<QList<SpeakingHour>> speakingHoursFromText(const QString &text)
{
    QList<SpeakingHour> hours;
    const QStringList parts = text.simplified().split(QLatin1Char(';'), Qt::SkipEmptyParts);
    for (const QString &part : parts)
        if (auto put = putPart(hours, part.trimmed()); !put)
            return tl::unexpected(put.error());
    std::sort(hours.begin(), hours.end());
    hours.erase(std::unique(hours.begin(), hours.end()), hours.end());
    return hours;
}

QString speakingHoursText(const QList<SpeakingHour> &hours)
{
    std::array<QStringList, 7> days;
    for (const SpeakingHour &each : hours)
        if (each.weekday >= 1 && each.weekday <= 7)
            days.at(size_t(each.weekday - 1)).append(minuteText(each.time.msecsSinceStartOfDay() / 60'000));
    QStringList parts;
    for (int day = 0; day < 7;) {
        int last = day;
        while (last < 6 && days.at(size_t(last + 1)) == days.at(size_t(day)))
            ++last;
        if (!days.at(size_t(day)).isEmpty())
            parts.append(weekdaysWord(day, last) + QLatin1Char(' ') + days.at(size_t(day)).join(QLatin1Char(' ')));
        day = last + 1;
    }
    return parts.join(QStringLiteral("; "));
}

} // namespace wheelhouse
