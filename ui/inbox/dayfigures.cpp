#include "ui/inbox/dayfigures.h"

#include "ui/kit/canvas.h"

#include <QPainter>

namespace wheelhouse {

namespace {
constexpr int edge = 14; // px, as the section titles above
constexpr int above = 8;
} // namespace

DayFigures::DayFigures(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setVisible(false);
    setProperty("dataText", true);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void DayFigures::show(const QList<Line> &lines)
{
    if (m_lines == lines)
        return;
    m_lines = lines;
    QStringList said;
    for (const auto &[name, value] : lines)
        said.append(tr("%1: %2", "a figure").arg(name, value));
    setAccessibleName(said.join(QStringLiteral(". ")));
    setVisible(!lines.isEmpty());
    updateGeometry();
    update();
}

QSize DayFigures::sizeHint() const
{
    return { 100, m_lines.isEmpty() ? 0 : int(m_lines.size()) * m_look.scaled(17) + 2 * above };
}

void DayFigures::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    canvas.hairline(QRect(edge - 6, 0, width() - 2 * (edge - 6), 1), theme.line);
    QRect line(edge, above, width() - 2 * edge, m_look.scaled(17));
    for (const auto &[name, value] : m_lines) {
        const int used =
            canvas.text(line, value, m_look.font(Type::Tiny, QFont::DemiBold), theme.text, Canvas::Side::Trailing);
        canvas.text(line.adjusted(0, 0, -used - space::tightGap, 0), name, m_look.font(Type::Tiny), theme.text2);
        line.translate(0, m_look.scaled(17));
    }
}

} // namespace wheelhouse
