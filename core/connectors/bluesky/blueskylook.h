#pragma once

#include "core/connectors/bluesky/blueskycalls.h"
#include "core/networks/traffic.h"

#include <functional>
#include <memory>

namespace wheelhouse::bluesky {

/// A post with its thread; \a depth answers below it and \a parents posts above.
[[nodiscard]] BlueskyCalls::Call threadCall(const QString &uri, int depth, int parents);

/// How posts stand now. Asked for many at once, the network leaves out whatever it does not show us, what a block hides
/// too; so that one is gone is believed only where it says so of that one alone. Of those left out a few are asked for
/// at a time; what could not be asked is neither there nor gone.
class Look {
public:
    static constexpr int mostAlone = 20; ///< posts that one look asks for by themselves
    using Then = std::function<void(const Result<Page> &)>;
    /// \a calls outlives it.
    explicit Look(BlueskyCalls &calls);
    void look(const QList<RemoteRef> &messages, const Then &then);

private:
    struct Turn;
    using TurnPtr = std::shared_ptr<Turn>;
    void askMany(const TurnPtr &turn);
    void takeMany(const TurnPtr &turn, const QStringList &asked, const HttpResponse &answer);
    void askAlone(const TurnPtr &turn);
    void takeAlone(const TurnPtr &turn, const QString &uri, const Result<HttpResponse> &answer);
    void choose(QStringList &missing) const;
    void remember(const QString &uri);

    BlueskyCalls &m_calls;
    QStringList m_hidden; ///< left out and yet not known to be gone; the one asked longest ago first
};

} // namespace wheelhouse::bluesky
