#pragma once

#include "core/calendar/planstore.h"
#include "core/posture/holds.h"
#include "core/publishing/delivery.h"
#include "core/publishing/terms.h"

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

/// What holds for every card alike.
struct CardRules {
    QHash<qint64, QString> holds; ///< why, by campaign row; 0: everything
    bool needsApproval = false;
};

/// Reads posts with their channels and deliveries: one statement however many there are.
class CardReader {
public:
    /// \a these: a SELECT of rows of posts and of their plans (null: it has none), each once. Its ?1 to ?4 are given to
    /// read().
    CardReader(Database &database, const QByteArray &these);
    /// At most \a most, in no order. Deliveries of series are those due between \a from and \a to.
    [[nodiscard]] Result<QList<PostOfCards>> read(const QList<QVariant> &values, QDate from, QDate to, int most);

private:
    [[nodiscard]] Result<void> readOnce();
    void add(QList<PostOfCards> &posts, const Row &row) const;

    Statement m_posts;
    Statement m_channels;
    Statement m_members;
    Statement m_launches;
    // Read anew at each turn: a few rows each.
    QHash<qint64, Channel> m_channelOf;
    QHash<qint64, QString> m_nameOf;
    QHash<qint64, qint64> m_launchOf;
};

/// The instants of wall times, quickly: of each zone the changes of a stretch of days are asked for once.
class WallClock {
public:
    WallClock(QDate from, QDate to);
    /// UTC; null where there is none.
    [[nodiscard]] QDateTime instant(const WallTime &at);
    /// Whether clocks may change about \a at, or it lies outside of the stretch: then resolve() is to be asked.
    [[nodiscard]] bool isNearChange(const WallTime &at);

private:
    struct Zone {
        QList<QPair<qint64, qint64>> changes; ///< UTC ms, and the offset from then on, ms
        qint64 offset = 0; ///< before them, ms
        bool isKnown = false;
    };
    [[nodiscard]] const Zone &zone(const QByteArray &name);
    QDate m_from;
    QDate m_to;
    QHash<QByteArray, Zone> m_zones;
    QByteArray m_lastName; ///< of the zone that was asked for last: mostly they are all the same
    const Zone *m_last = nullptr;
};

/// The card of \a occurrence of \a post, of which nothing but its cards is wanted any more.
[[nodiscard]] Card cardOf(PostOfCards post, const std::optional<Occurrence> &occurrence, const CardRules &rules,
    WallClock &clock, bool isImagined = false);

} // namespace wheelhouse
