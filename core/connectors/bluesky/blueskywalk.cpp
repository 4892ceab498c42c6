#include "core/connectors/bluesky/blueskywalk.h"

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

constexpr int mostSheets = 1000; // of one walk
constexpr int historySheets = 3;
constexpr int mostStumbles = 3; // over the same sheet

} // namespace

Walk::Walk(Start start)
    : m_start(std::move(start))
{
}

bool Walk::isLast(const Sheet &sheet) const
{
    if (sheet.cursor.isEmpty() || sheet.items.isEmpty())
        return true;
    const auto oldest = std::min_element(
        sheet.items.begin(), sheet.items.end(), [](const Item &a, const Item &b) { return a.at < b.at; });
    if (!isFirst())
        return oldest->at < m_start.trail->newest;
    const bool reachesFar = m_start.newsSince == 0 || m_start.isLater || oldest->at < m_start.newsSince;
    return m_sheets + 1 >= historySheets && reachesFar;
}

void Walk::take(Sheet sheet)
{
    const bool isEnd = isLast(sheet);
    const bool isLoop = m_cursors.contains(sheet.cursor);
    m_stumbles = 0;
    m_cursor = sheet.cursor;
    m_cursors.insert(sheet.cursor);
    keep(std::move(sheet.items));
    m_isEndless = !isEnd && (isLoop || ++m_sheets >= mostSheets);
    m_isDone = isEnd || m_isEndless;
}

/// What of a sheet is new. Of too many the newest are let go: they are walked to again.
void Walk::keep(QList<Item> items)
{
    const Trail trail = m_start.trail.value_or(Trail {});
    for (Item &each : items) {
        m_newest = std::max(m_newest, each.at);
        each.isHistory = isFirst() || each.at <= trail.historyUntil;
        each.isLater = m_start.isLater || (each.isHistory && trail.isLater);
        if (trail.isNew(each.uri, each.at))
            m_found.append(std::move(each));
    }
    if (m_found.size() > 2 * mostItems) {
        m_found.remove(0, m_found.size() - mostItems);
        m_isCut = true;
    }
}

bool Walk::stumble(const Error &why)
{
    using Kind = Error::Kind;
    const bool passes = why.kind == Kind::Offline || why.kind == Kind::Busy || why.kind == Kind::Cancelled;
    return passes || ++m_stumbles < mostStumbles;
}

Trail Walk::begun() const
{
    Trail trail;
    trail.historyUntil = m_newest;
    trail.isLater = m_start.isLater;
    return trail;
}

} // namespace wheelhouse::bluesky
