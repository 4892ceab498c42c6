#include "ui/connect/connectpages.h"

#include "ui/connect/connectwords.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int longestServer = 500;
constexpr int longestName = 200;

TextLabel *heading(const Look &look, const QString &words, QWidget *parent)
{
    auto *label = new TextLabel(look, Type::Body, Ink::First, words, parent);
    label->setType(Type::Body, QFont::DemiBold);
    return label;
}

TextLabel *wrapped(const Look &look, Ink ink, const QString &words, QWidget *parent)
{
    auto *label = new TextLabel(look, Type::Small, ink, words, parent);
    label->setWordWrap(true);
    return label;
}

QVBoxLayout *column(QWidget *page)
{
    auto *made = new QVBoxLayout(page);
    made->setContentsMargins(0, 0, 0, 0);
    made->setSpacing(space::gap);
    return made;
}

} // namespace

WherePage::WherePage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_about(new QWidget(this))
    , m_rest(new QWidget(this))
    , m_label(heading(look, {}, m_rest))
    , m_server(new QLineEdit(m_rest))
    , m_found(wrapped(look, Ink::Second, {}, m_rest))
    , m_next(new Notice(look, m_rest))
{
    auto *networks = new QHBoxLayout;
    networks->setSpacing(space::gap);
    const auto add = [&](NetworkId network, const QString &words, const char *icon) {
        auto *button = new QToolButton(this);
        button->setText(words);
        const auto dress = [button, &look, icon = QString::fromLatin1(icon)] {
            button->setIcon(Icons::icon(icon, look));
        };
        dress();
        connect(&look, &Look::changed, button, dress);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setProperty("kind", QStringLiteral("choice"));
        networks->addWidget(button);
        m_networks.insert(network, button);
        connect(button, &QToolButton::clicked, this, [this, network] {
            choose(network);
            emit networkChosen();
        });
    };
    add(NetworkId::Mastodon, tr("&Mastodon"), "network-mastodon");
    add(NetworkId::Bluesky, tr("Blue&sky"), "network-bluesky");
    add(NetworkId::WordPress, tr("Blog &comments"), "network-wordpress");
    add(NetworkId::Feed, tr("Blog &feed"), "network-feed");
    networks->addStretch();
    m_label->setBuddy(m_server);
    m_server->setMaxLength(longestServer);
    auto *inside = column(m_rest);
    inside->addWidget(m_label);
    inside->addWidget(m_server);
    inside->addWidget(m_found);
    inside->addSpacing(space::gap);
    inside->addWidget(heading(look, tr("What Wheelhouse will ask for"), m_rest));
    for (const Permission each :
        { Permission::ReadMentions, Permission::Post, Permission::UploadMedia, Permission::ReadDirect }) {
        auto *line = new QHBoxLayout;
        line->setSpacing(space::gap);
        auto *check = new QCheckBox(connectwords::permission(each), m_rest);
        check->setChecked(each != Permission::ReadDirect);
        check->setEnabled(each != Permission::ReadMentions); // without it there is nothing to connect
        check->setAccessibleDescription(connectwords::reason(each));
        m_permissions.insert(each, check);
        line->addWidget(check);
        line->addWidget(new TextLabel(look, Type::Small, Ink::Second, connectwords::reason(each), m_rest));
        line->addStretch();
        inside->addLayout(line);
    }
    inside->addWidget(m_next);
    auto *facts = column(m_about);
    const auto tell = [&](const QString &network, const QString &words) {
        facts->addWidget(heading(look, network, m_about));
        facts->addWidget(wrapped(look, Ink::Second, words, m_about));
        facts->addSpacing(space::tightGap);
    };
    tell(tr("Mastodon"),
        tr("Mentions, replies and direct messages of an account, on Mastodon itself and on what speaks like it: "
           "GoToSocial, Pleroma, Akkoma, Pixelfed, snac and others."));
    tell(tr("Bluesky"), tr("Mentions, replies and quotes of an account, on any server of that network."));
    tell(tr("Blog comments"), tr("The comments of a WordPress blog with their moderation queue."));
    tell(tr("Blog feed"), tr("What a page publishes as RSS, Atom or JSON Feed, to be read; nobody signs in there."));
    auto *whole = column(this);
    whole->addLayout(networks);
    whole->addSpacing(space::gap);
    whole->addWidget(m_about);
    whole->addWidget(m_rest);
    whole->addStretch();
    connect(m_server, &QLineEdit::textEdited, this, [this] {
        clearFound();
        emit serverEdited();
    });
    settle();
}

void WherePage::choose(NetworkId network)
{
    m_network = network;
    if (QToolButton *button = m_networks.value(network))
        button->setChecked(true);
    clearFound();
    settle();
}

void WherePage::settle()
{
    const bool isChosen = m_network != NetworkId::Other && m_network != NetworkId::Feed;
    m_rest->setVisible(isChosen);
    m_about->setVisible(!isChosen);
    m_label->setText(connectwords::serverLabel(m_network));
    m_server->setPlaceholderText(connectwords::serverExample(m_network));
    const bool hasDirect = m_network == NetworkId::Mastodon;
    m_permissions.value(Permission::ReadDirect)->setVisible(hasDirect);
}

