#pragma once

#include "core/http/httpclient.h"
#include "core/networks/connector.h"

#include <QHash>
#include <QJsonObject>

#include <functional>
#include <memory>
#include <vector>

namespace wheelhouse {

/// What somebody said, before a network puts it into its own form.
struct Said {
    int number = 0; ///< counts from 0
    QString text;
    QString author; ///< a plain word
    QDateTime at; ///< UTC
    int parent = -1; ///< number of what it answers; -1: nothing
};

struct Spoken {
    QByteArray body;
    HttpHeaders headers = { { "Content-Type", "application/json; charset=utf-8" } };
};
/// What is answered, by the end of the path that is asked; more than one: call after call.
using SpokenPaths = QHash<QString, QList<Spoken>>;

/// A network in memory: what it is asked it answers at once, with bytes.
class SpokenClient final : public HttpClient {
public:
    /// From now on these are the answers, beside what is always answered.
    void tell(SpokenPaths paths);
    void always(SpokenPaths paths) { m_always = std::move(paths); }
    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override;
    [[nodiscard]] qint64 bytes() const { return m_bytes; } ///< told so far

private:
    SpokenPaths m_told;
    SpokenPaths m_always;
    qint64 m_bytes = 0;
};

/// A network whose recorded answers are told again with other ids, times and texts.
struct MadeNetwork {
    QString name;
    std::function<std::unique_ptr<Connector>(HttpClient &)> connector;
    std::function<SpokenPaths(const QList<Said> &)> tell; ///< oldest first; empty: nothing is new
    SpokenPaths always;
};

/// Mastodon (notifications, a hashtag), Bluesky (notifications, a search), WordPress and feeds. What was never recorded
/// is made as the network's documents say. Empty where the real data is not here (WH_SHARED_DATA).
std::vector<MadeNetwork> madeNetworks();

/// Each network's own, for madeNetworks(); empty likewise.
std::vector<MadeNetwork> madeMastodon();
std::vector<MadeNetwork> madeBluesky();
std::vector<MadeNetwork> madeWordPress();
std::vector<MadeNetwork> madeFeeds();

/// A recorded Mastodon notification (a mention) and a status of a hashtag; empty: not here.
QJsonObject recordedNotification();
/// \a said as that notification, number and all.
QJsonObject mastodonMention(const QJsonObject &recorded, const Said &said);
QJsonObject mastodonUs(); ///< the account that is asked

} // namespace wheelhouse
