#pragma once

#include "core/publishing/outbox.h"

#include <QJsonArray>
#include <QJsonDocument>

/// How the steps of the outbox stand in the log; only for its own files.
namespace wheelhouse::outboxsteps {

inline const QString queueKind = QStringLiteral("delivery.queue");
inline const QString moveKind = QStringLiteral("delivery.move");
inline const QString withdrawKind = QStringLiteral("delivery.withdraw");
inline const QString isSentKind = QStringLiteral("delivery.is_sent");
inline const QString holdKind = QStringLiteral("delivery.hold");
inline const QString releaseKind = QStringLiteral("delivery.release");

inline QJsonObject timeJson(const PlannedAt &at)
{
    return { { QStringLiteral("meant"), wallTimeText(at.meant) },
        { QStringLiteral("due"), QString::number(at.dueAt.toMSecsSinceEpoch()) } };
}

inline PlannedAt timeFrom(const QJsonObject &json)
{
    return { readWallTime(json.value(QLatin1String("meant")).toString()).value_or(WallTime()),
        QDateTime::fromMSecsSinceEpoch(json.value(QLatin1String("due")).toString().toLongLong(), Qt::UTC) };
}

inline QJsonObject payloadOf(const Operation &operation)
{
    return QJsonDocument::fromJson(operation.payload).object();
}

/// What a step says of each delivery; steps of older versions were about one, and said it without a list.
inline QList<QJsonObject> entriesOf(const Operation &operation, QLatin1String list)
{
    const QJsonObject payload = payloadOf(operation);
    if (!payload.contains(list))
        return { payload };
    QList<QJsonObject> entries;
    const QJsonArray all = payload.value(list).toArray();
    for (const auto &each : all)
        entries.append(each.toObject());
    return entries;
}

inline bool isUnderWay(const Delivery &delivery)
{
    return delivery.state == Delivery::State::Claimed || delivery.state == Delivery::State::Intent;
}

} // namespace wheelhouse::outboxsteps
