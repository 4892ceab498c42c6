#include "core/connectors/mastodon/mastodonspeech.h"

#include "core/connectors/mastodon/mastodonform.h"
#include "core/connectors/mastodon/mastodonsameness.h"
#include "core/connectors/saying.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;
using mastodon::Status;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

/// Mastodon's word; the others follow it.
QString wordOf(Visibility visibility)
{
    return visibility == Visibility::Followers ? u"private"_s : visibilityWord(visibility);
}

/// What was said now is not older than the first try, by any clock.
bool isOld(const Status &there, const Outgoing &said)
{
    constexpr qint64 dayOff = 24 * 3600;
    const auto &at = there.arrival.writtenAt;
    return at && said.firstTriedAt.isValid() && at->secsTo(said.firstTriedAt) > dayOff;
}

bool isReply(const Outgoing &said)
{
    return !said.replyTo.globalName.isEmpty() || !said.replyTo.remoteId.isEmpty();
}

} // namespace

Receipt mastodonReceipt(const Status &status)
{
    return { { status.arrival.globalName, status.id }, status.arrival.url,
        status.arrival.writtenAt.value_or(QDateTime()) };
}

namespace {

using ReceiptTurn = std::shared_ptr<MastodonTurn<Receipt>>;

/// \a parent the server's own id of what is answered; empty: nothing is.
void say(const MastodonSelfPtr &self, const Outgoing &said, const QString &parent, const ReceiptTurn &turn)
{
    MastodonForm form = mastodonForm(said);
    form.add("visibility", wordOf(said.visibility));
    if (!parent.isEmpty())
        form.add("in_reply_to_id", parent);
    MastodonCalls::Deed deed = form.deed("POST", u"/api/v1/statuses"_s);
    deed.headers.append({ "Idempotency-Key", said.key.toHex() });
    self->calls.change(deed, [self, said, parent, turn](const Result<MastodonAnswer> &answer) {
        if (!answer)
            return turn->end(tl::unexpected(afterSayingToMastodon(answer.error())));
        const auto there = mastodon::status(answer->body, self->eyes);
        if (!there || !mastodon::isAnswerTo(said, *there, parent) || isOld(*there, said))
            return turn->end(tl::unexpected(strangeAnswer()));
        self->remember(*there);
        turn->end(mastodonReceipt(*there));
    });
}

void sayUnder(const MastodonSelfPtr &self, const Outgoing &said, const ReceiptTurn &turn)
{
    seekMastodon(self, said.replyTo, [self, said, turn](const Result<Status> &parent) {
        if (parent)
            return say(self, said, parent->id, turn);
        if (parent.error().kind != Error::Kind::Missing)
            return turn->end(tl::unexpected(beforeSaying(parent.error())));
        turn->end(fail(Error::Kind::Missing,
            Words::tr("What this answers is not there any more. Nothing was published."), u"parent gone"_s));
    });
}

} // namespace

/// Who we are there is asked first: in another's name nothing is said.
QFuture<Result<Receipt>> publishMastodon(const MastodonSelfPtr &self, const Outgoing &outgoing)
{
    auto turn = std::make_shared<MastodonTurn<Receipt>>();
    auto future = turn->begin();
    verifyMastodon(self, [self, outgoing, turn](const Result<void> &verified) {
        if (!verified)
            return turn->end(tl::unexpected(beforeSaying(verified.error())));
        if (isReply(outgoing))
            return sayUnder(self, outgoing, turn);
        say(self, outgoing, {}, turn);
    });
    return future;
}

} // namespace wheelhouse
