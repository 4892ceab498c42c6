#include "core/people/matching.h"

#include "core/base/text.h"
#include "core/people/handlekey.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

struct Known {
    MatchReason reason;
    const char *word;
    int strength;
};
constexpr std::array<Known, 10> known { { { MatchReason::Bridge, "bridge", 97 },
    { MatchReason::MutualLink, "mutual-link", 94 }, { MatchReason::VerifiedDomain, "verified-domain", 88 },
    { MatchReason::Email, "email", 75 }, { MatchReason::Link, "link", 45 }, { MatchReason::SameLink, "same-link", 35 },
    { MatchReason::Handle, "handle", 35 }, { MatchReason::Name, "name", 10 }, { MatchReason::Said, "said", 100 },
    { MatchReason::ByHand, "by-hand", 100 } } };

constexpr int leastStrength = 30;
constexpr int shortestHandle = 6; // letters; below it thousands share one
constexpr int sharedAddress = 5; // identities with one address: a desk's, not a person's
constexpr int candidates = 24; // looked at under one key

/// Handles that name a task or a place.
bool isOffice(const QString &key)
{
    static const QSet<QString> offices { QStringLiteral("support"), QStringLiteral("service"),
        QStringLiteral("contact"), QStringLiteral("newsdesk"), QStringLiteral("hello123"), QStringLiteral("official"),
        QStringLiteral("office"), QStringLiteral("editor"), QStringLiteral("anonymous"), QStringLiteral("webmaster"),
        QStringLiteral("kontakt"), QStringLiteral("presse"), QStringLiteral("redaktion"), QStringLiteral("contacto"),
        QStringLiteral("deleted"), QStringLiteral("unknown"), QStringLiteral("moderator") };
    return offices.contains(key);
}

QString lettersOf(QStringView name)
{
    QString letters;
    const QString folded = fold(name);
    for (const QChar each : folded)
        if (each.isLetterOrNumber())
            letters += each;
    return letters;
}

/// Whether the handle is only the name run together, or a part of it: that many bear.
bool saysTheName(const QString &key, const QString &name)
{
    QStringList words;
    const auto parts = QStringView(name).split(u' ', Qt::SkipEmptyParts);
    for (const auto part : parts)
        words.append(lettersOf(part));
    QStringList backwards = words;
    std::reverse(backwards.begin(), backwards.end());
    return words.contains(key) || words.join(QString()) == key || backwards.join(QString()) == key;
}

QString hostOf(const QString &link)
{
    QString host = link.section(u'/', 0, 0);
    return host.startsWith(QLatin1String("www.")) ? host.mid(4) : host;
}

} // namespace

QString matchWord(MatchReason reason)
{
    for (const Known &each : known)
        if (each.reason == reason)
            return QString::fromLatin1(each.word);
    return QStringLiteral("by-hand");
}

MatchReason matchFromWord(QStringView word)
{
    for (const Known &each : known)
        if (word == QLatin1String(each.word))
            return each.reason;
    return MatchReason::ByHand;
}

int strengthOf(MatchReason reason)
{
    for (const Known &each : known)
        if (each.reason == reason)
            return each.strength;
    return 0;
}

int strengthOf(const QList<MatchReason> &reasons)
{
    double open = 1.0;
    for (const MatchReason each : reasons)
        open *= 1.0 - strengthOf(each) / 100.0;
    return qRound(100.0 * (1.0 - open));
}

struct Matching::Profile {
    qint64 row = 0;
    qint64 contact = 0;
    QString network;
    QString name;
    QString handle;
    QString profileUrl;
    bool isVerified = false; ///< of the trait by which it was found
};

struct Matching::Trait {
    QString kind;
    QString value;
    bool isVerified = false;
};

