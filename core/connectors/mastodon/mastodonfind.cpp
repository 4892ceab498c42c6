#include "core/connectors/mastodon/mastodonsameness.h"
#include "core/connectors/mastodon/mastodonspeech.h"

#include <QUrlQuery>

#include <algorithm>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;
using mastodon::Match;
using mastodon::Status;

constexpr int mostPages = 15; // of some 40 messages
constexpr qsizetype shortPage = 20; // no server gives fewer while it has more
constexpr qsizetype mostSources = 6; // asked for
constexpr qint64 margin = 5 * 60; // seconds by which clocks may have moved since the first try
constexpr qint64 slack = 3; // seconds that rounding and the way take

/// What may be what we said, and how sure that is.
struct Candidate {
    Status status;
    Likeness words = Likeness::Other;
    bool hasSource = false;
    bool isNear = false; ///< a little too old, or of no known age: another clock might have it in time
};

/// One look for what we may have said. Our own list is read back to before the first try; what few may read stands
/// elsewhere on some servers (snac), so that for it the thread of what it answers, or our timeline, is read too.
class Finding : public std::enable_shared_from_this<Finding> {
public:
    Finding(MastodonSelfPtr self, Outgoing outgoing)
        : m_self(std::move(self))
        , m_said(std::move(outgoing))
    {
    }
    QFuture<Result<Found>> begin();

private:
    void askPage(const QString &path, const QString &maxId, int pages);
    void takePage(const QString &path, const MastodonAnswer &answer, const mastodon::Sheet &sheet, int pages);
    void endList(bool isBack);
    void askThread();
    bool take(const mastodon::Heard &heard);
    void consider(const Status &status);
    void nameParents();
    void askSources();
    void decide();
    void end(const Error &error) { m_turn.end(tl::unexpected(error)); }

    [[nodiscard]] bool isReply() const
    {
        return !m_said.replyTo.globalName.isEmpty() || !m_said.replyTo.remoteId.isEmpty();
    }
    /// Whether some servers leave it out of our own list.
    [[nodiscard]] bool isNarrow() const
    {
        return m_said.visibility == Visibility::Direct
            || (m_said.visibility == Visibility::Followers && m_self->eyes.hidesDirect);
    }
    [[nodiscard]] QString ownPath() const { return u"/api/v1/accounts/%1/statuses"_s.arg(m_self->eyes.ourId); }
    [[nodiscard]] QDateTime since() const { return m_said.firstTriedAt.addSecs(m_ahead.value_or(0)); }
    [[nodiscard]] Match matchOf(const Candidate &each) const;

    MastodonSelfPtr m_self;
    Outgoing m_said;
    MastodonTurn<Found> m_turn;
    std::optional<qint64> m_ahead; ///< seconds of the server's clock; none: it tells none
    QSet<QString> m_seen;
    QList<Candidate> m_candidates;
    bool m_isBack = false; ///< our own list was read back far enough
    bool m_isElsewhereRead = false;
    bool m_showsNarrow = false; ///< what was read bears messages of ours that few may read
    bool m_isUnreadable = false; ///< something in the window could not be read
};

QFuture<Result<Found>> Finding::begin()
{
    auto future = m_turn.begin();
    if (!m_said.firstTriedAt.isValid()) { // it was never said
        m_turn.end(Found {});
        return future;
    }
    verifyMastodon(m_self, [me = shared_from_this()](const Result<void> &verified) {
        if (!verified)
            return me->end(verified.error());
        me->askPage(me->ownPath(), {}, 1);
    });
    return future;
}

void Finding::askPage(const QString &path, const QString &maxId, int pages)
{
    QUrlQuery query { { u"limit"_s, u"40"_s }, { u"exclude_reblogs"_s, u"true"_s } };
    if (!maxId.isEmpty())
        query.addQueryItem(u"max_id"_s, QString::fromLatin1(QUrl::toPercentEncoding(maxId)));
    m_self->calls.get(path, query, [me = shared_from_this(), path, pages](const Result<MastodonAnswer> &answer) {
        if (!answer)
            return me->end(answer.error());
        const auto sheet = mastodon::statuses(answer->body, me->m_self->eyes);
        if (!sheet)
            return me->end(sheet.error());
        if (answer->clockAhead)
            me->m_ahead = answer->clockAhead->count();
        me->takePage(path, *answer, *sheet, pages);
    });
}

/// Some servers give the same page whatever is asked for (snac): a short one that promises no other is all there is.
void Finding::takePage(const QString &path, const MastodonAnswer &answer, const mastodon::Sheet &sheet, int pages)
{
    bool isNew = false;
    for (const mastodon::Heard &each : sheet.heard)
        isNew |= take(each);
    const bool isEnd = sheet.heard.isEmpty() || (answer.hasLinks && answer.next.isEmpty());
    const auto oldest = sheet.heard.isEmpty() ? std::nullopt : sheet.heard.constLast().at;
    if (isEnd || (oldest && *oldest < since().addSecs(-margin)))
        return endList(true);
    if (!isNew || pages == mostPages)
        return endList(!isNew && !answer.hasLinks && sheet.heard.size() < shortPage);
    askPage(path, answer.next.isEmpty() ? sheet.heard.constLast().id : answer.next, pages + 1);
}

