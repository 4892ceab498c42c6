#include "core/networks/connector.h"
#include "tests/support/canary.h"
#include "tests/support/desk.h"
#include "ui/connect/connectdialog.h"
#include "ui/kit/look.h"
#include "ui/kit/notice.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Secrets in memory that may be told to refuse.
class Pocket final : public Secrets {
public:
    [[nodiscard]] QFuture<State> state() override { return QtFuture::makeReadyFuture(State::Open); }
    [[nodiscard]] QFuture<Result<std::shared_ptr<Secret>>> read(const QString &name) override
    {
        if (!kept.contains(name))
            return answered<std::shared_ptr<Secret>>(fail(Error::Kind::Missing, u"no such entry"_s));
        return answered<std::shared_ptr<Secret>>(std::make_shared<Secret>(kept.value(name)));
    }
    [[nodiscard]] QFuture<Result<void>> write(const QString &name, const Secret &secret) override
    {
        if (refuses)
            return answered<void>(fail(Error::Kind::Busy, u"The keyring is locked."_s));
        kept.insert(name, QByteArray(secret.reveal().constData(), secret.reveal().size()));
        return answered<void>({});
    }
    [[nodiscard]] QFuture<Result<void>> remove(const QString &name) override
    {
        kept.remove(name);
        return answered<void>({});
    }
    [[nodiscard]] QString words() const override { return u"a pocket"_s; }
    QHash<QString, QByteArray> kept;
    bool refuses = false;
};

/// A network that a test plays.
class PlayedSignIn final : public SignIn {
public:
    struct Play {
        QList<Way> ways { Way::Browser, Way::Token };
        std::optional<Error> trouble; ///< of looking
        QString token = u"let me in"_s;
        QString who = u"marlowe"_s; ///< who is let in
        int asked = 0;
        int left = 0; ///< how often what lets in was given back
    };
    explicit PlayedSignIn(Play &play)
        : m_play(play)
    {
    }
    [[nodiscard]] NetworkId network() const override { return NetworkId::Mastodon; }
    [[nodiscard]] QList<Way> ways() const override { return m_play.ways; }
    [[nodiscard]] QFuture<Result<ServerFacts>> look(const QString &typed) override
    {
        if (m_play.trouble)
            return answered<ServerFacts>(tl::unexpected(*m_play.trouble));
        ServerFacts facts;
        facts.address = QUrl(u"https://"_s + typed);
        facts.software = u"Mastodon 4.5"_s;
        facts.people = 12'400;
        facts.postCharacters = 500;
        facts.altCharacters = 1'500;
        return answered<ServerFacts>(std::move(facts));
    }
    [[nodiscard]] QFuture<Result<QUrl>> ask(const QSet<Permission> &, const QUrl &back) override
    {
        ++m_play.asked;
        return answered<QUrl>(QUrl(u"https://coffee.social/oauth/authorize?back="_s + back.toString()));
    }
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> come(const QUrl &) override { return welcome(); }
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> enter(const QString &, const Secret &secret) override
    {
        if (QString::fromUtf8(secret.reveal()) != m_play.token)
            return answered<std::shared_ptr<Welcome>>(
                fail(Error::Kind::SignedOut, u"The server does not know this token."_s));
        return welcome();
    }
    [[nodiscard]] QFuture<Result<void>> leave(const ServerFacts &, const Secret &) override
    {
        ++m_play.left;
        return answered<void>({});
    }

private:
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> welcome() const
    {
        auto made = std::make_shared<Welcome>();
        made->globalName = u"https://coffee.social/users/"_s + m_play.who;
        made->remoteId = u"42"_s;
        made->handle = u'@' + m_play.who + u"@coffee.social"_s;
        made->address = QUrl(u"https://coffee.social"_s);
        made->granted = QStringList { u"read"_s, u"write"_s };
        made->secret = Secret(QByteArrayLiteral("canary-token"));
        return answered<std::shared_ptr<Welcome>>(std::move(made));
    }
    Play &m_play;
};

/// A browser that comes back when a test says so.
class PlayedDoor final : public ReturnDoor {
public:
    [[nodiscard]] Result<QUrl> open() override { return QUrl(u"http://127.0.0.1:9/"_s); }
    [[nodiscard]] QFuture<Result<QUrl>> answer(const QUrl &) override
    {
        promise->start();
        return promise->future();
    }
    std::shared_ptr<QPromise<Result<QUrl>>> promise = std::make_shared<QPromise<Result<QUrl>>>();
};

