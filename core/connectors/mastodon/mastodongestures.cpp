#include "core/connectors/mastodon/mastodonself.h"
#include "core/http/verdict.h"

#include <QCoreApplication>

#include <array>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;
using Kind = Gesture::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

/// How a gesture is asked for and how the server says that it is so already.
struct OnMessage {
    Kind kind;
    const char *verb;
    bool mastodon::Status::*flag;
    bool wanted;
};
constexpr std::array onMessages {
    OnMessage { Kind::Favourite, "favourite", &mastodon::Status::isFavourite, true },
    OnMessage { Kind::Unfavourite, "unfavourite", &mastodon::Status::isFavourite, false },
    OnMessage { Kind::Boost, "reblog", &mastodon::Status::isBoost, true },
    OnMessage { Kind::Unboost, "unreblog", &mastodon::Status::isBoost, false },
};
struct OnPerson {
    Kind kind;
    const char *verb;
    bool mastodon::Relationship::*flag;
    bool wanted;
};
constexpr std::array onPeople {
    OnPerson { Kind::Follow, "follow", &mastodon::Relationship::isFollowed, true },
    OnPerson { Kind::Unfollow, "unfollow", &mastodon::Relationship::isFollowed, false },
    OnPerson { Kind::Mute, "mute", &mastodon::Relationship::isMuted, true },
    OnPerson { Kind::Unmute, "unmute", &mastodon::Relationship::isMuted, false },
    OnPerson { Kind::Block, "block", &mastodon::Relationship::isBlocked, true },
    OnPerson { Kind::Unblock, "unblock", &mastodon::Relationship::isBlocked, false },
};

template<typename List> auto lineOf(const List &lines, Kind kind)
{
    for (const auto &each : lines)
        if (each.kind == kind)
            return std::optional(each);
    return decltype(std::optional(lines.front())) {};
}

