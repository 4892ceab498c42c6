#include "ui/outbox/holdstrip.h"

#include "core/base/text.h"
#include "ui/kit/canvas.h"
#include "ui/outbox/holdwords.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace wheelhouse {

namespace {

constexpr int stripe = 8; // px, as in the calendar's held chips

} // namespace

void paintHatch(QPainter &painter, const QRect &rect, const Theme &theme)
{
    painter.save();
    painter.setClipRect(rect);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect, theme.base);
    painter.setPen(QPen(theme.violet.ground, stripe / 2.0 * 1.42));
    for (int x = rect.left() - rect.height(); x < rect.right() + rect.height(); x += 2 * stripe)
        painter.drawLine(x, rect.bottom() + 1, x + rect.height() + 1, rect.top());
    painter.restore();
}

HoldStrip::HoldStrip(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_words(new TextLabel(look, Type::Small, Ink::First, {}, this))
    , m_open(new QPushButton(tr("Release…"), this))
{
    m_words->setWordWrap(true);
    m_open->setProperty("small", true);
    m_open->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pane + look.scaled(16) + space::gap, space::tightGap, space::pane, space::tightGap);
    row->setSpacing(space::card);
    row->addWidget(m_words, 1);
    row->addWidget(m_open);
    connect(m_open, &QPushButton::clicked, this, &HoldStrip::holdsRequested);
    hide();
}

void HoldStrip::show(const QList<Hold> &standing, int held)
{
    QStringList lines;
    for (const Hold &each : standing)
        lines.append(holdwords::stands(each));
    if (!lines.isEmpty())
        lines.append(holdwords::waiting(held));
    m_words->setText(lines.join(QLatin1Char('\n')));
    setVisible(!standing.isEmpty());
}

void HoldStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(rect(), m_look.theme().violet.ground);
    canvas.fill(QRect(0, height() - 1, width(), 1), m_look.theme().violet.fill);
    const int side = m_look.scaled(16);
    canvas.icon(
        QRect(space::pane, (height() - side) / 2, side, side), QStringLiteral("post-held"), m_look.theme().violet.text);
}

} // namespace wheelhouse
