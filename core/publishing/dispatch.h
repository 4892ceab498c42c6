#pragma once

#include "core/approval/goahead.h"
#include "core/base/clock.h"
#include "core/networks/limitsbook.h"
#include "core/posts/canonical.h"
#include "core/posture/holds.h"
#include "core/publishing/deliverybook.h"
#include "core/publishing/terms.h"

#include <QSet>

#include <functional>

namespace wheelhouse {

/// A delivery that this process is at, with all that goes out.
struct Claim {
    Delivery delivery;
    QList<DeliveryPart> parts;
    Canonical canonical;
    bool leaves = false; ///< its first part's intent is on the disk: it is to be said now
};

/// The steps of a delivery in the store, each in one transaction; every rule that keeps it from going out twice or
/// unwished is here. What says that something may leave, or has left, is on the disk (synchronous=FULL) before the next
/// byte goes. A step by one whose claim was taken away does nothing, but for what is out there: that is always kept.
/// Lives on the engine lane, in the process that holds the engine.
class Dispatch {
public:
    /// \a owner of claims, for people.
    Dispatch(Database &database, const Clock &clock, QString owner);

    /// What a process that ended, or a write that failed, left half done: claims are given back, and what may have left
    /// is in doubt. Not those of \a atWork (rows), which this process is at.
    [[nodiscard]] Result<void> recover(const QSet<qint64> &atWork);
    [[nodiscard]] Result<QList<DeliveryTurn>> due() { return m_book.due(m_clock.nowMs()); }
    [[nodiscard]] Result<QList<DeliveryTurn>> doubtful() { return m_book.doubtful(m_clock.nowMs()); }
    [[nodiscard]] Result<std::optional<DeliveryTurn>> nextOn(qint64 channel)
    {
        return m_book.nextOn(channel, m_clock.nowMs());
    }
    /// Reads what is next on \a channel beforehand, while something else of it is under way: a claim asks all that may
    /// have changed since, and takes the words from here where they are the ones that are to go out.
    [[nodiscard]] Result<void> foresee(qint64 channel);
    /// What lies there longer is read again.
    void forgetForeseen() { m_foreseen.clear(); }
    /// UTC ms when there is something to do again; none: nothing waits.
    [[nodiscard]] Result<QList<DeliveryBook::Instant>> instants() { return m_book.instants(); }

    /// Claims a queued delivery where nothing stands against it: a sample, a hold, an embargo, an approval that is
    /// required, content that is not what was queued or more than the network allows, an answered message that is gone,
    /// its hour long past. Else none,
    /// and its state and reason say why.
    [[nodiscard]] Result<std::optional<Claim>> claim(qint64 row);
    /// Chooses under which key a part is said, before it is; it may be asked once more for the same.
    using Reserve = std::function<QString(const Outgoing &)>;
    /// As claim(); and where its first part was never tried and has no pictures to bring, as begin() of that part in
    /// the same transaction: it leaves now (Claim::leaves), and the disk is waited for once.
    [[nodiscard]] Result<std::optional<Claim>> depart(qint64 row, const Reserve &reserve);
    /// Of a queued delivery whose account cannot be asked: says \a why it waits, or, where something stands against it
    /// (its hour long past), that. Claims nothing.
    [[nodiscard]] Result<void> passOver(qint64 row, const QString &why);
    /// Which delivery that is; none where it is gone.
    [[nodiscard]] Result<std::optional<Delivery>> at(qint64 row) { return m_book.plainAt(row); }
    /// As claim(), of one in doubt, to look for it: nothing changes.
    [[nodiscard]] Result<Claim> read(qint64 row);
    /// That \a part leaves now; it bears when it was tried first, and what was reserved. False: it may not any more.
    [[nodiscard]] Result<bool> begin(const Claim &claim, const DeliveryPart &part);
    /// How pictures are called that are there already, by their number.
    [[nodiscard]] Result<QHash<int, QString>> uploads(const DeliveryPart &part) { return m_book.uploads(part.row); }
    [[nodiscard]] Result<void> uploaded(const DeliveryPart &part, int number, const QString &handle);

