#include "core/store/changes.h"

namespace wheelhouse {

namespace {
constexpr int askEveryMs = 200; // what others commit is on the screen within 250 ms
}

Changes::Changes(Database &writer, QObject *parent)
    : QObject(parent)
    , m_writer(writer)
{
    qRegisterMetaType<QSet<QByteArray>>();
    m_writer.whenCommitted([this](const QSet<QByteArray> &tables) { emit changed(tables); });
    m_version = m_writer.number("PRAGMA data_version").value_or(0);
    connect(&m_ask, &QTimer::timeout, this, &Changes::lookForOthers);
    m_ask.start(askEveryMs);
}

void Changes::lookForOthers()
{
    // On the writer itself the number moves only by commits of other connections.
    const auto version = m_writer.number("PRAGMA data_version").value_or(m_version);
    if (std::exchange(m_version, version) != version)
        emit changed({});
}

} // namespace wheelhouse
