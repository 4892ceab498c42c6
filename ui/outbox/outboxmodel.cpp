#include "ui/outbox/outboxmodel.h"

#include "ui/outbox/outboxwords.h"

#include <QLocale>

namespace wheelhouse {

OutboxModel::OutboxModel(const Clock &clock, QObject *parent)
    : QAbstractListModel(parent)
    , m_clock(clock)
{
}

void OutboxModel::setPage(const OutboxPage &page)
{
    beginResetModel();
    m_lines.clear();
    m_places.clear();
    for (int i = 0; i < outboxGroups; ++i) {
        const auto group = OutboxGroup(i);
        const QList<OutboxRow> &rows = page.rows.at(size_t(i));
        const int count = page.counts.at(size_t(i));
        if (rows.isEmpty())
            continue;
        m_lines.append({ Line::Title, group, count });
        for (const OutboxRow &each : rows) {
            m_places.insert(each.delivery.id, int(m_lines.size()));
            m_lines.append({ Line::Delivery, group, 0, each });
        }
        if (count > rows.size())
            m_lines.append({ Line::More, group, int(count - rows.size()) });
    }
    endResetModel();
}

const OutboxRow *OutboxModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || m_lines.at(index.row()).line != Line::Delivery)
        return nullptr;
    return &m_lines.at(index.row()).row;
}

QModelIndex OutboxModel::indexOf(DeliveryId id) const
{
    const auto found = m_places.constFind(id);
    return found == m_places.cend() ? QModelIndex() : index(*found);
}

int OutboxModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QString OutboxModel::words(const Entry &entry) const
{
    switch (entry.line) {
    case Line::Title:
        return outboxwords::groupName(entry.group);
    case Line::Delivery:
        return outboxwords::sentence(entry.row, now());
    case Line::More:
        break;
    }
    // Of what went out long ago nobody counts how much there is.
    return entry.group == OutboxGroup::Lately ? tr("Show earlier ones")
                                              : tr("%Ln more: show them", nullptr, entry.count);
}

QVariant OutboxModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Entry &entry = m_lines.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.line == Line::Delivery ? entry.row.delivery.words : words(entry);
    case Qt::AccessibleTextRole:
        return words(entry);
    case LineRole:
        return int(entry.line);
    case GroupRole:
        return int(entry.group);
    case CountRole:
        return entry.count;
    default:
        return {};
    }
}

Qt::ItemFlags OutboxModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_lines.at(index.row()).line == Line::Title)
        return Qt::NoItemFlags; // arrows pass over it
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace wheelhouse