QString WherePage::server() const
{
    return m_server->text().trimmed();
}

void WherePage::setServer(const QString &server)
{
    m_server->setText(server);
}

QSet<Permission> WherePage::permissions() const
{
    QSet<Permission> all;
    for (auto each = m_permissions.cbegin(); each != m_permissions.cend(); ++each)
        if (each.value()->isChecked() && !each.value()->isHidden())
            all.insert(each.key());
    return all;
}

void WherePage::setPermissions(const QSet<Permission> &permissions)
{
    for (auto each = m_permissions.cbegin(); each != m_permissions.cend(); ++each)
        each.value()->setChecked(each.key() == Permission::ReadMentions || permissions.contains(each.key()));
}

void WherePage::showLooking()
{
    m_found->setInk(Ink::Second);
    m_found->setText(tr("Looking there…"));
}

void WherePage::showFound(const ServerFacts &facts, const QList<SignIn::Way> &ways)
{
    m_found->setInk(Ink::Green);
    m_found->setText(connectwords::found(facts));
    if (ways.value(0, SignIn::Way::Password) == SignIn::Way::Browser)
        m_next->warn(tr("You are about to open your browser. You come back here by yourself. Offline now? Save this "
                        "step and finish later."));
}

void WherePage::clearFound()
{
    m_found->setText({});
    m_next->clear();
}

void WherePage::focusFirst()
{
    if (m_network == NetworkId::Other)
        m_networks.value(NetworkId::Mastodon)->setFocus();
    else
        m_server->setFocus();
}

LetInPage::LetInPage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_title(heading(look, {}, this))
    , m_about(wrapped(look, Ink::Second, {}, this))
    , m_again(new QPushButton(tr("&Open the browser again"), this))
    , m_copy(new QPushButton(tr("&Copy the address"), this))
    , m_other(new QPushButton(this))
    , m_userLabel(heading(look, tr("&Name"), this))
    , m_user(new QLineEdit(this))
    , m_secretLabel(heading(look, {}, this))
    , m_secret(new QLineEdit(this))
{
    m_userLabel->setBuddy(m_user);
    m_secretLabel->setBuddy(m_secret);
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_user->setMaxLength(longestName);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    for (QPushButton *each : { m_again, m_copy }) {
        each->setAutoDefault(false);
        buttons->addWidget(each);
    }
    m_other->setAutoDefault(false);
    m_other->setProperty("kind", QStringLiteral("plain"));
    buttons->addStretch();
    auto *inside = column(this);
    for (QWidget *each : { static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_about) })
        inside->addWidget(each);
    inside->addLayout(buttons);
    for (QWidget *each : { static_cast<QWidget *>(m_userLabel), static_cast<QWidget *>(m_user),
             static_cast<QWidget *>(m_secretLabel), static_cast<QWidget *>(m_secret) })
        inside->addWidget(each);
    inside->addWidget(m_other, 0, Qt::AlignLeft);
    inside->addStretch();
    m_secret->setObjectName(QStringLiteral("secret"));
    m_other->setObjectName(QStringLiteral("otherWay"));
    for (QLineEdit *each : { m_user, m_secret })
        connect(each, &QLineEdit::textChanged, this, &LetInPage::edited);
    connect(m_again, &QPushButton::clicked, this, &LetInPage::browserWanted);
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_page.toString(QUrl::FullyEncoded)); });
    connect(m_other, &QPushButton::clicked, this, [this] {
        m_way = m_way == SignIn::Way::Browser ? SignIn::Way::Token : SignIn::Way::Browser;
        settle();
        focusFirst();
        emit wayChanged();
    });
}

void LetInPage::begin(NetworkId network, const QList<SignIn::Way> &ways)
{
    m_network = network;
    m_ways = ways;
    m_way = ways.value(0, SignIn::Way::Password);
    m_page.clear();
    m_secret->clear();
    settle();
}

void LetInPage::settle()
{
    const bool isBrowser = m_way == SignIn::Way::Browser;
    const bool isPassword = m_way == SignIn::Way::Password;
    m_title->setText(isBrowser ? tr("Say yes in the browser")
            : isPassword       ? tr("Let Wheelhouse in with an app password")
                               : tr("Let Wheelhouse in with a token"));
    m_about->setText(isBrowser
            ? (m_page.isEmpty() ? tr("Opening your browser…")
                                : tr("Your browser shows a page of the server. When you say yes there, "
                                     "this window goes on by itself."))
            : connectwords::passwordHint(m_network, m_way));
    for (QPushButton *each : { m_again, m_copy }) {
        each->setVisible(isBrowser);
        each->setEnabled(!m_page.isEmpty());
    }
    m_userLabel->setVisible(isPassword);
    m_user->setVisible(isPassword);
    m_secretLabel->setText(isPassword ? tr("App &password") : tr("&Token"));
    m_secretLabel->setVisible(!isBrowser);
    m_secret->setVisible(!isBrowser);
    m_other->setVisible(m_ways.contains(SignIn::Way::Browser) && m_ways.contains(SignIn::Way::Token));
    m_other->setText(isBrowser ? tr("Paste a token instead") : tr("Use the browser instead"));
}

