#include "core/connectors/wordpress/wordpressspeech.h"
#include "core/connectors/wordpress/wordpressturn.h"
#include "core/connectors/wordpress/wordpresswords.h"

#include "core/base/links.h"

namespace wheelhouse {

using namespace wordpress;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 margin = 5 * 60; // seconds by which clocks may have moved since the first try
constexpr qint64 slack = 3; // seconds that rounding and the way take

/// Only where WordPress itself counted what it gave, what is not in it is not there.
bool isCounted(const WordPressAnswer &answer)
{
    return answer.json.kind() == Json::Kind::Array && answer.total >= 0 && answer.total <= answer.json.items().size();
}

} // namespace

QFuture<Result<Found>> WordPressConnector::find(const Outgoing &outgoing)
{
    QFuture<Result<Found>> future;
    const auto end = ending(future);
    if (!outgoing.firstTriedAt.isValid()) { // it was never said
        end(Found {});
        return future;
    }
    askWhoWeAre([this, outgoing, end](const Result<void> &we) {
        if (!we)
            return end(tl::unexpected(we.error()));
        if (!isComment(outgoing))
            return findPost(outgoing, end);
        askPlace(outgoing.replyTo, [this, outgoing, end](const Result<Place> &place) {
            if (!place)
                return end(tl::unexpected(place.error()));
            findComment(*place, outgoing, end);
        });
    });
    return future;
}

/// By its slug, which bears the key, in every state that we may see: what went into the bin was said. There WordPress
/// writes "__trashed" behind it.
void WordPressConnector::findPost(const Outgoing &said, const Told<Found> &then)
{
    const QString slug = said.reserved.isEmpty() ? reserve(said) : said.reserved;
    const QString binned = slug + u"__trashed"_s;
    const auto query = queryOf({ { u"context"_s, u"edit"_s }, { u"slug"_s, slug + u',' + binned },
        { u"status"_s, u"any,trash"_s }, { u"per_page"_s, QString::number(atOnce) } });
    m_door.get(u"wp/v2/posts"_s, query, [this, slug, binned, then](const Result<WordPressAnswer> &answer) {
        if (!answer)
            return then(tl::unexpected(answer.error()));
        if (answer->json.kind() != Json::Kind::Array)
            return then(tl::unexpected(WordPressWords::noCount(hostForPeople(m_site.root))));
        Found found { {}, isCounted(*answer) };
        for (const Json &json : answer->json.items()) {
            const QString there = json["slug"].textOr();
            const auto post = readPost(json, m_site);
            if (post && (there == slug || there == binned))
                found.receipt = receiptOf(*post);
            else
                found.isWhole = false;
        }
        then(found);
    });
}

void WordPressConnector::findComment(const Place &place, const Outgoing &said, const Told<Found> &then)
{
    Query query = everyComment();
    query.append({ u"post"_s, place.post });
    query.append({ u"parent"_s, place.parent });
    query.append({ u"author"_s, m_user });
    query.append({ u"after"_s, said.firstTriedAt.addDays(-1).toString(u"yyyy-MM-ddThh:mm:ss"_s) });
    m_door.get(u"wp/v2/comments"_s, queryOf(query), [this, place, said, then](const Result<WordPressAnswer> &answer) {
        if (!answer)
            return then(tl::unexpected(answer.error()));
        if (answer->json.kind() != Json::Kind::Array)
            return then(tl::unexpected(WordPressWords::noCount(hostForPeople(m_site.root))));
        const QDateTime since =
            said.firstTriedAt.addSecs(answer->clockAhead.value_or(std::chrono::seconds { 0 }).count());
        Found found { {}, isCounted(*answer) };
        for (const Json &json : answer->json.items()) { // oldest first
            const auto comment = readComment(json, m_site);
            found.isWhole = found.isWhole && comment;
            const bool isOurs = comment && json["author"].token() == m_user && comment->post == place.post
                && json["parent"].token() == place.parent;
            if (!isOurs || comment->writtenAt < since.addSecs(-margin) || found.receipt)
                continue;
            const Likeness words = wordsIn(json, plainFromText(said.text));
            if (words >= Likeness::Letters && comment->writtenAt >= since.addSecs(-slack))
                found.receipt = receiptOf(comment->arrival);
            else if (words != Likeness::Other)
                found.isWhole = false;
        }
        then(found);
    });
}

} // namespace wheelhouse
