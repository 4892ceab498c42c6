#include "ui/launch/steplegend.h"

#include "ui/kit/canvas.h"
#include "ui/launch/stepwords.h"

#include <QPainter>

namespace wheelhouse {

namespace {
constexpr int heightPx = 30;
constexpr int sidePx = 14;
} // namespace

StepLegend::StepLegend(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    const auto size = [this] { setFixedHeight(m_look.scaled(heightPx)); };
    connect(&look, &Look::changed, this, size);
    size();
    QStringList words;
    for (const StepLook &each : allLooks())
        words.append(each.word);
    setAccessibleName(words.join(QStringLiteral(", ")));
}

void StepLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    painter.fillRect(rect(), theme.alternate);
    canvas.fill(QRect(0, 0, width(), 1), theme.line);
    const QFont font = m_look.font(Type::Small);
    const int side = m_look.scaled(13);
    int left = sidePx;
    for (const StepLook &each : allLooks()) {
        const int whole = side + m_look.scaled(4) + Canvas::textWidth(each.word, font) + 2;
        if (left + whole > width())
            break;
        canvas.icon(QRect(left, 0, side, height()), each.icon,
            each.tint == Tint::Plain ? theme.text3 : theme.hue(each.tint).text);
        canvas.text(QRect(left + side + m_look.scaled(4), 0, whole - side, height()), each.word, font, theme.text2);
        left += whole + sidePx;
    }
}

} // namespace wheelhouse
