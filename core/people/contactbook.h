#pragma once

#include "core/inbox/mention.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// Who a person is on one network, as the card shows it.
struct IdentityLine {
    qint64 row = 0;
    NetworkId network = NetworkId::Other;
    QString name;
    QString handle;
    QString profileUrl;
    std::optional<qint64> followers;
    QDateTime firstSeen; ///< UTC
    QString match {}; ///< word of the MatchReason for which a person put it here; empty: the contact began with it
    friend bool operator==(const IdentityLine &, const IdentityLine &) = default;
};

/// An earlier conversation of theirs.
struct HistoryLine {
    qint64 conversation = 0;
    QDateTime at; ///< UTC, of their message
    QString snippet;
    TriageState state = TriageState::New;
    ReadingMark reading; ///< of their message
    friend bool operator==(const HistoryLine &, const HistoryLine &) = default;
};

/// What we know of a person, beside the message.
struct ContactSheet {
    qint64 contact = 0;
    QString name;
    QList<IdentityLine> identities;
    QDateTime firstWrote; ///< UTC, of their oldest message here
    int messages = 0; ///< counted up to ContactBook::countLimit
    int conversations = 0; ///< among their newest countLimit messages
    int closed = 0; ///< of those, done
    QStringList languages; ///< they wrote in, commonest first; BCP 47
    QList<HistoryLine> earlier; ///< newest first, one a conversation
    int favourites = 0; ///< of what we said, on any network
    int boosts = 0;
    bool isFollower = false; ///< as far as we were told
};

/// The people who write to us, read by their identities. Works on any connection; bounded, so that a card of somebody
/// with 100,000 messages costs no more than one of somebody with 100 (0.4 ms).
class ContactBook {
public:
    static constexpr int countLimit = 100;

    explicit ContactBook(Database &database);

    /// The sheet of whoever wrote as \a identity; \a limit conversations of history at most.
    [[nodiscard]] Result<ContactSheet> sheet(qint64 identity, int limit);

private:
    [[nodiscard]] Result<void> readHistory(ContactSheet &sheet, int limit);
    [[nodiscard]] Result<void> readResponses(ContactSheet &sheet);

    Statement m_identities;
    Statement m_history;
    Statement m_first;
    Statement m_responses;
};

} // namespace wheelhouse
