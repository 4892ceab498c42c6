#pragma once

#include "core/calendar/cardnames.h"
#include "core/calendar/planstore.h"
#include "core/publishing/delivery.h"

namespace wheelhouse {

/// A post with all that its cards need.
struct PostOfCards {
    struct Standing {
        QString occurrence;
        qint64 channelRow = 0;
        DeliveryId id;
        Delivery::State state = Delivery::State::Queued;
        QString reason;
        QDateTime dueAt; ///< UTC
        int round = 0;
    };
    qint64 row = 0;
    PostId id;
    bool isSubmitted = false;
    QString title;
    QString author;
    qint64 campaign = 0;
    qint64 launch = 0;
    QDateTime madeAt;
    std::optional<Series> when;
    QDateTime queuedTo; ///< UTC; of a series: up to then the outbox has what it names
    QList<CardTarget> targets; ///< its channels, nothing said yet of where they stand
    QList<Standing> standing; ///< of each occurrence and channel the newest
    [[nodiscard]] const Standing *of(const QString &occurrence, qint64 channelRow) const; ///< null: none
};

/// Reads posts with their channels and deliveries: one statement however many there are.
class CardReader {
public:
    /// \a these: a SELECT of rows of posts and of their plans (null: it has none), each once. Its ?1 to ?4 are given to
    /// read().
    CardReader(Database &database, const QByteArray &these);
    /// At most \a most, in no order. Deliveries of series are those due between \a from and \a to.
    [[nodiscard]] Result<QList<PostOfCards>> read(
        const CardNames &names, const QList<QVariant> &values, QDate from, QDate to, int most);

private:
    Statement m_posts;
};

} // namespace wheelhouse
