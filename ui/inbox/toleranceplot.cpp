#include "ui/inbox/toleranceplot.h"

#include "ui/kit/canvas.h"
#include "ui/kit/look.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace wheelhouse {

namespace {
constexpr double reach = 14; // px from a point within which it is taken
}

TolerancePlot::TolerancePlot(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Strain borne at each influence"));
    tell();
    connect(&look, &Look::changed, this, [this] { update(); });
}

void TolerancePlot::setCurve(const ToleranceCurve &curve)
{
    m_curve = curve;
    m_before.reset();
    m_chosen = std::min(m_chosen, int(curve.points.size()) - 1);
    tell();
    update();
}

void TolerancePlot::setPeople(const QList<Standpoint> &people)
{
    m_people = people;
    update();
}

QSize TolerancePlot::sizeHint() const
{
    return { m_look.scaled(440), m_look.scaled(300) };
}

QSize TolerancePlot::minimumSizeHint() const
{
    return { m_look.scaled(240), m_look.scaled(200) };
}

QRectF TolerancePlot::plot() const
{
    const int line = m_look.lineHeight(Type::Tiny);
    return QRectF(rect()).adjusted(m_look.scaled(30), line + 4, -12, -line - 6);
}

QPointF TolerancePlot::placeOf(double influence, double strain) const
{
    const QRectF room = plot();
    return { room.left() + room.width() * influence / 100.0,
        room.bottom() - room.height() * std::min(strain, 100.0) / 100.0 };
}

void TolerancePlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LeftToRight); // axes are not mirrored, so neither are the words beside them
    paintGround(painter);
    paintPeople(painter);
    paintCurve(painter);
    if (hasFocus()) {
        Canvas canvas(painter, m_look, Qt::LeftToRight, rect());
        canvas.focusRing(rect().adjusted(2, 2, -2, -2));
    }
}

void TolerancePlot::paintGround(QPainter &painter) const
{
    const Theme &theme = m_look.theme();
    const QRectF room = plot();
    const int line = m_look.lineHeight(Type::Tiny);
    painter.fillRect(rect(), theme.base);
    const double ceiling = placeOf(0, m_curve.ceiling).y();
    const double floor = placeOf(0, m_curve.floor).y();
    painter.fillRect(QRectF(room.left(), room.top(), room.width(), ceiling - room.top()), theme.red.ground);
    painter.fillRect(QRectF(room.left(), ceiling, room.width(), floor - ceiling), theme.amber.ground);
    painter.setPen(QPen(theme.outline, 1));
    painter.drawLine(room.topLeft(), room.bottomLeft());
    painter.drawLine(room.bottomLeft(), room.bottomRight());
    painter.setFont(m_look.font(Type::Tiny));
    painter.setPen(theme.text3);
    for (int at = 0; at <= 100; at += 25) {
        painter.drawText(
            QRectF(placeOf(at, 0).x() - 20, room.bottom() + 3, 40, line), Qt::AlignHCenter, locale().toString(at));
        painter.drawText(
            QRectF(0, placeOf(0, at).y() - line / 2.0, room.left() - 4, line), Qt::AlignRight, locale().toString(at));
    }
    const QFontMetrics metrics(painter.font());
    const auto say = [&](const QRectF &where, int flags, const QString &words) {
        painter.drawText(where, flags, metrics.elidedText(words, Qt::ElideRight, int(where.width())));
    };
    say(QRectF(room.left(), 0, room.width() / 2, line + 2), Qt::AlignLeft, tr("strain ↑"));
    say(QRectF(room.center().x(), 0, room.width() / 2, line + 2), Qt::AlignRight, tr("influence →"));
    painter.setPen(theme.red.text);
    say(QRectF(room.left() + 6, ceiling - line, room.width() - 12, line), Qt::AlignRight,
        tr("ceiling: stop, whoever it is"));
    painter.setPen(theme.amber.text);
    say(QRectF(room.left() + 6, floor - line, room.width() - 12, line), Qt::AlignRight,
        tr("protects the team: hand over"));
}

