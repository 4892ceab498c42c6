#include "core/base/csvwords.h"
#include "core/planning/plansheet.h"

namespace wheelhouse {

namespace {

constexpr const char *marker = "wheelhouse"; // the column by which a sheet of ours is known again

QByteArray cell(const QString &text)
{
    return csvQuoted(guarded(text.toUtf8())) + ',';
}

/// "one; two": a semicolon or backslash of a name's own stands behind a backslash.
QString joined(const QStringList &names)
{
    QStringList escaped;
    for (QString each : names)
        escaped.append(
            each.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char(';'), QLatin1String("\\;")));
    return escaped.join(QLatin1String("; "));
}

} // namespace

QByteArray planSheetHead(int alts)
{
    QByteArray head = "id,date,time,zone,channels,campaign,text,";
    for (int i = 1; i <= alts; ++i)
        head += "alt " + QByteArray::number(i) + ',';
    return head + "contents," + marker + "\r\n";
}

QByteArray planSheetLine(const PlannedRow &row, int alts)
{
    QStringList when { QString(), QString(), QString() };
    if (row.at && !row.at->time.isValid()) {
        when = { row.at->date.toString(Qt::ISODate), QStringLiteral("any"), QString::fromLatin1(row.at->zone) };
    } else if (row.at) {
        const QString text = wallTimeText(*row.at); // date, time, zone, and perhaps which turn
        const QStringList words = text.split(QLatin1Char(' '));
        when = { words.at(0), words.at(1) + (words.size() > 3 ? QLatin1Char(' ') + words.at(3) : QString()),
            words.at(2) };
    }
    QByteArray line = cell(row.id) + cell(when.at(0)) + cell(when.at(1)) + cell(when.at(2)) + cell(joined(row.channels))
        + cell(row.campaign) + cell(row.text);
    for (int i = 0; i < alts; ++i)
        line += cell(row.alts.value(i));
    return line + cell(row.contents) + "guarded\r\n";
}

} // namespace wheelhouse
