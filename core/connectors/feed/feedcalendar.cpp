#include "core/connectors/feed/feedcalendar.h"

#include "core/base/text.h"

#include <QHash>
#include <QLocale>

namespace wheelhouse {

namespace {

/// The names of months and weekdays in the languages that feeds are written in, as CLDR (in Qt) has them.
class Calendar {
public:
    Calendar()
    {
        for (const char *language : { "en", "de", "fr", "es", "it", "pt", "nl", "sv", "nb", "da", "fi", "is", "pl",
                 "cs", "sk", "hu", "ro", "hr", "sl", "el", "ru", "uk", "bg", "tr", "id", "ca", "et", "lv", "lt" })
            learn(QLocale(QLatin1String(language)));
    }
    [[nodiscard]] int month(const QString &name) const { return found(m_months, name); }
    [[nodiscard]] int weekday(const QString &name) const { return found(m_weekdays, name); }

private:
    static int found(const QHash<QString, int> &names, const QString &name)
    {
        if (const int exact = names.value(name); exact || name.size() < 4)
            return exact;
        for (const qsizetype shorter : { name.size() - 1, qsizetype(4), qsizetype(3) })
            if (const int near = names.value(name.first(qMin(shorter, name.size()))))
                return near;
        return 0;
    }
    void learn(const QLocale &locale)
    {
        using Format = QLocale::FormatType;
        for (const auto format : { Format::LongFormat, Format::ShortFormat }) {
            for (int month = 1; month <= 12; ++month) {
                add(m_months, locale.monthName(month, format), month);
                add(m_months, locale.standaloneMonthName(month, format), month);
            }
            for (int day = 1; day <= 7; ++day)
                add(m_weekdays, locale.dayName(day, format), day);
        }
    }
    static void add(QHash<QString, int> &names, const QString &name, int number)
    {
        const QString folded = dateWord(name);
        // The first language wins where two mean different months by one word.
        if (folded.size() >= 2 && !folded.front().isDigit() && !names.contains(folded))
            names.insert(folded, number);
    }

    QHash<QString, int> m_months;
    QHash<QString, int> m_weekdays;
};

const Calendar &calendar()
{
    static const Calendar made;
    return made;
}

} // namespace

QString dateWord(QStringView word)
{
    QString folded = fold(word);
    while (folded.endsWith(u'.') || folded.endsWith(u','))
        folded.chop(1);
    return folded;
}

int monthCalled(const QString &name)
{
    return calendar().month(name);
}

int weekdayCalled(const QString &name)
{
    return calendar().weekday(name);
}

} // namespace wheelhouse
