#include "ui/kit/segmentedbutton.h"

#include "ui/kit/canvas.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace wheelhouse {

SegmentedButton::SegmentedButton(const Look &look, const QStringList &words, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_words(words)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, &SegmentedButton::updateGeometry);
    setCurrent(0);
}

void SegmentedButton::setCurrent(int index)
{
    m_current = qBound(0, index, static_cast<int>(m_words.size()) - 1);
    setAccessibleDescription(m_words.value(m_current));
    update();
}

void SegmentedButton::setWord(int index, const QString &word)
{
    m_words.replace(index, word);
    setAccessibleDescription(m_words.value(m_current));
    updateGeometry();
    update();
}

QSize SegmentedButton::sizeHint() const
{
    return { segment(static_cast<int>(m_words.size()) - 1).right() + 1, m_look.rowHeight(RowKind::Button) };
}

QRect SegmentedButton::segment(int index) const
{
    const QFont font = m_look.font(Type::Body, QFont::DemiBold);
    int left = 0;
    for (int i = 0; i < index; ++i)
        left += Canvas::textWidth(m_words.at(i), font) + 2 * m_look.scaled(12);
    const int width = Canvas::textWidth(m_words.at(index), font) + 2 * m_look.scaled(12);
    return { left, 0, width, m_look.rowHeight(RowKind::Button) };
}

void SegmentedButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    canvas.fill(rect(), theme.base, space::radius);
    for (int i = 0; i < m_words.size(); ++i) {
        const bool on = i == m_current;
        const QRect r = segment(i);
        if (!on && isEnabled() && i == m_hovered)
            canvas.fill(r.adjusted(1, 1, -1, -1), theme.alternate);
        if (on) {
            canvas.fill(r.adjusted(1, 1, -1, -1), theme.selected);
            canvas.fill(QRect(r.left() + 1, r.bottom() - 2, r.width() - 2, 2), theme.bar);
        }
        if (i > 0)
            canvas.fill(QRect(r.left(), 1, 1, r.height() - 2), theme.line);
        const QFont font = m_look.font(Type::Body, on ? QFont::DemiBold : QFont::Medium);
        const int inset = (r.width() - Canvas::textWidth(m_words.at(i), font)) / 2;
        canvas.text(r.adjusted(inset, 0, 0, 0), m_words.at(i), font,
            !isEnabled() ? theme.text3
                : on     ? theme.text
                         : theme.text2);
    }
    canvas.frame(rect(), isEnabled() ? theme.outline : theme.line, space::radius);
}

void SegmentedButton::choose(int index)
{
    if (index < 0 || index >= m_words.size())
        return;
    emit pressed(index);
    if (m_isStepper || index == m_current)
        return;
    setCurrent(index);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    emit chosen(index);
}

bool SegmentedButton::event(QEvent *event)
{
    const bool moves = event->type() == QEvent::HoverMove || event->type() == QEvent::HoverEnter;
    if (moves || event->type() == QEvent::HoverLeave) {
        const int before = m_hovered;
        m_hovered = moves ? at(static_cast<QHoverEvent *>(event)->position().toPoint()) : -1;
        if (before != m_hovered)
            update();
    }
    return QWidget::event(event);
}

int SegmentedButton::at(const QPoint &place) const
{
    const QPoint mirrored = QStyle::visualPos(layoutDirection(), rect(), place);
    for (int i = 0; i < m_words.size(); ++i)
        if (segment(i).contains(mirrored))
            return i;
    return -1;
}

void SegmentedButton::mousePressEvent(QMouseEvent *event)
{
    choose(at(event->position().toPoint()));
}

void SegmentedButton::keyPressEvent(QKeyEvent *event)
{
    const int ahead = layoutDirection() == Qt::RightToLeft ? Qt::Key_Left : Qt::Key_Right;
    const int back = layoutDirection() == Qt::RightToLeft ? Qt::Key_Right : Qt::Key_Left;
    if (event->key() == ahead)
        choose(m_isStepper ? static_cast<int>(m_words.size()) - 1 : m_current + 1);
    else if (event->key() == back)
        choose(m_isStepper ? 0 : m_current - 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace wheelhouse
