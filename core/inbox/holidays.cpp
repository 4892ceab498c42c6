#include "core/inbox/holidays.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QMap>

#include <libical/ical.h>

#include <memory>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Holidays)
};

constexpr qsizetype mostBytes = 4 * 1024 * 1024;
constexpr qsizetype mostPerLine = 4'096;
constexpr qsizetype mostPerEvent = 200;
constexpr qsizetype mostReported = 20;
constexpr qsizetype mostDays = 10'000;
constexpr int longestDays = 62; // an event over more days is a season, no holiday
constexpr int mostOccurrences = 2'000;
constexpr qint64 mostMs = 1'500;

struct Freed {
    void operator()(icalcomponent *component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Freed>;

/// An event as lines, with what is needed to point at it.
struct RawEvent {
    QByteArray lines;
    qsizetype properties = 0;
    int line = 0; ///< of the file, from 1
};

QByteArray nameOf(const QByteArray &line)
{
    qsizetype end = 0;
    while (end < line.size() && line.at(end) != ':' && line.at(end) != ';')
        ++end;
    return line.left(end).trimmed().toUpper();
}

bool matters(const QByteArray &name)
{
    static const QList<QByteArray> names { "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "SUMMARY",
        "STATUS" };
    return names.contains(name);
}

QDate dateOf(const icaltimetype &time)
{
    return icaltime_is_null_time(time) ? QDate() : QDate(time.year, time.month, time.day);
}

bool isMidnight(const icaltimetype &time)
{
    return time.is_date || (time.hour == 0 && time.minute == 0 && time.second == 0);
}

/// Reads one file.
class Reading {
public:
    Reading(QDate from, QDate to)
        : m_from(from)
        , m_to(to)
    {
        m_spent.start();
    }

    HolidayImport read(const QByteArray &ics)
    {
        if (ics.size() > mostBytes)
            tell(Words::tr("Only the first %Ln MB were read.", nullptr, int(mostBytes / 1024 / 1024)));
        lines(ics.left(mostBytes));
        if (!m_components.isEmpty())
            tell(Words::tr("The file ends in the middle."));
        if (m_import.events == 0)
            tell(Words::tr("There is no event in this file."));
        else if (m_days.isEmpty() && m_import.leftOut == 0)
            tell(Words::tr("None of its days lies between %1 and %2.")
                     .arg(m_from.toString(Qt::ISODate), m_to.toString(Qt::ISODate)));
        for (auto day = m_days.constBegin(); day != m_days.constEnd(); ++day)
            m_import.holidays.append({ day.key(), day.value() });
        return m_import;
    }

private:
    void tell(const QString &what)
    {
        if (m_import.report.size() < mostReported)
            m_import.report.append(what);
    }
    void leaveOut(const RawEvent &event, const QString &why)
    {
        ++m_import.leftOut;
        tell(Words::tr("Line %1: %2").arg(event.line).arg(why));
    }
    /// Unfolds: a line that begins with a space goes on with the one before.
    void lines(const QByteArray &ics)
    {
        QByteArray whole;
        int number = 0;
        int begun = 1;
        for (qsizetype at = 0; at < ics.size();) {
            qsizetype end = ics.indexOf('\n', at);
            end = end < 0 ? ics.size() : end;
            QByteArray part = ics.mid(at, end - at);
            at = end + 1;
            ++number;
            if (part.endsWith('\r'))
                part.chop(1);
            if (part.startsWith(' ') || part.startsWith('\t')) {
                if (whole.size() < mostPerLine)
                    whole += part.mid(1);
                continue;
            }
            line(whole, begun);
            whole = part;
            begun = number;
        }
        line(whole, begun);
    }
    void line(const QByteArray &text, int number)
    {
        const QByteArray name = nameOf(text);
        if (name == "BEGIN") {
            m_components.append(text.mid(6).trimmed().toUpper());
            if (m_components.last() == "VEVENT")
                m_event = RawEvent { {}, 0, number };
        } else if (name == "END") {
            if (!m_components.isEmpty() && m_components.takeLast() == "VEVENT")
                event();
        } else if (!m_components.isEmpty() && m_components.last() == "VEVENT" && matters(name)
            && text.size() <= mostPerLine && ++m_event.properties <= mostPerEvent) {
            QByteArray clean = text;
            clean.replace('\0', ' ');
            m_event.lines += clean + "\r\n";
        }
    }
    void event()
    {
        ++m_import.events;
        if (m_spent.elapsed() > mostMs || m_days.size() >= mostDays) {
            if (!m_isFull)
                tell(Words::tr("The file holds more than can be read; the rest was left out."));
            m_isFull = true;
            ++m_import.leftOut;
            return;
        }
        const QByteArray text = "BEGIN:VEVENT\r\n" + m_event.lines + "END:VEVENT\r\n";
        const Component component(icalcomponent_new_from_string(text.constData()));
        if (!component || icalcomponent_isa(component.get()) != ICAL_VEVENT_COMPONENT)
            return leaveOut(m_event, Words::tr("could not be read"));
        take(component.get());
    }
    void take(icalcomponent *event)
    {
        const icaltimetype start = icalcomponent_get_dtstart(event);
        const QDate first = dateOf(start);
        if (!first.isValid())
            return leaveOut(m_event, Words::tr("has no date that can be read"));
        if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED)
            return leaveOut(m_event, Words::tr("was cancelled"));
        const QDate end = dateOf(icalcomponent_get_dtend(event));
        const bool wholeDays = isMidnight(start) && (start.is_date || isMidnight(icalcomponent_get_dtend(event)))
            && (start.is_date || (end.isValid() && end > first));
        if (!wholeDays)
            return leaveOut(m_event, Words::tr("is not about whole days"));
        const qint64 days = end.isValid() && end > first ? first.daysTo(end) : 1;
        if (days > longestDays)
            return leaveOut(m_event, Words::tr("lasts longer than two months"));
        const char *summary = icalcomponent_get_summary(event);
        const QString name = QString::fromUtf8(summary ? summary : "").simplified().left(100);
        const QSet<QDate> except = dates(event, ICAL_EXDATE_PROPERTY);
        QSet<QDate> starts = dates(event, ICAL_RDATE_PROPERTY);
        starts.insert(first);
        repeat(event, start, starts);
        for (const QDate &each : std::as_const(starts))
            if (!except.contains(each))
                put(each, days, name);
    }
    void put(QDate first, qint64 days, const QString &name)
    {
        for (qint64 i = 0; i < days; ++i)
            if (const QDate day = first.addDays(i);
                day >= m_from && day <= m_to && (m_days.size() < mostDays || m_days.contains(day)))
                m_days.insert(day, m_days.value(day, name));
    }
    static QSet<QDate> dates(icalcomponent *event, icalproperty_kind kind)
    {
        QSet<QDate> found;
        for (auto *each = icalcomponent_get_first_property(event, kind); each;
             each = icalcomponent_get_next_property(event, kind)) {
            const icaltimetype time =
                kind == ICAL_EXDATE_PROPERTY ? icalproperty_get_exdate(each) : icalproperty_get_rdate(each).time;
            if (const QDate date = dateOf(time); date.isValid())
                found.insert(date);
        }
        return found;
    }
    void repeat(icalcomponent *event, icaltimetype start, QSet<QDate> &starts)
    {
        for (auto *each = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY); each;
             each = icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY)) {
            icalrecurrencetype rule = icalproperty_get_rrule(each);
            const bool byDays = rule.freq == ICAL_DAILY_RECURRENCE || rule.freq == ICAL_WEEKLY_RECURRENCE
                || rule.freq == ICAL_MONTHLY_RECURRENCE || rule.freq == ICAL_YEARLY_RECURRENCE;
            if (!byDays || rule.interval < 1) {
                tell(Words::tr("Line %1: how it comes again is not understood; only its first day was taken.")
                         .arg(m_event.line));
                continue;
            }
            const icaltimetype last = icaltime_from_day_of_year(m_to.dayOfYear(), m_to.year());
            if (icaltime_is_null_time(rule.until) || icaltime_compare(rule.until, last) > 0)
                rule.until = last;
            walk(rule, start, starts);
        }
    }
    void walk(const icalrecurrencetype &rule, icaltimetype start, QSet<QDate> &starts)
    {
        start.is_date = 1; // by days: no hour and no zone has a say
        start.zone = nullptr;
        auto *iterator = icalrecur_iterator_new(rule, start);
        if (!iterator)
            return;
        for (int i = 0; i < mostOccurrences && m_spent.elapsed() <= mostMs; ++i) {
            const QDate date = dateOf(icalrecur_iterator_next(iterator));
            if (!date.isValid() || date > m_to)
                break;
            starts.insert(date);
        }
        icalrecur_iterator_free(iterator);
    }

    QDate m_from;
    QDate m_to;
    QElapsedTimer m_spent;
    QList<QByteArray> m_components;
    RawEvent m_event;
    QMap<QDate, QString> m_days;
    HolidayImport m_import;
    bool m_isFull = false;
};

} // namespace

HolidayImport readHolidays(const QByteArray &ics, QDate from, QDate to)
{
    icalerror_set_errors_are_fatal(false);
    return Reading(from, to).read(ics);
}

} // namespace wheelhouse
