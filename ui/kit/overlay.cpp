#include "ui/kit/overlay.h"

#include "ui/kit/canvas.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace wheelhouse {
namespace {

constexpr int fromTop = 92; // px, of the window

/// The framed card; draws itself so that its corners stay round over the dimmed window.
class Card : public QWidget {
public:
    Card(const Look &look, QWidget *parent)
        : QWidget(parent)
        , m_look(look)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(1, 1, 1, 1);
        column->setSpacing(0);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Canvas canvas(painter, m_look, layoutDirection(), rect());
        canvas.fill(rect(), m_look.theme().base, space::dialogRadius);
        canvas.frame(rect(), m_look.theme().outline, space::dialogRadius);
    }

private:
    const Look &m_look;
};

} // namespace

Overlay::Overlay(const Look &look, QWidget *window, Place place)
    : QWidget(window)
    , m_look(look)
    , m_place(place)
    , m_card(new Card(look, this))
{
    hide();
    window->installEventFilter(this);
    connect(&look, &Look::changed, this, &Overlay::placeCard);
}

void Overlay::setContent(QWidget *content, int width)
{
    m_width = width;
    m_card->layout()->addWidget(content);
    content->installEventFilter(this);
}

void Overlay::open(QWidget *firstFocus)
{
    if (!isVisible())
        m_origin = QApplication::focusWidget();
    placeCard();
    show();
    raise();
    firstFocus->setFocus(Qt::PopupFocusReason);
}

void Overlay::dismiss()
{
    if (!isVisible())
        return;
    hide();
    if (m_origin)
        m_origin->setFocus(Qt::PopupFocusReason);
    emit dismissed();
}

void Overlay::placeCard()
{
    resize(parentWidget()->size());
    const int width = qMin(m_look.scaled(m_width), this->width() - 2 * space::pane);
    const int room = height() - 2 * space::pane;
    const QLayout *inside = m_card->layout(); // words that wrap need the height of this width, not of their own
    const int wanted =
        inside->hasHeightForWidth() ? inside->totalHeightForWidth(width) : inside->totalSizeHint().height();
    const int height = qMin(wanted, m_place == Place::Top ? room - fromTop : room);
    const int top = m_place == Place::Top ? fromTop : (this->height() - height) / 2;
    m_card->setGeometry((this->width() - width) / 2, top, width, height);
}

bool Overlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() ? event->type() == QEvent::Resize : event->type() == QEvent::LayoutRequest)
        if (isVisible())
            placeCard();
    return QWidget::eventFilter(watched, event);
}

void Overlay::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_look.theme().scrim);
}

void Overlay::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    event->accept(); // what is not for the overlay is for nobody below it
}

void Overlay::mousePressEvent(QMouseEvent *event)
{
    if (!m_card->geometry().contains(event->position().toPoint()))
        dismiss();
}

bool Overlay::focusNextPrevChild(bool next)
{
    QWidget *from = QApplication::focusWidget();
    if (!from || !isAncestorOf(from))
        from = m_card;
    for (QWidget *at = next ? from->nextInFocusChain() : from->previousInFocusChain(); at != from;
         at = next ? at->nextInFocusChain() : at->previousInFocusChain()) {
        if (isAncestorOf(at) && at->isVisible() && at->isEnabled() && (at->focusPolicy() & Qt::TabFocus)) {
            at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            break;
        }
    }
    return true;
}

} // namespace wheelhouse
