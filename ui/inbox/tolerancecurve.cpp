#include "ui/inbox/tolerancecurve.h"

#include "ui/kit/canvas.h"
#include "ui/kit/label.h"
#include "ui/kit/look.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace wheelhouse {

namespace {

constexpr double top = 0.9; // of the height, as drawn
constexpr double reachBehindEdge = 1.22; // the curve meets the axis a little behind the edge
constexpr double steepness = 6.0;

} // namespace

QString outcomeWords(Outcome outcome)
{
    switch (outcome) {
    case Outcome::AnswerOnce:
        return ToleranceCurveView::tr("answer once, then stop");
    case Outcome::HandOver:
        return ToleranceCurveView::tr("hand over");
    case Outcome::Stop:
        return ToleranceCurveView::tr("stop");
    case Outcome::KeepTalking:
        break;
    }
    return ToleranceCurveView::tr("keep talking");
}

ToleranceCurveView::ToleranceCurveView(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ToleranceCurveView::show(const ToleranceCurve &curve, const Standpoint &who, const QString &name)
{
    m_curve = curve;
    m_who = who;
    m_name = name;
    const Suggestion suggestion = suggestionFor(curve, who);
    setAccessibleName(tr("Tolerance"));
    setAccessibleDescription(tr("%1. %2").arg(outcomeWords(suggestion.outcome), suggestion.reasons.join(u' ')));
    setToolTip(plainTip(suggestion.reasons.join(u'\n')));
    update();
}

QSize ToleranceCurveView::sizeHint() const
{
    return { m_look.scaled(190), m_look.scaled(92) };
}

QSize ToleranceCurveView::minimumSizeHint() const
{
    return { m_look.scaled(120), sizeHint().height() };
}

QRectF ToleranceCurveView::plot() const
{
    const double below = m_look.lineHeight(Type::Tiny) + 2;
    return QRectF(rect()).adjusted(m_look.scaled(14), 4, -4, -below);
}

double ToleranceCurveView::patienceAt(double strain) const
{
    const double edge = std::max(1.0, allowedStrain(m_curve, m_who.influence)) * reachBehindEdge;
    return strain >= edge ? 0.0 : 1.0 - std::pow(strain / edge, steepness);
}

void ToleranceCurveView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(Qt::LeftToRight); // axes are not mirrored, so neither are the words beside them
    const Theme &theme = m_look.theme();
    const QRectF room = plot();
    const auto place = [&](double strain, double patience) {
        return QPointF(room.left() + room.width() * std::min(strain, 100.0) / 100.0,
            room.bottom() - room.height() * top * 0.72 * patience);
    };
    QPainterPath line(place(0, patienceAt(0)));
    for (double strain = 1; strain <= 100 && patienceAt(strain - 1) > 0; strain += 1)
        line.lineTo(place(strain, patienceAt(strain)));
    QPainterPath area(line);
    area.lineTo(QPointF(line.currentPosition().x(), room.bottom()));
    area.lineTo(room.bottomLeft());
    painter.fillPath(area, theme.accent.ground);
    painter.setPen(QPen(theme.outline, 1));
    painter.drawLine(room.topLeft(), room.bottomLeft());
    painter.drawLine(room.bottomLeft(), room.bottomRight());
    painter.setPen(QPen(theme.accent.text, 1.6));
    painter.drawPath(line);
    const double edge = place(allowedStrain(m_curve, m_who.influence), 0).x();
    painter.setPen(QPen(theme.outline, 1, Qt::DotLine));
    painter.drawLine(QPointF(edge, room.top() + m_look.lineHeight(Type::Tiny)), QPointF(edge, room.bottom()));
    const Outcome outcome = outcomeFor(m_curve, m_who);
    painter.setPen(QPen(theme.base, 1.5));
    painter.setBrush(outcome == Outcome::KeepTalking ? theme.accent.text
            : outcome == Outcome::AnswerOnce         ? theme.amber.text
                                                     : theme.red.text);
    painter.drawEllipse(place(m_who.strain, patienceAt(m_who.strain)), 4.5, 4.5);
    paintWords(painter, room, edge);
    if (hasFocus()) {
        Canvas canvas(painter, m_look, Qt::LeftToRight, rect());
        canvas.focusRing(rect().adjusted(2, 2, -2, -2));
    }
}

void ToleranceCurveView::paintWords(QPainter &painter, const QRectF &room, double edge) const
{
    const Theme &theme = m_look.theme();
    const int line = m_look.lineHeight(Type::Tiny);
    const QFont font = m_look.font(Type::Tiny);
    painter.setFont(font);
    painter.setPen(theme.text3);
    const QFontMetrics metrics(font);
    const auto say = [&](const QRectF &where, int flags, const QString &words) {
        painter.drawText(
            where, flags | Qt::TextSingleLine, metrics.elidedText(words, Qt::ElideRight, int(where.width())));
    };
    const double half = room.width() / 2;
    say({ room.left() + 4, room.top() - 3, half, double(line) }, Qt::AlignLeft, tr("patience ↑"));
    say({ room.left() + half, room.bottom() + 2, half, double(line) }, Qt::AlignRight, tr("abrasive →"));
    // Beside the dotted line, where there is room for it.
    const QString words = tr("the edge");
    const double width = metrics.horizontalAdvance(words) + 4;
    const bool fitsBehind = edge + width <= room.right();
    const double above = room.left() + 4 + metrics.horizontalAdvance(tr("patience ↑")) > edge - width ? line * 0.9 : -3;
    say({ fitsBehind ? edge + 4 : edge - width - 4, room.top() + (fitsBehind ? line * 0.35 : above), width,
            double(line) },
        fitsBehind ? Qt::AlignLeft : Qt::AlignRight, words);
    painter.setFont(m_look.font(Type::Tiny, QFont::DemiBold));
    painter.setPen(theme.text);
    const double dot = room.left() + room.width() * std::min(m_who.strain, 100.0) / 100.0;
    const double height = room.bottom() - room.height() * top * 0.72 * patienceAt(m_who.strain);
    const double nameWidth = std::min(half, QFontMetricsF(painter.font()).horizontalAdvance(m_name) + 6);
    const double left = std::clamp(dot - nameWidth / 2, room.left() + 4, room.right() - nameWidth);
    const double under = std::min(height + 7, room.bottom() - line);
    painter.drawText(QRectF(left, under, nameWidth, line), Qt::AlignHCenter | Qt::TextSingleLine,
        QFontMetrics(painter.font()).elidedText(m_name, Qt::ElideRight, int(nameWidth)));
}

void ToleranceCurveView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        emit curveRequested();
    else
        QWidget::keyPressEvent(event);
}

void ToleranceCurveView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        emit curveRequested();
}

} // namespace wheelhouse
