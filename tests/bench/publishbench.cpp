#include "tests/bench/publishbench.h"

#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/http/lanehttpclient.h"
#include "core/publishing/durable.h"
#include "core/publishing/outbox.h"
#include "core/publishing/publisher.h"
#include "core/store/checkpointer.h"
#include "core/store/workspacefile.h"
#include "core/team/roster.h"
#include "tests/support/countingmastodon.h"

#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QLoggingCategory>
#include <QTemporaryDir>

#include <ctime>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int recorded = 500; // requests that the bare loop says again and again
constexpr int lot = 500; // posts planned in one transaction

template<typename T> T must(Result<T> result)
{
    if (!result) {
        std::fputs(qPrintable(result.error().message + u'\n' + result.error().detail + u'\n'), stderr);
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Hands on what it is asked, and remembers it.
class Recorder final : public HttpClient {
public:
    explicit Recorder(HttpClient &client)
        : m_client(client)
    {
    }
    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override
    {
        if (request.method == "POST" && requests.size() < recorded)
            requests.append(request);
        return m_client.send(request);
    }
    QList<HttpRequest> requests;

private:
    HttpClient &m_client;
};

/// A desk with accounts at one server, and everything planned for a moment ago.
class Room {
public:
    Room(const QString &path, int accounts, const CountingMastodon &server, HttpClient &http)
        : m_file(must(WorkspaceFile::create(path, u"Bench"_s, Workspace::Kind::Desk, m_clock)))
        , m_writer(must(m_file->openWriter()))
        , m_checkpointer(*m_writer)
        , m_dispatch(*m_writer, m_clock, u"bench"_s)
        , m_changes(*m_writer)
    {
        auto transaction = must(Transaction::begin(*m_writer));
        must(Roster(*m_writer).beginAs(transaction, u"Robin"_s));
        must(transaction.commit());
        for (int i = 0; i < accounts; ++i)
            add(i, server, http);
    }
    /// Plans \a posts, each account in its turn.
    void plan(int posts)
    {
        const QDateTime now = m_clock.now();
        for (int done = 0; done < posts;) {
            auto transaction = must(Transaction::begin(*m_writer));
            for (const int end = std::min(posts, done + lot); done < end; ++done) {
                const PostContent content {
                    { { u"Post %1 of a busy day at the roastery, with some words"_s.arg(done), {} } }, {}, {},
                    Visibility::Public, u"en"_s
                };
                const Channel &channel = m_channels.at(done % m_channels.size());
                const PostId post = must(m_posts.begin(transaction, { { { channel.id, content } }, {}, {} }));
                const Revision revision = must(m_posts.submit(transaction, post));
                must(m_outbox.queue(
                    transaction, revision, { { now.date(), now.time(), "UTC", WallTime::Turn::First }, now }));
            }
            must(transaction.commit());
        }
    }
    /// Sends all of it; ms.
    double send(int posts)
    {
        Publisher publisher({ m_dispatch,
            [this](ChannelId channel) -> Connector * {
                const auto found = m_connectors.find(channel.bytes());
                return found == m_connectors.end() ? nullptr : found->second.get();
            },
            [](const QByteArray &) -> Result<QByteArray> { return fail(Error::Kind::Missing, u"no pictures"_s); },
            m_changes, m_clock, ClockWatch::systemSteady() });
        QEventLoop loop;
        int out = 0;
        QObject::connect(&publisher, &Publisher::published, &loop, [&](const PublishedPart &) {
            if (++out == posts)
                loop.quit();
        });
        QObject::connect(&publisher, &Publisher::stopped, &loop, [](const DeliveryId &) {
            std::fputs("a post did not go out\n", stderr);
            std::exit(1);
        });
        return millisecondsOf([&] {
            publisher.start();
            loop.exec();
        });
    }
    /// ms that one commit takes to be on the disk.
    double commits(int times)
    {
        Statement update(*m_writer, "UPDATE delivery SET tries = tries + 1 WHERE row = ?1");
        const double all = millisecondsOf([&] {
            for (int i = 1; i <= times; ++i) {
                auto transaction = must(DurableTransaction::begin(*m_writer));
                must(update.run(i));
                must(transaction.commit("bench"));
            }
        });
        return all / times;
    }

private:
    void add(int number, const CountingMastodon &server, HttpClient &http)
    {
        const Channel channel { ChannelId::fromName("channel", "bench" + QByteArray::number(number)),
            NetworkId::Mastodon, u"@us%1"_s.arg(number), u"@us%1"_s.arg(number) };
        Statement insert(*m_writer, "INSERT INTO channel (id, network, name, handle) VALUES (?1, ?2, ?3, ?4)");
        must(insert.run(channel.id, networkWord(channel.network), channel.name, channel.handle));
        m_channels.append(channel);
        m_connectors.emplace(channel.id.bytes(),
            std::make_unique<MastodonConnector>(MastodonConnector::Source { channel, QUrl(u"http://"_s + server.host()),
                                                    server.host(), CountingMastodon::ourName(), u"7"_s, {}, {} },
                Secret(QByteArrayLiteral("token")), http));
    }

    SystemClock m_clock;
    std::unique_ptr<WorkspaceFile> m_file;
    std::unique_ptr<Database> m_writer;
    Checkpointer m_checkpointer;
    OperationLog m_log { *m_writer, m_clock };
    Undo m_undo { *m_writer, m_log };
    PostStore m_posts { *m_writer, m_log, m_clock };
    Holds m_holds { *m_writer, m_log, m_clock };
    Outbox m_outbox { *m_writer, m_log, m_undo, m_holds, m_clock };
    Dispatch m_dispatch;
    Changes m_changes;
    QList<Channel> m_channels;
    std::map<QByteArray, std::unique_ptr<Connector>> m_connectors;
};

/// The bare loop: \a count requests, of each account one at a time; ms.
double sayBare(HttpClient &http, const QList<HttpRequest> &requests, int accounts, int count)
{
    QEventLoop loop;
    int begun = 0;
    int done = 0;
    std::function<void()> next = [&] {
        if (begun == count)
            return;
        auto *watcher = new QFutureWatcher<Result<HttpResponse>>(&loop);
        QObject::connect(watcher, &QFutureWatcherBase::finished, &loop, [&, watcher] {
            if (!watcher->result() || watcher->result()->status != 200)
                std::exit(1);
            watcher->deleteLater();
            if (++done == count)
                return loop.quit();
            next();
        });
        watcher->setFuture(http.send(requests.at(begun++ % requests.size())));
    };
    return millisecondsOf([&] {
        for (int i = 0; i < accounts; ++i)
            next();
        loop.exec();
    });
}

/// Processor time of this thread until now, µs.
double ownTime()
{
    timespec now {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e6 + double(now.tv_nsec) / 1e3;
}

QString fresh(const QString &folder, const QString &name)
{
    const QString path = folder + u'/' + name + u".wheelhouse"_s;
    for (const char *tail : { "", "-wal", "-shm" })
        QFile::remove(path + QLatin1String(tail));
    return path;
}

void benchAccounts(Report &report, const QString &folder, int posts, int accounts)
{
    const SystemClock clock;
    LaneHttpClient http(clock);
    CountingMastodon server;
    Recorder recorder(http);
    Room first(fresh(folder, u"publishing-first"_s), accounts, server, recorder);
    first.plan(recorded);
    first.send(recorded);
    Room room(fresh(folder, u"publishing"_s), accounts, server, http);
    room.plan(posts);
    const double before = sayBare(http, recorder.requests, accounts, posts / 2);
    const double ours = room.send(posts);
    const double after = sayBare(http, recorder.requests, accounts, posts / 2);
    const QString on = accounts == 1 ? u"one account"_s : u"%1 accounts"_s.arg(accounts);
    report.say({ u"publishing %1 due posts on %2, with what the disk takes"_s.arg(posts).arg(on), posts / ours * 1000,
        posts / (before + after) * 1000, u"posts/s"_s, std::nullopt });
    const double commit = room.commits(1'000);
    report.say({ u"of it, commits that are on the disk before it goes on (2 a post)"_s, 2 * commit * posts / ours * 100,
        std::nullopt, u"% of time"_s, std::nullopt });
    report.say({ u"one such commit"_s, commit * 1000, std::nullopt, u"µs"_s, std::nullopt });
    const QString memory = u"/dev/shm"_s;
    if (!QFileInfo(memory).isWritable())
        return;
    const QTemporaryDir there(memory + u"/wheelhouse-bench-XXXXXX"_s);
    Room light(fresh(there.path(), u"publishing"_s), accounts, server, http);
    light.plan(posts);
    const double begun = ownTime();
    const double still = sayBare(http, recorder.requests, accounts, posts / 2);
    const double bare = ownTime();
    const double free = light.send(posts);
    const double all = ownTime();
    report.say({ u"the same on %1, where a commit costs nothing"_s.arg(on), posts / free * 1000,
        posts / 2 / still * 1000, u"posts/s"_s, ratioAtLeast(0.8) });
    report.say({ u"of it, processor time of the engine's thread a post"_s, (all - bare) / posts,
        (bare - begun) / (posts / 2), u"µs"_s, std::nullopt });
}

} // namespace

void benchPublishing(Report &report, const QString &folder, int posts)
{
    QLoggingCategory::setFilterRules(u"wh.*=false"_s); // a line a request would be measured as well
    for (const int accounts : { 1, 10 })
        benchAccounts(report, folder, posts, accounts);
}

} // namespace wheelhouse
