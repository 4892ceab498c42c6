#include "ui/inbox/replysender.h"

#include "core/networks/accountbook.h"
#include "core/networks/limitsbook.h"
#include "core/posts/validation.h"

namespace wheelhouse {

ReplySender::ReplySender(InboxServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void ReplySender::show(const ConversationItem &item)
{
    m_item = item;
    m_whyNot = findWhyNot();
    m_from = {};
    m_isAgreed = false;
    const auto accounts =
        m_whyNot.isEmpty() && item.row != 0 ? m_services.replyPlans->accounts(item.row) : Result<QList<ReplyAccount>>();
    m_accounts = accounts.value_or(QList<ReplyAccount>());
    review();
}

ChannelId ReplySender::from() const
{
    if (!m_from.isNull())
        return m_from;
    return !m_accounts.isEmpty() && m_accounts.constFirst().isAddressed ? m_accounts.constFirst().channel.id
                                                                        : ChannelId();
}

void ReplySender::setFrom(ChannelId channel)
{
    const bool isAddressed =
        !m_accounts.isEmpty() && m_accounts.constFirst().isAddressed && m_accounts.constFirst().channel.id == channel;
    m_from = isAddressed ? ChannelId() : channel;
    m_isAgreed = false;
}

void ReplySender::refresh(bool isWriting)
{
    if (!isWriting)
        review();
}

void ReplySender::review()
{
    const auto newest =
        m_services.replyPlans != nullptr ? m_services.replyPlans->newest(m_item.row) : Result<qint64>(0);
    m_seen = newest.value_or(0);
}

QString ReplySender::findWhyNot() const
{
    if (m_services.replies == nullptr || m_services.replyPlans == nullptr || m_services.accounts == nullptr)
        return tr("A sample never sends: this one is kept as a draft");
    const auto accounts = m_services.accounts->list();
    const bool isOurs = accounts && std::any_of(accounts->cbegin(), accounts->cend(), [this](const Account &each) {
        return each.channelRow == m_item.channel && each.signsIn();
    });
    return isOurs ? QString() : tr("No account of ours stands behind this outpost: this one is kept as a draft");
}

ReplySender::Standing ReplySender::look(const QString &text) const
{
    Standing standing;
    if (!m_whyNot.isEmpty() || m_item.row == 0) {
        standing.length = measure(text, usualLimits(m_item.network));
        standing.limit = usualLimits(m_item.network).characters;
        return standing;
    }
    const auto plan = m_services.replyPlans->plan(wish(), text);
    const auto limits = plan ? m_services.limits->of(plan->channel.id) : tl::unexpected(plan.error());
    if (!limits) {
        standing.problem = limits.error().message;
        return standing;
    }
    Outgoing out;
    out.text = plan->content.parts.constFirst().text;
    out.warning = plan->content.warning;
    out.visibility = plan->content.visibility;
    standing.length = text.isEmpty() ? TextLength() : measure(out.text, *limits, out.warning);
    standing.limit = limits->characters;
    standing.isMoved = plan->isMoved;
    standing.addressed = out.text == text ? QString() : plan->to;
    const auto findings = findingsOf(out, *limits);
    standing.problem = isStopped(findings) ? findings.constFirst().sentence : QString();
    return standing;
}

/// Done goes first: the newest step is then the answer, and one Ctrl+Z in its ten seconds keeps it back.
void ReplySender::send(const QString &text, bool thenDone)
{
    const ReplyWish wish = this->wish();
    m_services.engine.ask(
        this,
        [&services = m_services, wish, text, thenDone]() -> Result<ReplySent> {
            // What stands on the screen is what is sent: where it could not be kept, nothing is.
            if (auto kept = services.drafts.save(wish.conversation, text); !kept)
                return tl::unexpected(kept.error());
            if (auto may = services.replies->check(wish); !may)
                return tl::unexpected(may.error());
            auto done = thenDone ? services.triage.done({ wish.conversation }) : Result<Acted>();
            if (!done)
                return tl::unexpected(done.error());
            auto sent = services.replies->send(wish);
            if (!sent && done->changed > 0)
                std::ignore = services.undo.back(); // it is not done, since nothing was sent
            return sent;
        },
        [this, conversation = wish.conversation](const Result<ReplySent> &sent) {
            if (!sent)
                emit failed(sent.error());
            else
                emit this->sent(conversation, sent->sentence);
        });
}

} // namespace wheelhouse
