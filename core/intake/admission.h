#pragma once

#include "core/inbox/counters.h"
#include "core/inbox/threads.h"
#include "core/intake/alterations.h"
#include "core/intake/copies.h"
#include "core/intake/prepared.h"
#include "core/people/traits.h"

#include <QCache>

#include <atomic>
#include <functional>
#include <memory>

namespace wheelhouse {

/// How a batch is to be taken in.
struct AdmissionTerms {
    qint64 channel = 0; ///< row, from Admission::channel()
    qint64 receivedAt = 0; ///< UTC ms
    bool asHistory = false; ///< conversations arrive done and read; nothing is owed for them
    std::optional<qint64> import; ///< row of import
    qint64 newsSince = 0; ///< UTC ms: what was written before is history too
};

/// Mentions of one channel, oldest first, as prepareAll() gives them.
struct AdmissionBatch {
    const QList<Prepared> &mentions;
    AdmissionTerms terms;
};

/// What a batch came to.
struct AdmissionReport {
    int added = 0;
    int known = 0; ///< had been here already
    int erased = 0; ///< by people who were erased: not taken in
    int copies = 0; ///< of the added, those whose words were here from elsewhere
    int changed = 0; ///< of the known, those whose words are others now
    int history = 0; ///< of the added, those that nothing is owed for
    QList<qint64> rows; ///< of the added mentions, oldest first
    QList<qint64>
        news; ///< of these the ones that are neither history nor copies, and those that were taken for history
};

/// The way in, once and in the caller's transaction: contact, conversation by reply ids, counters, search index.
/// The same arrival twice is one mention, whoever fetched it. Lives on the engine lane.
class Admission {
public:
    explicit Admission(Database &database);

    /// The row of a channel, made when new.
    [[nodiscard]] Result<qint64> channel(Transaction &transaction, const Channel &channel);
    /// Takes in \a batch, which prepareAll() has put in order. Search rows are written at the end of it, since FTS5
    /// otherwise flushes at every row.
    [[nodiscard]] Result<AdmissionReport> admit(
        Transaction &transaction, const QList<Prepared> &batch, const AdmissionTerms &terms);
    /// The same for several channels, in the order of time over all of them: channel after channel, rows and words
    /// would go back in time at each, and the search index would be written out as often.
    [[nodiscard]] Result<AdmissionReport> admit(Transaction &transaction, const QList<AdmissionBatch> &batches);
    /// Who liked, passed on or followed. Gives how many were new.
    [[nodiscard]] Result<int> respond(
        Transaction &transaction, const QList<Response> &responses, const AdmissionTerms &terms);
    /// See Alterations::gone().
    [[nodiscard]] Result<QList<qint64>> gone(
        Transaction &transaction, const QStringList &globalNames, const AdmissionTerms &terms);
    /// What is done with each batch that came in, in its transaction, after its words can be searched: rules, promises.
    /// Asked in the order in which they were added; the first that fails takes the whole batch back. History is owed
    /// nothing and not followed, nor is a copy of what is here already.
    using Follower = std::function<Result<void>(Transaction &, const QList<qint64> &mentions)>;
    void follow(const Follower &follower) { m_followers.append(follower); }
    /// What the team's corrections came to, for all that is read from now on; nullptr: the word lists alone.
    void teach(std::shared_ptr<const Taught> taught) { m_taught.store(std::move(taught)); }
    /// How texts are to be read that come in here. May be asked on any thread.
    [[nodiscard]] Reader reader() const { return Reader(m_taught.load()); }
    /// Forget what was remembered, as after a transaction that was rolled back.
    void forget();

private:
    struct Seen {
        qint64 row;
        size_t looks; ///< of name and handle: another one is a renaming
        size_t claims; ///< of the profile
    };
    [[nodiscard]] Result<qint64> identity(
        Transaction &transaction, const Prepared &one, NetworkId network, qint64 receivedAt);
    [[nodiscard]] Result<void> indexAnew(qint64 row, const QByteArray &was, const QByteArray &folded);
    [[nodiscard]] Result<void> raise(
        Transaction &transaction, const Prepared &one, const AdmissionTerms &terms, AdmissionReport &report);
    [[nodiscard]] Result<void> admitOne(Transaction &transaction, const Prepared &one, NetworkId network,
        const AdmissionTerms &terms, AdmissionReport &report);
    [[nodiscard]] Result<void> insert(const Prepared &one, qint64 row, qint64 conversation, qint64 identity,
        const AdmissionTerms &terms, bool asHistory);
    [[nodiscard]] Result<void> hearAgain(Transaction &transaction, AdmissionReport &report);
    [[nodiscard]] Result<qint64> freeRow(const Prepared &one);
    struct Fresh {
        qint64 row;
        const Prepared *mention;
        qint64 channel;
    };
    [[nodiscard]] Result<void> learnErased();
    [[nodiscard]] Result<NetworkId> networkOf(qint64 channel);
    [[nodiscard]] Result<void> index();
    [[nodiscard]] Result<void> indexPeople();
    [[nodiscard]] Result<void> tellFollowers(Transaction &transaction, const QList<qint64> &fresh);

    Database &m_database;
    Counters m_counters;
    Threads m_threads;
    Traits m_traits;
    Copies m_copies;
    Alterations m_alterations;
    QList<Follower> m_followers;
    std::atomic<std::shared_ptr<const Taught>> m_taught; // read while imports are made ready on another thread
    QCache<IdentityId, Seen> m_identities { 50'000 };
    QSet<IdentityId> m_erased; ///< from whom nothing is taken in
    QList<Fresh> m_fresh; ///< what is being added
    QList<QPair<const Prepared *, const AdmissionTerms *>> m_again; ///< what came that is here already
    QList<QPair<qint64, QByteArray>> m_freshPeople; ///< row and folded name
    Statement m_channelRow;
    Statement m_addChannel;
    Statement m_identityRow;
    Statement m_addContact;
    Statement m_addIdentity;
    Statement m_renameIdentity;
    Statement m_taken;
    Statement m_known;
    Statement m_insert;
    Statement m_index;
    Statement m_indexPerson;
    Statement m_unindexPerson;
    Statement m_erasedCount;
    Statement m_erasedIds;
    Statement m_countRefused;
    Statement m_respond;
};

} // namespace wheelhouse
