#include "ui/kit/emptystate.h"

#include "ui/kit/icons.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace wheelhouse {

EmptyState::EmptyState(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_icon(new QLabel(this))
    , m_fact(new TextLabel(look, Type::Heading, Ink::First, {}, this))
    , m_detail(new TextLabel(look, Type::Body, Ink::Second, {}, this))
    , m_actions(new QVBoxLayout)
{
    for (TextLabel *words : { m_fact, m_detail }) {
        words->setAlignment(Qt::AlignHCenter);
        words->setWordWrap(true);
    }
    m_actions->setSpacing(space::gap);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignHCenter);
    column->addWidget(m_fact);
    auto *middle = new QHBoxLayout; // a max width alone would stand at the left
    middle->addStretch(1);
    middle->addWidget(m_detail, 100);
    middle->addStretch(1);
    column->addLayout(middle);
    column->addSpacing(space::grid);
    column->addLayout(m_actions);
    column->addStretch(3);
    connect(&look, &Look::changed, this, &EmptyState::dress);
}

void EmptyState::setContent(const QString &icon, const QString &fact, const QString &detail)
{
    m_iconName = icon;
    m_fact->setText(fact);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    setAccessibleName(fact);
    setAccessibleDescription(detail);
    dress();
}

void EmptyState::addAction(const QString &text, const QStringList &caps, std::function<void()> run)
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::gap);
    auto *button = new QPushButton(caps.isEmpty() ? text : text + QStringLiteral("  ") + caps.join(u' '), holder);
    button->setAccessibleName(text);
    button->setProperty("small", true);
    button->setAutoDefault(true); // Enter, not Space alone, presses what has the ring
    if (m_actions->count() > 0) // isEmpty() would not count what is not shown yet
        button->setProperty("kind", QStringLiteral("plain"));
    else
        setFocusProxy(button); // who comes here with the keyboard can press Enter
    connect(button, &QPushButton::clicked, this, [deed = std::move(run)] { deed(); });
    row->addStretch();
    row->addWidget(button);
    row->addStretch();
    m_actions->addWidget(holder);
}

void EmptyState::clearActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        item->widget()->deleteLater();
        item->widget()->hide();
        delete item;
    }
}

void EmptyState::dress()
{
    const Theme &theme = m_look.theme();
    const bool good = m_iconName == QLatin1String("state-done"); // nothing to do is good news
    m_icon->setPixmap(Icons::pixmap(
        m_iconName, good ? theme.green.text : theme.text2, m_look.scaled(32), devicePixelRatioF(), layoutDirection()));
    m_detail->setMaximumWidth(m_look.scaled(320));
}

} // namespace wheelhouse
