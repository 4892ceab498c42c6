#include "core/networks/limitsbook.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace wheelhouse {

namespace {

constexpr qint64 megabyte = 1'000'000;

QString countingWord(Limits::Counting counting)
{
    switch (counting) {
    case Limits::Counting::Graphemes:
        return QStringLiteral("graphemes");
    case Limits::Counting::Fediverse:
        return QStringLiteral("fediverse");
    case Limits::Counting::Plain:
        break;
    }
    return QStringLiteral("plain");
}

std::optional<Limits::Counting> countingFrom(const QString &word)
{
    for (const auto each : { Limits::Counting::Graphemes, Limits::Counting::Fediverse, Limits::Counting::Plain })
        if (countingWord(each) == word)
            return each;
    return std::nullopt;
}

QByteArray written(const Limits &limits)
{
    const QJsonObject json { { QStringLiteral("counting"), countingWord(limits.counting) },
        { QStringLiteral("characters"), limits.characters }, { QStringLiteral("bytes"), limits.bytes },
        { QStringLiteral("per_link"), limits.perLink }, { QStringLiteral("pictures"), limits.pictures },
        { QStringLiteral("picture_bytes"), limits.pictureBytes },
        { QStringLiteral("picture_pixels"), limits.picturePixels },
        { QStringLiteral("description"), limits.description },
        { QStringLiteral("picture_types"), QJsonArray::fromStringList(limits.pictureTypes) },
        { QStringLiteral("poll_options"), limits.polls.options },
        { QStringLiteral("poll_characters"), limits.polls.characters },
        { QStringLiteral("poll_shortest"), qint64(limits.polls.shortest.count()) },
        { QStringLiteral("poll_longest"), qint64(limits.polls.longest.count()) },
        { QStringLiteral("warning"), limits.hasWarning }, { QStringLiteral("visibility"), limits.hasVisibility },
        { QStringLiteral("title"), limits.hasTitle } };
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<Limits> read(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    const auto counting = countingFrom(json.value(QLatin1String("counting")).toString());
    if (!counting)
        return std::nullopt;
    const auto number = [&json](const char *name) { return json.value(QLatin1String(name)).toInteger(); };
    Limits limits;
    limits.counting = *counting;
    limits.characters = int(number("characters"));
    limits.bytes = int(number("bytes"));
    limits.perLink = int(number("per_link"));
    limits.pictures = int(number("pictures"));
    limits.pictureBytes = number("picture_bytes");
    limits.picturePixels = number("picture_pixels");
    limits.description = int(number("description"));
    limits.pictureTypes = json.value(QLatin1String("picture_types")).toVariant().toStringList();
    if (json.contains(QLatin1String("poll_options")))
        limits.polls = { int(number("poll_options")), int(number("poll_characters")),
            std::chrono::seconds(number("poll_shortest")), std::chrono::seconds(number("poll_longest")) };
    else if (*counting == Limits::Counting::Fediverse) // written down before polls were asked for
        limits.polls = usualPollLimits();
    limits.hasWarning = json.value(QLatin1String("warning")).toBool();
    limits.hasVisibility = json.value(QLatin1String("visibility")).toBool();
    limits.hasTitle = json.value(QLatin1String("title")).toBool();
    return limits;
}

} // namespace

Limits usualLimits(NetworkId network)
{
    Limits limits;
    if (network == NetworkId::Bluesky) {
        limits.characters = 300;
        limits.bytes = 3000;
        limits.pictureBytes = megabyte;
        limits.description = 2000;
    } else if (network == NetworkId::WordPress) {
        limits.counting = Limits::Counting::Plain;
        limits.pictures = 20;
        limits.pictureBytes = 2 * megabyte; // what PHP takes unless somebody raised it (upload_max_filesize)
        limits.hasTitle = true;
    } else {
        limits.counting = Limits::Counting::Fediverse;
        limits.characters = 500;
        limits.perLink = 23;
        limits.pictureBytes = 16 * megabyte;
        limits.picturePixels = 33'177'600;
        limits.description = 1500;
        limits.polls = usualPollLimits();
        limits.hasWarning = true;
        limits.hasVisibility = true;
    }
    return limits;
}

LimitsBook::LimitsBook(Database &database)
    : m_read(database, R"(
        SELECT c.network, l.limits, l.asked_at FROM channel c LEFT JOIN channel_limits l ON l.channel = c.row
         WHERE c.id = ?1)")
    , m_keep(database, R"(
        INSERT INTO channel_limits (channel, limits, asked_at) VALUES ((SELECT row FROM channel WHERE id = ?1), ?2, ?3)
        ON CONFLICT (channel) DO UPDATE SET limits = ?2, asked_at = ?3)")
{
}

Result<Limits> LimitsBook::of(ChannelId channel)
{
    auto limits = m_read.one<Limits>(
        [](const Row &row) {
            return wheelhouse::read(row.bytes(1)).value_or(usualLimits(networkFromWord(row.text(0))));
        },
        channel);
    if (!limits)
        return tl::unexpected(limits.error());
    return limits->value_or(usualLimits(NetworkId::Other));
}

Result<QDateTime> LimitsBook::askedAt(ChannelId channel)
{
    auto at = m_read.one<QDateTime>([](const Row &row) { return row.time(2); }, channel);
    if (!at)
        return tl::unexpected(at.error());
    return at->value_or(QDateTime());
}

Result<void> LimitsBook::keep(ChannelId channel, const Limits &limits, const QDateTime &at)
{
    return m_keep.run(channel, Utf8 { written(limits) }, at);
}

} // namespace wheelhouse
