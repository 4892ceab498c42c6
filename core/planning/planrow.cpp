#include "core/base/csvwords.h"
#include "core/base/zones.h"
#include "core/planning/plansheet.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanSheet)
};

QStringList namesOf(const QString &cell)
{
    QStringList names { QString() };
    for (qsizetype i = 0; i < cell.size(); ++i) {
        const QChar c = cell.at(i);
        if (c == QLatin1Char('\\') && i + 1 < cell.size())
            names.last() += cell.at(++i);
        else if (c == QLatin1Char(';') || c == QLatin1Char('\n'))
            names.append(QString());
        else
            names.last() += c;
    }
    for (QString &each : names)
        each = each.trimmed();
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

/// A date as sheets write it, as 2026-11-30; empty with \a why where it cannot be told.
QString isoDate(const QString &cell, DayOrder order, QString &why)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,4})([-/.])([0-9]{1,2})\\2([0-9]{1,4})$"));
    const auto match = form.match(cell);
    const auto number = [&](int group) { return match.captured(group).toInt(); };
    const auto iso = [&](int year, int month, int day) {
        return QStringLiteral("%1-%2-%3")
            .arg(year, 4, 10, QLatin1Char('0'))
            .arg(month, 2, 10, QLatin1Char('0'))
            .arg(day, 2, 10, QLatin1Char('0'));
    };
    if (match.hasMatch() && match.capturedLength(1) == 4 && match.capturedLength(4) <= 2)
        return iso(number(1), number(3), number(4));
    if (!match.hasMatch() || match.capturedLength(4) != 4 || match.capturedLength(1) > 2)
        return cell; // readWallTime() says what is wrong
    const int first = number(1);
    const int second = number(3);
    const bool isDot = match.captured(2) == QLatin1String("."); // 30.11.2026 is day first wherever it is written
    if (isDot || order == DayOrder::DayFirst || (first > 12 && second <= 12))
        return iso(number(4), second, first);
    if (order == DayOrder::MonthFirst || (second > 12 && first <= 12) || first == second)
        return iso(number(4), first, second);
    why = Words::tr("“%1”: is the day first, or the month? Say it for the sheet, or write %2.")
              .arg(cell, iso(number(4), second, first));
    return {};
}

/// "9:00 PM" as 21:00; anything else stays.
QString dayTime(const QString &cell)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{1,2})(:[0-9]{2}(?::[0-9]{2})?)? ?([ap])\\.?m\\.?$"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(cell);
    const int hour = match.captured(1).toInt();
    if (!match.hasMatch() || hour < 1 || hour > 12)
        return cell;
    const bool isAfternoon = match.captured(3).compare(QLatin1String("p"), Qt::CaseInsensitive) == 0;
    const QString minutes = match.captured(2).isEmpty() ? QStringLiteral(":00") : match.captured(2);
    return QString::number(hour % 12 + (isAfternoon ? 12 : 0)) + minutes;
}

/// How a sheet says that a post has no objective, knowingly; in English, as its columns are called, or by a dash.
bool isNoObjective(const QString &cell)
{
    static const QStringList words { QStringLiteral("none"), QStringLiteral("-"), QStringLiteral("–"),
        QStringLiteral("no objective") };
    return words.contains(cell, Qt::CaseInsensitive);
}

/// Reads one row.
class RowReading {
public:
    RowReading(const QStringList &cells, qint64 row, const PlanSheetMap &map)
        : m_map(map)
    {
        m_verdict.row = row;
        m_verdict.cells = cells;
    }

    PlanVerdict read()
    {
        PlannedRow &planned = m_verdict.planned;
        planned.id = cell(PlanColumn::Id).trimmed();
        planned.campaign = cell(PlanColumn::Campaign).trimmed();
        planned.objective = cell(PlanColumn::Objective).simplified();
        planned.isAimless = isNoObjective(planned.objective);
        if (planned.isAimless)
            planned.objective.clear();
        planned.text = cell(PlanColumn::Text);
        planned.contents = m_map.contents < 0 ? QString() : at(m_map.contents);
        for (const int each : m_map.alts)
            planned.alts.append(at(each));
        while (!planned.alts.isEmpty() && planned.alts.last().isEmpty())
            planned.alts.removeLast();
        if (planned.text.trimmed().isEmpty())
            refuse(PlanColumn::Text, Words::tr("There is no text."));
        when();
        channels();
        return m_verdict;
    }

private:
    [[nodiscard]] QString at(int column) const
    {
        const QString text = m_verdict.cells.value(column);
        return m_map.isGuarded ? QString::fromUtf8(withoutGuard(text.toUtf8())) : text;
    }
    [[nodiscard]] QString cell(PlanColumn which) const { return at(m_map.column(which)); }
    void refuse(PlanColumn which, const QString &words)
    {
        m_verdict.remarks.append({ m_map.column(which), true, words });
    }

