#include "core/connectors/mastodon/mastodonself.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int mostAsked = 150; // requests of one fetch
constexpr int mostUnnamed = 2; // fetches that fail since nobody says what a message answers
constexpr qsizetype mostNames = 20'000;
constexpr std::chrono::hours lackingFor { 1 }; // a server that gets what it lacked is found out

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonConnector)
};

const QString notificationsName = u"notifications"_s;
const QString ownName = u"own"_s;
const QString directName = u"direct"_s;
const QString tagPrefix = u"tag:"_s;
const QString wordPrefix = u"word:"_s;

/// What is listened to, in the order in which it is handed over: ours first, since answers name it.
QStringList listsOf(const MastodonSelf &self)
{
    QStringList lists { ownName, notificationsName };
    if (self.source.options.readsDirect)
        lists.append(directName);
    for (const QString &tag : self.source.options.tags)
        lists.append(tagPrefix + tag);
    for (const QString &word : self.source.options.words)
        lists.append(wordPrefix + word);
    return lists;
}

bool mayLack(const QString &list)
{
    return list != ownName && list != notificationsName;
}

struct Question {
    QString path;
    QUrlQuery query;
};

Question questionOf(const MastodonSelf &self, const QString &list, const QString &maxId)
{
    Question one { {}, { { u"limit"_s, u"40"_s } } };
    if (list == notificationsName) {
        one.path = u"/api/v1/notifications"_s;
        one.query = QUrlQuery { { u"limit"_s, u"80"_s } };
    } else if (list == ownName) {
        one.path = u"/api/v1/accounts/%1/statuses"_s.arg(self.eyes.ourId);
        one.query.addQueryItem(u"exclude_reblogs"_s, u"true"_s);
    } else if (list == directName)
        one.path = u"/api/v1/conversations"_s;
    else if (list.startsWith(tagPrefix))
        one.path =
            u"/api/v1/timelines/tag/"_s + QString::fromLatin1(QUrl::toPercentEncoding(list.mid(tagPrefix.size())));
    else {
        one.path = u"/api/v2/search"_s;
        one.query.addQueryItem(u"type"_s, u"statuses"_s);
        one.query.addQueryItem(u"q"_s, QString::fromLatin1(QUrl::toPercentEncoding(list.mid(wordPrefix.size()))));
    }
    if (!maxId.isEmpty())
        one.query.addQueryItem(u"max_id"_s, QString::fromLatin1(QUrl::toPercentEncoding(maxId)));
    return one;
}

Result<mastodon::Sheet> sheetOf(const MastodonSelf &self, const QString &list, const Json &body)
{
    if (list == notificationsName)
        return mastodon::notifications(body, self.eyes);
    if (list == directName)
        return mastodon::conversations(body, self.eyes);
    return mastodon::statuses(list.startsWith(wordPrefix) ? body["statuses"] : body, self.eyes);
}

/// The max_id of the next page: what the Link header says; where there is none, the last thing's own id.
QString nextOf(const QString &list, const MastodonAnswer &answer, const mastodon::Sheet &sheet)
{
    if (answer.hasLinks || list.startsWith(wordPrefix)) // a search is read on its first page only
        return answer.next;
    return sheet.heard.isEmpty() ? QString() : sheet.heard.last().id;
}

/// One fetch.
class Round : public std::enable_shared_from_this<Round> {
public:
    explicit Round(MastodonSelfPtr self)
        : m_self(std::move(self))
    {
    }
    QFuture<Result<Page>> begin(const QByteArray &cursor);

private:
    void open(const QByteArray &cursor);
    void passLacking();
    void step();
    void ask(const QString &list, const QString &maxId);
    void hear(const QString &list, const Result<MastodonAnswer> &answer);
    void passOver(const QString &list, const Error &error);
    MastodonWalk::Turn turn() const;
    bool gather(MastodonWalk::Turn turn);
    void add(const QString &list, mastodon::Heard heard);
    void nameParents();
    void finish();
    void end(const Error &error);
    [[nodiscard]] QByteArray cursor() const;
    [[nodiscard]] bool isAllDone() const;