/// A desk, and the dialog over it. The services live on a lane of their own, as in the program.
struct Room {
    Room()
    {
        lane.ask([this] {
                desk = std::make_unique<TestDesk>();
                accounts = std::make_unique<Accounts>(desk->writer(), desk->log, desk->undo, desk->clock);
                intake = std::make_unique<Intake>(desk->writer(), desk->admission, desk->clock);
                connecting = std::make_unique<Connecting>(Connecting::Parts { *accounts, pocket, QByteArrayLiteral("w"),
                    [this](NetworkId) { return std::make_unique<PlayedSignIn>(play); },
                    [this] {
                        auto made = std::make_unique<PlayedDoor>();
                        door = made->promise;
                        return made;
                    } });
            })
            .waitForFinished();
        open();
    }
    Q_DISABLE_COPY_MOVE(Room)
    ~Room()
    {
        dialog.reset();
        lane.ask([this] {
                connecting.reset();
                intake.reset();
                accounts.reset();
                desk.reset();
            })
            .waitForFinished();
        lane.stop();
    }
    void open()
    {
        dialog = std::make_unique<ConnectDialog>(ConnectServices { lane, *connecting, *intake, clock, false,
                                                     [this](const QUrl &page) {
                                                         opened = page;
                                                         return true;
                                                     } },
            look, settings);
        dialog->show();
    }
    QPushButton *button(const QString &text) const
    {
        const auto all = dialog->findChildren<QPushButton *>();
        for (QPushButton *each : all)
            if (each->text().remove(u'&') == text && each->isVisible())
                return each;
        return nullptr;
    }
    void choose(const QString &network)
    {
        const auto all = dialog->findChildren<QToolButton *>();
        for (QToolButton *each : all)
            if (each->text().remove(u'&') == network)
                each->click();
    }
    QLineEdit *field() const
    {
        const auto all = dialog->findChildren<QLineEdit *>();
        for (QLineEdit *each : all)
            if (each->isVisible())
                return each;
        return nullptr;
    }
    bool press(const QString &text)
    {
        if (!QTest::qWaitFor([&] { return button(text) && button(text)->isEnabled(); }, 5'000))
            return false;
        button(text)->click();
        return true;
    }
    QList<Account> list()
    {
        return lane.ask([this] { return accounts->list().value_or(QList<Account>()); }).result();
    }
    /// Signs in by a token, up to the last step.
    void letIn()
    {
        QVERIFY(press(u"Look there"_s));
        QVERIFY(press(u"Open browser"_s));
        QVERIFY(press(u"Paste a token instead"_s));
        QTest::keyClicks(field(), u"let me in"_s);
        QVERIFY(press(u"Sign in"_s));
    }
    void lookAt(const QString &server)
    {
        choose(u"Mastodon"_s);
        QTest::keyClicks(field(), server);
        QVERIFY(press(u"Look there"_s));
    }

    QTemporaryDir home;
    QSettings settings { home.filePath(u"settings.ini"_s), QSettings::IniFormat };
    Look look;
    FakeClock clock;
    Lane lane { u"test"_s };
    Pocket pocket;
    PlayedSignIn::Play play;
    std::shared_ptr<QPromise<Result<QUrl>>> door;
    std::unique_ptr<TestDesk> desk;
    std::unique_ptr<Accounts> accounts;
    std::unique_ptr<Intake> intake;
    std::unique_ptr<Connecting> connecting;
    QUrl opened;
    std::unique_ptr<ConnectDialog> dialog;
};

} // namespace

/// An account comes in.
class TestConnectDialog : public QObject {
    Q_OBJECT
private slots:
    void theBrowserLetsInAndTheAccountIsThere()
    {
        Room room;
        QSignalSpy connected(room.dialog.get(), &ConnectDialog::connected);
        room.lookAt(u"coffee.social"_s);
        QVERIFY(room.press(u"Open browser"_s));
        QTRY_VERIFY(!room.opened.isEmpty());
        QVERIFY(room.list().isEmpty());
        QTRY_VERIFY(room.door && room.door->future().isStarted());
        room.door->addResult(QUrl(u"http://127.0.0.1:9/?code=1"_s));
        room.door->finish();
        QTRY_VERIFY(room.button(u"Next"_s) && room.field() && room.field()->text() == u"@marlowe@coffee.social"_s);
        QVERIFY(room.press(u"Next"_s));
        QVERIFY(room.press(u"Connect"_s));
        QTRY_COMPARE(connected.size(), 1);
        const auto accounts = room.list();
        QCOMPARE(accounts.size(), 1);
        QCOMPARE(accounts.first().globalName, u"https://coffee.social/users/marlowe"_s);
        QVERIFY(!accounts.first().terms.permissions.contains(Permission::ReadDirect));
        QVERIFY(accounts.first().terms.permissions.contains(Permission::Post));
        QCOMPARE(room.pocket.kept.size(), 1);
        QCOMPARE(room.pocket.kept.constBegin().value(), QByteArrayLiteral("canary-token"));
        room.dialog->reject();
        room.list();
        QCOMPARE(room.play.left, 0);
    }
    void whatTheBrowserBroughtIsGivenBackWhereItIsBrokenOff()
    {
        Room room;
        room.lookAt(u"coffee.social"_s);
        QVERIFY(room.press(u"Open browser"_s));
        QTRY_VERIFY(room.door && room.door->future().isStarted());
        room.door->addResult(QUrl(u"http://127.0.0.1:9/?code=1"_s));
        room.door->finish();
        QTRY_VERIFY(room.button(u"Next"_s) && room.field());
        QCOMPARE(room.play.left, 0);
        QTest::keyClick(room.dialog.get(), Qt::Key_Escape);
        QTRY_COMPARE(room.play.left, 1);
        QVERIFY(room.list().isEmpty());
        QVERIFY(room.pocket.kept.isEmpty());
    }
    void aPastedTokenLetsInToo()
    {
        Room room;
        room.lookAt(u"coffee.social"_s);
        QVERIFY(room.press(u"Open browser"_s));
        QVERIFY(room.press(u"Paste a token instead"_s));
        QTest::keyClicks(room.field(), u"wrong"_s);
        QVERIFY(room.press(u"Sign in"_s));
        QTRY_VERIFY(room.field() && room.field()->text().isEmpty());
        QTest::keyClicks(room.field(), u"let me in"_s);
        QVERIFY(room.press(u"Sign in"_s));
        QVERIFY(room.press(u"Next"_s));
        QVERIFY(room.press(u"Connect"_s));
        QTRY_COMPARE(room.list().size(), 1);
    }
    void whereNothingIsNothingIsConnected()
    {
        Room room;
        room.play.trouble = Error { Error::Kind::Offline, u"No server answers there."_s, {}, {} };
        room.lookAt(u"nowhere.example"_s);
        QTRY_VERIFY(std::ranges::any_of(room.dialog->findChildren<Notice *>(),
            [](const Notice *each) { return each->words().contains(u"No server answers there."_s); }));
        QVERIFY(room.list().isEmpty());
        QVERIFY(room.button(u"Look there"_s)->isEnabled());
    }
    void withoutAPlaceForTheSecretThereIsNoAccount()
    {
        Room room;
        room.play.ways = { SignIn::Way::Token };
        room.pocket.refuses = true;
        room.lookAt(u"coffee.social"_s);
        QVERIFY(room.press(u"Next"_s));
        QTRY_VERIFY(room.field());
        QTest::keyClicks(room.field(), u"let me in"_s);
        QVERIFY(room.press(u"Sign in"_s));
        QVERIFY(room.press(u"Next"_s));
        QVERIFY(room.press(u"Connect"_s));
        QTRY_VERIFY(std::ranges::any_of(room.dialog->findChildren<Notice *>(),
            [](const Notice *each) { return each->words().contains(u"The keyring is locked."_s); }));
        QVERIFY(room.list().isEmpty());
        room.pocket.refuses = false;
        QVERIFY(room.press(u"Connect"_s));
        QTRY_COMPARE(room.list().size(), 1);
    }
    void halfOfItIsKeptForLaterButNoSecret()
    {
        Room room;
        room.lookAt(u"coffee.social"_s);
        const auto checks = room.dialog->findChildren<QCheckBox *>();
        for (QCheckBox *each : checks)
            if (each->text() == u"Upload images"_s)
                each->setChecked(false);
        QVERIFY(room.press(u"Save for later"_s));
        room.open();
        QTRY_VERIFY(room.field());
        QCOMPARE(room.field()->text(), u"coffee.social"_s);
        const auto again = room.dialog->findChildren<QCheckBox *>();
        for (QCheckBox *each : again)
            if (each->text() == u"Upload images"_s)
                QVERIFY(!each->isChecked());
        room.settings.sync();
        QFile file(room.settings.fileName());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("let me in"));
    }
    void halfOfItOutlivesAProgramThatWasKilled()
    {
        Room room;
        room.lookAt(u"coffee.social"_s);
        QVERIFY(room.press(u"Open browser"_s));
        QTRY_VERIFY(!room.opened.isEmpty());
        room.dialog.reset(); // nobody closed it
        room.open();
        QTRY_VERIFY(room.field());
        QCOMPARE(room.field()->text(), u"coffee.social"_s);
    }
    void whatWasBrokenOffIsForgotten()
    {
        Room room;
        room.lookAt(u"coffee.social"_s);
        QVERIFY(room.press(u"Open browser"_s));
        QTRY_VERIFY(!room.opened.isEmpty());
        QTest::keyClick(room.dialog.get(), Qt::Key_Escape);
        room.open();
        QVERIFY(!room.field());
    }
    void anotherNetworkIsLookedAtAgain()
    {
        Room room;
        room.lookAt(u"coffee.social"_s);
        QTRY_VERIFY(room.button(u"Open browser"_s));
        room.choose(u"Blog comments"_s); // its server is another, and so is what lets in
        QTRY_VERIFY(room.button(u"Look there"_s));
        QVERIFY(!room.button(u"Open browser"_s));
    }
    void signingInAgainIsForThatAccountAndKeepsItsTerms()
    {
        Room room;
        room.choose(u"Mastodon"_s);
        QTest::keyClicks(room.field(), u"coffee.social"_s);
        room.letIn();
        QVERIFY(room.press(u"Next"_s));
        QVERIFY(room.press(u"Connect"_s));
        QTRY_COMPARE(room.list().size(), 1);
        room.settings.setValue(u"connect/server"_s, u"half.example"_s); // saved for later, of another one
        room.open();
        room.dialog->renew(room.list().constFirst());
        const auto ticks = room.dialog->findChildren<QCheckBox *>();
        const auto direct =
            std::ranges::find_if(ticks, [](const QCheckBox *each) { return each->text().contains(u"direct"_s); });
        QVERIFY(direct != ticks.end() && !(*direct)->isChecked());
        (*direct)->setChecked(true);
        QSignalSpy connected(room.dialog.get(), &ConnectDialog::connected);
        QSignalSpy renewed(room.dialog.get(), &ConnectDialog::renewed);
        room.play.who = u"somebody"_s;
        room.letIn();
        QTRY_VERIFY(std::ranges::any_of(room.dialog->findChildren<Notice *>(),
            [](const Notice *each) { return each->words().contains(u"let in as @somebody"_s); }));
        QCOMPARE(room.list().size(), 1);
        room.play.who = u"marlowe"_s;
        room.letIn();
        QVERIFY(room.press(u"Next"_s));
        QVERIFY(room.press(u"Connect"_s));
        QTRY_COMPARE(renewed.size(), 1);
        QCOMPARE(connected.size(), 0); // there is nothing to take back
        QVERIFY(room.list().constFirst().terms.permissions.contains(Permission::ReadDirect));
        QCOMPARE(room.settings.value(u"connect/server"_s).toString(), u"half.example"_s);
    }
    void noKeyMeansTwoThings()
    {
        Room room;
        for (const QString &network : { u"Mastodon"_s, u"Bluesky"_s, u"Blog comments"_s }) {
            room.choose(network);
            QSet<QChar> met;
            for (const QWidget *each : room.dialog->findChildren<QWidget *>()) {
                const QString text = each->isVisible() ? each->property("text").toString() : QString();
                const qsizetype at = text.indexOf(u'&');
                if (at < 0 || at + 1 >= text.size())
                    continue;
                QVERIFY2(!met.contains(text[at + 1].toLower()), qPrintable(network + u": "_s + text));
                met.insert(text[at + 1].toLower());
            }
            QVERIFY(met.size() >= 5);
        }
    }
    void aChangedServerIsLookedAtAgain()
    {
        Room room;
        room.lookAt(u"coffee.social"_s);
        QTRY_VERIFY(room.button(u"Open browser"_s));
        QTest::keyClicks(room.field(), u"x"_s);
        QTRY_VERIFY(room.button(u"Look there"_s));
    }
    void k01_noClipboardHasWhatLetsIn_data()
    {
        QTest::addColumn<bool>("pastes");
        QTest::newRow("typed") << false;
        QTest::newRow("pasted") << true;
    }
    void k01_noClipboardHasWhatLetsIn()
    {
        QFETCH(bool, pastes);
        const Canary canary;
        const QString wrong = QString::fromLatin1(canary.token()) + u"9"_s;
        Room room;
        room.play.token = QString::fromLatin1(canary.token());
        QVERIFY(QGuiApplication::platformName() != u"xcb"_s || QGuiApplication::clipboard()->supportsSelection());
        room.lookAt(u"coffee.social"_s);
        QVERIFY(room.press(u"Open browser"_s));
        QVERIFY(room.press(u"Paste a token instead"_s));
        const auto give = [&](QLineEdit &field, const QString &words) {
            field.setFocus();
            if (!pastes)
                return QTest::keyClicks(&field, words);
            QGuiApplication::clipboard()->setText(words); // as another program does
            QTest::keyClick(&field, Qt::Key_V, Qt::ControlModifier);
            QGuiApplication::clipboard()->setText(u"something else"_s);
        };
        QLineEdit *secret = room.field();
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        QVERIFY(secret->inputMethodHints().testFlag(Qt::ImhSensitiveData));
        for (const QString &words : { wrong, room.play.token }) {
            give(*secret, words);
            QCOMPARE(secret->text(), words);
            copyEverything(*room.dialog, canary);
            QVERIFY(room.press(u"Sign in"_s));
            QTRY_VERIFY(secret->text().isEmpty());
            QTest::keyClick(secret, Qt::Key_Z, Qt::ControlModifier);
            QVERIFY(secret->text().isEmpty());
            QTRY_VERIFY(words == wrong ? saysTrouble(*room.dialog)
                                       : room.field() && room.field()->text() == u"@marlowe@coffee.social"_s);
            copyEverything(*room.dialog, canary);
        }
        QVERIFY(room.press(u"Next"_s));
        copyEverything(*room.dialog, canary);
        QVERIFY(room.press(u"Connect"_s));
        QTRY_COMPARE(room.list().size(), 1);
        copyEverything(*room.dialog, canary);
        room.settings.sync();
        QCOMPARE(canary.inFiles(room.home.path()), QStringList());
    }
    void k01_noClipboardHasThePassphrase()
    {
        const Canary canary;
        const QString passphrase = QString::fromLatin1(canary.token());
        Room room;
        Vault vault(room.home.filePath(u"secrets.vault"_s), { VaultCost::fewestOperations, VaultCost::fewestBytes });
        SecretStore store(room.pocket, vault, SecretStore::Keeper::Vault);
        const SecretServices services { room.lane, store, vault, [](SecretStore::Keeper) {}, {} };
        for (const auto wish : { VaultDialog::Wish::Make, VaultDialog::Wish::Open }) {
            VaultDialog dialog(services, wish, room.look);
            dialog.show();
            const auto fields = dialog.findChildren<QLineEdit *>();
            for (QLineEdit *each : fields)
                if (each->isVisible())
                    QTest::keyClicks(each, passphrase);
            copyEverything(dialog, canary);
            const QSignalSpy accepted(&dialog, &QDialog::accepted);
            QTest::keyClick(fields.constFirst(), Qt::Key_Return);
            QTRY_VERIFY_WITH_TIMEOUT(!accepted.isEmpty(), 30'000);
            copyEverything(dialog, canary);
            vault.lock();
        }
        QCOMPARE(canary.inFiles(room.home.path()), QStringList());
    }
    void everyStepFitsItsRoom()
    {
        const QString folder = qEnvironmentVariable("WH_PICTURES");
        Room room;
        room.look.setMode(folder.contains(u"dark"_s) ? Look::Mode::Dark : Look::Mode::Light);
        if (!folder.isEmpty())
            applyLook(*qApp, room.look);
        const auto keep = [&](const char *name) {
            QTest::qWait(50);
            QVERIFY(room.dialog->width() >= room.dialog->minimumSizeHint().width());
            QVERIFY(room.dialog->height() >= room.dialog->minimumSizeHint().height());
            if (!folder.isEmpty())
                QVERIFY(room.dialog->grab().save(folder + u'/' + QString::fromLatin1(name) + u".png"_s));
        };
        keep("connect-1");
        room.lookAt(u"coffee.social"_s);
        QTRY_VERIFY(room.button(u"Open browser"_s));
        keep("connect-2");
        QVERIFY(room.press(u"Open browser"_s));
        QTRY_VERIFY(!room.opened.isEmpty());
        keep("connect-3");
        QVERIFY(room.press(u"Paste a token instead"_s));
        keep("connect-3b");
        QTest::keyClicks(room.field(), u"let me in"_s);
        QVERIFY(room.press(u"Sign in"_s));
        QTRY_VERIFY(room.button(u"Next"_s));
        keep("connect-4");
        QVERIFY(room.press(u"Next"_s));
        keep("connect-5");
        QVERIFY(room.press(u"Connect"_s));
        QTRY_COMPARE(room.list().size(), 1);
        keep("connect-6");
    }

private:
    static bool saysTrouble(const QWidget &window)
    {
        return std::ranges::any_of(
            window.findChildren<Notice *>(), [](const Notice *each) { return !each->words().isEmpty(); });
    }
    static void isNowhere(const Canary &canary)
    {
        for (const auto mode : { QClipboard::Clipboard, QClipboard::Selection, QClipboard::FindBuffer }) {
            const QMimeData *data = QGuiApplication::clipboard()->mimeData(mode);
            const QStringList formats = data ? data->formats() : QStringList();
            for (const QString &format : formats)
                QVERIFY2(!canary.isIn(data->data(format)), qPrintable(format));
            QVERIFY(!data || !canary.isIn(data->text().toUtf8()));
        }
    }
    /// Everything that a hand at this window can put anywhere, and everything that it says.
    static void copyEverything(QWidget &window, const Canary &canary)
    {
        const auto fields = window.findChildren<QLineEdit *>();
        for (QLineEdit *field : fields) {
            if (!field->isVisible() && field->echoMode() == QLineEdit::Normal)
                continue;
            const QString before = field->text();
            for (const auto &[key, modifiers] : { std::pair(Qt::Key_A, Qt::ControlModifier),
                     std::pair(Qt::Key_C, Qt::ControlModifier), std::pair(Qt::Key_Insert, Qt::ControlModifier),
                     std::pair(Qt::Key_X, Qt::ControlModifier), std::pair(Qt::Key_Delete, Qt::ShiftModifier) }) {
                field->selectAll();
                QTest::keyClick(field, key, modifiers);
                isNowhere(canary);
                field->setText(before);
            }
            field->selectAll();
            field->copy();
            field->cut();
            QTest::mouseDClick(field, Qt::LeftButton, {}, field->rect().center());
            isNowhere(canary);
            field->setText(before);
            field->selectAll();
            const std::unique_ptr<QMenu> menu(field->createStandardContextMenu());
            const auto actions = menu->actions();
            for (QAction *each : actions) {
                const bool takes = each->objectName() == u"edit-copy"_s || each->objectName() == u"edit-cut"_s;
                QVERIFY(!takes || !each->isEnabled() || field->echoMode() == QLineEdit::Normal);
                if (takes)
                    each->trigger();
            }
            isNowhere(canary);
            field->setText(before);
            QVERIFY(field->echoMode() == QLineEdit::Normal || !field->dragEnabled());
        }
        const auto buttons = window.findChildren<QAbstractButton *>();
        for (QAbstractButton *each : buttons)
            if (each->text().contains(u"opy"_s) && each->isEnabled())
                each->click();
        isNowhere(canary);
        saysNowhere(window, canary);
    }
    static void saysNowhere(const QWidget &window, const Canary &canary)
    {
        auto all = window.findChildren<QWidget *>();
        for (const QWidget *each : std::as_const(all)) {
            QString said = each->toolTip() + each->accessibleName() + each->accessibleDescription()
                + each->windowTitle() + each->whatsThis() + each->statusTip();
            if (const auto *label = qobject_cast<const QLabel *>(each))
                said += label->text();
            if (const auto *field = qobject_cast<const QLineEdit *>(each))
                said += field->displayText() + field->placeholderText();
            QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(each));
            for (const auto part : { QAccessible::Name, QAccessible::Value, QAccessible::Description })
                said += spoken ? spoken->text(part) : QString();
            QVERIFY2(!canary.isIn(said.toUtf8()), each->metaObject()->className());
        }
    }
};

QTEST_MAIN(TestConnectDialog)
#include "test_connectdialog.moc"
