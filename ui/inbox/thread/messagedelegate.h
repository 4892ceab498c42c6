#pragma once

#include "ui/inbox/thread/rowlayout.h"

#include <QStyledItemDelegate>

namespace wheelhouse {

class Canvas;

/// Draws the rows of a thread from ThreadRow alone.
class MessageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    MessageDelegate(const Look &look, QObject *parent);

    /// What is selected of the row with \a key, in UTF-16 units of what its MessageLayout holds.
    void setSelection(const QString &key, int from, int to);
    [[nodiscard]] const RowLayout &layout(const ThreadRow &row, int width, Qt::LayoutDirection direction) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintMessage(Canvas &canvas, const QRect &at, const ThreadRow &row, const RowLayout &layout) const;
    void paintReading(Canvas &canvas, const QPoint &origin, const ThreadRow &row, const RowLayout &layout) const;
    void paintNote(Canvas &canvas, const QRect &at, const ThreadRow &row, const RowLayout &layout) const;
    void paintFold(Canvas &canvas, const QRect &at, const ThreadRow &row, const RowLayout &layout) const;
    void paintAct(Canvas &canvas, const QRect &at, const ThreadRow &row) const;
    void paintDay(Canvas &canvas, const QRect &at, const ThreadRow &row) const;
    void paintMedia(Canvas &canvas, const QPoint &origin, const ThreadRow &row, const RowLayout &layout) const;
    void paintDeeds(Canvas &canvas, const QPoint &origin, const ThreadRow &row, const RowLayout &layout) const;
    void paintSpots(Canvas &canvas, const QPoint &origin, const RowLayout &layout) const;

    const Look &m_look;
    mutable RowLayouts m_layouts; ///< what was laid out is kept; drawing changes nothing else
    QString m_selected;
    int m_from = 0;
    int m_to = 0;
};

} // namespace wheelhouse
