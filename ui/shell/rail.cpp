#include "ui/shell/rail.h"

#include "ui/kit/canvas.h"
#include "ui/kit/label.h"
#include "ui/kit/panel.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace wheelhouse {
namespace {

constexpr int wide = 72;
constexpr int slim = 48;
constexpr int margin = 4;
constexpr int mostShown = 999;

} // namespace

RailButton::RailButton(const Look &look, const QString &title, const QString &iconName, QWidget *parent)
    : QAbstractButton(parent)
    , m_look(look)
    , m_iconName(iconName)
{
    setText(title);
    setProperty("elides", true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    name();
}

void RailButton::setBadge(int count)
{
    m_badge = count;
    name();
    update();
}

void RailButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    const bool whole = !narrow
        && Canvas::textWidth(text(), m_look.font(Type::Tiny, QFont::DemiBold)) <= m_look.scaled(wide) - 2 * margin;
    setToolTip(whole ? QString() : plainTip(text()));
    updateGeometry();
}

void RailButton::name()
{
    setAccessibleName(m_badge > 0 ? tr("%1, %Ln waiting", nullptr, m_badge).arg(text()) : text());
}

QSize RailButton::sizeHint() const
{
    return m_narrow ? QSize(slim - 2 * margin, m_look.scaled(40)) : QSize(wide - 2 * margin, m_look.scaled(52));
}

QColor RailButton::ink() const
{
    return isEnabled() ? m_look.theme().text2 : m_look.theme().text3;
}

void RailButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    if (isChecked()) {
        canvas.fill(rect(), theme.selected, 5);
        canvas.fill(QRect(0, 8, 3, height() - 16), theme.bar, 2);
    } else if (underMouse() && isEnabled()) {
        canvas.fill(rect(), isDown() ? theme.selected : theme.selectedIdle, 5);
    }
    const int side = m_look.scaled(20);
    const int word = m_narrow ? 0 : m_look.lineHeight(Type::Tiny) + 3;
    const QRect glyph((width() - side) / 2, (height() - side - word) / 2, side, side);
    canvas.icon(glyph, m_iconName, isChecked() ? theme.accent.text : ink());
    if (!m_narrow)
        paintWord(canvas, QRect(0, glyph.bottom() + 4, width(), word - 3));
    if (m_badge > 0)
        paintBadge(canvas, glyph);
}

void RailButton::paintWord(Canvas &canvas, const QRect &line) const
{
    const QFont font = m_look.font(Type::Tiny, isChecked() ? QFont::DemiBold : QFont::Normal);
    const int inset = qMax(1, (width() - Canvas::textWidth(text(), font)) / 2);
    canvas.text(line.adjusted(inset, 0, -1, 0), text(), font, isChecked() ? m_look.theme().text : ink());
}

void RailButton::paintBadge(Canvas &canvas, const QRect &glyph) const
{
    const QString count = m_badge > mostShown ? tr("%1+").arg(mostShown) : QString::number(m_badge);
    QFont font = m_look.font(Type::Tiny, QFont::DemiBold);
    font.setPixelSize(m_look.scaled(10));
    const int high = m_look.scaled(14);
    const int broad = qMax(high, Canvas::textWidth(count, font) + 8);
    const QRect badge(qMin(glyph.center().x() + 6, width() - broad), qMax(1, glyph.top() - 5), broad, high);
    canvas.fill(badge, m_look.theme().text2, high / 2);
    const int inset = (broad - Canvas::textWidth(count, font)) / 2;
    canvas.text(badge.adjusted(inset, 0, 0, 0), count, font, m_look.theme().base);
}

Rail::Rail(const Look &look, const QList<Panel *> &panels, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_settings(nullptr)
{
    setAccessibleName(tr("Rooms"));
    setProperty("pane", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, 6, margin, 6);
    column->setSpacing(2);
    for (Panel *panel : panels) {
        auto *room = new RailButton(look, panel->title(), panel->iconName(), this);
        room->setCheckable(true);
        room->setBadge(panel->badge());
        connect(panel, &Panel::badgeChanged, room, &RailButton::setBadge);
        connect(
            room, &RailButton::clicked, this, [this, index = static_cast<int>(m_rooms.size())] { emit chosen(index); });
        m_rooms.append(room);
        column->addWidget(room);
    }
    m_settings = new RailButton(look, tr("Settings"), QStringLiteral("configure"), this); // last, as Tab goes
    column->addStretch();
    column->addWidget(m_settings);
    connect(m_settings, &RailButton::clicked, this, &Rail::settingsRequested);
    connect(&look, &Look::changed, this, &Rail::dress);
    dress();
}

void Rail::setCurrent(int index)
{
    for (int i = 0; i < m_rooms.size(); ++i)
        m_rooms.at(i)->setChecked(i == index);
    setFocusProxy(m_rooms.isEmpty() ? m_settings : m_rooms.at(qMax(0, index)));
}

void Rail::setNarrow(bool narrow)
{
    m_narrow = narrow;
    dress();
}

void Rail::dress()
{
    for (RailButton *room : std::as_const(m_rooms))
        room->setNarrow(m_narrow);
    m_settings->setNarrow(m_narrow);
    setFixedWidth(m_narrow ? qMax(slim, m_look.scaled(slim)) : qMax(wide, m_look.scaled(wide)));
    update();
}

void Rail::setDeskOpen(bool open)
{
    for (RailButton *room : std::as_const(m_rooms))
        room->setEnabled(open);
}

void Rail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(rect(), m_look.theme().window);
    canvas.fill(QRect(width() - 1, 0, 1, height()), m_look.theme().line);
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down)
        focusNextChild();
    else if (event->key() == Qt::Key_Up)
        focusPreviousChild();
    else
        QWidget::keyPressEvent(event);
}

} // namespace wheelhouse
