#include "core/connectors/mastodon/mastodonself.h"

#include <QCoreApplication>

#include <functional>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype atOnce = 20; // ids of one question
constexpr qsizetype mostParents = 100; // asked for one page; the others begin conversations of their own

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

QString statusPath(const QString &id, const QString &more = {})
{
    return u"/api/v1/statuses/%1%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(id)), more);
}

/// Asks for messages by the server's ids: many at once where it can, else one by one. What is not there comes as gone,
/// what cannot be read as neither.
class Gather : public std::enable_shared_from_this<Gather> {
public:
    struct Found {
        QList<mastodon::Status> statuses;
        QStringList gone; ///< ids
    };
    using Then = std::function<void(const Found &, const std::optional<Error> &)>;
    Gather(MastodonSelfPtr self, QStringList ids, Then then)
        : m_self(std::move(self))
        , m_ids(std::move(ids))
        , m_then(std::move(then))
    {
        m_single = m_ids.mid(0, m_ids.size() < 2 ? 1 : 0);
        m_many = m_ids.mid(m_single.size());
    }
    void step()
    {
        if (!m_many.isEmpty() && m_self->hasMany.value_or(true))
            return askMany();
        m_single += std::exchange(m_many, {});
        if (m_single.isEmpty())
            return m_then(m_found, std::nullopt);
        askOne(m_single.takeFirst());
    }

private:
    void askMany()
    {
        const QStringList now = m_many.mid(0, atOnce);
        QUrlQuery query;
        for (const QString &id : now)
            query.addQueryItem(u"id[]"_s, QString::fromLatin1(QUrl::toPercentEncoding(id)));
        m_self->calls.get(u"/api/v1/statuses"_s, query, [me = shared_from_this(), now](const auto &answer) {
            if (!answer
                && (answer.error().kind == Error::Kind::Busy || answer.error().kind == Error::Kind::Offline
                    || answer.error().kind == Error::Kind::SignedOut))
                return me->m_then(me->m_found, answer.error());
            me->m_self->hasMany = answer && answer->body.kind() == Json::Kind::Array;
            if (*me->m_self->hasMany)
                me->takeMany(now, *answer);
            me->step();
        });
    }
    /// What is left out of the answer is asked for alone: it may be hidden, not gone.
    void takeMany(const QStringList &now, const MastodonAnswer &answer)
    {
        m_many = m_many.mid(now.size());
        QSet<QString> there;
        for (const Json &item : answer.body.items())
            if (const auto one = mastodon::status(item, m_self->eyes); one && now.contains(one->id)) {
                there.insert(one->id);
                m_found.statuses.append(*one);
            }
        for (const QString &id : now)
            if (!there.contains(id))
                m_single.append(id);
    }
    void askOne(const QString &id)
    {
        m_self->calls.get(statusPath(id), {}, [me = shared_from_this(), id](const auto &answer) {
            if (!answer && answer.error().kind == Error::Kind::Missing)
                me->m_found.gone.append(id);
            else if (!answer && answer.error().kind != Error::Kind::Refused)
                return me->m_then(me->m_found, answer.error());
            else if (const auto one = answer ? mastodon::status(answer->body, me->m_self->eyes)
                                             : Result<mastodon::Status>(tl::unexpected(answer.error())))
                me->m_found.statuses.append(*one);
            me->step();
        });
    }

    MastodonSelfPtr m_self;
    QStringList m_ids;
    Then m_then;
    QStringList m_many;
    QStringList m_single;
    Found m_found;
};

void gather(const MastodonSelfPtr &self, const QStringList &ids, const Gather::Then &then)
{
    std::make_shared<Gather>(self, ids, then)->step();
}

