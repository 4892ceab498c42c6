#pragma once

#include "core/base/lane.h"
#include "core/publishing/amendments.h"
#include "core/publishing/deliverybook.h"
#include "core/publishing/dispatch.h"
#include "core/publishing/outbox.h"
#include "core/store/changes.h"
#include "tests/support/desk.h"
#include "ui/kit/look.h"
#include "ui/outbox/outboxservices.h"

#include <QSettings>
#include <QTemporaryDir>

namespace wheelhouse {

/// A desk on an engine lane of its own, with what the outbox works with, as in the program; nothing is ever sent.
class OutboxRoom {
    /// What lives on the engine lane, in the order of its making.
    struct Writer {
        TestDesk desk;
        Changes changes { desk.writer() };
        PostStore posts { desk.writer(), desk.log, desk.clock };
        Holds holds { desk.writer(), desk.log, desk.clock };
        Outbox outbox { desk.writer(), desk.log, desk.undo, holds, desk.clock };
        Amendments amendments { desk.writer(), desk.log, desk.undo, posts, desk.clock };
        Dispatch dispatch { desk.writer(), desk.clock, QStringLiteral("test") };
        DeliveryBook book { desk.writer() };
    };

public:
    OutboxRoom()
    {
        on([this] { m_writer = std::make_unique<Writer>(); });
    }
    ~OutboxRoom()
    {
        m_reader.stop();
        on([this] { m_writer.reset(); });
    }
    OutboxRoom(const OutboxRoom &) = delete;
    OutboxRoom &operator=(const OutboxRoom &) = delete;

    template<typename Work> std::invoke_result_t<Work> on(Work work)
    {
        auto future = m_engine.ask(std::move(work));
        future.waitForFinished();
        if constexpr (!std::is_void_v<std::invoke_result_t<Work>>)
            return future.result();
    }
    [[nodiscard]] OutboxServices services()
    {
        return { m_engine, m_reader, m_writer->desk.database.path(), m_writer->outbox, m_writer->amendments,
            m_writer->changes, m_writer->desk.clock };
    }
    [[nodiscard]] FakeClock &clock() { return m_writer->desk.clock; }
    [[nodiscard]] Writer &writer() { return *m_writer; } ///< inside on() only

    /// Plans \a words on a channel called \a name, \a in from now.
    DeliveryId plan(const QString &words, std::chrono::milliseconds in, const QString &campaign = {},
        NetworkId network = NetworkId::Mastodon)
    {
        const QDateTime due = clock().now().addMSecs(in.count());
        const PlannedAt at { TestDesk::must(wallTimeAt(due, "Europe/Amsterdam")), due };
        return on([&] {
            auto transaction = Transaction::begin(m_writer->desk.writer());
            const ChannelId channel = ChannelId::fromName("channel", networkWord(network).toUtf8());
            TestDesk::must(m_writer->desk.admission.channel(
                *transaction, { channel, network, QStringLiteral("@marlowe"), QStringLiteral("@marlowe") }));
            PostContent content;
            content.parts = { { words, {} } };
            const PostId post =
                TestDesk::must(m_writer->posts.begin(*transaction, { { { channel, content } }, campaign, {} }));
            const Revision revision = TestDesk::must(m_writer->posts.submit(*transaction, post));
            const auto ids = TestDesk::must(m_writer->outbox.queue(*transaction, revision, at));
            TestDesk::must(transaction->commit());
            return ids.constFirst();
        });
    }
    /// As the publisher would leave it.
    void become(DeliveryId id, Delivery::State state, const QString &reason = {}, int waitMs = 0)
    {
        on([&] {
            auto &dispatch = m_writer->dispatch;
            Claim claim = TestDesk::must(dispatch.read(TestDesk::must(m_writer->book.find(id))->row));
            claim = TestDesk::must(dispatch.claim(claim.delivery.row)).value();
            const qint64 until = clock().nowMs() + waitMs;
            if (state == Delivery::State::Rejected)
                return TestDesk::must(dispatch.reject(claim, reason, true));
            if (state == Delivery::State::Queued)
                return TestDesk::must(dispatch.postpone(claim, reason, until, true));
            DeliveryPart part = claim.parts.first();
            part.firstTriedAt = clock().now();
            TestDesk::must(dispatch.begin(claim, part));
            if (state == Delivery::State::Unconfirmed)
                return TestDesk::must(dispatch.doubt(claim, reason, until));
            const QString there = QStringLiteral("https://coffee.example/@marlowe/1");
            TestDesk::must(dispatch.sent(claim, part, { { there, QStringLiteral("1") }, there, clock().now() }));
        });
    }
    [[nodiscard]] Delivery at(DeliveryId id)
    {
        return on([&] { return *TestDesk::must(m_writer->book.find(id)); });
    }
    QString undo()
    {
        return on([&] { return TestDesk::must(m_writer->desk.undo.back()).sentence; });
    }

private:
    Lane m_engine { QStringLiteral("engine") };
    Lane m_reader { QStringLiteral("reader") };
    std::unique_ptr<Writer> m_writer;
};

} // namespace wheelhouse