    /// Whether what is called \a ref is known to be another part of ours: two of the same words are not one.
    [[nodiscard]] Result<bool> isAnothers(const DeliveryPart &part, const RemoteRef &ref);
    /// That \a part is out there. With the last part the delivery is sent; it says so.
    [[nodiscard]] Result<bool> sent(const Claim &claim, const DeliveryPart &part, const Receipt &receipt);
    /// What came of a turn, and what has the next one.
    struct Handover {
        bool isWhole = false; ///< with it all of the delivery is out there
        std::optional<Claim> next; ///< its intent is on the disk: it is to be said now (Claim::leaves)
    };
    /// As sent(); and where the delivery is whole and what is next on its channel may leave at once, as depart() of
    /// that in the same transaction: the disk is waited for once, for both. Where anything stands against the next, or
    /// it needs more than words, nothing of it changes.
    [[nodiscard]] Result<Handover> handOver(
        const Claim &claim, const DeliveryPart &part, const Receipt &receipt, const Reserve &reserve);
    /// This try brought nothing out there, and there is no other by itself. \a isAbsent: nor did any before it; else
    /// what is in doubt stays so, whatever a person wishes for it.
    [[nodiscard]] Result<void> reject(const Claim &claim, const QString &reason, bool isAbsent);
    /// The same, and it is tried again at \a until (UTC ms).
    [[nodiscard]] Result<void> postpone(const Claim &claim, const QString &reason, qint64 until, bool isAbsent);
    /// The same, where the first try of a part ended before anything left us: of it nothing need be looked for.
    [[nodiscard]] Result<void> neverLeft(const Claim &claim, const QString &reason, qint64 until);
    /// Nobody knows whether it is out there; it is looked for at \a until (UTC ms).
    [[nodiscard]] Result<void> doubt(const Claim &claim, const QString &reason, qint64 until);

private:
    struct Against {
        Delivery::State state;
        QString reason;
    };
    [[nodiscard]] Result<std::optional<Against>> against(const Claim &claim);
    [[nodiscard]] Result<std::optional<Against>> againstGoing(const Claim &claim);
    [[nodiscard]] Result<std::optional<Against>> againstSigning(const Claim &claim);
    [[nodiscard]] Result<std::optional<Against>> againstLimits(const Claim &claim);
    [[nodiscard]] Result<std::optional<Against>> againstAnswer(const Claim &claim);
    using Go = std::function<Result<void>(Claim &)>;
    [[nodiscard]] Result<std::optional<Claim>> judge(qint64 row, const Go &go);
    [[nodiscard]] Result<void> take(Claim &claim, Delivery::State state);
    /// Its first part has nothing to bring, and there is nothing to look for before it is said.
    [[nodiscard]] static bool leavesAtOnce(const Claim &claim);
    [[nodiscard]] Result<void> leave(Claim &claim, const Reserve &reserve);
    struct Out {
        bool isWhole;
        bool isMine;
    };
    [[nodiscard]] Result<Out> writeSent(const Claim &claim, const DeliveryPart &part, const Receipt &receipt);
    [[nodiscard]] std::optional<Claim> readyOn(qint64 channel);
    [[nodiscard]] Result<Claim> claimOf(const Delivery &delivery);
    [[nodiscard]] Result<Canonical> contentOf(const Delivery &delivery);
    [[nodiscard]] Result<bool> move(const Delivery &delivery, Delivery::State to, const QString &reason, qint64 until);
    [[nodiscard]] Result<void> moved(const Claim &claim, Delivery::State to, const QString &reason, qint64 until,
        Statement *settle, const char *place);

    Database &m_database;
    const Clock &m_clock;
    QString m_owner;
    DeliveryBook m_book;
    HoldReader m_holds;
    PublishingTermsStore m_terms;
    GoAhead m_goAhead;
    LimitsBook m_limits;
    /// What stands in the store as one variant, and hashes to \a digest.
    struct Foreseen {
        qint64 variant = 0;
        QByteArray digest;
        Canonical canonical;
    };
    QHash<qint64, Foreseen> m_foreseen; ///< by channel
    Statement m_next;
    Statement m_content;
    Statement m_isSample;
    Statement m_embargo;
    Statement m_isAnswerGone;
    Statement m_halfDone;
    Statement m_claim;
    Statement m_depart;
    Statement m_wait;
    Statement m_move;
    Statement m_intent;
    Statement m_partIntent;
    Statement m_partSent;
    Statement m_partWaits;
    Statement m_partNeverLeft;
    Statement m_others;
    Statement m_left;
    Statement m_forgetUploads;
    Statement m_uploaded;
    Statement m_outThere;
};

} // namespace wheelhouse
