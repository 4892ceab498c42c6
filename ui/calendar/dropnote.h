#pragma once

#include "ui/calendar/carry.h"
#include "ui/kit/label.h"

#include <QFrame>

namespace wheelhouse {

/// The note beside the place where a card would land: the day and hour, what usually comes then, what clashes. It says
/// so before the drop ends; after a refusal it offers the next free place.
class DropNote : public QFrame {
    Q_OBJECT
public:
    DropNote(const Look &look, QWidget *parent);

    /// Beside \a place, a rectangle of the parent; above or before it where there is no room.
    void say(const DropVerdict &verdict, const QRect &place);
    /// The drop was refused: what is said stays, with the offer as a link.
    void refuse(const DropVerdict &verdict, const QRect &place);
    void clear();
    [[nodiscard]] const DropVerdict &verdict() const { return m_verdict; }
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void insteadChosen(const wheelhouse::WallTime &place);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void put(const QRect &place);
    [[nodiscard]] int textWidth() const;
    [[nodiscard]] int lineTop(int line) const;

    const Look &m_look;
    DropVerdict m_verdict;
    Link *m_instead;
};

} // namespace wheelhouse
