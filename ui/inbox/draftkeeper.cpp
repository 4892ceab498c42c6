#include "ui/inbox/draftkeeper.h"

namespace wheelhouse {

namespace {

constexpr int soonMs = 500; // not begun anew by each key: who types on is kept all the same

} // namespace

DraftKeeper::DraftKeeper(InboxServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &DraftKeeper::flush);
}

DraftKeeper::~DraftKeeper()
{
    flush();
}

Result<std::optional<ReplyDraft>> DraftKeeper::draft(qint64 conversation)
{
    const bool asked = m_asked.contains(conversation);
    if (!isBehind(conversation))
        return m_services.draftReader.reply(conversation);
    ReplyDraft draft;
    draft.conversation = conversation;
    draft.text = asked && !m_typed.contains(conversation) ? m_asked.value(conversation) : m_typed.value(conversation);
    return draft;
}

bool DraftKeeper::isBehind(qint64 conversation) const
{
    return m_typed.contains(conversation) || m_asked.contains(conversation);
}

void DraftKeeper::typed(qint64 conversation, const QString &text)
{
    m_typed.insert(conversation, text);
    if (!m_soon.isActive())
        m_soon.start();
}

void DraftKeeper::flush()
{
    m_soon.stop();
    const QHash<qint64, QString> typed = std::exchange(m_typed, {});
    for (auto each = typed.begin(); each != typed.end(); ++each) {
        m_asked.insert(each.key(), each.value());
        m_services.engine.ask(
            this,
            [&drafts = m_services.drafts, conversation = each.key(), text = each.value()] {
                return drafts.save(conversation, text);
            },
            [this, conversation = each.key(), text = each.value()](
                const Result<ReplyDraft> &saved) { settle(conversation, text, saved); });
    }
}

void DraftKeeper::settle(qint64 conversation, const QString &text, const Result<ReplyDraft> &saved)
{
    if (m_asked.value(conversation) == text)
        m_asked.remove(conversation);
    if (saved) {
        emit kept(conversation, saved->savedAt);
        return;
    }
    // Tried again with the next second, unless there is something newer to keep.
    if (!m_typed.contains(conversation) && saved.error().kind != Error::Kind::Missing)
        m_typed.insert(conversation, text);
    if (!m_typed.isEmpty())
        m_soon.start();
    emit failed(conversation, saved.error());
}

void DraftKeeper::discard(qint64 conversation)
{
    flush();
    m_services.engine.ask(
        this, [&drafts = m_services.drafts, conversation] { return drafts.discard(conversation); },
        [this, conversation](const Result<bool> &done) {
            if (!done)
                emit failed(conversation, done.error());
            else
                emit discarded(conversation);
        });
}

} // namespace wheelhouse
