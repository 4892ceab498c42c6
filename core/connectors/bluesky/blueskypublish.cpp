#include "core/connectors/bluesky/blueskyspeech.h"

#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "core/connectors/bluesky/lexiconwriting.h"
#include "core/http/verdict.h"

#include <QCoreApplication>

namespace wheelhouse::bluesky {

namespace {

constexpr qsizetype mostRemembered = 500; // posts of one session

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskySpeech)
};

/// An error of a step before anything was written: whatever came in its way, nothing is out there.
Error unsent(Error error)
{
    if (!isVerdict(error) && !error.detail.startsWith(notSent))
        error.detail.prepend(notSent);
    return error;
}

} // namespace

struct Speaking::Turn {
    Outgoing outgoing;
    Then<Receipt> then;
    QString uri;
    PostContext context {};
    QStringList handles {}; ///< still to be asked for
};

void Speaking::publish(const Outgoing &outgoing, const Then<Receipt> &then)
{
    const auto turn = std::make_shared<Turn>(Turn { outgoing, then, uriOf(outgoing) });
    if (turn->uri.isEmpty())
        return then(fail(Error::Kind::Refused, Words::tr("It has no place on Bluesky yet, so it was not sent."),
            QStringLiteral("bluesky: no record key")));
    if (const auto record = postRecord(outgoing, {}); !record)
        return then(tl::unexpected(record.error()));
    askStanding(turn->uri, [this, turn](const Result<std::optional<StandingPost>> &standing) {
        if (!standing)
            return turn->then(tl::unexpected(standing.error()));
        if (*standing)
            return turn->then(receiptOf(**standing, turn->outgoing));
        askParent(turn);
    });
}

/// The AppView hears of our own posts a little later than our repository: those are asked for there.
void Speaking::askParent(const TurnPtr &turn)
{
    const QString parent = turn->outgoing.replyTo.globalName;
    if (parent.isEmpty())
        return resolve(turn);
    const auto at = readAtUri(parent);
    if (!isRecordUri(parent) || at->collection != postCollection)
        return turn->then(
            fail(Error::Kind::Refused, Words::tr("This cannot be answered on Bluesky: it is no post there."),
                QStringLiteral("bluesky: no such name")));
    if (at->authority == m_calls.did())
        return askStanding(parent, [this, turn](const Result<std::optional<StandingPost>> &standing) {
            if (!standing)
                return takeParent(turn, tl::unexpected(standing.error()));
            takeParent(turn,
                *standing
                    ? Result<StandingPost>(**standing)
                    : fail(Error::Kind::Missing, Words::tr("What this answers is not there any more. It was not sent."),
                        QStringLiteral("bluesky: no parent")));
        });
    BlueskyCalls::Call call { QStringLiteral("app.bsky.feed.getPosts") };
    call.query.addQueryItem(QStringLiteral("uris"), parent);
    ask(call, [this, turn, parent](const Result<HttpResponse> &answer) {
        takeParent(turn, answer ? readShown(answer->body, parent) : tl::unexpected(answer.error()));
    });
}

void Speaking::takeParent(const TurnPtr &turn, const Result<StandingPost> &parent)
{
    if (!parent)
        return turn->then(tl::unexpected(unsent(parent.error())));
    // What is answered is the state that somebody read.
    const StrongRef seen = readRemoteId(turn->outgoing.replyTo.remoteId);
    turn->context.parent = seen.uri == parent->ref.uri ? seen : parent->ref;
    turn->context.root = parent->root.uri == parent->ref.uri ? turn->context.parent : parent->root;
    resolve(turn);
}

void Speaking::resolve(const TurnPtr &turn)
{
    if (m_people.contains(turn->outgoing.key)) {
        turn->context.people = m_people.value(turn->outgoing.key);
        return put(turn);
    }
    turn->handles = handlesIn(turn->outgoing.text);
    askPerson(turn);
}

void Speaking::askPerson(const TurnPtr &turn)
{
    if (turn->handles.isEmpty()) {
        if (m_people.size() >= mostRemembered)
            m_people.clear();
        m_people.insert(turn->outgoing.key, turn->context.people);
        return put(turn);
    }
    const QString handle = turn->handles.takeFirst();
    BlueskyCalls::Call call { QStringLiteral("com.atproto.identity.resolveHandle") };
    call.query.addQueryItem(QStringLiteral("handle"), handle);
    ask(call, [this, turn, handle](const Result<HttpResponse> &answer) { takePerson(turn, handle, answer); });
}

void Speaking::takePerson(const TurnPtr &turn, const QString &handle, const Result<HttpResponse> &answer)
{
    using Kind = Error::Kind;
    if (!answer && (answer.error().kind == Kind::SignedOut || answer.error().retryAfter.count() > 0))
        return turn->then(tl::unexpected(unsent(answer.error())));
    const auto did = answer ? readResolvedHandle(answer->body) : tl::unexpected(answer.error());
    if (did)
        turn->context.people.insert(handle, *did);
    if (!answer && !isVerdict(answer.error()))
        turn->handles.clear(); // the others would be waited for as long, and the post with them
    askPerson(turn);
}

/// Writes it where nothing stands: swapRecord null says so to the server (lexicon com.atproto.repo.putRecord).
void Speaking::put(const TurnPtr &turn)
{
    const auto record = postRecord(turn->outgoing, turn->context);
    if (!record)
        return turn->then(tl::unexpected(record.error()));
    if (const auto may = mayWrite(postCollection, turn->outgoing.reserved, *record); !may)
        return turn->then(tl::unexpected(may.error()));
    QJsonObject body = placeOf({ m_calls.did(), postCollection, turn->outgoing.reserved });
    body.insert(QStringLiteral("record"), *record);
    body.insert(QStringLiteral("swapRecord"), QJsonValue::Null);
    ask({ QStringLiteral("com.atproto.repo.putRecord"), {}, body },
        [this, turn](const Result<HttpResponse> &answer) { takePut(turn, answer); });
}

void Speaking::takePut(const TurnPtr &turn, const Result<HttpResponse> &answer)
{
    if (!answer && saysFault(answer.error(), QLatin1String("InvalidSwap")))
        return askStanding(turn->uri, [turn](const Result<std::optional<StandingPost>> &standing) {
            if (!standing || !*standing)
                return turn->then(fail(Error::Kind::Offline,
                    Words::tr("The server says both that this post is there and that it is not."),
                    noAnswer + QLatin1String("bluesky: InvalidSwap")));
            turn->then(receiptOf(**standing, turn->outgoing));
        });
    if (!answer && saysFault(answer.error(), QLatin1String("BlobNotFound")))
        return turn->then(fail(Error::Kind::Missing,
            Words::tr("The server has a picture of this no more. It must be uploaded again."), answer.error().detail));
    const auto put = answer ? readPut(answer->body, turn->uri) : tl::unexpected(answer.error());
    if (!put)
        return turn->then(tl::unexpected(put.error()));
    turn->then(receiptOf(*put, turn->outgoing.firstTriedAt));
}

} // namespace wheelhouse::bluesky
