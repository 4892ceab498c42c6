#include "ui/connect/connectsteps.h"

#include "ui/kit/canvas.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int row = 34; // px, of one step
constexpr int disc = 22; // px, across

} // namespace

ConnectSteps::ConnectSteps(const Look &look, const QStringList &steps, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_steps(steps)
{
    setCurrent(0);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ConnectSteps::setCurrent(int step)
{
    m_current = step;
    const int last = int(m_steps.size());
    setAccessibleName(step < last
            ? tr("Step %1 of %2: %3").arg(QLocale().toString(step + 1), QLocale().toString(last), m_steps.at(step))
            : tr("All steps are done"));
    update();
}

int ConnectSteps::rowHeight() const
{
    return m_look.scaled(row);
}

QSize ConnectSteps::sizeHint() const
{
    const QFont font = m_look.font(Type::Body, QFont::DemiBold);
    int widest = 0;
    for (const QString &each : m_steps)
        widest = std::max(widest, Canvas::textWidth(each, font));
    return { widest + m_look.scaled(disc) + space::card, rowHeight() * int(m_steps.size()) };
}

QSize ConnectSteps::minimumSizeHint() const
{
    return { m_look.scaled(disc), rowHeight() * int(m_steps.size()) };
}

void ConnectSteps::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = m_look.theme();
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const int side = m_look.scaled(disc);
    for (int i = 0; i < m_steps.size(); ++i) {
        const bool isBehind = i < m_current;
        const bool isHere = i == m_current;
        const QRect line(0, i * rowHeight(), width(), rowHeight());
        const QRect circle(0, line.top() + (line.height() - side) / 2, side, side);
        const QRectF round = QRectF(canvas.placed(circle)).adjusted(1, 1, -1, -1);
        painter.setPen(QPen(isBehind ? theme.green.fill : isHere ? theme.accent.fill : theme.outline, isHere ? 2 : 1));
        painter.setBrush(isBehind ? QBrush(theme.green.fill) : QBrush(Qt::NoBrush));
        painter.drawEllipse(round);
        if (isBehind) {
            painter.setPen(QPen(theme.onFill, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            const QPointF middle = round.center();
            const double unit = side / 22.0;
            painter.drawPolyline(QPolygonF({ middle + QPointF(-4, 0.5) * unit, middle + QPointF(-1, 3.5) * unit,
                middle + QPointF(4.5, -3) * unit }));
        } else {
            painter.setPen(isHere ? theme.text : theme.text2);
            painter.setFont(m_look.font(Type::Small, QFont::DemiBold));
            painter.drawText(round, Qt::AlignCenter, QLocale().toString(i + 1));
        }
        const QFont font = m_look.font(Type::Body, isHere ? QFont::DemiBold : QFont::Normal);
        canvas.text(line.adjusted(side + space::card, 0, 0, 0), m_steps.at(i), font,
            isHere || isBehind ? theme.text : theme.text2);
    }
}

} // namespace wheelhouse
