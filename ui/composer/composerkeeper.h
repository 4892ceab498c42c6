#pragma once

#include "ui/composer/composerservices.h"

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
    [[nodiscard]] bool isBehind() const { return m_typed.has_value() || m_onItsWay > 0; }

signals:
    void kept(const QDateTime &at);
    /// \a again: as the time before.
    void failed(const wheelhouse::Error &error, bool again);

private:
    struct Typed {
        PostId post;
        ComposedWords words;
    };
    void settle(const Typed &asked, const Result<QDateTime> &saved);

    ComposerServices &m_services;
    std::optional<Typed> m_typed;
    int m_onItsWay = 0;
    bool m_isRefused = false;
    QTimer m_soon;
};

} // namespace wheelhouse
