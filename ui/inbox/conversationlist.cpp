#include "ui/inbox/conversationlist.h"

#include "core/base/clock.h"
#include "core/inbox/promisereader.h"
#include "ui/inbox/listgroups.h"
#include "ui/inbox/listsentence.h"
#include "ui/inbox/rowsteps.h"
#include "ui/inbox/waiting.h"

#include <algorithm>

namespace wheelhouse {

ConversationListModel::ConversationListModel(
    MentionStore &store, const NameBook &names, const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_names(names)
    , m_clock(clock)
{
}

void ConversationListModel::reset()
{
    beginResetModel();
    m_items.clear();
    m_entries.clear();
    m_leaving.clear();
    m_atStart = true;
    m_atEnd = m_isSearch;
    endResetModel();
    refresh();
}

void ConversationListModel::showView(const View &view, Order order)
{
    m_view = view;
    m_order = order;
    m_isSearch = false;
    m_found.clear();
    reset();
}

void ConversationListModel::showFound(const QList<Found> &found)
{
    const bool goesOn = m_isSearch;
    m_isSearch = true;
    m_found = found;
    m_atStart = true;
    m_atEnd = true;
    if (goesOn)
        refresh(); // the next letter of the same search: rows that stay are not drawn anew
    else
        reset();
}

Result<ConversationListModel::Items> ConversationListModel::page(
    std::optional<ListPlace> after, int limit, MentionStore::Way way) const
{
    return m_store.page(m_view, m_order, after, limit, startOfToday(), way);
}

bool ConversationListModel::take(Result<Items> page, Items &into)
{
    if (!page) {
        emit failed(page.error());
        return false;
    }
    into = std::move(*page);
    return true;
}

bool ConversationListModel::readWindow(Items &items)
{
    const int size = qMax(pageSize, int(m_items.size() + m_leaving.size()));
    if (!m_atStart && m_atEnd)
        return take(page({}, size, MentionStore::Way::Back), items);
    std::optional<ListPlace> after;
    if (!m_atStart && !m_items.isEmpty()) {
        // The first row itself again: one place before it, whichever way the places run.
        after = m_items.first().place();
        after->row += *after <= m_items.last().place() ? -1 : 1;
    }
    const int limit = m_atEnd ? size + pageSize : size;
    if (!take(page(after, limit, MentionStore::Way::Onwards), items))
        return false;
    m_atEnd = items.size() < limit;
    return true;
}

bool ConversationListModel::readFound(Items &items)
{
    QList<qint64> rows;
    rows.reserve(m_found.size());
    for (const Found &each : std::as_const(m_found))
        rows.append(each.conversation);
    return take(m_store.items(rows), items);
}

void ConversationListModel::refresh()
{
    Items items;
    if (!(m_isSearch ? readFound(items) : readWindow(items)))
        return;
    show(items);
    emit settled();
}

void ConversationListModel::show(const Items &items)
{
    m_items = items;
    if (!m_leaving.isEmpty())
        m_items.removeIf([this](const ConversationItem &item) { return m_leaving.contains(item.row); });
    settle(entriesOf(m_items));
}

void ConversationListModel::tellBreaches()
{
    const QDateTime now = m_clock.now();
    const QDateTime before = std::exchange(m_ticked, now);
    QList<qint64> broken;
    for (const ConversationItem &item : std::as_const(m_items))
        if (before.isValid() && promiseLeft(item, now).isOver && !promiseLeft(item, before).isOver)
            broken.append(item.row);
    if (!broken.isEmpty())
        emit breached(broken);
}

void ConversationListModel::tick()
{
    tellBreaches();
    settle(entriesOf(m_items));
    if (!m_entries.isEmpty())
        emit dataChanged(index(0), index(int(m_entries.size()) - 1));
}

void ConversationListModel::toStart()
{
    if (m_atStart)
        return;
    reset();
}

void ConversationListModel::toEnd()
{
    if (m_atEnd)
        return;
    Items items;
    if (!take(page({}, pageSize, MentionStore::Way::Back), items))
        return;
    beginResetModel();
    m_atEnd = true;
    m_atStart = items.size() < pageSize;
    m_items = items;
    m_entries = entriesOf(items);
    endResetModel();
    emit settled();
}

bool ConversationListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_atEnd && !m_isSettling && !m_items.isEmpty();
}

void ConversationListModel::fetchMore(const QModelIndex &parent)
{
    Items more;
    if (!canFetchMore(parent) || !take(page(m_items.last().place(), pageSize, MentionStore::Way::Onwards), more))
        return;
    m_atEnd = more.size() < pageSize;
    show(m_items + more);
    emit settled();
}

void ConversationListModel::fetchBefore()
{
    Items more;
    if (m_atStart || m_items.isEmpty() || !take(page(m_items.first().place(), pageSize, MentionStore::Way::Back), more))
        return;
    m_atStart = more.size() < pageSize;
    show(more + m_items);
    emit settled();
}

void ConversationListModel::trim(qint64 conversation)
{
    if (m_isSearch || m_items.size() <= largest)
        return;
    const auto found = std::find_if(
        m_items.cbegin(), m_items.cend(), [conversation](const ConversationItem &i) { return i.row == conversation; });
    const qsizetype at = found == m_items.cend() ? 0 : found - m_items.cbegin();
    const qsizetype from = qBound<qsizetype>(0, at - largest / 2, m_items.size() - largest);
    m_atStart = m_atStart && from == 0;
    m_atEnd = m_atEnd && from + largest == m_items.size();
    show(m_items.mid(from, largest));
}

void ConversationListModel::leave(const QList<qint64> &conversations)
{
    for (const qint64 each : conversations)
        m_leaving.insert(each);
    show(Items(m_items));
}

void ConversationListModel::stay(const QList<qint64> &conversations)
{
    for (const qint64 each : conversations)
        m_leaving.remove(each);
    refresh();
}

QList<ConversationListModel::Entry> ConversationListModel::entriesOf(const Items &items) const
{
    QList<Entry> entries;
    entries.reserve(items.size() + 8);
    QSet<int> seen;
    qsizetype title = -1;
    const QDateTime now = m_clock.now();
    for (const ConversationItem &item : items) {
        const auto [number, words, icon] = m_isSearch ? ListGroup() : groupOf(item, m_view, m_order, now, m_zone);
        if (number > 0 && !seen.contains(number)) {
            seen.insert(number);
            title = entries.size();
            entries.append({ -number, words, 0, {}, icon });
        }
        if (title >= 0)
            ++entries[title].count;
        entries.append({ item.row, {}, -1, item, {} });
    }
    // Of a group that the window's edge may cut nobody knows the count.
    if (!entries.isEmpty() && entries.first().id < 0 && !m_atStart)
        entries.first().count = -1;
    if (title >= 0 && !m_atEnd)
        entries[title].count = -1;
    return entries;
}

QList<qint64> ConversationListModel::idsOf(const QList<Entry> &entries)
{
    QList<qint64> ids;
    ids.reserve(entries.size());
    for (const Entry &entry : entries)
        ids.append(entry.id);
    return ids;
}

/// Old rows that go are removed, those whose order changed too; then the missing ones are put in; then what differs is
/// told. Ranges, not single rows, so that a page costs one signal.
void ConversationListModel::settle(const QList<Entry> &entries)
{
    m_isSettling = true; // whoever hears of the rows must not ask for more in between
    for (const auto &[first, last] : runsToGiveUp(idsOf(m_entries), idsOf(entries))) {
        beginRemoveRows({}, int(first), int(last));
        m_entries.remove(first, last - first + 1);
        endRemoveRows();
    }
    for (qsizetype row = 0; row < entries.size();) {
        if (row < m_entries.size() && m_entries.at(row).id == entries.at(row).id) {
            if (!(m_entries.at(row) == entries.at(row))) {
                m_entries[row] = entries.at(row);
                emit dataChanged(index(int(row)), index(int(row)));
            }
            ++row;
            continue;
        }
        qsizetype end = row + 1;
        while (end < entries.size() && !(row < m_entries.size() && m_entries.at(row).id == entries.at(end).id))
            ++end;
        beginInsertRows({}, int(row), int(end - 1));
        for (qsizetype i = row; i < end; ++i)
            m_entries.insert(i, entries.at(i));
        endInsertRows();
        row = end;
    }
    m_isSettling = false;
}

qint64 ConversationListModel::startOfToday() const
{
    return m_clock.now().toTimeZone(m_zone).date().startOfDay(m_zone).toMSecsSinceEpoch();
}

QModelIndex ConversationListModel::indexOf(qint64 conversation) const
{
    const auto found = std::find_if(
        m_entries.cbegin(), m_entries.cend(), [conversation](const Entry &e) { return e.id == conversation; });
    return found == m_entries.cend() || conversation <= 0 ? QModelIndex() : index(int(found - m_entries.cbegin()));
}

const ConversationItem *ConversationListModel::item(qint64 conversation) const
{
    const auto found = std::find_if(
        m_items.cbegin(), m_items.cend(), [conversation](const ConversationItem &i) { return i.row == conversation; });
    return found == m_items.cend() ? nullptr : &*found;
}

qint64 ConversationListModel::beside(qint64 conversation, int by) const
{
    const auto found = std::find_if(
        m_items.cbegin(), m_items.cend(), [conversation](const ConversationItem &i) { return i.row == conversation; });
    if (found == m_items.cend())
        return first();
    return m_items.at(qBound<qsizetype>(0, (found - m_items.cbegin()) + by, m_items.size() - 1)).row;
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries.at(index.row());
    const bool isGroup = entry.id < 0;
    if (role == ConversationRole)
        return isGroup ? 0 : entry.id;
    if (role == WhyRole)
        return isGroup ? QString() : why(entry.item);
    if (role != LineRole && role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (role == Qt::DisplayRole)
        return isGroup ? entry.title : entry.item.name;
    ListLine line;
    if (isGroup) {
        line.isGroup = true;
        line.title = entry.title;
        line.count = entry.count;
        line.icon = entry.icon;
    } else {
        line = this->line(entry.item);
    }
    if (role == LineRole)
        return QVariant::fromValue(line);
    return listSentence(line, m_clock.now(), m_zone);
}

Qt::ItemFlags ConversationListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (m_entries.at(index.row()).id < 0)
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace wheelhouse
