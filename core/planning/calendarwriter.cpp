#include "core/base/text.h"
#include "core/planning/contentlines.h"
#include "core/planning/icalendar.h"
#include "core/planning/vtimezone.h"

#include <QMap>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int summaryLetters = 80;
constexpr int endlessYears = 10; // how far the changes of clocks are written for a series without an end

QByteArray stampText(const QDateTime &utc)
{
    return utc.toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toLatin1();
}

/// ";TZID=Europe/Amsterdam:20261130T090000", ";VALUE=DATE:20261130", ":20261130T080000Z"
QByteArray timeText(const WallTime &at)
{
    const QByteArray date = at.date.toString(QStringLiteral("yyyyMMdd")).toLatin1();
    if (!at.time.isValid())
        return ";VALUE=DATE:" + date;
    const QByteArray whole = date + at.time.toString(QStringLiteral("'T'HHmmss")).toLatin1();
    if (at.zone == "UTC")
        return ':' + whole + 'Z';
    const QByteArray turn = at.turn == WallTime::Turn::Second ? ";X-WHEELHOUSE-TURN=SECOND" : "";
    return ";TZID=" + at.zone + turn + ':' + whole;
}

/// Whether TEXT can hold it: of the controls it has line end and tab only.
bool fitsText(const QString &text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) {
        return (c < QLatin1Char(' ') && c != QLatin1Char('\n') && c != QLatin1Char('\t')) || c == QChar(0x7f);
    });
}

/// Years in which a zone is needed.
struct Years {
    int first = 9999;
    int last = 1;
    void take(int year)
    {
        first = std::min(first, year);
        last = std::max(last, year);
    }
};

/// Writes one file.
class Writing {
public:
    explicit Writing(const QDateTime &stamp)
        : m_stamp(stampText(stamp))
    {
    }

    void take(const PlanEntry &entry)
    {
        PlanEntry own = entry;
        own.when = anchored(entry.when);
        begin(own, own.when.start, own.lastDay);
        if (own.when.rule)
            put("RRULE:" + ruleText(*own.when.rule, own.when.start));
        list("EXDATE", own.when, own.when.dropped);
        QSet<QString> added = own.when.added;
        added.remove(occurrenceName(own.when.start.date, own.when.start.time));
        list("RDATE", own.when, added);
        m_events += "END:VEVENT\r\n";
        const qint64 more = own.lastDay.isValid() ? own.when.start.date.daysTo(own.lastDay) : 0;
        for (auto each = own.when.moved.begin(); each != own.when.moved.end(); ++each) {
            begin(own, each.value(), own.lastDay.isValid() ? each.value().date.addDays(more) : QDate());
            put("RECURRENCE-ID" + timeText(once(wallTimeOf(own.when, each.key()))));
            m_events += "END:VEVENT\r\n";
        }
        note(own.when);
    }

    [[nodiscard]] QByteArray whole(const QString &name) const
    {
        QByteArray file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Wheelhouse//Wheelhouse//EN\r\n";
        if (!name.isEmpty())
            file += foldedLine("X-WR-CALNAME:" + escapedText(name));
        for (auto each = m_zones.begin(); each != m_zones.end(); ++each)
            file += vtimezone(each.key(), each->first - 1, each->last + 1);
        return file + m_events + "END:VCALENDAR\r\n";
    }

private:
    void put(const QByteArray &line) { m_events += foldedLine(line); }
    void putText(const QByteArray &name, const QString &text)
    {
        if (!text.isEmpty())
            put(name + ':' + escapedText(text));
    }
    void begin(const PlanEntry &entry, const WallTime &at, QDate lastDay)
    {
        m_events += "BEGIN:VEVENT\r\n";
        putText("UID", entry.uid);
        put("DTSTAMP:" + m_stamp);
        put("DTSTART" + timeText(at));
        if (lastDay.isValid() && lastDay > at.date)
            put("DTEND;VALUE=DATE:" + lastDay.addDays(1).toString(QStringLiteral("yyyyMMdd")).toLatin1());
        putText("SUMMARY", entry.summary);
        putText("DESCRIPTION", entry.text);
        if (!fitsText(entry.text))
            put("X-WHEELHOUSE-TEXT;ENCODING=BASE64;VALUE=BINARY:" + entry.text.toUtf8().toBase64());
        QByteArrayList categories;
        for (const QString &each : entry.categories)
            categories.append(escapedText(each));
        if (!categories.isEmpty())
            put("CATEGORIES:" + categories.join(','));
        for (const QString &each : entry.channels)
            putText("X-WHEELHOUSE-CHANNEL", each);
        putText("X-WHEELHOUSE-CONTENT", entry.contents);
        QByteArray url = entry.url.toUtf8();
        url.removeIf([](char c) { return static_cast<unsigned char>(c) < 0x20; });
        if (!url.isEmpty())
            put("URL:" + url);
    }
    /// Names say nothing of which turn.
    static WallTime once(WallTime at)
    {
        at.turn = WallTime::Turn::First;
        return at;
    }
    void list(const QByteArray &property, const Series &series, const QSet<QString> &names)
    {
        QStringList sorted(names.begin(), names.end());
        sorted.sort();
        for (const QString &each : std::as_const(sorted))
            put(property + timeText(once(wallTimeOf(series, each))));
    }
    void note(const Series &series)
    {
        Years &years = m_zones[series.start.zone];
        years.take(series.start.date.year());
        if (series.rule)
            years.take(
                series.rule->until.isValid() ? series.rule->until.year() : series.start.date.year() + endlessYears);
        for (const QString &each : series.added)
            years.take(wallTimeOf(series, each).date.year());
        for (const WallTime &each : series.moved)
            m_zones[each.zone].take(each.date.year());
    }

    const QByteArray m_stamp;
    QByteArray m_events;
    QMap<QByteArray, Years> m_zones;
};

} // namespace

QString summaryOf(const QString &text)
{
    const QStringList lines = text.split(QLatin1Char('\n'));
    for (const QString &each : lines)
        if (QString line = oneLine(each); !line.isEmpty()) {
            line.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
            if (!line.isEmpty())
                return shorten(line, summaryLetters);
        }
    return {};
}

QByteArray writeCalendar(const QList<PlanEntry> &entries, const QString &name, const QDateTime &stamp)
{
    Writing writing(stamp);
    for (const PlanEntry &each : entries)
        writing.take(each);
    return writing.whole(name);
}

} // namespace wheelhouse
