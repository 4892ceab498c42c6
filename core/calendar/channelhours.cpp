#include "core/calendar/channelhours.h"

#include "core/base/zones.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChannelHours)
};

const QString kind = QStringLiteral("calendar.hours");
const QString clock = QStringLiteral("HH:mm");

SpeakingHour hourOf(const Row &row, int first)
{
    return { int(row.number(first)), QTime::fromString(row.text(first + 1), clock) };
}

QJsonObject toJson(const ChannelHours &hours)
{
    return { { QStringLiteral("hours"), speakingHoursText(hours.hours) },
        { QStringLiteral("zone"), QString::fromLatin1(hours.zone) } };
}

ChannelHours fromJson(const QJsonObject &json)
{
    return { json.value(QLatin1String("zone")).toString().toLatin1(),
        speakingHoursFromText(json.value(QLatin1String("hours")).toString()).value_or(QList<SpeakingHour>()) };
}

} // namespace

ChannelHoursReader::ChannelHoursReader(Database &database)
    : m_all(database, "SELECT channel, zone, weekday, time FROM channel_slot ORDER BY channel, weekday, time")
{
}

Result<QHash<qint64, ChannelHours>> ChannelHoursReader::all()
{
    QHash<qint64, ChannelHours> found;
    auto read = m_all.each([&found](const Row &row) {
        ChannelHours &hours = found[row.number(0)];
        hours.zone = row.bytes(1);
        hours.hours.append(hourOf(row, 2));
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    return found;
}

ChannelHoursDesk::ChannelHoursDesk(Database &database, OperationLog &log, Undo &undo)
    : m_database(database)
    , m_log(log)
    , m_name(database, "SELECT name FROM channel WHERE id = ?1")
    , m_of(database, R"(
        SELECT s.zone, s.weekday, s.time FROM channel_slot s JOIN channel c ON c.row = s.channel
         WHERE c.id = ?1 ORDER BY s.weekday, s.time)")
    , m_clear(database, "DELETE FROM channel_slot WHERE channel = (SELECT row FROM channel WHERE id = ?1)")
    , m_add(database, R"(
        INSERT INTO channel_slot (channel, weekday, time, zone) SELECT row, ?2, ?3, ?4 FROM channel WHERE id = ?1)")
{
    undo.teach(kind, [this](Transaction &, const Operation &step, Undo::Way way) { return invert(step, way); });
}

Result<ChannelHours> ChannelHoursDesk::of(ChannelId channel)
{
    ChannelHours hours;
    auto read = m_of.each(
        [&hours](const Row &row) {
            hours.zone = row.bytes(0);
            hours.hours.append(hourOf(row, 1));
            return true;
        },
        channel);
    if (!read)
        return tl::unexpected(read.error());
    return hours;
}

Result<void> ChannelHoursDesk::write(ChannelId channel, const ChannelHours &hours)
{
    if (auto done = m_clear.run(channel); !done)
        return done;
    for (const SpeakingHour &each : hours.hours)
        if (auto done = m_add.run(channel, each.weekday, each.time.toString(clock), QString::fromLatin1(hours.zone));
            !done)
            return done;
    return {};
}

Result<QString> ChannelHoursDesk::put(ChannelId channel, const ChannelHours &hours)
{
    if (!hours.hours.isEmpty() && !isKnownZone(hours.zone))
        return fail(
            Error::Kind::Refused, Words::tr("No time zone is called “%1” here.").arg(QString::fromUtf8(hours.zone)));
    const ChannelHours wanted { hours.hours.isEmpty() ? QByteArray() : hours.zone, hours.hours };
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto name = m_name.one<QString>([](const Row &row) { return row.text(0); }, channel);
    const auto was = name ? of(channel) : tl::unexpected(name.error());
    if (!was)
        return tl::unexpected(was.error());
    if (!*name)
        return fail(Error::Kind::Missing, Words::tr("This outpost is not there."));
    if (*was == wanted)
        return QString();
    if (auto done = write(channel, wanted); !done)
        return tl::unexpected(done.error());
    const QJsonObject payload { { QStringLiteral("channel"), channel.toString() },
        { QStringLiteral("was"), toJson(*was) }, { QStringLiteral("now"), toJson(wanted) } };
    if (auto done = m_log.append(*transaction, { kind, payload, {}, true }); !done)
        return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return Words::tr("Changed when %1 usually speaks").arg(**name);
}

Result<Undone> ChannelHoursDesk::invert(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const bool isBack = way == Undo::Way::Back;
    const auto side = [&payload](bool was) {
        return fromJson(payload.value(was ? QLatin1String("was") : QLatin1String("now")).toObject());
    };
    const auto channel = ChannelId::fromString(payload.value(QLatin1String("channel")).toString());
    const auto now = of(channel);
    if (!now)
        return tl::unexpected(now.error());
    if (*now != side(!isBack))
        return Undone { Words::tr("Somebody changed these hours since: they stay"), 1, {} };
    if (auto done = write(channel, side(isBack)); !done)
        return tl::unexpected(done.error());
    return Undone { Words::tr("The hours of the outpost are as they were"), 0, {} };
}

} // namespace wheelhouse
