#include "core/base/weekdays.h"
#include "core/inbox/workinghours.h"

#include <QCoreApplication>
#include <QStringList>

// Working hours as a person types them.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WorkingHours)
};

std::optional<OpenWindow> windowOf(const QString &text)
{
    const QStringList ends = text.split(QLatin1Char('-'));
    if (ends.size() != 2)
        return std::nullopt;
    const OpenWindow window { minuteOfDay(ends.at(0)), minuteOfDay(ends.at(1)) };
    return window.opens >= 0 && window.closes >= 0 ? std::optional(window) : std::nullopt;
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
    const QList<int> days = weekdaysOf(words.value(0));
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
        words.append(minuteText(each.opens) + QLatin1Char('-') + minuteText(each.closes));
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
            parts.append(weekdaysWord(day, last) + QLatin1Char(' ') + windows);
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
