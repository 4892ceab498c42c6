#include "app/desktop/tour.h"

#include "ui/connect/connectdialog.h"

#include <QDesktopServices>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace wheelhouse {

namespace {

constexpr int answerMs = 200; // what was asked has been answered

void press(QDialog *dialog, const char *name)
{
    if (auto *button = dialog->findChild<QPushButton *>(QString::fromLatin1(name)))
        button->click();
}

/// The pages that are opened stay here.
class NoBrowser : public QObject {
    Q_OBJECT
public:
    NoBrowser() { QDesktopServices::setUrlHandler(QStringLiteral("http"), this, "open"); }
    ~NoBrowser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }
    Q_DISABLE_COPY_MOVE(NoBrowser)
    Q_INVOKABLE void open(const QUrl &) { }
};

} // namespace

/// One dialog through all its steps, and nothing is connected: the desk of the outposts must be open.
void Tour::planConnect(const QString &suffix)
{
    const auto stop = [this, &suffix](const char *name, const std::function<void(ConnectDialog *)> &go) {
        m_stops.push_back({ QString::fromLatin1(name) + suffix,
            [this, go] {
                if (auto *dialog = window().findChild<ConnectDialog *>())
                    go(dialog);
                else
                    complain(tr("No dialog is open."));
            },
            [] {} });
    };
    const auto lookAt = [](ConnectDialog *dialog, const QString &server) {
        dialog->begin(NetworkId::Mastodon, server);
        press(dialog, "next");
    };
    const auto browser = std::make_shared<std::unique_ptr<NoBrowser>>();
    m_stops.push_back({ QStringLiteral("connect") + suffix,
        [this, browser] {
            *browser = std::make_unique<NoBrowser>();
            command("app.connect");
        },
        [] {} });
    stop("connect-failed", [lookAt](ConnectDialog *dialog) { lookAt(dialog, QStringLiteral("http://127.0.0.1:9")); });
    stop("connect-found", [this, lookAt](ConnectDialog *dialog) { lookAt(dialog, m_site.page()); });
    stop("connect-browser", [](ConnectDialog *dialog) { press(dialog, "next"); });
    stop("connect-token", [](ConnectDialog *dialog) { press(dialog, "otherWay"); });
    stop("connect-terms", [](ConnectDialog *dialog) {
        if (auto *secret = dialog->findChild<QLineEdit *>(QStringLiteral("secret")))
            secret->setText(QStringLiteral("tour"));
        QTimer::singleShot(answerMs, dialog, [dialog] { press(dialog, "next"); });
    });
    stop("connect-history", [](ConnectDialog *dialog) { press(dialog, "next"); });
    m_stops.back().leave = [this, browser] {
        browser->reset();
        closeDialog();
    };
}

} // namespace wheelhouse

#include "tourconnect.moc"
