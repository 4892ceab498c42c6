#include "ui/calendar/layerbar.h"

#include "ui/kit/icons.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace wheelhouse {

LayerBar::LayerBar(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_icon(new QLabel(this))
    , m_words(new LeadLabel(look, Type::Body, Ink::First, QString(), this))
    , m_apply(new QPushButton(tr("Apply"), this))
    , m_drop(new QPushButton(tr("Drop"), this))
    , m_leave(new QPushButton(tr("Look at the plan"), this))
{
    setObjectName(QStringLiteral("layerBar"));
    setAutoFillBackground(true);
    m_words->setWordWrap(true);
    m_words->setProperty("dataText", true);
    m_apply->setProperty("kind", QStringLiteral("primary"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pane, space::tightGap, space::pane, space::tightGap);
    row->setSpacing(space::gap);
    row->addWidget(m_icon);
    row->addWidget(m_words, 1);
    for (QPushButton *each : { m_apply, m_drop, m_leave }) {
        each->setProperty("small", true);
        row->addWidget(each);
    }
    connect(m_apply, &QPushButton::clicked, this, &LayerBar::applied);
    connect(m_drop, &QPushButton::clicked, this, &LayerBar::dropped);
    connect(m_leave, &QPushButton::clicked, this, &LayerBar::left);
    connect(&look, &Look::changed, this, &LayerBar::dress);
    dress();
    hide();
}

void LayerBar::show(const Layer &layer)
{
    m_words->setWords(tr("What if: %1.").arg(layer.name),
        tr("%Ln move(s), none of it goes out before it is applied. Cards that move are drawn with a bulb.", nullptr,
            layer.moves));
    m_apply->setEnabled(layer.moves > 0);
    QFrame::show();
}

void LayerBar::dress()
{
    QPalette own = palette();
    own.setColor(QPalette::Window, m_look.theme().amber.ground);
    setPalette(own);
    m_icon->setPixmap(
        Icons::pixmap(QStringLiteral("bulb"), m_look.theme().amber.text, m_look.scaled(16), devicePixelRatioF()));
}

} // namespace wheelhouse