Matching::Matching(Database &database)
    : m_ours(database, R"(
        SELECT row, contact, network, name, handle, profile_url, is_us FROM identity
         WHERE contact = (SELECT contact FROM identity WHERE row = ?1) ORDER BY row LIMIT ?2)")
    , m_traits(database, "SELECT kind, value, verified FROM trait WHERE identity = ?1 LIMIT 24")
    , m_byHandle(database,
          QByteArray(
              "SELECT row, contact, network, name, handle, profile_url, 0 FROM identity WHERE length(handle) > 4 "
              "AND is_us = 0 AND ")
              + handleKeySql + "= ?1 LIMIT ?2")
    , m_byProfile(database,
          QByteArray("SELECT row, contact, network, name, handle, profile_url, 0 FROM identity WHERE profile_url <> '' "
                     "AND is_us = 0 AND ")
              + profileKeySql + "= ?1 LIMIT ?2")
    , m_byEmail(database, R"(
        SELECT i.row, i.contact, i.network, i.name, i.handle, i.profile_url, t.verified
          FROM trait t JOIN identity i ON i.row = t.identity
         WHERE t.kind = 'email' AND t.value = ?1 AND i.is_us = 0 LIMIT ?2)")
    , m_byLink(database, R"(
        SELECT i.row, i.contact, i.network, i.name, i.handle, i.profile_url, t.verified
          FROM trait t JOIN identity i ON i.row = t.identity
         WHERE t.kind = 'link' AND t.value = ?1 AND i.is_us = 0 LIMIT ?2)")
    , m_refused(database, "SELECT 1 FROM identity_refusal WHERE one = min(?1, ?2) AND other = max(?1, ?2)")
{
}

Result<QList<Matching::Trait>> Matching::traitsOf(qint64 identity)
{
    return m_traits.all<Trait>(
        [](const Row &row) {
            return Trait { row.text(0), row.text(1), row.flag(2) };
        },
        identity);
}

Result<Matching::Profiles> Matching::under(Statement &statement, const QString &value, int limit)
{
    return statement.all<Profile>(
        [](const Row &row) {
            return Profile { row.number(0), row.number(1), row.text(2), row.text(3), row.text(4), row.text(5),
                row.flag(6) };
        },
        value, limit);
}

void Matching::note(const Profile &one, const Profile &other, MatchReason reason)
{
    if (other.contact == one.contact)
        return;
    const auto same = std::find_if(
        m_found.begin(), m_found.end(), [&](const MatchProposal &each) { return each.other == other.row; });
    if (same == m_found.end())
        m_found.append({ one.row, other.row, other.contact, networkFromWord(other.network), other.name, other.handle,
            { reason }, 0 });
    else if (!same->reasons.contains(reason))
        same->reasons.append(reason);
}

Result<void> Matching::byBridge(const Profile &one)
{
    const QString mine = plainHandle(one.handle);
    const QString original = bridgedFrom(one.handle);
    QStringList keys = bridgedKeys(one.handle);
    if (!original.isEmpty())
        keys.append(handleKey(original));
    for (const QString &key : std::as_const(keys)) {
        auto found = under(m_byHandle, key, candidates);
        if (!found)
            return tl::unexpected(found.error());
        for (const Profile &other : std::as_const(*found)) {
            const auto joins = [](QString a, QString b) { return a.replace(u'_', u'-') == b.replace(u'_', u'-'); };
            const QString theirs = plainHandle(other.handle);
            const QString theirOriginal = bridgedFrom(other.handle);
            if ((!original.isEmpty() && joins(theirs, original))
                || (!theirOriginal.isEmpty() && joins(theirOriginal, mine)))
                note(one, other, MatchReason::Bridge);
        }
    }
    return {};
}

Result<void> Matching::byLink(const Profile &one, const QList<Trait> &traits)
{
    const QString mine = profileKey(one.profileUrl);
    QSet<qint64> linkedByMe;
    for (const Trait &trait : traits) {
        if (trait.kind != QLatin1String("link"))
            continue;
        auto found = under(m_byProfile, trait.value, candidates);
        if (!found)
            return tl::unexpected(found.error());
        for (const Profile &other : std::as_const(*found)) {
            linkedByMe.insert(other.row);
            // The network itself tested that the page there links back.
            note(one, other, trait.isVerified ? MatchReason::MutualLink : MatchReason::Link);
        }
    }
    if (mine.isEmpty())
        return {};
    auto back = under(m_byLink, mine, candidates);
    if (!back)
        return tl::unexpected(back.error());
    for (const Profile &other : std::as_const(*back))
        note(one, other,
            other.isVerified || linkedByMe.contains(other.row) ? MatchReason::MutualLink : MatchReason::Link);
    return {};
}

