#include "core/connectors/mastodon/mastodonfields.h"
#include "core/connectors/mastodon/mastodonspeech.h"

#include <algorithm>

namespace wheelhouse {

namespace mastodon {

namespace {

using namespace Qt::Literals::StringLiterals;

// docs.joinmastodon.org/entities/Instance and, where a server is silent, what the smallest of Mastodon's versions that
// are still about takes: 500 characters, 23 per link, 4 pictures of 10 MB and 4096 x 4096 with 1,500 characters each.
constexpr int usualCharacters = 500;
constexpr int usualPerLink = 23;
constexpr int usualPictures = 4;
constexpr int usualDescription = 1500;
constexpr qint64 usualBytes = 10LL * 1024 * 1024;
constexpr qint64 usualPixels = 4096LL * 4096;

constexpr qint64 mostCharacters = 1'000'000;
constexpr qint64 mostPerLink = 200;
constexpr qint64 mostPictures = 64;
constexpr qint64 leastBytes = 10'000;
constexpr qint64 mostBytes = 1'000'000'000;
constexpr qint64 leastPixels = 10'000;
constexpr qint64 mostPixels = 1'000'000'000;
constexpr qint64 mostOptions = 100;
constexpr qint64 mostSeconds = 10LL * 366 * 24 * 3600;
constexpr qsizetype longestType = 100;

/// The first of \a fields that can be meant, else \a usual.
qint64 told(std::initializer_list<Json> fields, qint64 least, qint64 most, qint64 usual)
{
    for (const Json &field : fields)
        if (const qint64 count = countOf(field); count >= least && count <= most)
            return count;
    return usual;
}

/// As Mastodon tells it, or as Pleroma and Akkoma do.
PollLimits pollLimits(const Json &instance)
{
    const PollLimits usual = usualPollLimits();
    const Json polls = instance["configuration"]["polls"];
    const Json others = instance["poll_limits"];
    PollLimits one;
    one.options = int(told({ polls["max_options"], others["max_options"] }, 2, mostOptions, usual.options));
    one.characters = int(
        told({ polls["max_characters_per_option"], others["max_option_chars"] }, 1, mostCharacters, usual.characters));
    one.shortest = std::chrono::seconds(
        told({ polls["min_expiration"], others["min_expiration"] }, 0, mostSeconds, usual.shortest.count()));
    one.longest = std::chrono::seconds(
        told({ polls["max_expiration"], others["max_expiration"] }, 1, mostSeconds, usual.longest.count()));
    if (one.longest < one.shortest)
        one.shortest = one.longest = std::max(one.shortest, one.longest);
    return one;
}

QStringList pictureTypes(const Json &types)
{
    QStringList pictures;
    for (const Json &each : types.items()) {
        const QString type = each.textOr().trimmed().toLower();
        if (type.startsWith(u"image/"_s) && type.size() <= longestType && !pictures.contains(type))
            pictures.append(type);
    }
    return pictures.isEmpty() ? Limits {}.pictureTypes : pictures;
}

} // namespace

Limits limits(const Json &instance)
{
    const Json settings = instance["configuration"];
    const Json statuses = settings["statuses"];
    const Json media = settings["media_attachments"];
    Limits one;
    one.counting = Limits::Counting::Fediverse;
    one.characters =
        int(told({ statuses["max_characters"], instance["max_toot_chars"] }, 1, mostCharacters, usualCharacters));
    one.perLink =
        std::min(int(told({ statuses["characters_reserved_per_url"] }, 1, mostPerLink, usualPerLink)), one.characters);
    one.pictures = int(
        told({ statuses["max_media_attachments"], instance["max_media_attachments"] }, 1, mostPictures, usualPictures));
    one.pictureBytes = told({ media["image_size_limit"], instance["upload_limit"] }, leastBytes, mostBytes, usualBytes);
    one.picturePixels = told({ media["image_matrix_limit"] }, leastPixels, mostPixels, usualPixels);
    one.description =
        int(told({ media["description_limit"], instance["description_limit"] }, 1, mostCharacters, usualDescription));
    one.pictureTypes = pictureTypes(media["supported_mime_types"]);
    one.polls = pollLimits(instance);
    one.hasWarning = true;
    one.hasVisibility = true;
    return one;
}

} // namespace mastodon

QFuture<Result<Limits>> limitsMastodon(const MastodonSelfPtr &self)
{
    using namespace Qt::Literals::StringLiterals;
    auto turn = std::make_shared<MastodonTurn<Limits>>();
    auto future = turn->begin();
    const auto read = [turn](const Result<MastodonAnswer> &answer) {
        const auto instance =
            answer ? mastodon::instance(answer->body) : Result<mastodon::Instance>(tl::unexpected(answer.error()));
        if (!instance)
            return turn->end(tl::unexpected(instance.error()));
        turn->end(mastodon::limits(answer->body));
    };
    self->calls.get(u"/api/v2/instance"_s, {}, [self, read](const Result<MastodonAnswer> &answer) {
        // Servers that have only the first version answer anything at all here.
        const bool isTold = answer && mastodon::instance(answer->body);
        const bool isAway =
            !answer && (answer.error().kind == Error::Kind::Offline || answer.error().retryAfter.count() > 0);
        if (isTold || isAway)
            return read(answer);
        self->calls.get(u"/api/v1/instance"_s, {}, read);
    });
    return future;
}

} // namespace wheelhouse