QString encoded(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

bool isNewer(const QString &id, const QString &than)
{
    return id.size() != than.size() ? id.size() > than.size() : id > than;
}

/// One gesture on its way.
class Making : public std::enable_shared_from_this<Making> {
public:
    Making(MastodonSelfPtr self, Gesture gesture)
        : m_self(std::move(self))
        , m_gesture(std::move(gesture))
    {
    }
    QFuture<Result<GestureDone>> begin();

private:
    void touchMessage(const OnMessage &line);
    void touchPerson(const OnPerson &line, const QString &id);
    void withPerson(const std::function<void(const QString &)> &then);
    void searchPerson(const std::function<void(const QString &)> &then);
    void report(const QString &person);
    void markRead();
    void moveMarker(const QString &note);
    void post(const QString &path, const QUrlQuery &form);
    void done(bool wasSoBefore = false) { m_turn.end(GestureDone { wasSoBefore, {} }); }
    void end(const Error &error) { m_turn.end(tl::unexpected(error)); }
    void lack(const QString &message)
    {
        end({ Error::Kind::Missing, message, u"gesture"_s, std::chrono::seconds { 0 } });
    }

    MastodonSelfPtr m_self;
    Gesture m_gesture;
    MastodonTurn<GestureDone> m_turn;
};

QFuture<Result<GestureDone>> Making::begin()
{
    auto future = m_turn.begin();
    const auto message = lineOf(onMessages, m_gesture.kind);
    const auto person = lineOf(onPeople, m_gesture.kind);
    if (message)
        touchMessage(*message);
    else if (person)
        withPerson([me = shared_from_this(), line = *person](const QString &id) { me->touchPerson(line, id); });
    else if (m_gesture.kind == Kind::Report)
        withPerson([me = shared_from_this()](const QString &id) { me->report(id); });
    else if (m_gesture.kind == Kind::MarkRead)
        markRead();
    else
        end({ Error::Kind::Refused, Words::tr("This network cannot do that."), u"gesture"_s,
            std::chrono::seconds { 0 } });
    return future;
}

void Making::post(const QString &path, const QUrlQuery &form)
{
    m_self->calls.post(path, form, [me = shared_from_this()](const Result<MastodonAnswer> &answer) {
        if (answer)
            return me->done();
        Error error = answer.error();
        // Message and person are there, so that it is the deed that this server does not know.
        if (error.kind == Error::Kind::Missing) {
            error.kind = Error::Kind::Refused;
            error.message = Words::tr("This server cannot do that. Nothing was done.");
        }
        me->end(error);
    });
}

/// How it stands is asked first: some servers do a second time what was done already.
void Making::touchMessage(const OnMessage &line)
{
    const QString path = u"/api/v1/statuses/"_s + encoded(m_gesture.message.remoteId);
    m_self->calls.get(path, {}, [me = shared_from_this(), line, path](const Result<MastodonAnswer> &answer) {
        if (!answer)
            return me->end(answer.error());
        const auto status = mastodon::status(answer->body, me->m_self->eyes);
        if (!status)
            return me->end(status.error());
        if (!me->m_gesture.message.globalName.isEmpty()
            && status->arrival.globalName != me->m_gesture.message.globalName)
            return me->lack(Words::tr("The server knows another message by this number. Nothing was done."));
        if ((*status).*line.flag == line.wanted)
            return me->done(true);
        me->post(path + u'/' + QLatin1String(line.verb), {});
    });
}

/// The server's number of a person: as it was heard, by the message, or by a search.
void Making::withPerson(const std::function<void(const QString &)> &then)
{
    if (const QString id = m_self->people.value(m_gesture.person); !id.isEmpty())
        return then(id);
    if (m_gesture.message.remoteId.isEmpty())
        return searchPerson(then);
    m_self->calls.get(u"/api/v1/statuses/"_s + encoded(m_gesture.message.remoteId), {},
        [me = shared_from_this(), then](const Result<MastodonAnswer> &answer) {
            const auto status = answer ? mastodon::status(answer->body, me->m_self->eyes)
                                       : Result<mastodon::Status>(tl::unexpected(answer.error()));
            if (!answer && answer.error().kind != Error::Kind::Missing)
                return me->end(answer.error());
            if (status && status->arrival.author.globalName == me->m_gesture.person)
                return then(status->authorId);
            me->searchPerson(then);
        });
}

void Making::searchPerson(const std::function<void(const QString &)> &then)
{
    const QUrlQuery query { { u"q"_s, encoded(m_gesture.person) }, { u"type"_s, u"accounts"_s },
        { u"resolve"_s, u"true"_s }, { u"limit"_s, u"5"_s } };
    m_self->calls.get(
        u"/api/v2/search"_s, query, [me = shared_from_this(), then](const Result<MastodonAnswer> &answer) {
            if (!answer)
                return me->end(answer.error());
            for (const Json &each : answer->body["accounts"].items()) {
                const auto who = mastodon::author(each, me->m_self->eyes);
                const QString id = each["id"].token();
                if (who && !id.isEmpty() && who->globalName == me->m_gesture.person) {
                    me->m_self->people.insert(me->m_gesture.person, id);
                    return then(id);
                }
            }
            me->lack(Words::tr("The server does not know this person (any more). Nothing was done."));
        });
}

void Making::touchPerson(const OnPerson &line, const QString &id)
{
    m_self->calls.get(u"/api/v1/accounts/relationships"_s, QUrlQuery { { u"id[]"_s, encoded(id) } },
        [me = shared_from_this(), line, id](const Result<MastodonAnswer> &answer) {
            if (!answer)
                return me->end(answer.error());
            const auto all = mastodon::relationships(answer->body);
            if (!all || all->isEmpty())
                return me->lack(Words::tr("The server does not say how we stand to this person. Nothing was done."));
            const mastodon::Relationship &now = all->first();
            const bool isAsked = (line.kind == Kind::Follow || line.kind == Kind::Unfollow) && now.isRequested;
            if ((now.*line.flag || isAsked) == line.wanted)
                return me->done(true);
            me->post(u"/api/v1/accounts/%1/%2"_s.arg(encoded(id), QLatin1String(line.verb)), {});
        });
}

/// No server tells what was reported, so that a report of which nobody knows whether it arrived is not sent again.
void Making::report(const QString &person)
{
    const QString key = QString::fromLatin1(m_gesture.key.toHex());
    const auto unsure = [] {
        return Error { Error::Kind::Refused,
            Words::tr(
                "Nobody knows whether the moderators received this report. It is not sent again by itself; if they do "
                "not answer, report it once more."),
            u"report unsure"_s, std::chrono::seconds { 0 } };
    };
    if (m_self->triedReports.contains(key))
        return end(unsure());
    QUrlQuery form { { u"account_id"_s, encoded(person) }, { u"comment"_s, encoded(m_gesture.words) } };
    if (!m_gesture.message.remoteId.isEmpty())
        form.addQueryItem(u"status_ids[]"_s, encoded(m_gesture.message.remoteId));
    m_self->triedReports.insert(key);
    m_self->calls.post(
        u"/api/v1/reports"_s, form, [me = shared_from_this(), key, unsure](const Result<MastodonAnswer> &answer) {
            if (answer)
                return me->done();
            const Error &error = answer.error();
            if (!isSurelyUndone(error))
                return me->end(unsure());
            me->m_self->triedReports.remove(key);
            me->end(error);
        });
}

/// The marker counts notifications, so that the one that told of the message is looked for.
void Making::markRead()
{
    if (const QString note = m_self->notes.value(m_gesture.message.remoteId); !note.isEmpty())
        return moveMarker(note);
    m_self->calls.get(u"/api/v1/notifications"_s, QUrlQuery { { u"limit"_s, u"80"_s } },
        [me = shared_from_this()](const Result<MastodonAnswer> &answer) {
            if (!answer)
                return me->end(answer.error());
            const auto sheet = mastodon::notifications(answer->body, me->m_self->eyes);
            if (!sheet)
                return me->end(sheet.error());
            for (const mastodon::Heard &each : sheet->heard)
                if (each.status && each.status->id == me->m_gesture.message.remoteId)
                    return me->moveMarker(each.id);
            me->lack(Words::tr("The server does not list this message among its news any more."));
        });
}

/// Never back: who read further somewhere else has read this too.
void Making::moveMarker(const QString &note)
{
    m_self->calls.get(u"/api/v1/markers"_s, QUrlQuery { { u"timeline[]"_s, u"notifications"_s } },
        [me = shared_from_this(), note](const Result<MastodonAnswer> &answer) {
            if (!answer)
                return me->end(answer.error());
            const auto marks = mastodon::markers(answer->body);
            if (marks && !marks->notifications.isEmpty() && !isNewer(note, marks->notifications))
                return me->done(true);
            me->post(u"/api/v1/markers"_s, QUrlQuery { { u"notifications[last_read_id]"_s, encoded(note) } });
        });
}

} // namespace

QFuture<Result<GestureDone>> makeMastodon(const MastodonSelfPtr &self, const Gesture &gesture)
{
    return std::make_shared<Making>(self, gesture)->begin();
}

} // namespace wheelhouse
