#include "ui/inbox/draftkeeper.h"

#include "core/inbox/notes.h"
#include "core/posts/drafting.h"

namespace wheelhouse {

namespace {

constexpr int soonMs = 500; // not begun anew by each key: who types on is kept all the same
constexpr int latestMs = 8'000; // between two tries, while the store refuses

} // namespace

DraftKeeper::DraftKeeper(Kind kind, InboxServices &services, QObject *parent)
    : QObject(parent)
    , m_kind(kind)
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

Result<std::optional<KeptDraft>> DraftKeeper::read(qint64 conversation)
{
    if (m_kind == Kind::Note) {
        auto note = m_services.store.noteDraft(conversation);
        if (!note)
            return tl::unexpected(note.error());
        return *note ? std::optional(KeptDraft { (*note)->text, (*note)->writtenAt }) : std::nullopt;
    }
    auto reply = m_services.draftReader.reply(conversation);
    if (!reply)
        return tl::unexpected(reply.error());
    return *reply ? std::optional(KeptDraft { (*reply)->text, (*reply)->savedAt }) : std::nullopt;
}

Result<std::optional<KeptDraft>> DraftKeeper::draft(qint64 conversation)
{
    if (!isBehind(conversation))
        return read(conversation);
    const QHash<qint64, QString> &newest = m_typed.contains(conversation) ? m_typed : m_asked;
    return KeptDraft { newest.value(conversation), {} };
}

/// What the engine is asked to do.
std::function<Result<QDateTime>()> DraftKeeper::saving(qint64 conversation, const QString &text) const
{
    if (m_kind == Kind::Note)
        return [&notes = m_services.notes, conversation, text] { return notes.keep(conversation, text); };
    return [&drafts = m_services.drafts, conversation, text]() -> Result<QDateTime> {
        const auto saved = drafts.save(conversation, text);
        if (!saved)
            return tl::unexpected(saved.error());
        return saved->savedAt;
    };
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
        m_services.engine.ask(this, saving(each.key(), each.value()),
            [this, conversation = each.key(), text = each.value()](
                const Result<QDateTime> &saved) { settle(conversation, text, saved); });
    }
}

void DraftKeeper::settle(qint64 conversation, const QString &text, const Result<QDateTime> &saved)
{
    if (m_asked.value(conversation) == text)
        m_asked.remove(conversation);
    if (saved) {
        m_refused.remove(conversation);
        m_soon.setInterval(soonMs);
        emit kept(conversation, *saved);
        return;
    }
    const bool again = m_refused.contains(conversation);
    m_refused.insert(conversation);
    m_soon.setInterval(qMin(2 * m_soon.interval(), latestMs));
    // Tried again, unless there is something newer to keep.
    if (!m_typed.contains(conversation) && saved.error().kind != Error::Kind::Missing)
        m_typed.insert(conversation, text);
    if (!m_typed.isEmpty())
        m_soon.start();
    emit failed(conversation, saved.error(), again);
}

void DraftKeeper::discard(qint64 conversation)
{
    flush();
    m_services.engine.ask(
        this, [&drafts = m_services.drafts, conversation] { return drafts.discard(conversation); },
        [this, conversation](const Result<bool> &done) {
            if (!done)
                emit failed(conversation, done.error(), false);
            else
                emit discarded(conversation);
        });
}

} // namespace wheelhouse
