#include "ui/connect/letinpage.h"

#include "ui/connect/connectparts.h"
#include "ui/connect/connectwords.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>

namespace wheelhouse {

using namespace connectparts;

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
    m_other->setText(isBrowser ? tr("&Paste a token instead") : tr("&Use the browser instead"));
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

} // namespace wheelhouse
