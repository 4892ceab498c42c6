#pragma once

#include "ui/kit/theme.h"

#include <QObject>
#include <QPointer>

class QApplication;
class QWidget;

namespace wheelhouse {

/// Shows where the keyboard is: 2 px of accent, 1 px outside whatever control has the focus (DESIGN 8). Fields, lists
/// and what has the property "ownRing" show it themselves. Made once for the program; lives as long as it.
class FocusRing : public QObject {
    Q_OBJECT
public:
    explicit FocusRing(QApplication &app);
    void setColour(const QColor &colour);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void move(QWidget *to);
    void settle();
    QColor m_colour;
    QPointer<QWidget> m_target;
    QPointer<QWidget> m_ring; ///< a child of the target's parent, so it goes with it
};

} // namespace wheelhouse
