#pragma once

#include "core/publishing/outbox.h"
#include "core/publishing/publisher.h"
#include "tests/core/publishing/fakenetwork.h"
#include "tests/support/desk.h"

namespace wheelhouse {

/// A desk that publishes to networks in memory, a channel each.
class PublishingRoom {
public:
    explicit PublishingRoom(int count = 1)
    {
        auto transaction = Transaction::begin(desk.writer());
        for (int i = 0; i < count; ++i) {
            const Channel channel { ChannelId::fromName("channel", QByteArray::number(i)), NetworkId::Mastodon,
                QStringLiteral("@marlowe%1").arg(i), QStringLiteral("@marlowe%1").arg(i) };
            TestDesk::must(desk.admission.channel(*transaction, channel));
            networks.push_back(std::make_unique<FakeNetwork>());
            speakers.push_back(std::make_unique<FakeSpeaker>(channel, *networks.back()));
            channels.append(channel);
        }
        TestDesk::must(transaction->commit());
        open();
    }
    /// As a process that starts: everything but the store and the networks is new.
    void open()
    {
        publisher.reset();
        dispatch = std::make_unique<Dispatch>(desk.writer(), desk.clock, QStringLiteral("test"));
        publisher = std::make_unique<Publisher>(Publisher::Parts { *dispatch,
            [this](ChannelId id) -> Connector * {
                for (const auto &each : speakers)
                    if (each && each->channel().id == id)
                        return each.get();
                return nullptr;
            },
            [this](const QByteArray &digest) -> Result<QByteArray> {
                if (!pictures.contains(digest))
                    return fail(Error::Kind::Missing, QStringLiteral("The picture is gone."));
                return pictures.value(digest);
            },
            changes, desk.clock, [this] { return steady(); } });
        QObject::connect(publisher.get(), &Publisher::published, publisher.get(),
            [this](const PublishedPart &part) { published.append(part); });
    }
    [[nodiscard]] qint64 steady() const { return desk.clock.nowMs() + steadyOff; }
    PictureRef picture(const QByteArray &bytes, const QString &alt)
    {
        const QByteArray digest = digestOf(bytes);
        pictures.insert(digest, bytes);
        return { digest, QStringLiteral("image/png"), { 8, 8 }, alt };
    }
    static PostContent saying(const QStringList &texts)
    {
        PostContent content;
        for (const QString &each : texts)
            content.parts.append({ each, {} });
        return content;
    }
    [[nodiscard]] PlannedAt in(std::chrono::milliseconds time) const
    {
        const QDateTime due = desk.clock.now().addMSecs(time.count());
        return { { due.date(), due.time(), "UTC", WallTime::Turn::First }, due };
    }
    /// Submits and queues \a content on all channels.
    QList<DeliveryId> queue(const PostContent &content, const PlannedAt &at, const QString &campaign = {})
    {
        auto transaction = Transaction::begin(desk.writer());
        NewPost made { {}, campaign, {} };
        for (const Channel &each : std::as_const(channels))
            made.variants.append({ each.id, content });
        const PostId post = TestDesk::must(posts.begin(*transaction, made));
        const Revision revision = TestDesk::must(posts.submit(*transaction, post));
        auto ids = TestDesk::must(outbox.queue(*transaction, revision, at));
        TestDesk::must(transaction->commit());
        return ids;
    }
    /// Lets the publisher do all that may be done now.
    void send()
    {
        publisher->sendNow();
        // What follows from an answer is asked for by timers of 0 ms; after some turns with nothing, nothing follows.
        for (int quiet = 0; quiet < 8; ++quiet) {
            QCoreApplication::processEvents();
            if (publisher->isSending())
                quiet = 0;
        }
    }
    /// Lets time go by, sending as it goes.
    void wait(std::chrono::milliseconds time, std::chrono::milliseconds step = std::chrono::seconds { 30 })
    {
        for (; time.count() > 0; time -= step) {
            desk.clock.advance(std::min(step, time));
            send();
        }
    }
    [[nodiscard]] Delivery at(DeliveryId id) { return *TestDesk::must(book.find(id)); }
    [[nodiscard]] FakeNetwork &network(int i = 0) { return *networks.at(size_t(i)); }

    TestDesk desk;
    Changes changes { desk.writer() };
    PostStore posts { desk.writer(), desk.log, desk.clock };
    Holds holds { desk.writer(), desk.log, desk.clock };
    Outbox outbox { desk.writer(), desk.log, desk.undo, holds, desk.clock };
    DeliveryBook book { desk.writer() };
    QHash<QByteArray, QByteArray> pictures;
    qint64 steadyOff = 0;
    QList<Channel> channels;
    std::vector<std::unique_ptr<FakeNetwork>> networks;
    std::vector<std::unique_ptr<FakeSpeaker>> speakers;
    std::unique_ptr<Dispatch> dispatch;
    std::unique_ptr<Publisher> publisher;
    QList<PublishedPart> published;
};

} // namespace wheelhouse
