#pragma once

#include "core/networks/network.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// Why two identities may be one person. Stored by its word.
enum class MatchReason {
    Bridge, ///< the account of a bridge names the other as its original
    MutualLink, ///< each profile links to the other (rel=me both ways)
    VerifiedDomain, ///< both were shown by their networks to hold the same domain
    Email, ///< the same address in both profiles
    Link, ///< one profile links to the other, which says nothing back
    SameLink, ///< both profiles link to the same place
    Handle, ///< the same rare handle on two networks
    Name, ///< the same name; never enough alone
    Said, ///< they told us
    ByHand, ///< somebody here put them together
};
QString matchWord(MatchReason reason);
MatchReason matchFromWord(QStringView word); ///< ByHand where the word is unknown

/// How far a reason goes alone, 0..100: the share of such pairs that we would expect to be one person.
int strengthOf(MatchReason reason);
/// Of several reasons that know nothing of each other: what none of them leaves open.
int strengthOf(const QList<MatchReason> &reasons);

/// Somebody who may be the same person.
struct MatchProposal {
    qint64 identity = 0; ///< row, of the contact asked for
    qint64 other = 0; ///< row of the identity that may belong to them
    qint64 otherContact = 0;
    NetworkId network = NetworkId::Other; ///< of other
    QString name; ///< of other
    QString handle; ///< of other
    QList<MatchReason> reasons; ///< strongest first
    int strength = 0; ///< 1..100
    friend bool operator==(const MatchProposal &, const MatchProposal &) = default;
};

/// Which identities are likely one person, and why. Only proposes; what was refused is not proposed again, and a name
/// alone never suffices. Works on any connection; every question is answered from an index and bounded.
class Matching {
public:
    static constexpr int identityLimit = 12; ///< of a contact, that are looked at
    static constexpr int rareHandle = 3; ///< identities with one handle, above which it tells nothing

    explicit Matching(Database &database);
    /// For the contact of \a identity, the strongest first.
    [[nodiscard]] Result<QList<MatchProposal>> proposals(qint64 identity, int limit = 5);

private:
    struct Profile;
    struct Trait;
    using Profiles = QList<Profile>;
    [[nodiscard]] Result<QList<Trait>> traitsOf(qint64 identity);
    [[nodiscard]] Result<Profiles> under(Statement &statement, const QString &value, int limit);
    [[nodiscard]] Result<void> byBridge(const Profile &one);
    [[nodiscard]] Result<void> byLink(const Profile &one, const QList<Trait> &traits);
    [[nodiscard]] Result<void> byTrait(const Profile &one, const QList<Trait> &traits);
    [[nodiscard]] Result<void> byDomain(const Profile &one, const QList<Trait> &traits);
    [[nodiscard]] Result<void> byHandle(const Profile &one);
    void note(const Profile &one, const Profile &other, MatchReason reason);
    [[nodiscard]] Result<QList<MatchProposal>> worthAsking(int limit);

    Statement m_ours;
    Statement m_traits;
    Statement m_byHandle;
    Statement m_byProfile;
    Statement m_byEmail;
    Statement m_byLink;
    Statement m_refused;
    QList<MatchProposal> m_found;
};

} // namespace wheelhouse
