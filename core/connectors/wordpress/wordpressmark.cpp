#include "core/connectors/wordpress/wordpressmark.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace wheelhouse {

namespace {

QString word(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

} // namespace

void WordPressMark::beginAt(const QDateTime &time)
{
    from = time;
    offset = 0;
    last.clear();
    newest = {};
    restarts = 0;
}

QByteArray WordPressMark::toBytes() const
{
    QJsonObject told;
    for (auto each = seen.begin(); each != seen.end(); ++each)
        told.insert(each.key(), each.value());
    return QJsonDocument(QJsonObject {
                             { QStringLiteral("from"), word(from) },
                             { QStringLiteral("offset"), offset },
                             { QStringLiteral("last"), last },
                             { QStringLiteral("newest"), word(newest) },
                             { QStringLiteral("restarts"), restarts },
                             { QStringLiteral("history"), isHistory },
                             { QStringLiteral("began"), word(began) },
                             { QStringLiteral("seen"), told },
                         })
        .toJson(QJsonDocument::Compact);
}

WordPressMark WordPressMark::fromBytes(const QByteArray &cursor)
{
    const QJsonObject json = QJsonDocument::fromJson(cursor).object();
    const auto time = [&](const char *key) {
        return QDateTime::fromString(json.value(QLatin1String(key)).toString(), Qt::ISODate);
    };
    WordPressMark mark;
    mark.from = time("from");
    mark.offset = std::clamp(json.value(QLatin1String("offset")).toInt(), 0, 1'000'000'000);
    mark.last = json.value(QLatin1String("last")).toString();
    mark.newest = time("newest");
    mark.restarts = json.value(QLatin1String("restarts")).toInt();
    mark.isHistory = json.value(QLatin1String("history")).toBool(true);
    mark.began = time("began");
    const QJsonObject told = json.value(QLatin1String("seen")).toObject();
    for (auto each = told.begin(); each != told.end(); ++each)
        mark.seen.insert(each.key(), each.value().toString());
    return mark;
}

} // namespace wheelhouse