void TolerancePlot::paintPeople(QPainter &painter) const
{
    const Theme &theme = m_look.theme();
    for (const Standpoint &who : m_people) {
        const Outcome outcome = outcomeFor(m_curve, who);
        const QColor ink = outcome == Outcome::KeepTalking ? theme.text3
            : outcome == Outcome::AnswerOnce               ? theme.amber.text
                                                           : theme.red.text;
        painter.setPen(QPen(ink, 1.5));
        // Filled where the suggestion is to end it: seen without colour as well.
        painter.setBrush(outcome == Outcome::KeepTalking ? QBrush(Qt::NoBrush) : QBrush(ink));
        painter.drawEllipse(placeOf(who.influence, who.strain), 3, 3);
    }
}

void TolerancePlot::paintCurve(QPainter &painter) const
{
    const Theme &theme = m_look.theme();
    QPolygonF line;
    QPolygonF nearly;
    for (const TolerancePoint &point : m_curve.points) {
        line.append(placeOf(point.influence, point.strain));
        nearly.append(placeOf(point.influence, nearShare * point.strain));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent.text, 1, Qt::DotLine));
    painter.drawPolyline(nearly);
    painter.setPen(QPen(theme.accent.text, 2));
    painter.drawPolyline(line);
    for (int i = 0; i < line.size(); ++i) {
        const bool isChosen = i == m_chosen;
        painter.setPen(QPen(theme.accent.text, 2));
        painter.setBrush(isChosen && m_before ? theme.accent.text : theme.base);
        painter.drawEllipse(line.at(i), isChosen ? 7 : 5, isChosen ? 7 : 5);
    }
}

void TolerancePlot::tell()
{
    const TolerancePoint point = m_curve.points.value(m_chosen);
    setAccessibleDescription(
        tr("Point %1 of %2: at influence %3 strain %4 is borne. Space picks it up, arrows carry it, "
           "Enter shows a table.")
            .arg(m_chosen + 1)
            .arg(m_curve.points.size())
            .arg(point.influence)
            .arg(point.strain));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void TolerancePlot::choose(int index)
{
    m_chosen = std::clamp(index, 0, int(m_curve.points.size()) - 1);
    tell();
    update();
}

void TolerancePlot::carry(int influence, int strain)
{
    const ToleranceCurve next = withPointAt(m_curve, m_chosen, { influence, strain });
    if (next == m_curve)
        return;
    m_curve = next;
    tell();
    update();
    emit changed();
}

void TolerancePlot::putDown()
{
    if (const auto before = std::exchange(m_before, std::nullopt); before && !(*before == m_curve))
        emit moved(*before);
    update();
}

void TolerancePlot::keyPressEvent(QKeyEvent *event)
{
    const int step = event->modifiers().testFlag(Qt::ShiftModifier) ? 5 : 1;
    const TolerancePoint at = m_curve.points.value(m_chosen);
    const int right = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    const int up = event->key() == Qt::Key_Up ? 1 : event->key() == Qt::Key_Down ? -1 : 0;
    if (right != 0 && !m_before) {
        choose(m_chosen + right);
    } else if (right != 0 || (up != 0 && m_before)) {
        carry(at.influence + right * step, at.strain + up * step);
    } else if (event->key() == Qt::Key_Space) {
        if (m_before)
            putDown();
        else
            m_before = m_curve;
        update();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_before)
            putDown();
        else
            emit tableRequested();
    } else if (event->key() == Qt::Key_Escape && m_before) {
        m_curve = *std::exchange(m_before, std::nullopt);
        tell();
        update();
        emit changed();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void TolerancePlot::mousePressEvent(QMouseEvent *event)
{
    for (int i = 0; i < m_curve.points.size(); ++i) {
        const QPointF place = placeOf(m_curve.points.at(i).influence, m_curve.points.at(i).strain);
        if (QLineF(place, event->position()).length() <= reach) {
            m_before = m_curve;
            choose(i);
            return;
        }
    }
}

void TolerancePlot::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_before || !event->buttons().testFlag(Qt::LeftButton))
        return;
    const QRectF room = plot();
    carry(qRound(100 * (event->position().x() - room.left()) / room.width()),
        qRound(100 * (room.bottom() - event->position().y()) / room.height()));
}

void TolerancePlot::mouseReleaseEvent(QMouseEvent *)
{
    putDown();
}

} // namespace wheelhouse
