#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "core/connectors/bluesky/facets.h"

namespace wheelhouse::bluesky {

namespace {

constexpr qsizetype mostClaims = 20; // of one profile

/// What a profile says of the person's other places: its web address, and the links in its words.
QList<ProfileClaim> claimsOf(const Json &profile)
{
    QStringList links;
    if (const QString website = profile["website"].textOr(); website.startsWith(QLatin1String("http")))
        links.append(website);
    for (const Facet &each : findFacets(profile["description"].textOr().left(3000)))
        if (each.kind == Facet::Kind::Link && !links.contains(each.target) && links.size() < mostClaims)
            links.append(each.target);
    QList<ProfileClaim> claims;
    for (const QString &link : links)
        claims.append({ ProfileClaim::Kind::Link, link, false });
    return claims;
}

} // namespace

Ties readTies(const Json &viewer)
{
    const auto record = [&](const char *name) {
        const QString uri = viewer[name].textOr();
        return isRecordUri(uri) ? uri : QString();
    };
    return { record("like"), record("repost"), record("following"), record("blocking"),
        viewer["muted"].truth().value_or(false) };
}

Result<Author> readAuthor(const Json &profile, const QString &ours)
{
    const auto did = readName(profile["did"], isDid, "DID");
    if (!did)
        return tl::unexpected(did.error());
    const auto handle = readName(profile["handle"], isHandle, "handle");
    if (!handle)
        return tl::unexpected(handle.error());
    Author author;
    author.globalName = *did;
    // "handle.invalid" is what the network writes where a handle leads to somebody else.
    author.handle = *handle == QLatin1String("handle.invalid") ? *did : u'@' + *handle;
    author.displayName = profile["displayName"].textOr();
    author.profileUrl = QStringLiteral("https://bsky.app/profile/") + *did;
    if (const auto followers = profile["followersCount"].number(); followers && *followers >= 0)
        author.followers = *followers;
    author.isUs = *did == ours;
    author.claims = claimsOf(profile);
    return author;
}

Result<Profile> readProfile(const QByteArray &body, const QString &ours)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    auto author = readAuthor(*json, ours);
    if (!author)
        return tl::unexpected(author.error());
    return Profile { std::move(*author), readTies((*json)["viewer"]) };
}

Result<QList<Author>> readProfiles(const QByteArray &body, const QString &ours)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    QList<Author> all;
    for (const Json &each : (*json)["profiles"].items())
        if (auto author = readAuthor(each, ours))
            all.append(std::move(*author));
    return all;
}

} // namespace wheelhouse::bluesky
