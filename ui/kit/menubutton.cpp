#include "ui/kit/menubutton.h"

#include "ui/kit/canvas.h"
#include "ui/kit/label.h"

#include <QMenu>
#include <QPainter>

namespace wheelhouse {

namespace {

constexpr int glyphSide = 14; // px before the text scale
constexpr int arrowSide = 10;
constexpr int gap = 5;

} // namespace

MenuButton::MenuButton(const Look &look, const QString &name, Frame frame, QWidget *parent)
    : QToolButton(parent)
    , m_look(look)
    , m_name(name)
    , m_frame(frame)
{
    setProperty("elides", true);
    setAccessibleName(name);
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    connect(&look, &Look::changed, this, &MenuButton::updateGeometry);
    this->name();
}

void MenuButton::setGlyph(const QString &icon)
{
    m_glyph = icon;
    updateGeometry();
    update();
}

void MenuButton::setWords(const QString &words)
{
    setText(words);
    name();
    updateGeometry();
    update();
}

void MenuButton::setKeys(const QStringList &caps)
{
    m_keys = caps.join(QLatin1Char('+'));
    name();
}

void MenuButton::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact && !m_glyph.isEmpty();
    updateGeometry();
    update();
}

void MenuButton::name()
{
    const QString said =
        text().isEmpty() || text() == m_name ? m_name : tr("%1: %2", "what, which").arg(m_name, text());
    setAccessibleName(said);
    setToolTip(plainTip(m_keys.isEmpty() ? said : tr("%1 (%2)", "what a button does, its key").arg(said, m_keys)));
}

QFont MenuButton::ownFont() const
{
    return m_look.font(Type::Small, m_frame == Frame::Outlined ? QFont::Medium : 0);
}

int MenuButton::padding() const
{
    return m_frame == Frame::Outlined ? 9 : 4;
}

QSize MenuButton::sizeHint() const
{
    int width = 2 * padding();
    if (!m_glyph.isEmpty())
        width += m_look.scaled(glyphSide);
    if (!m_compact)
        width += Canvas::textWidth(text(), ownFont()) + 2 + (m_glyph.isEmpty() ? 0 : gap);
    if (menu())
        width += m_look.scaled(arrowSide) + gap;
    return { width, m_look.scaled(24) };
}

QSize MenuButton::minimumSizeHint() const
{
    return { qMin(sizeHint().width(), m_look.scaled(40)), m_look.scaled(24) };
}

void MenuButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    const bool pressed = isDown() || (menu() && menu()->isVisible());
    const bool outlined = m_frame == Frame::Outlined;
    if (pressed)
        canvas.fill(rect(), theme.selected, space::radius);
    else if (underMouse() && isEnabled())
        canvas.fill(rect(), theme.alternate, space::radius);
    else if (outlined)
        canvas.fill(rect(), theme.base, space::radius);
    if (outlined)
        canvas.frame(rect(), isEnabled() ? theme.outline : theme.line, space::radius);
    const QColor ink = !isEnabled() ? theme.text3 : outlined ? theme.text : theme.text2;
    QRect room = rect().adjusted(padding(), 0, -padding(), 0);
    if (!m_glyph.isEmpty()) {
        const int side = m_look.scaled(glyphSide);
        canvas.icon(QRect(room.left(), 0, side, height()), m_glyph, ink);
        room.setLeft(room.left() + side + gap);
    }
    if (menu()) {
        const int side = m_look.scaled(arrowSide);
        canvas.icon(QRect(room.right() - side + 1, 1, side, height()), QStringLiteral("go-down"), ink);
        room.setRight(room.right() - side - gap);
    }
    if (!m_compact)
        canvas.text(room, text(), ownFont(), ink);
}

} // namespace wheelhouse
