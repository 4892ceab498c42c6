#include "app/engine/limitsround.h"

#include "core/base/lane.h"

#include <QLoggingCategory>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.engine")

constexpr std::chrono::minutes lookEvery { 15 };
constexpr qint64 askAgainSeconds = 24 * 60 * 60;

} // namespace

LimitsRound::LimitsRound(Intake &intake, Database &writer, const Clock &clock)
    : m_intake(intake)
    , m_clock(clock)
    , m_book(writer)
    , m_channels(writer, "SELECT c.id FROM channel c JOIN account a ON a.channel = c.row WHERE a.removed = 0")
{
    connect(&m_timer, &QTimer::timeout, this, &LimitsRound::look);
}

void LimitsRound::start()
{
    m_timer.start(lookEvery);
    look();
}

void LimitsRound::look()
{
    const auto channels = m_channels.all<ChannelId>([](const Row &row) { return row.id<ChannelId>(0); });
    if (!channels)
        return;
    for (const ChannelId each : *channels) {
        Connector *connector = m_intake.connector(each);
        const auto asked = m_book.askedAt(each);
        const bool isTurn = asked && (!asked->isValid() || asked->secsTo(m_clock.now()) > askAgainSeconds);
        if (connector != nullptr && connector->speech().canPublish && isTurn && !m_asking.contains(each))
            ask(*connector);
    }
}

void LimitsRound::ask(Connector &connector)
{
    const ChannelId channel = connector.channel().id;
    m_asking.insert(channel);
    auto *watcher = new QFutureWatcher<Result<Limits>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, channel] {
        watcher->deleteLater();
        m_asking.remove(channel);
        if (watcher->future().resultCount() == 0 || !watcher->result()) // asked again at the next round
            return;
        if (const auto kept = m_book.keep(channel, *watcher->result(), m_clock.now()); !kept)
            qCWarning(log, "what a network allows could not be kept: %s", qPrintable(kept.error().detail));
    });
    watcher->setFuture(connector.limits());
}

} // namespace wheelhouse
