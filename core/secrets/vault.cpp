#include "core/secrets/vault.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace wheelhouse {

namespace {

std::shared_ptr<const Secret> held(const Secret &secret) // work on a lane is copied, and a Secret is not
{
    return std::make_shared<const Secret>(secret.another());
}

} // namespace

Vault::Vault(const QString &path, const VaultCost &cost)
    : m_path(path)
    , m_file(path)
    , m_cost(cost)
{
}

bool Vault::isMade() const
{
    const QFileInfo there(m_path);
    return there.exists() || there.isSymLink();
}

QString Vault::words() const
{
    return QCoreApplication::translate("Secrets", "the vault of this desk");
}

QFuture<Secrets::State> Vault::state()
{
    return m_lane.ask([this] { return m_file.state(); });
}

QFuture<Result<std::shared_ptr<Secret>>> Vault::read(const QString &name)
{
    return m_lane.ask([this, name] { return m_file.read(name); });
}

QFuture<Result<void>> Vault::write(const QString &name, const Secret &secret)
{
    return m_lane.ask([this, name, kept = held(secret)] { return m_file.write(name, *kept); });
}

QFuture<Result<void>> Vault::remove(const QString &name)
{
    return m_lane.ask([this, name] { return m_file.remove(name); });
}

QFuture<Result<void>> Vault::create(const Secret &passphrase)
{
    return m_lane.ask([this, kept = held(passphrase)] { return m_file.create(*kept, m_cost); });
}

QFuture<Result<void>> Vault::open(const Secret &passphrase)
{
    return m_lane.ask([this, kept = held(passphrase)] { return m_file.open(*kept); });
}

QFuture<Result<void>> Vault::change(const Secret &old, const Secret &fresh)
{
    return m_lane.ask([this, from = held(old), to = held(fresh)] { return m_file.change(*from, *to, m_cost); });
}

void Vault::lock()
{
    m_lane.ask([this] { m_file.lock(); });
}

} // namespace wheelhouse
