#include "ui/calendar/traymodel.h"

#include "ui/calendar/cardwords.h"
#include "ui/calendar/plannerview.h"

#include <QMimeData>

namespace wheelhouse {

void TrayModel::setSight(const CalendarSight &sight, const CalendarFilter &filter)
{
    QList<Card> cards = sight.tray; // shared: the same list is no work
    if (filter != CalendarFilter())
        cards.removeIf([&filter](const Card &card) { return !filter.shows(card); });
    m_sight = sight;
    if (cards == m_cards)
        return; // what is chosen and scrolled stays as it is
    beginResetModel();
    m_cards = cards;
    endResetModel();
}

int TrayModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cards.size());
}

QVariant TrayModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_cards.size())
        return {};
    const Card &card = m_cards.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return card.name();
    case Qt::AccessibleTextRole:
        return cardSentence(card, m_sight);
    case Qt::ToolTipRole:
        return cardTip(card, m_sight);
    default:
        return {};
    }
}

Qt::ItemFlags TrayModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags own = QAbstractListModel::flags(index) | Qt::ItemIsDropEnabled;
    return index.isValid() ? own | Qt::ItemIsDragEnabled : own;
}

QStringList TrayModel::mimeTypes() const
{
    return { carriedType };
}

QMimeData *TrayModel::mimeData(const QModelIndexList &indexes) const
{
    QList<Card> cards;
    for (const QModelIndex &index : indexes)
        cards.append(m_cards.at(index.row()));
    if (cards.isEmpty())
        return nullptr;
    auto *goods = new QMimeData;
    goods->setData(carriedType, carriedBytes(cards, keyOf(cards.first())));
    return goods;
}

bool TrayModel::canDropMimeData(const QMimeData *goods, Qt::DropAction, int, int, const QModelIndex &) const
{
    const QList<CardKey> keys = carriedKeys(goods->data(carriedType));
    // From a day: what lies here already has nothing to lose.
    return std::any_of(keys.begin(), keys.end(), [this](const CardKey &key) {
        const Card *card = m_sight.find(key);
        return card && card->at;
    });
}

bool TrayModel::dropMimeData(const QMimeData *goods, Qt::DropAction, int, int, const QModelIndex &)
{
    const QList<CardKey> keys = carriedKeys(goods->data(carriedType));
    if (!keys.isEmpty())
        emit dropped(keys);
    return false; // nothing is put in here: what changes comes back from the store
}

} // namespace wheelhouse
