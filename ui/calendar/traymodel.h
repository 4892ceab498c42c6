#pragma once

#include "ui/calendar/calendarsight.h"

#include <QAbstractListModel>

namespace wheelhouse {

/// The posts that have no date yet, newest first, for a list with drag.
class TrayModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setSight(const CalendarSight &sight, const CalendarFilter &filter);
    [[nodiscard]] const CalendarSight &sight() const { return m_sight; }
    [[nodiscard]] const QList<Card> &cards() const { return m_cards; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::MoveAction; }
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] bool canDropMimeData(
        const QMimeData *goods, Qt::DropAction action, int row, int column, const QModelIndex &parent) const override;
    bool dropMimeData(
        const QMimeData *goods, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

signals:
    void dropped(const QList<wheelhouse::CardKey> &cards); ///< from a day: they lose their date

private:
    CalendarSight m_sight;
    QList<Card> m_cards;
};

} // namespace wheelhouse
