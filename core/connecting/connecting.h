#pragma once

#include "core/networks/accounts.h"
#include "core/networks/signin.h"
#include "core/secrets/secrets.h"

#include <QObject>

#include <functional>
#include <memory>

namespace wheelhouse {

/// Where the browser comes back to: one answer, on this computer alone.
class ReturnDoor {
public:
    ReturnDoor() = default;
    ReturnDoor(const ReturnDoor &) = delete;
    ReturnDoor &operator=(const ReturnDoor &) = delete;
    virtual ~ReturnDoor() = default;
    /// What the browser is told to come back to. Fails where no port is to be had.
    [[nodiscard]] virtual Result<QUrl> open() = 0;
    /// The address with which it came back from \a page; Cancelled where nobody came in time. Whoever bears another
    /// state than that page is not heard.
    [[nodiscard]] virtual QFuture<Result<QUrl>> answer(const QUrl &page) = 0;
};

/// Who was let in, for a screen: nothing that lets in.
struct Met {
    NetworkId network = NetworkId::Other;
    QString globalName;
    QString handle;
    QString displayName;
    QStringList granted; ///< scopes as the network words them
    bool isHereAlready = false; ///< the account is connected: it is only signed in anew
    QString name {}; ///< what it is called here already
    AccountTerms terms {}; ///< which it has already
};

/// What a person wants of an account that let us in.
struct ConnectWish {
    QString name; ///< what it is called here; empty: its handle
    AccountTerms terms;
    QDateTime newsSince; ///< UTC; null: from now on
};

/// One sign-in, from what a person typed to an account that is asked. Lives on the engine lane. Begin anew with look();
/// what an earlier one still waits for falls to the ground.
class Connecting : public QObject {
    Q_OBJECT
public:
    /// What it works with; all of it outlives it.
    struct Parts {
        Accounts &accounts;
        Secrets &secrets;
        QByteArray workspace; ///< id; names the secrets
        std::function<std::unique_ptr<SignIn>(NetworkId)> makeSignIn;
        std::function<std::unique_ptr<ReturnDoor>()> makeDoor;
    };
    explicit Connecting(Parts parts, QObject *parent = nullptr);
    ~Connecting() override;
    Q_DISABLE_COPY_MOVE(Connecting)

    /// What stands at \a typed. The ways in are known then.
    [[nodiscard]] QFuture<Result<ServerFacts>> look(NetworkId network, const QString &typed);
    [[nodiscard]] QList<SignIn::Way> ways() const;
    /// The page for a person's own browser; the door is open from now on.
    [[nodiscard]] QFuture<Result<QUrl>> ask(const QSet<Permission> &permissions);
    /// Who was let in, as soon as the browser came back. After ask().
    [[nodiscard]] QFuture<Result<Met>> browserBack();
    [[nodiscard]] QFuture<Result<Met>> enter(const QString &name, const Secret &secret);
    /// Keeps the secret and then the account. After somebody was let in.
    [[nodiscard]] QFuture<Result<AccountsChanged>> keep(const ConnectWish &wish);
    /// Closes the door, and forgets who was let in; what the browser brought is given back.
    void cancel();

private:
    using Welcomed = Result<std::shared_ptr<Welcome>>;
    void giveBack();
    [[nodiscard]] Result<Met> meet(const Welcomed &welcome);
    [[nodiscard]] SignedIn accountOf(const ConnectWish &wish) const;

    Parts m_parts;
    NetworkId m_network = NetworkId::Other;
    std::unique_ptr<SignIn> m_signIn;
    std::unique_ptr<ReturnDoor> m_door;
    QUrl m_page; ///< that the browser was sent to
    std::shared_ptr<Welcome> m_welcome;
    bool m_isGranted = false; ///< it came by the browser, for us alone
};

} // namespace wheelhouse
