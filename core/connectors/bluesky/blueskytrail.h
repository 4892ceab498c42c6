#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>

namespace wheelhouse::bluesky {

/// How far one list of the network was read, which runs from new to old and has no numbers: the time of the newest that
/// was passed on, and the last hundred by name, since what is written now may bear an earlier time.
struct Trail {
    static constexpr int kept = 100;
    qint64 newest = 0; ///< UTC ms
    qint64 historyUntil = 0; ///< UTC ms; what was there before anybody listened
    bool isLater = false; ///< the list joined a channel that was asked before
    QList<QPair<qint64, QString>> known {}; ///< time and name, in the order in which they were passed on
    /// Whether the item is still to be passed on.
    [[nodiscard]] bool isNew(const QString &uri, qint64 at) const;
    void know(const QString &uri, qint64 at);
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static Trail fromJson(const QJsonObject &json);
    friend bool operator==(const Trail &, const Trail &) = default;
};

/// Where every list stands, by its name; a channel's cursor. A list that is not in it was never read.
using Trails = QHash<QString, Trail>;
[[nodiscard]] QByteArray toCursor(const Trails &trails);
[[nodiscard]] Trails fromCursor(const QByteArray &cursor); ///< what cannot be read is as if never asked

} // namespace wheelhouse::bluesky