void LetInPage::setWaiting(const QUrl &page)
{
    m_page = page;
    settle();
}

void LetInPage::setHint(const QString &words)
{
    m_user->setText(words);
}

QString LetInPage::user() const
{
    return m_way == SignIn::Way::Password ? m_user->text().trimmed() : QString();
}

Secret LetInPage::takeSecret()
{
    Secret secret(m_secret->text().trimmed().toUtf8());
    m_secret->clear();
    return secret;
}

bool LetInPage::isWhole() const
{
    if (m_way == SignIn::Way::Browser)
        return false;
    return !m_secret->text().trimmed().isEmpty() && (m_way == SignIn::Way::Token || !user().isEmpty());
}

void LetInPage::focusFirst()
{
    if (m_way == SignIn::Way::Browser)
        m_again->setFocus();
    else if (m_way == SignIn::Way::Password && m_user->text().isEmpty())
        m_user->setFocus();
    else
        m_secret->setFocus();
}

TermsPage::TermsPage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_who(heading(look, {}, this))
    , m_granted(wrapped(look, Ink::Second, {}, this))
    , m_name(new QLineEdit(this))
    , m_listens(new QLineEdit(this))
{
    auto *name = heading(look, tr("What it is &called here"), this);
    name->setBuddy(m_name);
    auto *listens = heading(look, tr("&Listen for more than mentions"), this);
    listens->setBuddy(m_listens);
    m_name->setMaxLength(longestName);
    m_listens->setPlaceholderText(tr("#marlowecoffee, marlowe beans"));
    m_who->setElides();
    auto *inside = column(this);
    for (QWidget *each : { static_cast<QWidget *>(m_who), static_cast<QWidget *>(m_granted) })
        inside->addWidget(each);
    inside->addSpacing(space::gap);
    inside->addWidget(name);
    inside->addWidget(m_name);
    inside->addSpacing(space::gap);
    inside->addWidget(listens);
    inside->addWidget(m_listens);
    inside->addWidget(wrapped(look, Ink::Third,
        tr("Hashtags and words, with commas between them, 20 at most. What people say with them comes into the inbox "
           "too."),
        this));
    inside->addStretch();
}

void TermsPage::show(const Met &met)
{
    m_who->setText(met.isHereAlready ? tr("%1 is connected already, and is only signed in again").arg(met.handle)
                                     : tr("You are %1 there").arg(met.handle));
    m_granted->setText(met.granted.isEmpty()
            ? tr("This network grants everything at once. Wheelhouse does only what you ticked.")
            : tr("The server granted: %1").arg(met.granted.join(QStringLiteral(", "))));
    m_name->setText(met.name.isEmpty() ? met.handle : met.name);
}

QString TermsPage::name() const
{
    return m_name->text().trimmed();
}

QStringList TermsPage::listensTo() const
{
    QStringList words;
    const auto parts = m_listens->text().split(QRegularExpression(QStringLiteral("[,;\\n]")), Qt::SkipEmptyParts);
    for (const QString &each : parts)
        if (!each.trimmed().isEmpty())
            words.append(each.trimmed());
    return words;
}

void TermsPage::setListensTo(const QStringList &words)
{
    m_listens->setText(words.join(QStringLiteral(", ")));
}

void TermsPage::focusFirst()
{
    m_listens->setFocus();
}

HistoryPage::HistoryPage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_state(new TextLabel(look, Type::Body, Ink::Second, {}, this))
{
    auto *inside = column(this);
    inside->addWidget(heading(look, tr("Since when does it wait for an answer?"), this));
    inside->addWidget(wrapped(look, Ink::Second,
        tr("What is older comes in too, as far as the server gives it, but as history: it is there to be read, nothing "
           "is "
           "owed for it, and nobody is told."),
        this));
    const QList<std::pair<int, QString>> choices { { 0, tr("From &now on") }, { 1, tr("Since &yesterday") },
        { 7, tr("For a &week") }, { 30, tr("For a &month") } };
    for (const auto &[days, words] : choices) {
        auto *choice = new QRadioButton(words, this);
        choice->setProperty("days", days);
        m_choices.append(choice);
        inside->addWidget(choice);
    }
    m_choices.constFirst()->setChecked(true);
    m_state->setWordWrap(true);
    inside->addSpacing(space::gap);
    inside->addWidget(m_state);
    inside->addStretch();
}

int HistoryPage::days() const
{
    for (const QRadioButton *each : m_choices)
        if (each->isChecked())
            return each->property("days").toInt();
    return 0;
}

void HistoryPage::showFetching()
{
    for (QRadioButton *each : std::as_const(m_choices))
        each->setEnabled(false);
    m_state->setInk(Ink::Second);
    m_state->setText(tr("Connected. Asking for the first time…"));
}

void HistoryPage::showFetched(const QString &sentence, bool isFine)
{
    m_state->setInk(isFine ? Ink::Green : Ink::Amber);
    m_state->setText(sentence);
}

} // namespace wheelhouse
