#include "core/planning/calendartimes.h"
#include "core/planning/ruledays.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHash>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

constexpr qint64 mostWalkMs = 1'000; // spent on looking whether rules name what was moved

/// An entry, and how it stands to others of the same UID.
struct Read {
    PlanEntry entry;
    const RawEvent *raw = nullptr;
    std::optional<WallTime> instead; ///< RECURRENCE-ID: it stands for this one of its series
    bool isCancelled = false;
    int sequence = 0;
};

QString textOf(const RawEvent &event, QByteArrayView name)
{
    return unescapedText(event.value(name));
}

/// Days of "P2W" or "P3D"; 1 where it says anything else.
qint64 daysOf(const QByteArray &duration)
{
    const QByteArray text = duration.trimmed().toUpper();
    const qint64 number = text.startsWith('P') ? text.mid(1, text.size() - 2).toInt() : 0;
    const qint64 unit = text.endsWith('W') ? 7 : text.endsWith('D') ? 1 : 0;
    return std::clamp<qint64>(number * unit, 1, 36'600);
}

/// Understands the events of one file.
class Reading {
public:
    Reading(CalendarScan scan, const QByteArray &zoneWhereNone)
        : m_events(std::move(scan.events))
        , m_times(scan.zones, scan.zones.find(scan.ownZone).isEmpty() ? zoneWhereNone : scan.zones.find(scan.ownZone))
        , m_import(std::move(scan.report))
    {
    }

    CalendarImport read()
    {
        for (const RawEvent &each : std::as_const(m_events))
            if (auto one = take(each))
                sort(std::move(*one));
        for (const Read &each : std::as_const(m_single))
            replace(each);
        for (Read &each : m_whole)
            if (!each.isCancelled)
                m_import.entries.append(std::move(each.entry));
        m_import.entries += m_loose;
        std::stable_sort(m_import.remarks.begin(), m_import.remarks.end(),
            [](const CalendarRemark &one, const CalendarRemark &other) { return one.line < other.line; });
        m_import.unknownZones = m_times.unknownZones();
        return std::move(m_import);
    }

private:
    void refuse(const RawEvent &event, const QString &words) { remark(m_import, event.number, true, words); }
    void tell(int line, const QString &words) { remark(m_import, line, false, words); }

    [[nodiscard]] std::optional<Read> take(const RawEvent &event)
    {
        const ContentLine *start = event.find("DTSTART");
        Read one;
        one.raw = &event;
        one.isCancelled = event.value("STATUS").trimmed().toUpper() == "CANCELLED";
        one.sequence = event.value("SEQUENCE").trimmed().toInt();
        if (const ContentLine *instead = event.find("RECURRENCE-ID")) {
            const auto at = m_times.one(*instead);
            if (!at)
                return refused(event, at.error().message);
            one.instead = *at;
            if (!instead->parameter("RANGE").isEmpty())
                tell(instead->number, Words::tr("This change is taken for its one date, not for those that follow."));
        }
        if (!start && !one.isCancelled)
            return refused(event, Words::tr("This entry has no date."));
        if (start) {
            const auto at = m_times.one(*start);
            if (!at)
                return refused(event, at.error().message);
            one.entry.when.start = *at;
        }
        if (event.leftOut > 0)
            tell(event.number, Words::tr("Lines of this entry were left out: it has too many."));
        words(event, one.entry);
        lastDay(event, one.entry);
        repeat(event, one.entry.when);
        return one;
    }
    std::optional<Read> refused(const RawEvent &event, const QString &words)
    {
        refuse(event, words);
        return {};
    }
    static void words(const RawEvent &event, PlanEntry &entry)
    {
        entry.uid = textOf(event, "UID").trimmed();
        entry.summary = textOf(event, "SUMMARY");
        entry.text = textOf(event, "DESCRIPTION");
        entry.contents = textOf(event, "X-WHEELHOUSE-CONTENT");
        entry.url = unescapedText(event.value("URL")).trimmed();
        if (const QByteArray exact = QByteArray::fromBase64(event.value("X-WHEELHOUSE-TEXT"));
            exact.isValidUtf8() && !exact.isEmpty())
            entry.text = QString::fromUtf8(exact);
        for (const ContentLine &each : event.lines) {
            if (each.name == "CATEGORIES")
                entry.categories += textList(each.value);
            else if (each.name == "X-WHEELHOUSE-CHANNEL")
                entry.channels.append(unescapedText(each.value));
        }
        entry.categories.removeAll(QString());
    }
    void lastDay(const RawEvent &event, PlanEntry &entry)
    {
        if (!entry.when.isWholeDays() || !entry.when.start.date.isValid())
            return;
        const QDate first = entry.when.start.date;
        entry.lastDay = first.addDays(daysOf(event.value("DURATION")) - 1);
        if (const ContentLine *end = event.find("DTEND")) {
            const auto at = m_times.one(*end);
            if (at)
                entry.lastDay = std::max(first, at->date.addDays(-1));
            else
                tell(end->number, Words::tr("The end is left out: %1").arg(at.error().message));
        }
    }
    void repeat(const RawEvent &event, Series &when)
    {
        for (const ContentLine &each : event.lines) {
            if (each.name == "RRULE")
                rule(each, when);
            else if (each.name == "EXRULE")
                tell(each.number,
                    Words::tr("A rule for what is left out is not understood: nothing is left out by it."));
            else if (each.name == "EXDATE")
                when.dropped += listed(each, when);
            else if (each.name == "RDATE")
                when.added += listed(each, when);
        }
        if (!when.rule && when.dropped.isEmpty() && when.added.isEmpty())
            return;
        const QString first = occurrenceName(when.start.date, when.start.time);
        if (!when.rule)
            when.added.remove(first);
        else if (ruleDays(*when.rule, when.start.date, when.start.date, when.start.date, 1).days.isEmpty())
            when.added.insert(first); // every calendar shows it, whatever its rule says
    }
    void rule(const ContentLine &line, Series &when)
    {
        if (when.rule)
            return tell(line.number, Words::tr("A second rule is not understood and left out."));
        const auto read = readRule(line.value, when.start);
        if (read)
            when.rule = *read;
        else
            tell(line.number, Words::tr("Only the first date is taken: %1").arg(read.error().message));
    }
    [[nodiscard]] QSet<QString> listed(const ContentLine &line, const Series &when)
    {
        QString trouble;
        QSet<QString> names = m_times.names(line, when, trouble);
        if (!trouble.isEmpty())
            tell(line.number, Words::tr("Not all of these dates were taken: %1").arg(trouble));
        return names;
    }

    /// Whole series and changes of single dates are put together when all are read.
    void sort(Read one)
    {
        const QString uid = one.entry.uid;
        if (one.instead) {
            m_single.append(std::move(one));
            return;
        }
        const auto known = uid.isEmpty() ? m_byUid.end() : m_byUid.find(uid);
        if (known == m_byUid.end()) {
            m_byUid.insert(uid, m_whole.size());
            if (one.isCancelled)
                refuse(*one.raw, Words::tr("This entry was cancelled."));
            m_whole.append(std::move(one));
            return;
        }
        Read &kept = m_whole[known.value()];
        const bool isNewer = one.sequence > kept.sequence;
        refuse(isNewer ? *kept.raw : *one.raw,
            Words::tr("Another entry of this file has the same UID; the newer one is taken."));
        if (isNewer)
            kept = std::move(one);
    }
    void replace(const Read &one)
    {
        const auto known = one.entry.uid.isEmpty() ? m_byUid.end() : m_byUid.find(one.entry.uid);
        if (known == m_byUid.end()) {
            if (one.isCancelled)
                return refuse(*one.raw, Words::tr("This entry was cancelled."));
            m_loose.append(one.entry); // its series is in another file
            return;
        }
        PlanEntry &whole = m_whole[known.value()].entry;
        const QString name = CalendarTimes::nameIn(whole.when, *one.instead);
        if (one.isCancelled) {
            whole.when.dropped.insert(name);
        } else if (one.entry.summary != whole.summary || one.entry.text != whole.text
            || one.entry.when.isWholeDays() != whole.when.isWholeDays()) {
            whole.when.dropped.insert(name); // other words: an entry of its own
            PlanEntry own = one.entry;
            own.uid += QLatin1Char('#') + name;
            m_loose.append(own);
        } else {
            move(whole.when, name, one.entry.when.start);
        }
    }
    void move(Series &when, const QString &name, const WallTime &to)
    {
        QElapsedTimer walk;
        walk.start();
        const bool isNamed = m_walkMs > mostWalkMs || occurrence(when, name) || when.dropped.contains(name);
        m_walkMs += walk.elapsed();
        if (!isNamed)
            when.added.insert(name);
        when.dropped.remove(name);
        when.moved.insert(name, to);
    }

    const QList<RawEvent> m_events;
    CalendarTimes m_times;
    CalendarImport m_import;
    QList<Read> m_whole;
    QList<Read> m_single;
    QList<PlanEntry> m_loose;
    QHash<QString, qsizetype> m_byUid; ///< into m_whole
    qint64 m_walkMs = 0;
};

} // namespace

QString CalendarRemark::sentence() const
{
    return line > 0 ? Words::tr("Line %1: %2").arg(line).arg(words) : words;
}

CalendarImport readCalendar(
    const QByteArray &bytes, const QByteArray &zoneWhereNone, const QHash<QByteArray, QByteArray> &zones)
{
    CalendarScan scan = scanCalendar(bytes);
    for (auto each = zones.begin(); each != zones.end(); ++each)
        scan.zones.learn(each.key(), each.value());
    return Reading(std::move(scan), zoneWhereNone).read();
}

} // namespace wheelhouse
