#include "ui/composer/composerkeeper.h"

namespace wheelhouse {

namespace {

constexpr int soonMs = 500; // not begun anew by each key: who types on is kept all the same
constexpr int latestMs = 8'000; // between two tries, while the store refuses

} // namespace

ComposerKeeper::ComposerKeeper(ComposerServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &ComposerKeeper::flush);
}

ComposerKeeper::~ComposerKeeper()
{
    flush();
}

void ComposerKeeper::typed(PostId post, const ComposedWords &words)
{
    m_typed.insert(post, words);
    if (!m_soon.isActive())
        m_soon.start();
}

void ComposerKeeper::flush()
{
    m_soon.stop();
    const auto typed = std::exchange(m_typed, {});
    for (auto each = typed.begin(); each != typed.end(); ++each) {
        m_asked.insert(each.key(), each.value());
        m_services.engine.ask(
            this,
            [&composing = m_services.composing, post = each.key(), words = each.value()] {
                return composing.save(post, words);
            },
            [this, post = each.key(), words = each.value()](
                const Result<QDateTime> &saved) { settle(post, words, saved); });
    }
}

std::optional<ComposedWords> ComposerKeeper::waiting(PostId post) const
{
    if (m_typed.contains(post))
        return m_typed.value(post);
    return m_asked.contains(post) ? std::optional(m_asked.value(post)) : std::nullopt;
}

void ComposerKeeper::settle(PostId post, const ComposedWords &words, const Result<QDateTime> &saved)
{
    if (m_asked.value(post) == words)
        m_asked.remove(post);
    if (saved) {
        m_refused.remove(post);
        m_soon.setInterval(soonMs);
        emit kept(*saved);
        return;
    }
    const bool again = m_refused.contains(post);
    m_refused.insert(post);
    m_soon.setInterval(qMin(2 * m_soon.interval(), latestMs));
    // Tried again, unless there is something newer of it to keep, or nothing to keep it in.
    if (!m_typed.contains(post) && saved.error().kind != Error::Kind::Missing)
        m_typed.insert(post, words);
    if (!m_typed.isEmpty())
        m_soon.start();
    emit failed(saved.error(), again);
}

} // namespace wheelhouse
