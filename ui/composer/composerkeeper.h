#pragma once

#include "ui/composer/composerservices.h"

#include <QHash>
#include <QSet>
#include <QTimer>

namespace wheelhouse {

/// Keeps what is typed: the engine has it half a second later, at once when the post is left or a step is taken. What
/// could not be kept stays here and is tried again. Ended, it hands over the rest; the engine finishes that first.
class ComposerKeeper : public QObject {
    Q_OBJECT
public:
    ComposerKeeper(ComposerServices &services, QObject *parent = nullptr);
    ComposerKeeper(const ComposerKeeper &) = delete;
    ComposerKeeper &operator=(const ComposerKeeper &) = delete;
    ~ComposerKeeper() override;

    void typed(PostId post, const ComposedWords &words);
    void flush();
    /// Typed, and not yet in the store.
    [[nodiscard]] bool isBehind() const { return !m_typed.isEmpty() || !m_asked.isEmpty(); }
    /// What was typed of \a post and is not yet in the store; none: the store has all of it.
    [[nodiscard]] std::optional<ComposedWords> waiting(PostId post) const;

signals:
    void kept(const QDateTime &at);
    /// \a again: as the time before.
    void failed(const wheelhouse::Error &error, bool again);

private:
    void settle(PostId post, const ComposedWords &words, const Result<QDateTime> &saved);

    ComposerServices &m_services;
    QHash<PostId, ComposedWords> m_typed; ///< not yet asked for
    QHash<PostId, ComposedWords> m_asked; ///< on its way to the store
    QSet<PostId> m_refused; ///< whose last answer from the store was no
    QTimer m_soon;
};

} // namespace wheelhouse
