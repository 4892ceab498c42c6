#include "core/connectors/wordpress/wordpressspeech.h"

#include "core/base/html.h"
#include "core/base/links.h"
#include "core/connectors/saying.h"
#include "core/connectors/wordpress/wordpresstext.h"
#include "core/connectors/wordpress/wordpressturn.h"
#include "core/connectors/wordpress/wordpresswords.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace wheelhouse {

using namespace wordpress;
using namespace Qt::Literals::StringLiterals;

namespace {

// What the REST interface does not tell: PHP takes files of 2 MB where nobody changed upload_max_filesize, and
// WordPress (5.3 and later) makes what is longer than 2,560 pixels smaller by itself.
constexpr qint64 pictureBytes = 2'000'000;
constexpr qint64 picturePixels = 2560LL * 2560;

/// upload() names a picture by its number and its address, with a space between.
QList<Picture> picturesOf(const Outgoing &said)
{
    QList<Picture> all;
    for (const OutgoingMedia &each : said.media)
        all.append({ each.handle.section(u' ', 0, 0), each.handle.section(u' ', 1), each.description });
    return all;
}

} // namespace

namespace wordpress {

QJsonObject postOf(const Outgoing &said)
{
    return { { u"title"_s, postTitle(said.title) }, { u"content"_s, postContent(said.text, picturesOf(said)) } };
}

Receipt receiptOf(const Arrival &arrival)
{
    return { { arrival.globalName, arrival.remoteId }, arrival.url, arrival.writtenAt.value_or(QDateTime()) };
}

Likeness wordsIn(const Json &thing, const PlainText &said)
{
    const QString html = thing["content"]["raw"].textOr(thing["content"]["rendered"].textOr());
    return likeness(said, plainFromHtml(html));
}

bool isComment(const Outgoing &said)
{
    return !said.replyTo.globalName.isEmpty() || !said.replyTo.remoteId.isEmpty();
}

WordPressDoor::Deed jsonDeed(const QString &route, const QJsonObject &body)
{
    return { "POST", route, {}, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact) };
}

bool isGoneThere(const Error &error)
{
    return error.detail == WordPressWords::goneComment().detail || error.detail.contains(u"rest_post_invalid_id"_s)
        || error.detail.contains(u"rest_already_trashed"_s);
}

} // namespace wordpress

/// Two posts may have the same slug but for a number that the blog adds, so that saying it twice makes two.
Speech WordPressConnector::speech() const
{
    return { true, true, true, true, Speech::Repeat::Doubles };
}

QFuture<Result<Limits>> WordPressConnector::limits()
{
    Limits one;
    one.counting = Limits::Counting::Plain;
    one.pictures = 0;
    one.pictureBytes = pictureBytes;
    one.picturePixels = picturePixels;
    one.pictureTypes.append(u"image/gif"_s);
    one.hasTitle = true;
    return answered<Limits>(one);
}

QString WordPressConnector::reserve(const Outgoing &outgoing) const
{
    return isComment(outgoing) ? QString()
                               : slug(outgoing.title.isEmpty() ? outgoing.text : outgoing.title, outgoing.key);
}

/// In another's name nothing is said.
void WordPressConnector::askWhoWeAre(const Told<void> &then)
{
    if (m_isUs)
        return then({});
    m_door.get(
        u"wp/v2/users/me"_s, queryOf({ { u"context"_s, u"edit"_s } }), [this, then](const Result<WordPressAnswer> &me) {
            if (!me)
                return then(tl::unexpected(me.error()));
            if (me->json["id"].token() != m_user)
                return then(tl::unexpected(WordPressWords::anotherUser(hostForPeople(m_site.root))));
            m_isUs = true;
            then({});
        });
}

