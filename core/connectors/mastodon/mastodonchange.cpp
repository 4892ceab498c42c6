#include "core/connectors/mastodon/mastodonform.h"
#include "core/connectors/mastodon/mastodonsameness.h"
#include "core/connectors/mastodon/mastodonspeech.h"
#include "core/connectors/saying.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;
using mastodon::Status;
using ReceiptTurn = std::shared_ptr<MastodonTurn<Receipt>>;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

Error notOurs()
{
    return { Error::Kind::Refused, Words::tr("Somebody else wrote this. Nothing was done."), u"not ours"_s,
        std::chrono::seconds { 0 } };
}

Error cannot()
{
    return { Error::Kind::Refused, Words::tr("This server cannot do that. Nothing was done."), u"no such deed"_s,
        std::chrono::seconds { 0 } };
}

/// Also its descriptions are changed, where the server can (docs.joinmastodon.org/methods/statuses, "edit").
MastodonForm changeOf(const Outgoing &said)
{
    MastodonForm form = mastodonForm(said);
    for (const OutgoingMedia &each : said.media) {
        form.add("media_attributes[][id]", each.handle);
        form.add("media_attributes[][description]", each.description);
    }
    return form;
}

void changeOn(const MastodonSelfPtr &self, const Status &now, const Outgoing &outgoing, const ReceiptTurn &turn)
{
    const MastodonCalls::Deed deed = changeOf(outgoing).deed("PUT", mastodonStatusPath(now.id));
    self->calls.change(deed, [self, now, outgoing, turn](const Result<MastodonAnswer> &answer) {
        if (!answer) // it was there a moment ago, so that it is the deed that this server does not know
            return turn->end(tl::unexpected(
                answer.error().kind == Error::Kind::Missing ? cannot() : afterSayingToMastodon(answer.error())));
        const auto there = mastodon::status(answer->body, self->eyes);
        if (!there || !mastodon::isChangeTo(outgoing, *there, now))
            return turn->end(tl::unexpected(strangeAnswer()));
        self->remember(*there);
        turn->end(mastodonReceipt(*there));
    });
}

} // namespace

QFuture<Result<Receipt>> changeMastodon(const MastodonSelfPtr &self, const RemoteRef &said, const Outgoing &outgoing)
{
    auto turn = std::make_shared<MastodonTurn<Receipt>>();
    auto future = turn->begin();
    seekMastodon(self, said, [self, outgoing, turn](const Result<Status> &now) {
        if (!now)
            return turn->end(tl::unexpected(now.error()));
        if (!now->arrival.author.isUs)
            return turn->end(tl::unexpected(notOurs()));
        changeOn(self, *now, outgoing, turn);
    });
    return future;
}

namespace {

using RemoveTurn = std::shared_ptr<MastodonTurn<void>>;

/// What answers "not here" to taking away may not know that deed at all (snac 2.75): it is looked for once more.
void lookWhetherGone(const MastodonSelfPtr &self, const RemoteRef &said, const RemoveTurn &turn)
{
    seekMastodon(self, said, [turn](const Result<Status> &now) {
        if (now)
            return turn->end(tl::unexpected(cannot()));
        if (now.error().kind != Error::Kind::Missing)
            return turn->end(tl::unexpected(now.error()));
        turn->end({});
    });
}

} // namespace

/// The number is read anew, since an edit changes it on some servers, and by the old one nothing is taken away there.
QFuture<Result<void>> removeMastodon(const MastodonSelfPtr &self, const RemoteRef &said)
{
    auto turn = std::make_shared<MastodonTurn<void>>();
    auto future = turn->begin();
    seekMastodon(self, said, [self, said, turn](const Result<Status> &now) {
        if (!now && now.error().kind == Error::Kind::Missing)
            return turn->end({});
        if (!now)
            return turn->end(tl::unexpected(now.error()));
        if (!now->arrival.author.isUs)
            return turn->end(tl::unexpected(notOurs()));
        self->calls.change({ "DELETE", mastodonStatusPath(now->id), {}, {} },
            [self, said, turn](const Result<MastodonAnswer> &answer) {
                if (!answer && answer.error().kind == Error::Kind::Missing)
                    return lookWhetherGone(self, said, turn);
                turn->end(answer ? Result<void>() : tl::unexpected(answer.error()));
            });
    });
    return future;
}

} // namespace wheelhouse
