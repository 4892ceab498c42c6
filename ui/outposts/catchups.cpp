#include "ui/outposts/catchups.h"

#include <QLocale>

namespace wheelhouse {

namespace {

constexpr int beginsAfterMs = 1'000;
constexpr int pauseMs = 500;

} // namespace

CatchUps::CatchUps(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &CatchUps::say);
}

void CatchUps::hear(const CatchUp &catchUp)
{
    const bool begins = m_behind.isEmpty() && !m_isShown;
    if (catchUp.isOver)
        m_behind.remove(catchUp.channel);
    else
        m_behind.insert(catchUp.channel, catchUp);
    m_isNew = true;
    if (m_behind.isEmpty() && !m_isShown)
        m_pause.stop(); // over before anybody was told
    else if (begins || !m_pause.isActive())
        m_pause.start(begins ? beginsAfterMs : 0);
}

void CatchUps::say()
{
    if (!std::exchange(m_isNew, false))
        return;
    m_isShown = !m_behind.isEmpty();
    emit said(words());
    m_pause.start(pauseMs);
}

QString CatchUps::words() const
{
    if (m_behind.size() < 2)
        return m_behind.isEmpty() ? QString() : catchUpWords(*m_behind.cbegin(), m_clock.now());
    int added = 0;
    for (const CatchUp &each : m_behind)
        added += each.added;
    //: %1: messages
    return tr("Catching up %Ln account(s): %1 so far", nullptr, int(m_behind.size())).arg(QLocale().toString(added));
}

} // namespace wheelhouse
