#pragma once

#include "core/base/secret.h"
#include "core/http/httpclient.h"
#include "core/http/pacing.h"
#include "core/networks/connector.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <functional>
#include <memory>

namespace wheelhouse {

/// Listens to what a server of Mastodon's kind pushes over a WebSocket, and makes Nudges of it: whatever tears,
/// repeats, is unknown or lost in a gap ends in asking once more, never in believing. Falls silent or breaks: it is
/// taken up again, later and later. Connects where the gate lets it, to the very address that was checked, or by the
/// system's proxy. Lives on one lane.
class MastodonStream : public QObject {
    Q_OBJECT
public:
    struct Source {
        QUrl address; ///< ws or wss, as the server names it
        QUrl server; ///< its interface: what is asked privately there is not told on an open line
        QString typed; ///< see HttpRequest
        QString ourId; ///< of updates only ours count; empty: all do
    };
    struct Habits {
        std::chrono::milliseconds ping { 30'000 };
        std::chrono::milliseconds silence { 75'000 }; ///< without a sign; then it is taken for dead
        std::chrono::milliseconds connect { 20'000 };
        std::chrono::milliseconds gather { 250 }; ///< what comes in so short a time is one nudge
        std::chrono::milliseconds steady { 60'000 }; ///< open so long, it begins anew to count its failures
        Pacing pacing { std::chrono::seconds { 5 }, std::chrono::minutes { 10 } };
    };
    MastodonStream(Source source, Secret token, std::function<void(const Nudge &)> told, Habits habits,
        Lookup lookup = systemLookup());
    ~MastodonStream() override;
    void stop(); ///< for good; nobody is told of anything any more

private:
    void begin();
    void takeAddresses(const QUrl &page, const QList<QHostAddress> &addresses);
    void connectTo(const QString &to, const QNetworkProxy &proxy);
    void refuse(const QString &why);
    void hearOpened();
    void hear(const QByteArray &frame);
    void sign();
    void breakOff();
    void tellLater();
    [[nodiscard]] Result<QUrl> page() const;

    Source m_source;
    Secret m_token;
    std::function<void(const Nudge &)> m_told;
    Habits m_habits;
    Lookup m_lookup;
    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_again; ///< until the next try
    QTimer m_connect;
    QTimer m_ping;
    QTimer m_silence;
    QTimer m_steady;
    QTimer m_gather;
    Nudge m_nudge; ///< gathered so far
    int m_failures = 0;
    int m_turn = 0; ///< of the try or the rest under way: a look-up of another comes too late
    int m_unreached = 0; ///< tries in a row that came to no line; each takes the next of the addresses
};

} // namespace wheelhouse
