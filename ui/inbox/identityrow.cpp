#include "ui/inbox/identityrow.h"

#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/namebook.h"
#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace wheelhouse {

IdentityRow::IdentityRow(
    const Look &look, NetworkId network, const QString &handle, const QString &about, Ink ink, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_first(new QHBoxLayout)
{
    auto *across = new QHBoxLayout(this);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(space::gap);
    auto *glyph = new QLabel(this);
    glyph->setPixmap(Icons::pixmap(
        NameBook::networkIcon(network), look.theme().text2, look.scaled(14), devicePixelRatioF(), layoutDirection()));
    glyph->setProperty("dataText", true); // a network's own name
    glyph->setAccessibleName(NameBook::network(network));
    glyph->setToolTip(NameBook::network(network));
    glyph->setFixedHeight(look.scaled(24));
    // The first line shares its room with the buttons, the second has all of it.
    m_first->setSpacing(0);
    m_first->addWidget(new ElidedLabel(look, Type::Small, Ink::First, handle, this), 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addLayout(m_first);
    words->addWidget(new ElidedLabel(look, Type::Tiny, ink, about, this));
    across->addWidget(glyph, 0, Qt::AlignTop);
    across->addLayout(words, 1);
    setAccessibleName(
        tr("%1 on %2. %3", "a handle, a network, how sure it is").arg(handle, NameBook::network(network), about));
    setFocusPolicy(Qt::NoFocus);
}

void IdentityRow::addButton(
    const QString &icon, const QString &words, const std::function<void()> &act, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setProperty("kind", QStringLiteral("plain"));
    button->setProperty("glyph", true);
    button->setIcon(Icons::icon(icon, m_look, m_look.scaled(14)));
    button->setIconSize(QSize(m_look.scaled(14), m_look.scaled(14)));
    button->setFixedSize(m_look.scaled(24), m_look.scaled(24));
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(words);
    button->setToolTip(plainTip(tip.isEmpty() ? words : tip));
    connect(button, &QToolButton::clicked, this, act);
    m_first->addWidget(button);
    m_steps.append({ words, 0, act });
}

void IdentityRow::addStep(const QString &words, int key, const std::function<void()> &act)
{
    if (!m_hasStep) {
        m_steps.clear(); // the buttons of a guess do what its steps say
        m_hasStep = true;
    }
    m_steps.append({ words, key, act });
    setFocusPolicy(Qt::TabFocus);
}

void IdentityRow::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_steps.isEmpty())
        return;
    QMenu menu(this);
    for (const Step &step : std::as_const(m_steps)) {
        QAction *action = menu.addAction(step.words, this, step.act);
        if (step.key != 0)
            action->setShortcut(step.key);
    }
    menu.exec(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().bottomLeft()) : event->globalPos());
}

void IdentityRow::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key() == Qt::Key_Enter ? int(Qt::Key_Return) : event->key();
    for (const Step &step : std::as_const(m_steps))
        if (step.key != 0 && step.key == key) {
            const auto act = step.act; // the row may go with it
            act();
            return;
        }
    QWidget::keyPressEvent(event);
}

void IdentityRow::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.focusRing(rect().adjusted(2, 2, -2, -2));
}

} // namespace wheelhouse