/// How messages stand now, of those that were asked for. An answer about another one is none.
Page lookedAt(const MastodonSelfPtr &self, const QList<RemoteRef> &asked, const Gather::Found &found)
{
    Page page;
    for (const RemoteRef &each : asked) {
        if (found.gone.contains(each.remoteId))
            page.gone.append(each.globalName);
        for (const mastodon::Status &status : found.statuses)
            if (status.arrival.globalName == each.globalName) {
                self->remember(status);
                Arrival arrival = status.arrival;
                arrival.inReplyTo = self->names.value(status.replyTo);
                arrival.kind = arrival.author.isUs ? Arrival::Kind::Context : Arrival::Kind::Message;
                page.arrivals.append(arrival);
                break;
            }
    }
    return page;
}

Page threadOf(const MastodonSelfPtr &self, const QList<mastodon::Status> &statuses, QList<Refused> refused)
{
    Page page;
    page.refused = std::move(refused);
    for (const mastodon::Status &each : statuses)
        self->remember(each);
    for (const mastodon::Status &each : statuses) {
        Arrival arrival = each.arrival;
        arrival.kind = Arrival::Kind::Context;
        arrival.inReplyTo = self->names.value(each.replyTo);
        page.arrivals.append(arrival);
    }
    return page;
}

} // namespace

void nameMastodonParents(
    const MastodonSelfPtr &self, const QStringList &ids, const std::function<void(const Result<void> &)> &then)
{
    gather(self, ids.mid(0, mostParents), [self, then](const Gather::Found &found, const std::optional<Error> &error) {
        for (const mastodon::Status &each : found.statuses)
            self->remember(each);
        for (const QString &id : found.gone)
            self->names.insert(id, {});
        if (error)
            return then(tl::unexpected(*error));
        then({});
    });
}

QFuture<Result<Page>> lookMastodon(const MastodonSelfPtr &self, const QList<RemoteRef> &messages)
{
    auto turn = std::make_shared<MastodonTurn<Page>>();
    auto future = turn->begin();
    QStringList ids;
    for (const RemoteRef &each : messages)
        if (!each.remoteId.isEmpty())
            ids.append(each.remoteId);
    gather(self, ids, [self, turn, messages](const Gather::Found &found, const std::optional<Error> &error) {
        const Page page = lookedAt(self, messages, found);
        if (error && page.arrivals.isEmpty() && page.gone.isEmpty())
            return turn->end(tl::unexpected(*error));
        if (page.gone.isEmpty())
            return turn->end(page);
        // What stands before a server that is away says "not here" to everything: only one that knows us is believed.
        self->isVerified = false;
        verifyMastodon(self, [turn, page](const Result<void> &verified) {
            if (!verified)
                return turn->end(tl::unexpected(verified.error()));
            turn->end(page);
        });
    });
    return future;
}

QFuture<Result<Page>> threadMastodon(const MastodonSelfPtr &self, const RemoteRef &message)
{
    auto turn = std::make_shared<MastodonTurn<Page>>();
    auto future = turn->begin();
    gather(self, { message.remoteId },
        [self, turn, message](const Gather::Found &found, const std::optional<Error> &error) {
            if (error)
                return turn->end(tl::unexpected(*error));
            if (found.statuses.isEmpty())
                return turn->end(
                    fail(Error::Kind::Missing, Words::tr("This message is not there any more."), u"thread"_s));
            self->calls.get(statusPath(message.remoteId, u"/context"_s), {},
                [self, turn, root = found.statuses.first()](const Result<MastodonAnswer> &answer) {
                    if (!answer)
                        return turn->end(tl::unexpected(answer.error()));
                    const auto sheet = mastodon::context(answer->body, self->eyes);
                    if (!sheet)
                        return turn->end(tl::unexpected(sheet.error()));
                    QList<mastodon::Status> statuses { root };
                    QList<Refused> refused;
                    for (const mastodon::Heard &each : sheet->heard) {
                        if (each.status)
                            statuses.append(*each.status);
                        if (each.refused)
                            refused.append(*each.refused);
                    }
                    turn->end(threadOf(self, statuses, refused));
                });
        });
    return future;
}

} // namespace wheelhouse
