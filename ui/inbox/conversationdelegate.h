#pragma once

#include "ui/inbox/listline.h"
#include "ui/kit/canvas.h"

#include <QSet>
#include <QStyledItemDelegate>

namespace wheelhouse {

/// Draws a row of the inbox from its ListLine: two lines when roomy, one when tight; a title for a group. In a bulk
/// choice avatars turn into checkboxes.
class ConversationDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    ConversationDelegate(const Look &look, QObject *parent);

    /// \a checked conversations (rows); \a choosing shows checkboxes.
    void setChecked(const QSet<qint64> &checked, bool choosing);
    /// Rows whose promise ran out just now: their ground is red for a moment.
    void setTinted(const QSet<qint64> &tinted);
    /// Where the avatar or checkbox of \a row is, on the screen.
    [[nodiscard]] QRect avatarPlace(const QRect &row, Qt::LayoutDirection direction) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    struct Inks;
    void paintGroup(Canvas &canvas, const QRect &row, const ListLine &line) const;
    void paintRoomy(Canvas &canvas, QRect room, const ListLine &line, const Inks &inks) const;
    void paintTight(Canvas &canvas, QRect room, const ListLine &line, const Inks &inks) const;
    [[nodiscard]] QRect leading(const QRect &row) const;
    void paintLeading(Canvas &canvas, const QRect &row, const ListLine &line) const;
    /// These draw at the trailing edge of \a room and give what is left of it.
    [[nodiscard]] QRect time(Canvas &canvas, QRect room, const ListLine &line, const Inks &inks) const;
    [[nodiscard]] QRect owner(Canvas &canvas, QRect room, const ListLine &line) const;
    [[nodiscard]] QRect labels(Canvas &canvas, QRect room, const ListLine &line) const;
    [[nodiscard]] QRect influence(Canvas &canvas, QRect room, const ListLine &line) const;
    /// The small signs before the words; gives what is left.
    [[nodiscard]] QRect marks(Canvas &canvas, QRect room, const ListLine &line) const;
    void snippet(Canvas &canvas, const QRect &room, const ListLine &line, const Inks &inks) const;
    [[nodiscard]] QString tip(const QModelIndex &index) const;

    const Look &m_look;
    QSet<qint64> m_checked;
    bool m_isChoosing = false;
    QSet<qint64> m_tinted;
};

/// 0 to 4 bars for \a followers: one for each power of ten from a hundred on. -1 where it was not told.
[[nodiscard]] int influenceOf(qint64 followers);

} // namespace wheelhouse