/// Whether it was not read before.
bool Finding::take(const mastodon::Heard &heard)
{
    if (!heard.id.isEmpty() && m_seen.contains(heard.id))
        return false;
    m_seen.insert(heard.id);
    const bool isInWindow = !heard.at || *heard.at >= since().addSecs(-margin);
    m_isUnreadable |= !heard.status && isInWindow;
    if (heard.status && !heard.status->boostedBy && heard.status->arrival.author.isUs) {
        const auto audience = heard.status->arrival.audience;
        m_showsNarrow |= audience == Arrival::Audience::Direct || audience == Arrival::Audience::Unknown;
        if (isInWindow)
            consider(*heard.status);
    }
    return true;
}

void Finding::consider(const Status &status)
{
    m_self->remember(status);
    Candidate one { status, mastodon::likeness(m_said, status), !status.source.isEmpty() };
    one.isNear = !status.arrival.writtenAt || *status.arrival.writtenAt < since().addSecs(-slack);
    if (one.words != Likeness::Other)
        m_candidates.append(one);
}

void Finding::endList(bool isBack)
{
    if (!m_isElsewhereRead)
        m_isBack = isBack;
    else
        m_isBack = m_isBack && isBack;
    if (!isNarrow() || m_isElsewhereRead)
        return nameParents();
    m_isElsewhereRead = true;
    if (isReply() && !m_said.replyTo.remoteId.isEmpty())
        return askThread();
    askPage(u"/api/v1/timelines/home"_s, {}, 1);
}

/// The thread bears all that stands under what was answered, also what few may read.
void Finding::askThread()
{
    m_self->calls.get(mastodonStatusPath(m_said.replyTo.remoteId, u"/context"_s), {},
        [me = shared_from_this()](const Result<MastodonAnswer> &answer) {
            const auto sheet = answer ? mastodon::context(answer->body, me->m_self->eyes)
                                      : Result<mastodon::Sheet>(tl::unexpected(answer.error()));
            if (!answer && answer.error().kind != Error::Kind::Missing)
                return me->end(answer.error());
            if (sheet) {
                me->m_showsNarrow = true;
                for (const mastodon::Heard &each : sheet->heard)
                    me->take(each);
            }
            me->nameParents();
        });
}

/// Ids change with edits on some servers (snac), so that parents are compared by name too.
void Finding::nameParents()
{
    QStringList unknown;
    for (const Candidate &each : std::as_const(m_candidates)) {
        const QString &parent = each.status.replyTo;
        if (isReply() && !parent.isEmpty() && parent != m_said.replyTo.remoteId && !m_self->names.contains(parent))
            unknown.append(parent);
    }
    unknown.removeDuplicates();
    if (unknown.isEmpty())
        return askSources();
    nameMastodonParents(m_self, unknown, [me = shared_from_this()](const Result<void> &named) {
        if (!named)
            return me->end(named.error());
        me->askSources();
    });
}

/// As it was typed, where the HTML leaves a doubt. What the server does not tell stays in doubt.
void Finding::askSources()
{
    qsizetype asked = 0;
    for (qsizetype i = 0; i < m_candidates.size(); ++i) {
        Candidate &each = m_candidates[i];
        if (each.hasSource || each.words == Likeness::Exact || ++asked > mostSources)
            continue;
        each.hasSource = true; // asked for once
        m_self->calls.get(mastodonStatusPath(each.status.id, u"/source"_s), {},
            [me = shared_from_this(), i](const Result<MastodonAnswer> &answer) {
                Candidate &one = me->m_candidates[i];
                const auto text = answer ? answer->body["text"].text() : Result<QString>(tl::unexpected(Error {}));
                if (text) {
                    one.status.source = *text;
                    one.words = mastodon::likeness(me->m_said, one.status);
                }
                me->askSources();
            });
        return;
    }
    decide();
}

Match Finding::matchOf(const Candidate &each) const
{
    const QString &parent = each.status.replyTo;
    const bool isIt = parent == m_said.replyTo.remoteId
        || (!m_said.replyTo.globalName.isEmpty() && m_self->names.value(parent) == m_said.replyTo.globalName);
    return mastodon::match(
        m_said, each.status, isIt ? parent : m_said.replyTo.remoteId, each.words, !each.status.source.isEmpty());
}

/// Of several the first that was said: whoever says the same again, says it later.
void Finding::decide()
{
    const Candidate *first = nullptr;
    bool isUnsure = m_isUnreadable;
    for (const Candidate &each : std::as_const(m_candidates)) {
        const Match match = matchOf(each);
        if (match == Match::Same && !each.isNear) {
            const bool isEarlier = !first || each.status.arrival.writtenAt < first->status.arrival.writtenAt;
            first = isEarlier ? &each : first;
        } else if (match != Match::Other) {
            isUnsure = true;
        }
    }
    Found found;
    if (first)
        found.receipt = mastodonReceipt(first->status);
    found.isWhole = m_isBack && !isUnsure && (!isNarrow() || m_showsNarrow || m_self->eyes.hidesDirect);
    m_turn.end(found);
}

} // namespace

QFuture<Result<Found>> findMastodon(const MastodonSelfPtr &self, const Outgoing &outgoing)
{
    return std::make_shared<Finding>(self, outgoing)->begin();
}

} // namespace wheelhouse
