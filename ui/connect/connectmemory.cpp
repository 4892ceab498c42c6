// With what the dialog opens, and what it remembers when it is closed half way.
#include "ui/connect/connectdialog.h"
#include "ui/connect/termspages.h"
#include "ui/connect/wherepage.h"

#include <QJsonObject>
#include <QSettings>

namespace wheelhouse {

namespace {

const QString networkKey = QStringLiteral("connect/network");
const QString serverKey = QStringLiteral("connect/server");
const QString termsKey = QStringLiteral("connect/terms");

} // namespace

void ConnectDialog::begin(NetworkId network, const QString &server)
{
    m_where->choose(network);
    m_where->setServer(server);
    m_ways.clear();
    go(Where);
}

void ConnectDialog::renew(const Account &account)
{
    m_renews = account;
    const bool isByHandle = account.channel.network == NetworkId::Bluesky;
    m_terms->setListensTo(account.terms.listensTo);
    begin(account.channel.network, isByHandle ? account.channel.handle : account.address);
    m_where->setPermissions(account.terms.permissions);
}

void ConnectDialog::remember()
{
    if (m_renews)
        return;
    m_settings.setValue(networkKey, networkWord(m_where->network()));
    m_settings.setValue(serverKey, m_where->server());
    m_settings.setValue(
        termsKey, AccountTerms { m_where->permissions(), m_terms->listensTo() }.toJson().toVariantMap());
}

void ConnectDialog::restore()
{
    const NetworkId network = networkFromWord(m_settings.value(networkKey).toString());
    if (network == NetworkId::Other)
        return;
    m_isKept = true;
    m_where->choose(network);
    m_where->setServer(m_settings.value(serverKey).toString());
    const auto terms = AccountTerms::fromJson(QJsonObject::fromVariantMap(m_settings.value(termsKey).toMap()));
    m_where->setPermissions(terms.permissions);
    m_terms->setListensTo(terms.listensTo);
}

void ConnectDialog::reject()
{
    if (m_isKeeping) // it is connected in a moment, or not; then it can be said which
        return;
    ++m_round;
    m_services.engine.ask([&connecting = m_services.connecting] { connecting.cancel(); });
    if (!m_isKept && !m_renews)
        m_settings.remove(QStringLiteral("connect"));
    QDialog::reject();
}

} // namespace wheelhouse
