#include "app/engine/keeping.h"

#include "core/housekeeping/oldcopies.h"
#include "core/housekeeping/sparepictures.h"

namespace wheelhouse {

namespace {
constexpr int hourMs = 60 * 60 * 1000;
constexpr int soonMs = 60 * 1000; // whoever opens a workspace does not wait for it
constexpr qint64 dayMs = qint64 { 24 } * hourMs;
} // namespace

Keeping::Keeping(const WorkspaceFile &file, const Clock &clock)
    : m_file(file)
    , m_clock(clock)
{
    QObject::connect(&m_hourly, &QTimer::timeout, &m_hourly, [this] { look(); });
    m_hourly.start(hourMs);
    QTimer::singleShot(soonMs, &m_hourly, [this] { look(); });
}

void Keeping::look()
{
    Backups backups(m_file.path(), m_clock);
    if (const auto made = backups.makeDailyIfDue(); !made)
        qWarning("wh.store: no daily backup: %s", qPrintable(made.error().detail));
    else if (*made && !(*made)->lost.isEmpty())
        qWarning("wh.store: %lld pictures of posts are lost, and in no backup", qint64((*made)->lost.size()));
    if (const auto gone = OldCopies(m_file.path(), m_clock).replace(backups, OldCopies::When::Due); !gone)
        qWarning("wh.store: backups hold erased words: %s", qPrintable(gone.error().detail));
    tidyPictures();
}

void Keeping::tidyPictures()
{
    const qint64 now = m_clock.nowMs();
    if (m_tidiedAt != 0 && now >= m_tidiedAt && now - m_tidiedAt < dayMs)
        return;
    const auto writer = m_file.openWriter();
    const auto gone = writer ? SparePictures(**writer, m_clock).tidy() : tl::unexpected(writer.error());
    if (!gone)
        return qWarning("wh.store: pictures could not be tidied: %s", qPrintable(gone.error().detail));
    m_tidiedAt = now;
    if (*gone > 0)
        qInfo("wh.store: %d pictures that nothing named were removed", *gone);
}

} // namespace wheelhouse
