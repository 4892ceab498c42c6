#pragma once

#include "ui/kit/look.h"

#include <QStyledItemDelegate>
#include <QWidget>

namespace wheelhouse {

/// What a row of the palette knows of itself.
enum PaletteRole {
    HeaderRole = Qt::UserRole, ///< bool: the title of a section
    DetailRole, ///< QString
    IconRole, ///< QString: a name Icons knows
    AvatarRole, ///< QString: a person's name; initials instead of the icon
    CapsRole, ///< QStringList: the key that does the same
    PlacesRole, ///< QVariantList of int: letters to underline
    FoundRole, ///< int: its place among what was found
};

/// Draws the rows of the palette, the letters that were typed underlined.
class PaletteRows : public QStyledItemDelegate {
    Q_OBJECT
public:
    PaletteRows(const Look &look, QObject *parent);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintEntry(QPainter &painter, QRect room, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Look &m_look;
};

/// What the commands act on, as a chip: its accessible name.
class PaletteSubject : public QWidget {
    Q_OBJECT
public:
    explicit PaletteSubject(const Look &look);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
};

/// A strip of the palette on its own ground with a line at one edge.
class PaletteStrip : public QWidget {
    Q_OBJECT
public:
    PaletteStrip(const Look &look, bool foot, int height);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    bool m_isFoot;
};

} // namespace wheelhouse