void WordPressConnector::askPlace(const RemoteRef &answered, const Told<Place> &then)
{
    const QString comment = commentIn(answered, m_site);
    const QString post = numberOf(answered.remoteId, QLatin1String("post"));
    if (!post.isEmpty())
        return then(Place { post });
    if (comment.isEmpty())
        return then(tl::unexpected(WordPressWords::notOurs()));
    m_door.get(u"wp/v2/comments/"_s + comment, queryOf({ { u"context"_s, u"edit"_s } }),
        [then, comment](const Result<WordPressAnswer> &one) {
            if (!one)
                return then(tl::unexpected(one.error()));
            then(Place { one->json["post"].token(), comment });
        });
}

QFuture<Result<Receipt>> WordPressConnector::publish(const Outgoing &outgoing)
{
    QFuture<Result<Receipt>> future;
    const auto end = ending(future);
    if (isComment(outgoing) && !outgoing.media.isEmpty()) {
        end(tl::unexpected(WordPressWords::noPictures()));
        return future;
    }
    askWhoWeAre([this, outgoing, end](const Result<void> &we) {
        if (!we)
            return end(tl::unexpected(beforeSaying(we.error())));
        if (isComment(outgoing))
            return sayComment(outgoing, end);
        sayPost(outgoing, end);
    });
    return future;
}

void WordPressConnector::sayPost(const Outgoing &said, const Told<Receipt> &then)
{
    const QString slug = said.reserved.isEmpty() ? reserve(said) : said.reserved;
    QJsonObject body = postOf(said);
    body.insert(u"slug"_s, slug);
    body.insert(u"status"_s, u"publish"_s);
    m_door.act(jsonDeed(u"wp/v2/posts"_s, body), [this, slug, then](const Result<WordPressAnswer> &answer) {
        if (!answer)
            return then(tl::unexpected(afterSaying(answer.error())));
        const auto post = readPost(answer->json, m_site);
        // A blog adds a number where it has that slug already.
        if (!post || !answer->json["slug"].textOr().startsWith(slug))
            return then(tl::unexpected(strangeAnswer()));
        m_posts.insert(answer->json["id"].token());
        then(receiptOf(*post));
    });
}

void WordPressConnector::sayComment(const Outgoing &said, const Told<Receipt> &then)
{
    askPlace(said.replyTo, [this, said, then](const Result<Place> &place) {
        if (place)
            return sayUnder(*place, said, then);
        // That what is answered was deleted for good, WordPress itself says.
        const bool isGone = isGoneThere(place.error()) || place.error().detail == WordPressWords::notOurs().detail;
        then(tl::unexpected(isGone ? place.error() : beforeSaying(place.error())));
    });
}

/// WordPress refuses what the same person said before in the same place, word for word: perhaps a moment ago, by us.
void WordPressConnector::sayUnder(const Place &place, const Outgoing &said, const Told<Receipt> &then)
{
    const QJsonObject body { { u"post"_s, place.post }, { u"parent"_s, place.parent },
        { u"content"_s, commentContent(said.text) } };
    const auto answered = [this, place, said, then](const Result<WordPressAnswer> &answer) {
        if (answer) {
            const auto comment = readComment(answer->json, m_site);
            const bool isIt = comment && answer->json["author"].token() == m_user && comment->post == place.post
                && wordsIn(answer->json, plainFromText(said.text)) >= Likeness::Letters;
            return then(isIt ? Result<Receipt>(receiptOf(comment->arrival)) : tl::unexpected(strangeAnswer()));
        }
        const Error &refusal = answer.error();
        if (refusal.kind != Error::Kind::Conflict)
            return then(tl::unexpected(afterSaying(refusal)));
        findComment(place, said, [then, refusal](const Result<Found> &found) {
            if (found && found->receipt)
                return then(*found->receipt);
            const bool isOlder = found && found->isWhole;
            then(tl::unexpected(isOlder ? refusal : WordPressWords::unsureDouble()));
        });
    };
    m_door.act(jsonDeed(u"wp/v2/comments"_s, body), answered);
}

} // namespace wheelhouse
