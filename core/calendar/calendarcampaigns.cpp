#include "core/calendar/calendardesk.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

const QString campaignKind = QStringLiteral("calendar.put-campaign");
const QString daysOffKind = QStringLiteral("calendar.days-off");
constexpr int mostDaysOff = 5'000;

QString textOf(const QJsonObject &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString textOf(const QJsonArray &json)
{
    return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QString dayText(QDate day)
{
    return day.toString(Qt::ISODate);
}

std::optional<qint64> dayNumber(const QJsonValue &value)
{
    const QDate day = QDate::fromString(value.toString(), Qt::ISODate);
    return day.isValid() ? std::optional(day.toJulianDay()) : std::nullopt;
}

QString lookOf(const Campaign &campaign)
{
    return textOf(QJsonObject { { QStringLiteral("name"), campaign.name },
        { QStringLiteral("letter"), campaign.letter }, { QStringLiteral("tint"), campaign.tint },
        { QStringLiteral("from"), dayText(campaign.firstDay) }, { QStringLiteral("to"), dayText(campaign.lastDay) },
        { QStringLiteral("embargo"),
            campaign.embargoUntil.isValid() ? QString::number(campaign.embargoUntil.toMSecsSinceEpoch())
                                            : QString() } });
}

QJsonArray lookOf(const DayOff &day)
{
    return { dayText(day.firstDay), dayText(day.lastDay), day.name };
}

Campaign campaignOf(const Row &row)
{
    const auto day = [&row](int column) {
        return row.isNull(column) ? QDate() : QDate::fromJulianDay(row.number(column));
    };
    Campaign campaign;
    campaign.name = row.text(0);
    campaign.letter = row.text(1);
    campaign.tint = row.text(2);
    campaign.firstDay = day(3);
    campaign.lastDay = day(4);
    campaign.embargoUntil = row.time(5);
    return campaign;
}

} // namespace

void CalendarDesk::teachCampaigns()
{
    m_looks.teach(campaignKind,
        { [this](const QString &id) { return campaignLook(id); },
            [this](const QString &id, const QString &look) { return putCampaignLook(id, look); },
            Words::tr("The campaign is as it was"), Words::tr("The campaign is as it was to be") });
    m_looks.teach(daysOffKind,
        { [this](const QString &source) { return daysOffLook(source); },
            [this](const QString &source, const QString &look) { return putDaysOffLook(source, look); },
            Words::tr("The days off are as they were"), Words::tr("The days off are as they were to be") });
}

/// Empty: there is no such campaign, or it was taken away.
Result<QString> CalendarDesk::campaignLook(const QString &id)
{
    auto look =
        m_campaign.one<QString>([](const Row &row) { return lookOf(campaignOf(row)); }, CampaignId::fromString(id));
    if (!look)
        return tl::unexpected(look.error());
    return look->value_or(QString());
}

Result<void> CalendarDesk::putCampaignLook(const QString &id, const QString &look)
{
    const QJsonObject json = QJsonDocument::fromJson(look.toUtf8()).object();
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    const QString embargo = text("embargo");
    // A name is needed even of one that is taken away: it keeps the one it had.
    if (look.isEmpty())
        return m_removeCampaign.run(CampaignId::fromString(id));
    return m_putCampaign.run(CampaignId::fromString(id), text("name"), text("letter"), text("tint"),
        dayNumber(json.value(QLatin1String("from"))), dayNumber(json.value(QLatin1String("to"))),
        embargo.isEmpty() ? std::nullopt : std::optional(embargo.toLongLong()), false);
}

Result<Campaign> CalendarDesk::put(const Campaign &campaign)
{
    Campaign kept = campaign;
    kept.name = oneLine(campaign.name);
    if (kept.name.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("A campaign needs a name."));
    if (kept.firstDay.isValid() && kept.lastDay.isValid() && kept.lastDay < kept.firstDay)
        return fail(Error::Kind::Refused, Words::tr("It ends before it begins."));
    if (kept.id.isNull())
        kept.id = CampaignId::fresh();
    auto transaction = Transaction::begin(m_database);
    auto named = transaction ? m_findCampaign.number(kept.name)
                             : Result<std::optional<qint64>>(tl::unexpected(transaction.error()));
    if (!named)
        return tl::unexpected(named.error());
    if (*named && **named != kept.row)
        return fail(Error::Kind::Conflict, Words::tr("There is a campaign “%1” already.").arg(isolate(kept.name)));
    auto done = m_looks.put(*transaction, campaignKind, kept.id.toString(), lookOf(kept));
    auto row = done ? m_findCampaign.number(kept.name) : Result<std::optional<qint64>>(tl::unexpected(done.error()));
    auto committed = row ? transaction->commit() : Result<void>(tl::unexpected(row.error()));
    if (!committed)
        return tl::unexpected(committed.error());
    kept.row = row->value_or(0);
    return kept;
}

Result<QString> CalendarDesk::daysOffLook(const QString &source)
{
    QJsonArray all;
    auto read = m_daysOff.each(
        [&all](const Row &row) {
            all.append(lookOf(
                DayOff { QDate::fromJulianDay(row.number(0)), QDate::fromJulianDay(row.number(1)), row.text(2), {} }));
            return true;
        },
        source);
    if (!read)
        return tl::unexpected(read.error());
    return textOf(all);
}

Result<void> CalendarDesk::putDaysOffLook(const QString &source, const QString &look)
{
    if (auto cleared = m_clearDaysOff.run(source); !cleared)
        return cleared;
    const QJsonArray all = QJsonDocument::fromJson(look.toUtf8()).array();
    for (const QJsonValue &each : all) {
        const QJsonArray day = each.toArray();
        if (auto done = m_addDayOff.run(source, day.at(2).toString(), dayNumber(day.at(0)), dayNumber(day.at(1)));
            !done)
            return done;
    }
    return {};
}

Result<int> CalendarDesk::putDaysOff(const QString &source, const QList<DayOff> &daysOff)
{
    const QString called = oneLine(source);
    if (called.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say what this calendar is called."));
    if (daysOff.size() > mostDaysOff)
        return fail(Error::Kind::Refused, Words::tr("This is no calendar of days off: it names too many days."));
    QList<DayOff> sorted = daysOff;
    std::sort(sorted.begin(), sorted.end(), [](const DayOff &one, const DayOff &other) {
        const auto key = [](const DayOff &day) { return std::tuple(day.firstDay, day.name.toUtf8(), day.lastDay); };
        return key(one) < key(other); // as the store sorts them
    });
    QJsonArray all;
    for (const DayOff &each : std::as_const(sorted)) {
        if (!each.firstDay.isValid() || !each.lastDay.isValid() || each.lastDay < each.firstDay)
            return fail(Error::Kind::Malformed, Words::tr("“%1” has no day.").arg(isolate(each.name)));
        all.append(lookOf(each));
    }
    if (auto done = m_looks.put(daysOffKind, called, textOf(all)); !done)
        return tl::unexpected(done.error());
    return int(sorted.size());
}

} // namespace wheelhouse