    void when()
    {
        QStringList date = cell(PlanColumn::Date)
                               .simplified()
                               .replace(QLatin1Char('T'), QLatin1Char(' '))
                               .split(QLatin1Char(' '), Qt::SkipEmptyParts);
        QString time = cell(PlanColumn::Time).simplified();
        if (date.size() > 1 && time.isEmpty()) // both in one cell
            time = QStringList(date.mid(1)).join(QLatin1Char(' '));
        if (date.isEmpty() && time.isEmpty())
            return; // no date yet
        if (date.isEmpty())
            return refuse(PlanColumn::Date, Words::tr("There is a time and no date."));
        if (time.isEmpty())
            return refuse(PlanColumn::Time, Words::tr("There is a date and no time."));
        QString why;
        const QString day = isoDate(date.first(), m_map.order, why);
        if (!why.isEmpty())
            return refuse(PlanColumn::Date, why);
        readWhen(day, time);
    }
    void readWhen(const QString &day, QString time)
    {
        QString turn;
        for (const QLatin1String word : { QLatin1String(" first"), QLatin1String(" second") })
            if (time.endsWith(word, Qt::CaseInsensitive)) {
                turn = word;
                time.chop(word.size());
            }
        const bool isAnyTime = time.compare(QLatin1String("any"), Qt::CaseInsensitive) == 0;
        const QString hour = isAnyTime ? QStringLiteral("12:00") : dayTime(time).remove(QLatin1Char(' '));
        const QString zone = cell(PlanColumn::Zone).trimmed();
        const QString anyDay = QStringLiteral("2026-01-01 ");
        // Each by itself first, so that all that is wrong is said at its cell.
        const bool isDay = reads(PlanColumn::Date, day + QLatin1String(" 12:00 UTC"));
        const bool isHour = reads(PlanColumn::Time, anyDay + hour + QLatin1String(" UTC"));
        const bool isZone = reads(PlanColumn::Zone, anyDay + QLatin1String("12:00 ") + zone);
        if (!isDay || !isHour || !isZone)
            return;
        const auto read = readWallTime(QStringList { day, hour, zone + turn }.join(QLatin1Char(' ')), m_map.zone);
        if (!read)
            return refuse(PlanColumn::Time, read.error().message);
        m_verdict.planned.at = *read;
        if (isAnyTime) {
            m_verdict.planned.at->time = QTime();
            return;
        }
        if (const QString said = clockSentence(*read); !said.isEmpty())
            m_verdict.remarks.append({ m_map.column(PlanColumn::Time), false, said });
    }
    [[nodiscard]] bool reads(PlanColumn which, const QString &text)
    {
        const auto read = readWallTime(text, m_map.zone);
        if (!read)
            refuse(which, read.error().message);
        return read.has_value();
    }
    void channels()
    {
        m_verdict.planned.channels = namesOf(cell(PlanColumn::Channels));
        if (m_map.channels.isEmpty())
            return;
        for (QString &each : m_verdict.planned.channels) {
            const auto known = std::find_if(m_map.channels.begin(), m_map.channels.end(),
                [&](const QString &name) { return name.compare(each, Qt::CaseInsensitive) == 0; });
            if (known != m_map.channels.end())
                each = *known;
            else
                refuse(PlanColumn::Channels,
                    Words::tr("There is no channel “%1”. There are: %2.")
                        .arg(each, m_map.channels.join(QLatin1String("; "))));
        }
    }

    const PlanSheetMap &m_map;
    PlanVerdict m_verdict;
};

} // namespace

bool PlanVerdict::isTaken() const
{
    return std::none_of(remarks.begin(), remarks.end(), [](const PlanCellRemark &each) { return each.isRefusal; });
}

QString PlanVerdict::sentence(const QStringList &header) const
{
    QStringList lines;
    for (const PlanCellRemark &each : remarks)
        lines.append(each.column >= 0
                ? Words::tr("Row %1, column %2: %3").arg(QString::number(row), header.value(each.column), each.words)
                : Words::tr("Row %1: %2").arg(QString::number(row), each.words));
    return lines.join(QLatin1Char('\n'));
}

PlanVerdict judgePlanRow(const QStringList &cells, qint64 row, const PlanSheetMap &map)
{
    return RowReading(cells, row, map).read();
}

} // namespace wheelhouse
