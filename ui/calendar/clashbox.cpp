#include "ui/calendar/clashbox.h"

#include "ui/kit/canvas.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace wheelhouse {

namespace {

// px of design/html/calendar-week
constexpr double padding = 7;
constexpr double above = 4;
constexpr double glyph = 13;
constexpr double glyphRoom = 17;
constexpr double leastWidth = 132;

} // namespace

ClashBox::ClashBox(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_instead(new Link(look, Type::Small, QString(), this))
{
    setObjectName(QStringLiteral("clashBox"));
    setFrameShape(QFrame::NoFrame);
    m_instead->setElides();
    hide();
    connect(m_instead, &Link::clicked, this, [this] {
        if (m_to)
            emit insteadChosen(*m_to);
    });
}

int ClashBox::textWidth(int width) const
{
    return width - 2 * m_look.scaled(padding) - m_look.scaled(glyphRoom);
}

void ClashBox::say(const Clash &clash, const WallTime &at, const QRect &card)
{
    m_words = clash.words;
    m_to = clash.instead;
    m_instead->setVisible(m_to.has_value());
    if (m_to)
        m_instead->setText(tr("Move to %1").arg(m_to->date == at.date ? hourWords(m_to->time) : placeWords(*m_to)));
    setAccessibleName(m_words);
    const int width = std::max(card.width(), m_look.scaled(leastWidth));
    const int link = m_to ? m_look.lineHeight(Type::Small) + 2 : 0;
    const int height =
        Canvas::paragraphHeight(m_look, m_words, Type::Small, textWidth(width)) + link + 2 * m_look.scaled(above);
    const QRect room = parentWidget()->rect();
    const int left = std::clamp(card.left(), 0, std::max(0, room.width() - width));
    const int below = card.bottom() + 4;
    const int top = below + height <= room.bottom() ? below : std::max(0, card.top() - height - 3);
    setGeometry(QStyle::visualRect(layoutDirection(), room, QRect(left, top, width, height)));
    const int line = m_look.lineHeight(Type::Small);
    const QRect own(m_look.scaled(padding) + m_look.scaled(glyphRoom), height - m_look.scaled(above) - line,
        textWidth(width), line);
    m_instead->setGeometry(QStyle::visualRect(layoutDirection(), QRect(0, 0, width, height), own));
    show();
    raise();
    update();
}

void ClashBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Hue red = m_look.theme().red;
    canvas.fill(rect(), red.ground, 4);
    canvas.frame(rect(), red.fill, 4);
    const int left = m_look.scaled(padding);
    const int top = m_look.scaled(above);
    const int side = m_look.scaled(glyph);
    canvas.icon(QRect(left, top + 2, side, side), QStringLiteral("post-clash"), red.text);
    canvas.paragraph(
        QRect(left + m_look.scaled(glyphRoom), top, textWidth(width()), 0), m_words, Type::Small, red.text);
}

std::optional<Clash> clashToMend(const Card &card, const CalendarSight &sight)
{
    QList<Clash> clashes = sight.clashesOn(card);
    clashes.removeIf([](const Clash &each) { return each.isMild(); });
    const auto mendable =
        std::find_if(clashes.cbegin(), clashes.cend(), [](const Clash &each) { return each.instead.has_value(); });
    if (mendable != clashes.cend())
        return *mendable;
    return clashes.isEmpty() ? std::nullopt : std::optional(clashes.constFirst());
}

} // namespace wheelhouse