    MastodonSelfPtr m_self;
    MastodonTurn<Page> m_turn;
    Page m_page;
    QStringList m_lists;
    QList<mastodon::Status> m_statuses; ///< those of m_page.arrivals, in their order
    std::map<QString, MastodonWalk> m_before; ///< to go back to when what was gathered cannot be handed on
    int m_asked = 0;
    QByteArray m_from; ///< the cursor it was asked with
};

QFuture<Result<Page>> Round::begin(const QByteArray &cursor)
{
    auto future = m_turn.begin();
    verifyMastodon(m_self, [me = shared_from_this(), cursor](const Result<void> &verified) {
        if (!verified)
            return me->end(verified.error());
        me->open(cursor);
        me->step();
    });
    return future;
}

/// The walks of the last fetch are gone on with where the cursor is theirs; else they begin where the cursor says.
void Round::open(const QByteArray &cursor)
{
    m_lists = listsOf(*m_self);
    m_from = cursor;
    if (m_self->cursor == cursor && !cursor.isEmpty()) {
        if (isAllDone())
            for (auto &[name, walk] : m_self->walks)
                walk.begin();
        return passLacking();
    }
    if (m_self->names.size() > mostNames)
        m_self->names.clear();
    const QDateTime &told = m_self->source.options.newsSince;
    const qint64 since = told.isValid() ? told.toMSecsSinceEpoch() : 0;
    const QJsonObject marks = QJsonDocument::fromJson(cursor).object().value(u"lists"_s).toObject();
    m_self->walks.clear();
    for (const QString &list : std::as_const(m_lists)) {
        MastodonMark mark = MastodonMark::fromJson(marks.value(list).toObject());
        mark.isLater = mark.isLater || (!marks.isEmpty() && !marks.contains(list));
        const bool tellsLate = list.startsWith(tagPrefix) || list.startsWith(wordPrefix);
        m_self->walks.emplace(list, MastodonWalk(std::move(mark), { since, tellsLate }));
    }
    passLacking();
}

void Round::passLacking()
{
    for (auto &[list, walk] : m_self->walks)
        if (!m_self->lacks.value(list, QDeadlineTimer(0)).hasExpired())
            walk.pass();
}

bool Round::isAllDone() const
{
    return std::all_of(
        m_self->walks.begin(), m_self->walks.end(), [](const auto &each) { return each.second.isDone(); });
}

/// Each turn goes on pages of its own.
MastodonWalk::Turn Round::turn() const
{
    auto first = MastodonWalk::Turn::NewList;
    for (const auto &[list, walk] : m_self->walks)
        if (!walk.isDone())
            first = std::min(first, walk.turn());
    return first;
}

void Round::step()
{
    const auto now = turn();
    for (const QString &list : std::as_const(m_lists)) {
        MastodonWalk &walk = m_self->walks.at(list);
        if (walk.turn() != now)
            continue;
        if (const auto maxId = walk.wants()) {
            if (m_asked >= mostAsked || !m_page.notBefore.isNull())
                return finish();
            return ask(list, *maxId);
        }
    }
    m_page.asHistory = now != MastodonWalk::Turn::News;
    m_page.isNewList = now == MastodonWalk::Turn::NewList;
    m_before = m_self->walks;
    if (gather(now))
        return nameParents();
    if (isAllDone() || turn() == now)
        return finish();
    step();
}

void Round::ask(const QString &list, const QString &maxId)
{
    ++m_asked;
    const Question question = questionOf(*m_self, list, maxId);
    m_self->calls.get(question.path, question.query,
        [me = shared_from_this(), list](const Result<MastodonAnswer> &answer) { me->hear(list, answer); });
}

void Round::hear(const QString &list, const Result<MastodonAnswer> &answer)
{
    MastodonWalk &walk = m_self->walks.at(list);
    const auto sheet = answer ? sheetOf(*m_self, list, answer->body) : tl::unexpected(answer.error());
    if (!sheet)
        return passOver(list, sheet.error());
    m_page.clockAhead = answer->clockAhead;
    m_page.notBefore = answer->notBefore;
    walk.take(*sheet, nextOf(list, *answer, *sheet));
    if (const auto gap = walk.takeGap())
        m_page.refused.append({ list,
            Words::tr(
                "The server keeps only the newest of its list. What was between %1 and the oldest of them it does "
                "not give any more; look on its own page.")
                .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(*gap).toLocalTime(), QLocale::ShortFormat)) });
    if (walk.takeStuck())
        m_page.refused.append({ list,
            Words::tr(
                "The server's list does not get on: it sends page after page of the same. It was stopped there, and "
                "what came is kept.") });
    step();
}

