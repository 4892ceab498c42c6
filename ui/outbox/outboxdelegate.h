#pragma once

#include "ui/kit/canvas.h"
#include "ui/outbox/outboxmodel.h"

#include <QStyledItemDelegate>

namespace wheelhouse {

/// Draws the lines of the outbox: state, network, words and due hour; below what it stands at and what comes next.
class OutboxDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    OutboxDelegate(const OutboxModel &model, const Look &look, QObject *parent);
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintTitle(Canvas &canvas, const QRect &place, const QModelIndex &index) const;
    void paintMore(Canvas &canvas, const QRect &place, const QString &words) const;
    void paintRow(Canvas &canvas, const QRect &place, const OutboxRow &row) const;
    void paintUpper(Canvas &canvas, QRect line, const OutboxRow &row) const;
    void paintLower(Canvas &canvas, QRect line, const OutboxRow &row) const;

    const OutboxModel &m_model;
    const Look &m_look;
};

} // namespace wheelhouse
