#include "ui/kit/focusring.h"

#include "ui/kit/segmentedbutton.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QPainter>

namespace wheelhouse {

namespace {

constexpr int outside = 3; // px: a gap of 1 and a line of 2
constexpr qreal thick = 2;

class Ring : public QWidget {
public:
    Ring(const QColor &colour, QWidget *parent)
        : QWidget(parent)
        , m_colour(colour)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_colour, thick));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }

private:
    QColor m_colour;
};

bool wantsRing(const QWidget *widget)
{
    const bool control = qobject_cast<const QAbstractButton *>(widget) || qobject_cast<const QComboBox *>(widget)
        || qobject_cast<const SegmentedButton *>(widget);
    return control && widget->parentWidget() && !widget->isWindow() && !widget->property("ownRing").toBool();
}

} // namespace

FocusRing::FocusRing(QApplication &app)
    : QObject(&app)
{
    connect(&app, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { move(now); });
}

void FocusRing::setColour(const QColor &colour)
{
    m_colour = colour;
    move(QApplication::focusWidget());
}

void FocusRing::move(QWidget *to)
{
    if (m_target)
        m_target->removeEventFilter(this);
    delete m_ring;
    m_target = to && wantsRing(to) ? to : nullptr;
    if (!m_target)
        return;
    m_target->installEventFilter(this);
    m_ring = new Ring(m_colour, m_target->parentWidget());
    settle();
}

void FocusRing::settle()
{
    if (!m_target || !m_ring)
        return;
    m_ring->setGeometry(m_target->geometry()
                            .adjusted(-outside, -outside, outside, outside)
                            .intersected(m_target->parentWidget()->rect()));
    m_ring->setVisible(m_target->isVisible());
    m_ring->raise();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ParentChange:
        move(m_target);
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        settle();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace wheelhouse
