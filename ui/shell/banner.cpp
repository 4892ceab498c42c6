#include "ui/shell/banner.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace wheelhouse {

Banner::Banner(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_icon(new QLabel(this))
    , m_fact(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_detail(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_actions(new QHBoxLayout)
{
    m_fact->setType(Type::Body, QFont::Bold);
    m_detail->setWordWrap(true);
    m_actions->setSpacing(space::gap);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pane, 5, space::pane, 5);
    row->setSpacing(space::card);
    row->addWidget(m_icon);
    auto *words = new QHBoxLayout;
    words->setSpacing(space::grid);
    words->addWidget(m_fact);
    words->addWidget(m_detail, 1);
    row->addLayout(words, 1);
    row->addLayout(m_actions);
    connect(&look, &Look::changed, this, &Banner::dress);
    hide();
}

void Banner::say(
    Tint tint, const QString &icon, const QString &fact, const QString &detail, const QList<Action> &actions)
{
    clear();
    m_tint = tint;
    m_iconName = icon;
    m_fact->setText(fact);
    m_detail->setText(detail);
    setAccessibleName(fact + QLatin1Char(' ') + detail);
    for (const Action &action : actions) {
        auto *button = new QPushButton(action.text, this);
        button->setProperty("small", true);
        button->setAccessibleName(action.text);
        connect(button, &QPushButton::clicked, this, [run = action.run] { run(); });
        m_actions->addWidget(button);
    }
    dress();
    show();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void Banner::clear()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    hide();
}

void Banner::dress()
{
    setMinimumHeight(m_look.scaled(38));
    m_icon->setPixmap(Icons::pixmap(
        m_iconName, m_look.theme().hue(m_tint).text, m_look.scaled(18), devicePixelRatioF(), layoutDirection()));
    update();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(rect(), m_look.theme().hue(m_tint).ground);
    canvas.hairline(rect(), m_look.theme().hue(m_tint).fill);
}

} // namespace wheelhouse
