#include "core/connectors/bluesky/blueskytrail.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

/// Names are long, and a cursor is written with every page.
QString shortName(const QString &uri)
{
    return QString::fromLatin1(QCryptographicHash::hash(uri.toUtf8(), QCryptographicHash::Sha256)
                                   .left(9)
                                   .toBase64(QByteArray::Base64UrlEncoding));
}

} // namespace

bool Trail::isNew(const QString &uri, qint64 at) const
{
    if (at > newest)
        return true;
    const QString name = shortName(uri);
    const auto isThat = [&](const auto &each) { return each.second == name; };
    if (std::any_of(known.begin(), known.end(), isThat))
        return false;
    const auto oldest = std::min_element(known.begin(), known.end());
    return known.size() < kept || at >= oldest->first;
}

void Trail::know(const QString &uri, qint64 at)
{
    newest = std::max(newest, at);
    known.append({ at, shortName(uri) });
    if (known.size() > kept)
        known.removeFirst();
}

QJsonObject Trail::toJson() const
{
    QJsonArray names;
    for (const auto &[at, name] : known)
        names.append(QJsonArray { at, name });
    return { { QStringLiteral("newest"), newest }, { QStringLiteral("history"), historyUntil },
        { QStringLiteral("later"), isLater }, { QStringLiteral("known"), names } };
}

Trail Trail::fromJson(const QJsonObject &json)
{
    Trail trail;
    trail.newest = json.value(QLatin1String("newest")).toInteger();
    trail.historyUntil = json.value(QLatin1String("history")).toInteger();
    trail.isLater = json.value(QLatin1String("later")).toBool();
    for (const auto each : json.value(QLatin1String("known")).toArray())
        if (trail.known.size() < kept)
            trail.known.append({ each[0].toInteger(), each[1].toString() });
    return trail;
}

QByteArray toCursor(const Trails &trails)
{
    QJsonObject all;
    for (auto each = trails.begin(); each != trails.end(); ++each)
        all.insert(each.key(), each->toJson());
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

Trails fromCursor(const QByteArray &cursor)
{
    Trails trails;
    const QJsonObject all = QJsonDocument::fromJson(cursor).object();
    for (auto each = all.begin(); each != all.end(); ++each)
        if (each->isObject())
            trails.insert(each.key(), Trail::fromJson(each->toObject()));
    return trails;
}

} // namespace wheelhouse::bluesky
