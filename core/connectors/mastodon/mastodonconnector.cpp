#include "core/connectors/mastodon/mastodonconnector.h"

#include "core/connectors/mastodon/mastodonspeech.h"
#include "core/connectors/mastodon/mastodonstream.h"
#include "core/connectors/mastodon/mastodontoken.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostNames = 20'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

QString hostOf(const MastodonConnector::Source &source)
{
    if (!source.host.isEmpty())
        return source.host;
    const QUrl &url = source.address;
    return url.port() > 0 ? u"%1:%2"_s.arg(url.host()).arg(url.port()) : url.host();
}

/// A name that is ours by any of the ways in which servers write it.
bool isUs(const Author &who, const Json &account, const MastodonSelf &self)
{
    if (self.source.ourName.isEmpty())
        return account["id"].token() == self.source.ourId;
    return who.globalName == self.source.ourName || who.profileUrl == self.source.ourName;
}

} // namespace

MastodonSelf::MastodonSelf(MastodonConnector::Source from, const Secret &token, HttpClient &client)
    : source(std::move(from))
    , calls({ source.address, source.typed }, MastodonToken::read(token).token.another(), client)
    , eyes { hostOf(source), source.ourId, source.ourName, source.options.hidesDirect }
{
}

void MastodonSelf::remember(const mastodon::Status &status)
{
    if (people.size() > mostNames)
        people.clear();
    if (!status.id.isEmpty() && status.arrival.kind != Arrival::Kind::Notice)
        names.insert(status.id, status.arrival.globalName);
    if (!status.authorId.isEmpty())
        people.insert(status.arrival.author.globalName, status.authorId);
}

void MastodonSelf::note(const mastodon::Status &status, const QString &notification)
{
    if (notes.size() > mostNames)
        notes.clear();
    notes.insert(status.id, notification);
}

void verifyMastodon(const MastodonSelfPtr &self, const std::function<void(const Result<void> &)> &then)
{
    constexpr int oftenEnough = 50;
    if (self->isVerified && ++self->rounds < oftenEnough)
        return then({});
    self->calls.get(u"/api/v1/accounts/verify_credentials"_s, {}, [self, then](const Result<MastodonAnswer> &answer) {
        if (!answer) {
            Error error = answer.error();
            if (error.detail == u"status 422"_s) { // "this wants an authenticated user"
                error.kind = Error::Kind::SignedOut;
                error.message =
                    Words::tr("The server does not let us in any more. Sign in again; nothing is lost meanwhile.");
            }
            if (error.detail == u"status 410"_s) {
                error.kind = Error::Kind::Expired;
                error.message = Words::tr("The server says that this account is gone for good. What came stays.");
            }
            return then(tl::unexpected(error));
        }
        const auto who = mastodon::author(answer->body, self->eyes);
        if (!who)
            return then(tl::unexpected(who.error()));
        if (!isUs(*who, answer->body, *self))
            return then(fail(Error::Kind::SignedOut,
                Words::tr("The server answers in the name of another account, %1. Nothing of it was taken in. Sign in "
                          "again.")
                    .arg(who->handle),
                u"another identity"_s));
        self->eyes.ourId = answer->body["id"].token();
        self->isVerified = true;
        self->rounds = 0;
        then({});
    });
}

MastodonConnector::MastodonConnector(Source source, const Secret &kept, HttpClient &client)
    : m_self(std::make_shared<MastodonSelf>(std::move(source), kept, client))
{
}

MastodonConnector::~MastodonConnector()
{
    m_self->calls.close();
}

Channel MastodonConnector::channel() const
{
    return m_self->source.channel;
}

std::chrono::seconds MastodonConnector::pace() const
{
    return m_self->source.options.pace;
}

QFuture<Result<Page>> MastodonConnector::fetch(const QByteArray &cursor)
{
    return fetchMastodon(m_self, cursor);
}

QFuture<Result<Page>> MastodonConnector::look(const QList<RemoteRef> &messages)
{
    return lookMastodon(m_self, messages);
}

QFuture<Result<Page>> MastodonConnector::thread(const RemoteRef &message)
{
    return threadMastodon(m_self, message);
}

QSet<Gesture::Kind> MastodonConnector::gestures() const
{
    using Kind = Gesture::Kind;
    return { Kind::Favourite, Kind::Unfavourite, Kind::Boost, Kind::Unboost, Kind::Follow, Kind::Unfollow, Kind::Mute,
        Kind::Unmute, Kind::Block, Kind::Unblock, Kind::Report, Kind::MarkRead };
}

void MastodonConnector::listen(const std::function<void(const Nudge &)> &told)
{
    if (m_stream) {
        m_stream->stop();
        m_stream.release()->deleteLater(); // it may be the one that called
    }
    const Source &source = m_self->source;
    if (!told || source.options.stream.isEmpty())
        return;
    m_stream = std::make_unique<MastodonStream>(
        MastodonStream::Source { source.options.stream, source.address, source.typed, m_self->eyes.ourId },
        m_self->calls.token(), told, MastodonStream::Habits {});
}

QFuture<Result<GestureDone>> MastodonConnector::make(const Gesture &gesture)
{
    return makeMastodon(m_self, gesture);
}

/// Keys are kept an hour at most, and several servers never look at them.
Speech MastodonConnector::speech() const
{
    return { true, true, true, true, Speech::Repeat::Doubles };
}

QFuture<Result<Limits>> MastodonConnector::limits()
{
    return limitsMastodon(m_self);
}

QFuture<Result<QString>> MastodonConnector::upload(const OutgoingMedia &media)
{
    return uploadMastodon(m_self, media);
}

QFuture<Result<Receipt>> MastodonConnector::publish(const Outgoing &outgoing)
{
    return publishMastodon(m_self, outgoing);
}

QFuture<Result<Found>> MastodonConnector::find(const Outgoing &outgoing)
{
    return findMastodon(m_self, outgoing);
}

QFuture<Result<Receipt>> MastodonConnector::change(const RemoteRef &said, const Outgoing &outgoing)
{
    return changeMastodon(m_self, said, outgoing);
}

QFuture<Result<void>> MastodonConnector::remove(const RemoteRef &said)
{
    return removeMastodon(m_self, said);
}

} // namespace wheelhouse
