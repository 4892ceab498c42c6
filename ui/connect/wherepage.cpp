#include "ui/connect/wherepage.h"

#include "ui/connect/connectparts.h"
#include "ui/connect/connectwords.h"
#include "ui/kit/icons.h"
#include "ui/kit/notice.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QToolButton>

namespace wheelhouse {

using namespace connectparts;

namespace {
constexpr int longestServer = 500;
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
    add(NetworkId::Bluesky, tr("Blues&ky"), "network-bluesky");
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
        auto *row = new QWidget(m_rest);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(space::gap);
        auto *check = new QCheckBox(connectwords::permission(each), row);
        check->setChecked(each != Permission::ReadDirect);
        check->setEnabled(each != Permission::ReadMentions); // without it there is nothing to connect
        check->setAccessibleDescription(connectwords::reason(each));
        m_permissions.insert(each, check);
        line->addWidget(check);
        line->addWidget(new TextLabel(look, Type::Small, Ink::Second, connectwords::reason(each), row));
        line->addStretch();
        inside->addWidget(row);
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
    // A comment bears no picture, and only here are direct messages read.
    m_permissions.value(Permission::UploadMedia)->parentWidget()->setVisible(m_network != NetworkId::WordPress);
    m_permissions.value(Permission::ReadDirect)->parentWidget()->setVisible(m_network == NetworkId::Mastodon);
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
        if (each.value()->isChecked() && !each.value()->parentWidget()->isHidden())
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
        m_next->warn(tr("You are about to open your browser."),
            tr("You come back here by yourself. Offline now? Save this step and finish later."));
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

} // namespace wheelhouse
