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
    if (m_typed && !(m_typed->post == post))
        flush();
    m_typed = Typed { post, words };
    if (!m_soon.isActive())
        m_soon.start();
}

void ComposerKeeper::flush()
{
    m_soon.stop();
    const auto typed = std::exchange(m_typed, {});
    if (!typed)
        return;
    ++m_onItsWay;
    m_services.engine.ask(
        this, [&composing = m_services.composing, typed = *typed] { return composing.save(typed.post, typed.words); },
        [this, asked = *typed](const Result<QDateTime> &saved) { settle(asked, saved); });
}

void ComposerKeeper::settle(const Typed &asked, const Result<QDateTime> &saved)
{
    --m_onItsWay;
    if (saved) {
        m_isRefused = false;
        m_soon.setInterval(soonMs);
        emit kept(*saved);
        return;
    }
    const bool again = std::exchange(m_isRefused, true);
    // Tried again, unless there is something newer to keep, or nothing to keep it in.
    if (!m_typed && saved.error().kind != Error::Kind::Missing) {
        m_typed = asked;
        m_soon.setInterval(qMin(2 * m_soon.interval(), latestMs));
        m_soon.start();
    }
    emit failed(saved.error(), again);
}

} // namespace wheelhouse
