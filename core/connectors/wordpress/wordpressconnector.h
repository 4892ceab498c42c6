#pragma once

#include "core/connectors/wordpress/wordpressdoor.h"
#include "core/connectors/wordpress/wordpressmark.h"
#include "core/networks/connector.h"

#include <functional>

namespace wheelhouse {

/// The comments of one blog and their moderation queue, through its REST interface (WordPress 5.7 and later), as one of
/// its users. Posts come as context of their comments. What was there at the first look is history. Lives on one lane.
class WordPressConnector final : public Connector {
public:
    struct Source {
        Channel channel;
        QUrl root; ///< Welcome::address
        QString home; ///< ServerFacts::can "home"
        QString name; ///< of the blog; may be empty
        QString typed; ///< see HttpRequest
        QString user; ///< our number there, Welcome::remoteId
    };
    /// \a client outlives it. \a secret as Welcome has it.
    WordPressConnector(const Source &source, Secret secret, HttpClient &client);

    [[nodiscard]] Channel channel() const override { return m_channel; }
    [[nodiscard]] std::chrono::seconds pace() const override { return std::chrono::seconds { 60 }; }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override;
    [[nodiscard]] bool hasLook() const override { return true; }
    /// A comment in the trash is gone. A post is looked at where it is one of the blog's ordinary posts, and never
    /// gone.
    [[nodiscard]] QFuture<Result<Page>> look(const QList<RemoteRef> &messages) override;
    [[nodiscard]] QFuture<Result<Page>> thread(const RemoteRef &message) override;
    [[nodiscard]] QSet<Gesture::Kind> gestures() const override;
    [[nodiscard]] QFuture<Result<GestureDone>> make(const Gesture &gesture) override;
    [[nodiscard]] Speech speech() const override;
    [[nodiscard]] QFuture<Result<Limits>> limits() override;
    /// Of a post: the last part of its address. Comments have none.
    [[nodiscard]] QString reserve(const Outgoing &outgoing) const override;
    [[nodiscard]] QFuture<Result<QString>> upload(const OutgoingMedia &media) override;
    /// A post, or a comment under what it answers.
    [[nodiscard]] QFuture<Result<Receipt>> publish(const Outgoing &outgoing) override;
    [[nodiscard]] QFuture<Result<Found>> find(const Outgoing &outgoing) override;
    [[nodiscard]] QFuture<Result<Receipt>> change(const RemoteRef &said, const Outgoing &outgoing) override;
    /// Into the blog's own bin, where it has one.
    [[nodiscard]] QFuture<Result<void>> remove(const RemoteRef &said) override;

private:
    struct Turn;
    struct Place; ///< of a comment
    template<typename T> using Told = std::function<void(const Result<T> &)>;
    void askWhoWeAre(const Told<void> &then);
    void askPlace(const RemoteRef &answered, const Told<Place> &then);
    void sayPost(const Outgoing &said, const Told<Receipt> &then);
    void sayComment(const Outgoing &said, const Told<Receipt> &then);
    void sayUnder(const Place &place, const Outgoing &said, const Told<Receipt> &then);
    void findPost(const Outgoing &said, const Told<Found> &then);
    void findComment(const Place &place, const Outgoing &said, const Told<Found> &then);
    void send(const OutgoingMedia &media, const QByteArray &name, const Told<QString> &then);
    using TurnPtr = std::shared_ptr<Turn>; // held by what is under way
    void askStaff(const TurnPtr &turn);
    void askAuthors(const TurnPtr &turn);
    void askComments(const TurnPtr &turn);
    void takeComments(const TurnPtr &turn, const WordPressAnswer &answer);
    struct Reading {
        QDateTime newest; ///< of the comments read; else what it was
        bool isAfterHistory = false; ///< the next was written after we began to listen
    };
    [[nodiscard]] Reading readComments(const TurnPtr &turn, const QList<Json> &items, const QDateTime &serverTime);
    void startAgain(const TurnPtr &turn);
    static void standStill(const TurnPtr &turn);
    void askPosts(const TurnPtr &turn);
    void lookOn(const TurnPtr &turn);
    void takeLooked(const TurnPtr &turn, const WordPressAnswer &answer);
    void readThread(const TurnPtr &turn);
    void takeThread(const TurnPtr &turn, const WordPressAnswer &answer);
    void wantPost(const TurnPtr &turn, const WordPressComment &comment);

    Channel m_channel;
    WordPressSite m_site;
    QString m_user;
    bool m_knowsStaff = false;
    bool m_isUs = false; ///< the blog said who we are, and it is who we were
    QSet<QString> m_posts; ///< numbers of those that were told
    WordPressDoor m_door;
};

} // namespace wheelhouse
