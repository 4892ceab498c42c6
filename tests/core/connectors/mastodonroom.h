#pragma once

#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/http/gate.h"
#include "tests/core/connectors/fakemastodon.h"
#include "tests/support/testclock.h"

#include <QtTest>

namespace wheelhouse::fakemastodon {

using namespace std::chrono_literals;
using Server = ScriptedServer;

/// One account on a scripted server, asked as the program asks.
class MastodonRoom {
protected:
    void begin()
    {
        m_fake = std::make_unique<FakeMastodon>();
        m_server = std::make_unique<Server>(
            [this](const Server::Asked &asked, QTcpSocket &socket) { m_fake->answer(asked, socket); });
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 2s, 4s, 5, 2, 16 });
        m_options = {};
        m_cursor.clear();
        restart();
    }
    void restart() { restart(*m_client); }
    void restart(HttpClient &client)
    {
        const MastodonConnector::Source source {
            { ChannelId::fromName("channel", "x"), NetworkId::Mastodon, u"x"_s, {} }, m_server->url(u"/"_s),
            typedHost(m_server->url()), u"https://s.example/users/us"_s, u"id-us"_s, {}, m_options
        };
        m_connector = std::make_unique<MastodonConnector>(source, Secret("s3cret"), client);
    }
    template<typename T> T answerOf(QFuture<T> future)
    {
        if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000))
            qFatal("no answer");
        return future.result();
    }
    Result<Page> fetch()
    {
        auto page = answerOf(m_connector->fetch(m_cursor));
        if (page && !page->cursor.isEmpty())
            m_cursor = page->cursor;
        return page;
    }
    /// The numbers of the messages, in their order.
    static QStringList names(const Page &page)
    {
        QStringList all;
        for (const Arrival &each : page.arrivals)
            all.append(each.globalName.section(u'/', -1));
        return all;
    }
    int count(const QByteArray &method) const
    {
        int times = 0;
        for (const auto &asked : m_server->asked)
            times += asked.line.startsWith(method) ? 1 : 0;
        return times;
    }

    TestClock m_clock;
    std::unique_ptr<FakeMastodon> m_fake;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<QtHttpClient> m_client;
    MastodonConnector::Options m_options;
    std::unique_ptr<MastodonConnector> m_connector;
    QByteArray m_cursor;
};

} // namespace wheelhouse::fakemastodon
