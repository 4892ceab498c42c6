#include "ui/planfiles/planscan.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanScan)
};

constexpr qint64 mostCalendar = 20 * 1024 * 1024; // bytes, as readCalendar() reads

void keep(PlanScan &scan, PlanVerdict verdict, int &plain, int &said)
{
    ++scan.all;
    const bool isTaken = verdict.isTaken();
    (isTaken ? scan.taken : scan.refused) += 1;
    scan.remarked += isTaken && !verdict.remarks.isEmpty() ? 1 : 0;
    int &kept = verdict.remarks.isEmpty() ? plain : said;
    if (kept < (verdict.remarks.isEmpty() ? PlanScan::mostPlain : PlanScan::mostSaid)) {
        ++kept;
        scan.rows.append(std::move(verdict));
    }
}

QString whenWords(const PlanEntry &entry)
{
    const QString name =
        entry.when.start.time.isValid() ? wallTimeText(entry.when.start) : entry.when.start.date.toString(Qt::ISODate);
    return entry.when.rule ? Words::tr("%1, again and again").arg(name) : name;
}

Result<PlanScan> scanCalendarFile(const QString &path, const PlanSheetMap &usual, const PlanWatch &watch)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Missing, Words::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    if (file.size() > mostCalendar)
        return fail(Error::Kind::Refused, Words::tr("A calendar of more than 20 MB is not read."));
    const CalendarImport read = readCalendar(file.readAll(), usual.zone);
    if (!watch(file.size(), file.size()))
        return fail(Error::Kind::Cancelled, Words::tr("Stopped."));
    PlanScan scan;
    scan.isCalendar = true;
    scan.header = { Words::tr("When"), Words::tr("What"), Words::tr("Campaign") };
    scan.entries = read.entries;
    int plain = 0;
    int said = 0;
    qint64 number = 0;
    for (const CalendarRemark &each : read.remarks) {
        PlanVerdict verdict;
        verdict.row = each.line;
        verdict.cells = { QString(), QString(), QString() };
        verdict.remarks = { { -1, each.isRefusal, each.sentence() } };
        keep(scan, verdict, plain, said);
    }
    scan.taken = 0;
    scan.remarked = int(scan.rows.size());
    for (const PlanEntry &each : read.entries) {
        PlanVerdict verdict;
        verdict.row = ++number;
        verdict.cells = { whenWords(each), each.summary.isEmpty() ? each.text : each.summary,
            each.categories.join(QStringLiteral(", ")) };
        keep(scan, verdict, plain, said);
    }
    scan.all = qint64(read.entries.size()) + read.leftOut;
    scan.taken = qint64(read.entries.size());
    scan.refused = read.leftOut;
    scan.remarked = read.remarked - read.leftOut;
    return scan;
}

} // namespace

Result<PlanScan> scanPlan(
    const QString &path, const std::optional<PlanSheetMap> &map, const PlanSheetMap &usual, const PlanWatch &watch)
{
    if (QFileInfo(path).suffix().toLower() == QLatin1String("ics"))
        return scanCalendarFile(path, usual, watch);
    auto sheet = PlanSheet::open(path);
    if (!sheet)
        return tl::unexpected(sheet.error());
    PlanScan scan;
    scan.header = (*sheet)->header();
    scan.map = map.value_or((*sheet)->map());
    if (!map) {
        scan.map.zone = usual.zone;
        scan.map.order = usual.order;
    }
    scan.map.channels = usual.channels;
    if (auto set = (*sheet)->setMap(scan.map); !set)
        return scan; // which column is what has to be said first
    int plain = 0;
    int said = 0;
    while (true) {
        auto lot = (*sheet)->next(PlanScan::lot);
        if (!lot)
            return tl::unexpected(lot.error());
        if (lot->isEmpty())
            return scan;
        for (PlanVerdict &each : *lot)
            keep(scan, std::move(each), plain, said);
        if (!watch((*sheet)->bytesDone(), (*sheet)->bytesTotal()))
            return fail(Error::Kind::Cancelled, Words::tr("Stopped. Nothing was planned."));
    }
}

Result<void> takePlan(const QString &path, const PlanSheetMap &map, const QHash<qint64, QStringList> &mended,
    const std::function<Result<bool>(const QList<PlanVerdict> &)> &take)
{
    auto sheet = PlanSheet::open(path);
    if (!sheet)
        return tl::unexpected(sheet.error());
    if (auto set = (*sheet)->setMap(map); !set)
        return set;
    while (true) {
        auto lot = (*sheet)->next(PlanScan::lot);
        if (!lot)
            return tl::unexpected(lot.error());
        if (lot->isEmpty())
            return {};
        for (PlanVerdict &each : *lot)
            if (const auto cells = mended.constFind(each.row); cells != mended.cend())
                each = judgePlanRow(*cells, each.row, map);
        lot->removeIf([](const PlanVerdict &each) { return !each.isTaken(); });
        auto goOn = lot->isEmpty() ? Result<bool>(true) : take(*lot);
        if (!goOn)
            return tl::unexpected(goOn.error());
        if (!*goOn)
            return fail(Error::Kind::Cancelled, Words::tr("Stopped."));
    }
}

} // namespace wheelhouse
