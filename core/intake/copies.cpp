#include "core/intake/copies.h"

#include "core/base/text.h"
#include "core/people/handlekey.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>
#include <QtEndian>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int candidates = 8; // mentions under one address that are looked at
constexpr qint64 furthestMs = 3LL * 24 * 3600 * 1000; // a feed tells the day, a bridge the hour
constexpr qsizetype fewestWords = 4; // below it the texts must be the same

QString withoutBridge(QString address)
{
    static const QStringList bridges { QStringLiteral("bsky.brid.gy/convert/ap/"), QStringLiteral("bsky.brid.gy/r/"),
        QStringLiteral("fed.brid.gy/r/"), QStringLiteral("ap.brid.gy/convert/bsky/"), QStringLiteral("ap.brid.gy/r/"),
        QStringLiteral("web.brid.gy/r/") };
    for (const QString &bridge : bridges)
        if (address.startsWith(bridge))
            return profileKey(address.mid(bridge.size()));
    return address;
}

/// One spelling for one place. Empty: it is no address.
QString placeKey(const QString &address)
{
    static const QRegularExpression atUri(QStringLiteral("^at:/{0,2}(did:[^/]+)/app\\.bsky\\.feed\\.post/([^/?#]+)$"));
    static const QRegularExpression page(QStringLiteral("^bsky\\.app/profile/([^/]+)/post/([^/?#]+)$"));
    static const QRegularExpression trackers(QStringLiteral("[?&]utm_[^#]*"));
    if (address.isEmpty() || address.size() > 2000)
        return {};
    const bool isWeb = address.startsWith(QLatin1String("http"));
    if (!isWeb && !address.startsWith(QLatin1String("at:")))
        return {};
    QString key = withoutBridge(profileKey(address)).remove(trackers);
    if (key.startsWith(QLatin1String("www.")))
        key.remove(0, 4);
    for (const auto &form : { atUri, page })
        if (const auto match = form.match(key); match.hasMatch())
            return QStringLiteral("at:") + match.captured(1) + u'/' + match.captured(2);
    return key.contains(u'/') ? key : QString(); // a bare host is everybody's
}

qint64 numberOf(const QString &key)
{
    const QByteArray digest = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256);
    return qint64(qFromBigEndian<quint64>(digest.constData()) >> 1);
}

QStringList wordsOf(QStringView text)
{
    QStringList words;
    const QString folded = fold(text.left(4000));
    const auto parts = QStringView(folded).split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts);
    for (const auto part : parts) {
        if (part.startsWith(u'@') || part.contains(QLatin1String("://")) || part.contains(u'/'))
            continue;
        QString word;
        for (const QChar each : part)
            if (each.isLetterOrNumber())
                word += each;
        if (!word.isEmpty())
            words.append(word);
    }
    return words;
}

} // namespace

QList<qint64> placesOf(const Arrival &arrival)
{
    QSet<QString> keys;
    for (const QString &address : { arrival.url, arrival.globalName, arrival.copyOf })
        keys.insert(placeKey(address));
    // The page names a person by handle or by DID, whichever the server likes.
    const QString own = placeKey(arrival.globalName);
    if (own.startsWith(QLatin1String("at:did:")) && !arrival.author.handle.isEmpty())
        keys.insert(QStringLiteral("at:") + plainHandle(arrival.author.handle) + u'/' + own.section(u'/', -1));
    keys.remove(QString());
    QList<qint64> places;
    for (const QString &key : std::as_const(keys))
        places.append(numberOf(key));
    std::sort(places.begin(), places.end());
    return places;
}

bool wordsAgree(QStringView one, QStringView other)
{
    QStringList shorter = wordsOf(one);
    QStringList longer = wordsOf(other);
    if (shorter.size() > longer.size())
        shorter.swap(longer);
    if (shorter.isEmpty())
        return longer.isEmpty();
    if (shorter.size() < fewestWords)
        return shorter == longer;
    // What was cut off may have cut the last word.
    if (longer.value(shorter.size() - 1).startsWith(shorter.constLast()))
        shorter.removeLast();
    return longer.mid(0, shorter.size()) == shorter;
}

Copies::Copies(Database &database)
    : m_at(database, R"(
        SELECT coalesce(c.copy_of, m.row), m.conversation, m.title || ' ' || m.text, m.text
          FROM mention_place p JOIN mention m ON m.row = p.mention LEFT JOIN mention_copy c ON c.row = m.row
         WHERE p.place = ?1 AND m.channel <> ?3 AND m.written_at BETWEEN ?4 - ?5 AND ?4 + ?5
         ORDER BY p.mention LIMIT ?2)")
    , m_remember(database, "INSERT OR IGNORE INTO mention_place (mention, place) VALUES (?1, ?2)")
    , m_keep(database, "INSERT INTO mention_copy (row, copy_of) VALUES (?1, ?2)")
{
}

Result<std::optional<Copies::Original>> Copies::originalOf(const Prepared &one, qint64 channel)
{
    std::optional<Original> original;
    const QString text = QString::fromUtf8(one.text);
    // A feed puts the first words of a post in the title, and a bridge puts a title before the text.
    const QString titled = QString::fromUtf8(one.title) + u' ' + text;
    for (const qint64 place : one.places) {
        auto read = m_at.each(
            [&](const Row &row) {
                const QString theirs = row.text(3);
                if (wordsAgree(text, theirs) || wordsAgree(titled, theirs) || wordsAgree(text, row.text(2)))
                    original = Original { row.number(0), row.number(1) };
                return !original;
            },
            place, candidates, channel, one.writtenAt, furthestMs);
        if (!read)
            return tl::unexpected(read.error());
        if (original)
            break;
    }
    return original;
}

Result<void> Copies::remember(Transaction &, qint64 row, const Prepared &one)
{
    for (const qint64 place : one.places)
        if (auto done = m_remember.run(row, place); !done)
            return done;
    return {};
}

Result<void> Copies::keepAsCopy(Transaction &, qint64 row, const Original &original)
{
    return m_keep.run(row, original.mention);
}

AlsoSeenList::AlsoSeenList(Database &database)
    : m_copies(database, R"(
        SELECT c.copy_of, h.network, h.name, i.handle, m.url
          FROM mention m JOIN mention_copy c ON c.row = m.row JOIN channel h ON h.row = m.channel
          JOIN identity i ON i.row = m.identity
         WHERE m.conversation = ?1 ORDER BY m.row LIMIT ?2)")
{
}

Result<QList<AlsoSeen>> AlsoSeenList::of(qint64 conversation)
{
    return m_copies.all<AlsoSeen>(
        [](const Row &row) {
            return AlsoSeen { row.number(0), networkFromWord(row.text(1)), row.text(2), row.text(3), row.text(4) };
        },
        conversation, limit);
}

} // namespace wheelhouse
