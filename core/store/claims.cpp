#include "core/store/claims.h"

#include "core/store/statement.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QSysInfo>

namespace wheelhouse {

namespace {

QString whoAmI(EngineClaim::Role role)
{
    return QStringLiteral("%1, process %2 on %3")
        .arg(role == EngineClaim::Role::Window ? QStringLiteral("window") : QStringLiteral("agent"))
        .arg(QCoreApplication::applicationPid())
        .arg(QSysInfo::machineHostName());
}

} // namespace

EngineClaim::EngineClaim(Database &writer, Role role, std::chrono::milliseconds pace, QObject *parent)
    : QObject(parent)
    , m_writer(writer)
    , m_role(role)
{
    m_timer.setInterval(pace);
    connect(&m_timer, &QTimer::timeout, this, &EngineClaim::look);
}

EngineClaim::~EngineClaim()
{
    if (m_isHeld)
        yieldIt();
}

Result<void> EngineClaim::start()
{
    auto opened = FileLock::open(m_writer.path());
    if (!opened)
        return tl::unexpected(opened.error());
    m_lock.emplace(std::move(*opened));
    // Held until we die, and given back by the kernel then: an agent need not ask whether we still live.
    if (m_role == Role::Window && m_lock->share(FileLock::Part::Wanted)
        && m_lock->isHeldElsewhere(FileLock::Part::Engine))
        write("wanted_by", whoAmI(m_role));
    m_timer.start();
    look();
    return {};
}

void EngineClaim::look()
{
    const bool isWanted = m_role == Role::Agent && m_lock->isHeldElsewhere(FileLock::Part::Wanted);
    if (m_isHeld && isWanted)
        yieldIt();
    else if (!m_isHeld && !isWanted)
        take();
}

void EngineClaim::take()
{
    if (!m_lock->take(FileLock::Part::Engine))
        return;
    m_isHeld = true;
    write("holder", whoAmI(m_role));
    emit gained();
}

void EngineClaim::yieldIt()
{
    emit yielding();
    write("holder", QString());
    m_isHeld = false;
    m_lock->give(FileLock::Part::Engine);
}

void EngineClaim::write(const char *column, const QString &who)
{
    // For people only: the claim stands also where this cannot be written, on a full disk.
    const QByteArray name(column);
    Statement row(m_writer,
        "INSERT INTO lease (name, " + name + ", changed_at) VALUES ('engine', ?1, ?2) ON CONFLICT (name) DO UPDATE SET "
            + name + " = excluded." + name + (name == "holder" ? ", wanted_by = ''" : "")
            + ", changed_at = excluded.changed_at");
    (void)row.run(who, QDateTime::currentDateTimeUtc());
}

QString EngineClaim::holder() const
{
    Statement row(m_writer, "SELECT holder FROM lease WHERE name = 'engine'");
    const auto found = row.one<QString>([](const Row &each) { return each.text(0); });
    return found ? found->value_or(QString()) : QString();
}

} // namespace wheelhouse
