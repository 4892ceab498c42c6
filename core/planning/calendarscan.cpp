#include "core/planning/calendarscan.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

constexpr qsizetype mostBytes = 20 * 1024 * 1024;
constexpr qsizetype mostEvents = 100'000;
constexpr qsizetype mostLinesOfEvent = 5'000;
constexpr qsizetype mostDepth = 50;
constexpr qsizetype mostRemarks = 1'000;
constexpr qint64 mostMs = 8'000;

bool matters(const QByteArray &name)
{
    static const QSet<QByteArray> names { "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "EXRULE",
        "RECURRENCE-ID", "SUMMARY", "DESCRIPTION", "CATEGORIES", "URL", "STATUS", "SEQUENCE", "X-WHEELHOUSE-CHANNEL",
        "X-WHEELHOUSE-TEXT", "X-WHEELHOUSE-CONTENT" };
    return names.contains(name);
}

/// Reads one file line by line.
class Scanning {
public:
    CalendarScan scan(const QByteArray &bytes)
    {
        QElapsedTimer spent;
        spent.start();
        ContentLines lines { QByteArrayView(bytes) };
        ContentLine line;
        for (auto next = lines.next(line); next != ContentLines::Next::End; next = lines.next(line)) {
            if (m_scan.events.size() >= mostEvents || (line.number % 1'000 == 0 && spent.elapsed() > mostMs)) {
                tell(line.number, false, Words::tr("The file holds more than can be read; the rest was left out."));
                break;
            }
            if (next == ContentLines::Next::Line)
                take(line);
            else if (m_components.isEmpty() || isInEvent())
                tell(line.number, false,
                    next == ContentLines::Next::TooLong ? Words::tr("This line is longer than 1 MB and was left out.")
                                                        : Words::tr("This line cannot be read and was left out."));
        }
        while (!m_components.isEmpty()) {
            if (m_components.takeLast() == "VEVENT" && !m_components.contains("VEVENT"))
                refuse(m_event.number, Words::tr("The file ends in the middle of this entry."));
        }
        return std::move(m_scan);
    }

private:
    void tell(int line, bool isRefusal, const QString &words) { remark(m_scan.report, line, isRefusal, words); }
    void refuse(int line, const QString &words) { tell(line, true, words); }
    [[nodiscard]] bool isInEvent() const { return !m_components.isEmpty() && m_components.last() == "VEVENT"; }

    void take(const ContentLine &line)
    {
        if (line.name == "BEGIN")
            begin(line);
        else if (line.name == "END")
            end(line);
        else if (isInEvent())
            property(line);
        else if (m_components.size() <= 1 && line.name == "X-WR-TIMEZONE")
            m_scan.ownZone = line.value.trimmed();
        else if (!m_components.isEmpty() && m_components.last() == "VTIMEZONE")
            zone(line);
    }
    void begin(const ContentLine &line)
    {
        const QByteArray kind = line.value.trimmed().toUpper().left(50);
        if (kind == "VEVENT" && m_components.contains(kind)) {
            refuse(m_event.number, Words::tr("This entry is not ended before the next one begins."));
            while (m_components.takeLast() != kind) { }
        }
        if (m_components.size() >= mostDepth) {
            ++m_tooDeep;
            return;
        }
        if (kind == "VEVENT")
            m_event = RawEvent { {}, line.number, 0 };
        else if (kind == "VTODO" || kind == "VJOURNAL" || kind == "VFREEBUSY")
            refuse(line.number, Words::tr("This is a %1 and no event.").arg(QString::fromLatin1(kind)));
        m_components.append(kind);
        if (kind == "VTIMEZONE")
            m_tzid.clear();
    }
    void end(const ContentLine &line)
    {
        const QByteArray kind = line.value.trimmed().toUpper().left(50);
        if (m_tooDeep > 0) {
            --m_tooDeep;
            return;
        }
        if (!m_components.contains(kind))
            return tell(line.number, false, Words::tr("Nothing called %1 was begun.").arg(QString::fromUtf8(kind)));
        while (!m_components.isEmpty()) {
            const QByteArray ended = m_components.takeLast();
            if (ended == kind)
                break;
            if (ended == "VEVENT")
                refuse(m_event.number, Words::tr("This entry is not ended."));
        }
        if (kind == "VEVENT")
            m_scan.events.append(std::move(m_event));
    }
    void property(const ContentLine &line)
    {
        if (!matters(line.name))
            return;
        if (m_event.lines.size() < mostLinesOfEvent)
            m_event.lines.append(line);
        else
            ++m_event.leftOut;
    }
    void zone(const ContentLine &line)
    {
        if (line.name == "TZID")
            m_tzid = line.value;
        else if (line.name == "X-LIC-LOCATION")
            m_location = line.value;
        if (!m_tzid.isEmpty() && line.name == "X-LIC-LOCATION")
            m_scan.zones.learn(m_tzid, m_location);
    }

    CalendarScan m_scan;
    QList<QByteArray> m_components; ///< open ones
    qsizetype m_tooDeep = 0;
    RawEvent m_event;
    QByteArray m_tzid;
    QByteArray m_location;
};

/// UTF-8 whatever the file was written in.
QByteArray utf8Of(const QByteArray &bytes)
{
    if (const auto marked = QStringConverter::encodingForData(bytes); marked) {
        QStringDecoder decoder(*marked);
        return QString(decoder(bytes)).toUtf8();
    }
    return bytes;
}

} // namespace

const ContentLine *RawEvent::find(QByteArrayView name) const
{
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const ContentLine &each) { return each.name == name; });
    return found == lines.end() ? nullptr : &*found;
}

QByteArray RawEvent::value(QByteArrayView name) const
{
    const ContentLine *line = find(name);
    return line ? line->value : QByteArray();
}

void remark(CalendarImport &report, int line, bool isRefusal, const QString &words)
{
    ++report.remarked;
    report.leftOut += isRefusal ? 1 : 0;
    if (report.remarks.size() < mostRemarks)
        report.remarks.append({ line, isRefusal, words });
}

CalendarScan scanCalendar(const QByteArray &bytes)
{
    CalendarScan scan = Scanning().scan(utf8Of(bytes.left(mostBytes)));
    if (bytes.size() > mostBytes)
        remark(scan.report, 0, false,
            Words::tr("Only the first %Ln MB were read.", nullptr, int(mostBytes / 1024 / 1024)));
    return scan;
}

} // namespace wheelhouse
