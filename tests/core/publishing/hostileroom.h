#pragma once

#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/http/httpclient.h"
#include "core/posts/media.h"
#include "core/publishing/outbox.h"
#include "core/publishing/publisher.h"
#include "tests/support/countingmastodon.h"
#include "tests/support/desk.h"
#include "tests/support/waited.h"

#include <QtTest>

namespace wheelhouse {

/// A desk that publishes by a real connector over real HTTP to a server that a test makes hostile. The desk's clock is
/// the test's; what a question may last is short.
class HostileRoom {
public:
    using State = Delivery::State;
    static constexpr std::chrono::milliseconds longest { 700 }; ///< a question

    HostileRoom()
        : m_server(std::make_unique<CountingMastodon>())
    {
        m_desk.clock.set(QDateTime::currentDateTimeUtc());
        auto transaction = Transaction::begin(m_desk.writer());
        TestDesk::must(m_desk.admission.channel(*transaction, ours()));
        TestDesk::must(transaction->commit());
        m_connector = std::make_unique<MastodonConnector>(
            MastodonConnector::Source { ours(), QUrl(QStringLiteral("http://") + m_server->host()), m_server->host(),
                CountingMastodon::ourName(), QStringLiteral("7"), {}, {} },
            Secret(QByteArrayLiteral("token-of-a-test")), m_http);
    }
    [[nodiscard]] static Channel ours()
    {
        return { ChannelId::fromName("channel", "count"), NetworkId::Mastodon, QStringLiteral("@us"),
            QStringLiteral("@us") };
    }
    DeliveryId queue(const PostContent &content)
    {
        auto transaction = Transaction::begin(m_desk.writer());
        const PostId post = TestDesk::must(m_posts.begin(*transaction, { { { ours().id, content } }, {}, {} }));
        const Revision revision = TestDesk::must(m_posts.submit(*transaction, post));
        const QDateTime now = m_desk.clock.now();
        const auto ids = TestDesk::must(m_outbox.queue(*transaction, revision,
            { { now.date(), QTime(now.time().hour(), now.time().minute()), "UTC", WallTime::Turn::First }, now }));
        TestDesk::must(transaction->commit());
        return ids.first();
    }
    /// Does all that may be done now.
    void send()
    {
        m_publisher.sendNow();
        QTRY_VERIFY_WITH_TIMEOUT(!m_publisher.isSending(), 60'000);
    }
    /// Lets time go by, sending as it goes.
    void wait(std::chrono::milliseconds time, std::chrono::milliseconds step)
    {
        for (; time.count() > 0; time -= step) {
            m_desk.clock.advance(step);
            send();
        }
    }
    /// Lets time go by until \a id stands otherwise, a quarter of an hour at most: a busy machine may take longer for a
    /// question than it may last, and then it is asked again.
    void waitWhile(DeliveryId id, State state)
    {
        send();
        for (int i = 0; i < 36 && at(id).state == state; ++i)
            wait(std::chrono::seconds(25), std::chrono::seconds(25));
    }
    /// Whether a line that begins so was heard since this was asked last.
    [[nodiscard]] bool wasAsked(const char *line)
    {
        const auto asked = m_server->asked();
        return std::any_of(
            asked.cbegin(), asked.cend(), [line](const QByteArray &each) { return each.startsWith(line); });
    }
    [[nodiscard]] Delivery at(DeliveryId id) { return *TestDesk::must(m_book.find(id)); }
    [[nodiscard]] CountingMastodon &server() { return *m_server; }
    [[nodiscard]] Connector &connector() { return *m_connector; }
    [[nodiscard]] Outbox &outbox() { return m_outbox; }
    [[nodiscard]] MediaStore &media() { return m_media; }
    [[nodiscard]] TestDesk &desk() { return m_desk; }
    /// How often something was said there, in whatever words.
    [[nodiscard]] int saidOf(const QString &text)
    {
        const auto said = m_server->said();
        return int(std::count_if(said.cbegin(), said.cend(), [&text](const auto &each) { return each.text == text; }));
    }

private:
    TestDesk m_desk;
    std::unique_ptr<CountingMastodon> m_server;
    SystemClock m_clock;
    QtHttpClient m_http { m_clock, HttpBudget { longest, longest, 5, 2, 16 } };
    Changes m_changes { m_desk.writer() };
    PostStore m_posts { m_desk.writer(), m_desk.log, m_desk.clock };
    Holds m_holds { m_desk.writer(), m_desk.log, m_desk.clock };
    Outbox m_outbox { m_desk.writer(), m_desk.log, m_desk.undo, m_holds, m_desk.clock };
    DeliveryBook m_book { m_desk.writer() };
    MediaStore m_media { m_desk.database.path() };
    std::unique_ptr<Connector> m_connector;
    Dispatch m_dispatch { m_desk.writer(), m_desk.clock, QStringLiteral("test") };
    Publisher m_publisher { { m_dispatch, [this](ChannelId) { return m_connector.get(); },
        [this](const QByteArray &digest) { return m_media.read(digest); }, m_changes, m_desk.clock,
        [this] { return m_desk.clock.nowMs(); } } };
};

} // namespace wheelhouse
