#include "core/planning/plansheet.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanSheet)
};

constexpr qsizetype mostRemembered = 1'000'000; // rows by which a repeat is known, some 50 MB

/// What people call the columns, the first being what planSheetHead() writes.
const std::array<QStringList, planColumns> &names()
{
    static const std::array<QStringList, planColumns> all { QStringList {
                                                                QStringLiteral("id"), QStringLiteral("post id") },
        QStringList { QStringLiteral("date"), QStringLiteral("day"), QStringLiteral("publish date"),
            QStringLiteral("scheduled date"), QStringLiteral("date and time"), QStringLiteral("datetime"),
            QStringLiteral("scheduled at") },
        QStringList { QStringLiteral("time"), QStringLiteral("hour"), QStringLiteral("publish time"),
            QStringLiteral("scheduled time") },
        QStringList {
            QStringLiteral("zone"), QStringLiteral("time zone"), QStringLiteral("timezone"), QStringLiteral("tz") },
        QStringList { QStringLiteral("channels"), QStringLiteral("channel"), QStringLiteral("account"),
            QStringLiteral("accounts"), QStringLiteral("network"), QStringLiteral("networks"),
            QStringLiteral("profile"), QStringLiteral("profiles"), QStringLiteral("outpost"),
            QStringLiteral("outposts") },
        QStringList { QStringLiteral("text"), QStringLiteral("post"), QStringLiteral("message"),
            QStringLiteral("caption"), QStringLiteral("content"), QStringLiteral("copy"), QStringLiteral("post text"),
            QStringLiteral("body") },
        QStringList { QStringLiteral("campaign"), QStringLiteral("campaigns"), QStringLiteral("theme") },
        QStringList { QStringLiteral("objective"), QStringLiteral("objectives"), QStringLiteral("goal"),
            QStringLiteral("purpose") } };
    return all;
}

QString plainName(const QString &column)
{
    QString name = column.toLower();
    name.replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('-'), QLatin1Char(' '));
    return name.simplified();
}

QByteArray digestOf(const PlannedRow &row)
{
    QCryptographicHash digest(QCryptographicHash::Sha256);
    digest.addData((row.at ? wallTimeText(*row.at) : QString()).toUtf8());
    for (const QString &each : row.channels + QStringList { QString(), row.text })
        digest.addData(QByteArray(1, '\0') + each.toUtf8());
    return digest.result().left(16);
}

} // namespace

void PlanSheetMap::find(const QStringList &header)
{
    for (int i = 0; i < header.size(); ++i) {
        const QString name = plainName(header.at(i));
        for (size_t which = 0; which < names().size(); ++which)
            if (columns[which] < 0 && names()[which].contains(name))
                columns[which] = i;
        if (name == QLatin1String("alt") || name.startsWith(QLatin1String("alt "))
            || name.startsWith(QLatin1String("alternative text")))
            alts.append(i);
    }
    isGuarded = isGuarded || header.contains(QLatin1String("wheelhouse"));
    if (isGuarded && contents < 0)
        contents = int(header.indexOf(QLatin1String("contents")));
}

Result<std::unique_ptr<PlanSheet>> PlanSheet::open(const QString &path)
{
    std::unique_ptr<PlanSheet> sheet(new PlanSheet);
    if (auto opened = sheet->m_reader.open(path, {}); !opened)
        return tl::unexpected(opened.error());
    sheet->m_map.find(sheet->header());
    return sheet;
}

Result<void> PlanSheet::setMap(const PlanSheetMap &map)
{
    const int columns = int(header().size());
    const auto isThere = [&](int column) { return column < columns; };
    if (!std::all_of(map.columns.begin(), map.columns.end(), isThere)
        || !std::all_of(map.alts.begin(), map.alts.end(), isThere))
        return fail(
            Error::Kind::Refused, Words::tr("The sheet has %Ln column(s): choose among these.", nullptr, columns));
    if (map.column(PlanColumn::Text) < 0)
        return fail(Error::Kind::Refused, Words::tr("Which column is the text?"));
    if (map.column(PlanColumn::Date) < 0)
        return fail(Error::Kind::Refused, Words::tr("Which column is the date?"));
    m_map = map;
    m_seen.clear();
    m_reader.seek({});
    return {};
}

Result<QList<PlanVerdict>> PlanSheet::next(int most)
{
    QList<PlanVerdict> verdicts;
    Record record;
    while (verdicts.size() < most && m_reader.next(record)) {
        QStringList cells;
        for (const std::string_view each : record.cells)
            cells.append(QString::fromUtf8(each.data(), qsizetype(each.size())));
        PlanVerdict verdict = record.trouble.isEmpty()
            ? judgePlanRow(cells, record.number, m_map)
            : PlanVerdict { record.number, {}, {}, { { -1, true, record.trouble } } };
        if (!record.remark.isEmpty())
            verdict.remarks.append({ -1, false, record.remark });
        if (verdict.isTaken() && m_seen.size() < mostRemembered) {
            qint64 &first = m_seen[digestOf(verdict.planned)];
            if (first > 0)
                verdict.remarks.append({ -1, false, Words::tr("The same post stands in row %1.").arg(first) });
            first = first > 0 ? first : verdict.row;
        }
        verdicts.append(std::move(verdict));
    }
    if (m_reader.failed())
        return fail(Error::Kind::Storage, Words::tr("The file can no longer be read; what was read so far is kept."));
    return verdicts;
}

} // namespace wheelhouse
