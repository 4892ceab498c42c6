#include "core/connectors/mastodon/mastodonspeech.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;
using Seen = Result<mastodon::Status>;
using Then = std::function<void(const Seen &)>;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

/// "Not here" is what stands before a server that is away says to everything: only one that knows us is believed.
void believeGone(const MastodonSelfPtr &self, const Then &then)
{
    self->isVerified = false;
    verifyMastodon(self, [then](const Result<void> &verified) {
        Error error = verified ? Error {} : verified.error();
        if (!verified && error.kind == Error::Kind::Missing) {
            error.kind = Error::Kind::Malformed;
            error.message = Words::tr("What stands where the server was does not know us. Nothing was changed.");
        }
        if (!verified)
            return then(tl::unexpected(error));
        then(fail(Error::Kind::Missing, Words::tr("This message is not there any more."), u"status gone"_s));
    });
}

void searchStatus(const MastodonSelfPtr &self, const QString &name, const Then &then)
{
    if (name.isEmpty())
        return believeGone(self, then);
    const QUrlQuery query { { u"q"_s, QString::fromLatin1(QUrl::toPercentEncoding(name)) },
        { u"type"_s, u"statuses"_s }, { u"resolve"_s, u"true"_s }, { u"limit"_s, u"5"_s } };
    self->calls.get(u"/api/v2/search"_s, query, [self, name, then](const Result<MastodonAnswer> &answer) {
        if (!answer && answer.error().kind != Error::Kind::Missing)
            return then(tl::unexpected(answer.error()));
        const QList<Json> items = answer ? answer->body["statuses"].items() : QList<Json>();
        for (const Json &each : items)
            if (const auto one = mastodon::status(each, self->eyes); one && one->arrival.globalName == name) {
                self->remember(*one);
                return then(*one);
            }
        believeGone(self, then);
    });
}

} // namespace

QString mastodonStatusPath(const QString &id, const QString &more)
{
    return u"/api/v1/statuses/%1%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(id)), more);
}

void seekMastodon(const MastodonSelfPtr &self, const RemoteRef &message, const Then &then)
{
    if (message.remoteId.isEmpty())
        return searchStatus(self, message.globalName, then);
    self->calls.get(
        mastodonStatusPath(message.remoteId), {}, [self, message, then](const Result<MastodonAnswer> &answer) {
            if (!answer && answer.error().kind != Error::Kind::Missing)
                return then(tl::unexpected(answer.error()));
            const Seen one = answer ? mastodon::status(answer->body, self->eyes) : Seen(tl::unexpected(answer.error()));
            if (answer && !one)
                return then(one);
            const bool isIt = one && (message.globalName.isEmpty() || one->arrival.globalName == message.globalName);
            if (!isIt) // it is gone, or this number names another one by now
                return searchStatus(self, message.globalName, then);
            self->remember(*one);
            then(one);
        });
}

} // namespace wheelhouse