Result<void> Matching::byTrait(const Profile &one, const QList<Trait> &traits)
{
    for (const Trait &trait : traits) {
        const bool isEmail = trait.kind == QLatin1String("email");
        if (!isEmail && trait.kind != QLatin1String("link"))
            continue;
        auto found = under(isEmail ? m_byEmail : m_byLink, trait.value, sharedAddress + 1);
        if (!found)
            return tl::unexpected(found.error());
        if (found->size() > sharedAddress)
            continue;
        for (const Profile &other : std::as_const(*found))
            note(one, other,
                isEmail                                    ? MatchReason::Email
                    : trait.isVerified && other.isVerified ? MatchReason::VerifiedDomain
                                                           : MatchReason::SameLink);
    }
    return {};
}

/// Bluesky lets the holder of a domain be called by it; elsewhere a link is verified.
Result<void> Matching::byDomain(const Profile &one, const QList<Trait> &traits)
{
    static const QString bluesky = networkWord(NetworkId::Bluesky);
    const auto isDomain = [](const Profile &profile) {
        return profile.network == bluesky && profile.handle.contains(u'.')
            && !profile.handle.endsWith(QLatin1String(".bsky.social")) && bridgedFrom(profile.handle).isEmpty();
    };
    for (const Trait &trait : traits) {
        if (trait.kind != QLatin1String("link") || !trait.isVerified || trait.value.contains(u'/'))
            continue;
        const QString host = hostOf(trait.value);
        auto found = under(m_byHandle, handleKey(host), candidates);
        if (!found)
            return tl::unexpected(found.error());
        for (const Profile &other : std::as_const(*found))
            if (isDomain(other) && plainHandle(other.handle) == host)
                note(one, other, MatchReason::VerifiedDomain);
    }
    if (!isDomain(one))
        return {};
    for (const QString &value : { plainHandle(one.handle), QStringLiteral("www.") + plainHandle(one.handle) }) {
        auto found = under(m_byLink, value, candidates);
        if (!found)
            return tl::unexpected(found.error());
        for (const Profile &other : std::as_const(*found))
            if (other.isVerified)
                note(one, other, MatchReason::VerifiedDomain);
    }
    return {};
}

Result<void> Matching::byHandle(const Profile &one)
{
    const QString key = handleKey(one.handle);
    if (key.size() < shortestHandle || isOffice(key) || saysTheName(key, one.name))
        return {};
    auto found = under(m_byHandle, key, rareHandle + 1);
    if (!found)
        return tl::unexpected(found.error());
    if (found->size() > rareHandle)
        return {};
    for (const Profile &other : std::as_const(*found))
        if (other.network != one.network && !saysTheName(key, other.name)) {
            note(one, other, MatchReason::Handle);
            if (!one.name.isEmpty() && lettersOf(one.name) == lettersOf(other.name))
                note(one, other, MatchReason::Name);
        }
    return {};
}

Result<QList<MatchProposal>> Matching::worthAsking(int limit)
{
    QList<MatchProposal> worth;
    for (MatchProposal &each : m_found) {
        auto refused = m_refused.number(each.identity, each.other);
        if (!refused)
            return tl::unexpected(refused.error());
        std::stable_sort(each.reasons.begin(), each.reasons.end(),
            [](MatchReason a, MatchReason b) { return strengthOf(a) > strengthOf(b); });
        each.strength = strengthOf(each.reasons);
        if (!*refused && each.strength >= leastStrength && each.reasons != QList { MatchReason::Name })
            worth.append(each);
    }
    std::stable_sort(worth.begin(), worth.end(),
        [](const MatchProposal &a, const MatchProposal &b) { return a.strength > b.strength; });
    return worth.mid(0, limit);
}

Result<QList<MatchProposal>> Matching::proposals(qint64 identity, int limit)
{
    m_found.clear();
    bool isOurs = false;
    auto ours = m_ours.all<Profile>(
        [&isOurs](const Row &row) {
            isOurs = isOurs || row.flag(6);
            return Profile { row.number(0), row.number(1), row.text(2), row.text(3), row.text(4), row.text(5), false };
        },
        identity, identityLimit);
    if (!ours)
        return tl::unexpected(ours.error());
    if (isOurs)
        return QList<MatchProposal>();
    for (const Profile &one : std::as_const(*ours)) {
        auto traits = traitsOf(one.row);
        if (!traits)
            return tl::unexpected(traits.error());
        for (auto done :
            { byBridge(one), byLink(one, *traits), byTrait(one, *traits), byDomain(one, *traits), byHandle(one) })
            if (!done)
                return tl::unexpected(done.error());
    }
    return worthAsking(limit);
}

} // namespace wheelhouse
