#pragma once

#include "core/networks/connector.h"

#include <QHash>
#include <QRandomGenerator>

#include <deque>

namespace wheelhouse {

/// A network in memory that counts what it got, and does to each question what a test says. What it has outlives
/// every connector to it, as a server does.
class FakeNetwork {
public:
    enum class Does {
        Answer, ///< takes it and says so
        LoseAnswer, ///< takes it, and nobody hears
        LoseQuestion, ///< nothing arrives, and nobody knows
        NeverSent, ///< nothing left us
        SayNo, ///< it was looked at, and refused
        SignedOut,
        Busy, ///< asked to be left alone
    };
    struct Post {
        QByteArray key;
        QString text;
        QString replyTo;
        QList<OutgoingMedia> media;
        QString name;
    };

    Speech speech { true, true, true, true, Speech::Repeat::Doubles };
    std::deque<Does> publishing; ///< one a question; then Answer
    std::deque<Does> finding;
    std::deque<Does> uploading;
    std::deque<Does> amending;
    QStringList amended; ///< names, in the order in which they were changed or taken away
    bool renames = false; ///< a change gives a new name
    bool findsWhole = true;
    bool findsByWords = false; ///< as where a server tells no keys: the first of the same words
    bool listsLate = false; ///< what was taken last is not yet in its lists
    QList<Post> posts;
    QList<QByteArray> uploads;
    int questions = 0;
    std::function<void()> onPublish; ///< while a question is on its way

    static Does next(std::deque<Does> &from)
    {
        if (from.empty())
            return Does::Answer;
        const Does does = from.front();
        from.pop_front();
        return does;
    }
    static Error trouble(Does does)
    {
        using Kind = Error::Kind;
        const auto error = [](Kind kind, const char *detail, int wait = 0) {
            return Error { kind, QStringLiteral("No: %1").arg(QLatin1String(detail)), QLatin1String(detail),
                std::chrono::seconds(wait) };
        };
        switch (does) {
        case Does::NeverSent:
            return error(Kind::Offline, "not sent: no network");
        case Does::SayNo:
            return error(Kind::Refused, "status 422");
        case Does::SignedOut:
            return error(Kind::SignedOut, "status 401");
        case Does::Busy:
            return error(Kind::Busy, "status 429", 30);
        default:
            return error(Kind::Busy, "no answer: the line broke");
        }
    }
    Receipt take(const Outgoing &outgoing)
    {
        for (const Post &each : std::as_const(posts))
            if (speech.repeat == Speech::Repeat::Same && each.key == outgoing.key)
                return receiptOf(each);
        posts.append({ outgoing.key, outgoing.text, outgoing.replyTo.globalName, outgoing.media,
            QStringLiteral("https://net.example/%1").arg(posts.size() + 1) });
        return receiptOf(posts.constLast());
    }
    static Receipt receiptOf(const Post &post) { return { { post.name, post.name.section(u'/', -1) }, post.name, {} }; }
    [[nodiscard]] int countOf(const QString &text) const
    {
        return int(std::count_if(posts.cbegin(), posts.cend(), [&](const Post &each) { return each.text == text; }));
    }
};

class FakeSpeaker final : public Connector {
public:
    FakeSpeaker(Channel channel, FakeNetwork &network)
        : m_channel(std::move(channel))
        , m_network(network)
    {
    }
    [[nodiscard]] Channel channel() const override { return m_channel; }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &) override { return answered<Page>(Page {}); }
    [[nodiscard]] Speech speech() const override { return m_network.speech; }
    [[nodiscard]] QString reserve(const Outgoing &outgoing) const override
    {
        return QString::fromLatin1(outgoing.key.toHex().left(8))
            + QString::number(outgoing.firstTriedAt.toMSecsSinceEpoch());
    }
    [[nodiscard]] QFuture<Result<QString>> upload(const OutgoingMedia &media) override
    {
        ++m_network.questions;
        const auto does = FakeNetwork::next(m_network.uploading);
        if (does == FakeNetwork::Does::Answer || does == FakeNetwork::Does::LoseAnswer)
            m_network.uploads.append(media.bytes);
        if (does != FakeNetwork::Does::Answer)
            return answered<QString>(tl::unexpected(FakeNetwork::trouble(does)));
        return answered<QString>(QStringLiteral("media-%1").arg(m_network.uploads.size()));
    }
    [[nodiscard]] QFuture<Result<Receipt>> publish(const Outgoing &outgoing) override
    {
        ++m_network.questions;
        if (m_network.onPublish)
            m_network.onPublish();
        const auto does = FakeNetwork::next(m_network.publishing);
        if (does == FakeNetwork::Does::Answer)
            return answered<Receipt>(m_network.take(outgoing));
        if (does == FakeNetwork::Does::LoseAnswer)
            static_cast<void>(m_network.take(outgoing));
        return answered<Receipt>(tl::unexpected(FakeNetwork::trouble(does)));
    }
    [[nodiscard]] QFuture<Result<Receipt>> change(const RemoteRef &said, const Outgoing &outgoing) override
    {
        const auto does = FakeNetwork::next(m_network.amending);
        for (FakeNetwork::Post &each : m_network.posts) {
            if (each.name != said.globalName
                || (does != FakeNetwork::Does::Answer && does != FakeNetwork::Does::LoseAnswer))
                continue;
            m_network.amended.append(each.name);
            each.text = outgoing.text;
            each.media = outgoing.media;
            if (m_network.renames)
                each.name += QStringLiteral("-again");
            if (does == FakeNetwork::Does::Answer)
                return answered<Receipt>(FakeNetwork::receiptOf(each));
        }
        return answered<Receipt>(tl::unexpected(FakeNetwork::trouble(does)));
    }
    [[nodiscard]] QFuture<Result<void>> remove(const RemoteRef &said) override
    {
        const auto does = FakeNetwork::next(m_network.amending);
        if (does == FakeNetwork::Does::Answer || does == FakeNetwork::Does::LoseAnswer) {
            m_network.amended.append(said.globalName);
            m_network.posts.removeIf([&said](const FakeNetwork::Post &each) { return each.name == said.globalName; });
        }
        if (does == FakeNetwork::Does::Answer)
            return answered<void>({});
        return answered<void>(tl::unexpected(FakeNetwork::trouble(does)));
    }
    [[nodiscard]] QFuture<Result<Found>> find(const Outgoing &outgoing) override
    {
        ++m_network.questions;
        const auto does = FakeNetwork::next(m_network.finding);
        if (does != FakeNetwork::Does::Answer)
            return answered<Found>(tl::unexpected(FakeNetwork::trouble(does)));
        Found found { std::nullopt, m_network.findsWhole };
        const qsizetype listed = m_network.posts.size() - (m_network.listsLate ? 1 : 0);
        for (qsizetype i = 0; i < listed; ++i)
            if (m_network.posts.at(i).key == outgoing.key
                || (m_network.findsByWords && !found.receipt && m_network.posts.at(i).text == outgoing.text))
                found.receipt = FakeNetwork::receiptOf(m_network.posts.at(i));
        return answered<Found>(std::move(found));
    }

private:
    Channel m_channel;
    FakeNetwork &m_network;
};

} // namespace wheelhouse