/// What is said to us does not wait for a hashtag that cannot be read.
void Round::passOver(const QString &list, const Error &error)
{
    const bool isLacking =
        error.kind == Error::Kind::Missing || error.kind == Error::Kind::Refused || error.detail == u"status 501"_s;
    if (!mayLack(list) || error.kind == Error::Kind::SignedOut || error.retryAfter.count() > 0)
        return end(error);
    if (isLacking)
        m_self->lacks.insert(list, QDeadlineTimer(lackingFor));
    else
        m_page.refused.append({ list, error.message });
    m_self->walks.at(list).pass();
    step();
}

void Round::add(const QString &list, mastodon::Heard heard)
{
    if (heard.refused)
        m_page.refused.append(*heard.refused);
    if (heard.response)
        m_page.responses.append(*heard.response);
    if (!heard.status)
        return;
    mastodon::Status &status = *heard.status;
    Arrival &arrival = status.arrival;
    m_self->remember(status);
    if (list == notificationsName)
        m_self->note(status, heard.id);
    if (arrival.audience == Arrival::Audience::Direct && !m_self->source.options.readsDirect)
        return;
    if (arrival.author.isUs && arrival.kind == Arrival::Kind::Message)
        arrival.kind = Arrival::Kind::Context;
    m_statuses.append(status);
}

/// Takes the oldest page of each list until there is enough; false: there is nothing yet.
bool Round::gather(MastodonWalk::Turn turn)
{
    bool hasAny = false;
    for (const QString &list : std::as_const(m_lists)) {
        MastodonWalk &walk = m_self->walks.at(list);
        while (walk.hasNext() && walk.turn() == turn && m_statuses.size() < MastodonWalk::enough) {
            hasAny = true;
            for (const mastodon::Heard &heard : walk.handOver())
                add(list, heard);
        }
    }
    return hasAny;
}

void Round::nameParents()
{
    QStringList unknown;
    for (const mastodon::Status &each : std::as_const(m_statuses))
        if (!each.replyTo.isEmpty() && !m_self->names.contains(each.replyTo) && !unknown.contains(each.replyTo))
            unknown.append(each.replyTo);
    nameMastodonParents(m_self, unknown, [me = shared_from_this()](const Result<void> &named) {
        const auto kind = named ? Error::Kind::Refused : named.error().kind;
        const bool isOurs = kind == Error::Kind::Offline || kind == Error::Kind::SignedOut;
        int &unnamed = me->m_self->unnamed;
        unnamed = named || isOurs ? 0 : unnamed + 1;
        // One answer that the server never gives must not hold up all the others for good.
        if (!named && unnamed <= mostUnnamed) {
            me->m_self->walks = me->m_before;
            me->m_page = {};
            return me->end(named.error());
        }
        for (mastodon::Status &each : me->m_statuses) {
            each.arrival.inReplyTo = me->m_self->names.value(each.replyTo);
            me->m_page.arrivals.append(each.arrival);
        }
        me->finish();
    });
}

QByteArray Round::cursor() const
{
    QJsonObject marks;
    for (const auto &[name, walk] : m_self->walks)
        marks.insert(name, walk.mark().toJson());
    return QJsonDocument(QJsonObject { { u"lists"_s, marks } }).toJson(QJsonDocument::Compact);
}

void Round::finish()
{
    m_page.cursor = cursor();
    m_self->cursor = m_page.cursor;
    // Where the server wants to be left alone the rest comes after that.
    m_page.more = !isAllDone() && m_page.notBefore.isNull();
    m_turn.end(m_page);
}

void Round::end(const Error &error)
{
    if (error.kind == Error::Kind::SignedOut)
        m_self->isVerified = false;
    m_self->cursor = m_from; // how far the walks got is kept for the next time
    m_turn.end(tl::unexpected(error));
}

} // namespace

QFuture<Result<Page>> fetchMastodon(const MastodonSelfPtr &self, const QByteArray &cursor)
{
    return std::make_shared<Round>(self)->begin(cursor);
}

} // namespace wheelhouse
