#include "ui/calendar/dropnote.h"

#include "ui/calendar/cardwords.h"
#include "ui/kit/canvas.h"

#include <QAccessible>
#include <QPainter>

namespace wheelhouse {

namespace {
constexpr double noteWidth = 268;
constexpr double padding = 10;
constexpr double glyph = 13;
constexpr double glyphRoom = 19;
} // namespace

DropNote::DropNote(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_instead(new Link(look, Type::Small, QString(), this))
{
    setObjectName(QStringLiteral("dropNote"));
    setFrameShape(QFrame::NoFrame);
    m_instead->hide();
    hide();
    connect(m_instead, &Link::clicked, this, [this] {
        if (m_verdict.instead)
            emit insteadChosen(*m_verdict.instead);
    });
}

void DropNote::say(const DropVerdict &verdict, const QRect &place)
{
    const bool isNew = !isVisible() || verdict.heading != m_verdict.heading;
    m_verdict = verdict;
    m_instead->hide();
    setAttribute(Qt::WA_TransparentForMouseEvents); // it must not catch the drag that it speaks of
    put(place);
    if (!isNew)
        return;
    setAccessibleName(verdict.sentence());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void DropNote::refuse(const DropVerdict &verdict, const QRect &place)
{
    m_verdict = verdict;
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    m_instead->setVisible(verdict.instead.has_value());
    if (verdict.instead)
        m_instead->setText(tr("Move it to %1").arg(placeWords(*verdict.instead)));
    put(place);
    setAccessibleName(tr("Not there. %1").arg(verdict.sentence()));
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void DropNote::clear()
{
    hide();
}

int DropNote::textWidth() const
{
    return m_look.scaled(noteWidth) - 2 * m_look.scaled(padding) - m_look.scaled(glyphRoom);
}

int DropNote::lineTop(int line) const
{
    int top = m_look.scaled(padding) - 2 + m_look.lineHeight(Type::Body) + 3;
    for (int i = 0; i < line; ++i)
        top += Canvas::paragraphHeight(m_look, m_verdict.lines.at(i).words, Type::Small, textWidth()) + 1;
    return top;
}

QSize DropNote::sizeHint() const
{
    const int link = m_instead->isHidden() ? 0 : m_look.lineHeight(Type::Small) + 5;
    return { m_look.scaled(noteWidth), lineTop(int(m_verdict.lines.size())) + link + m_look.scaled(padding) - 2 };
}

void DropNote::put(const QRect &place)
{
    resize(sizeHint());
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    int x = place.center().x() - m_look.scaled(24);
    int y = place.bottom() + 8;
    if (y + height() > room.bottom())
        y = place.top() - height() - 8;
    x = qBound(room.left(), x, qMax(room.left(), room.right() - width() + 1));
    y = qBound(room.top(), y, qMax(room.top(), room.bottom() - height() + 1));
    move(x, y);
    show();
    raise();
    update();
}

void DropNote::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    const int left = m_look.scaled(padding) + m_look.scaled(glyphRoom);
    const QRect link(left, height() - m_look.scaled(padding) - m_look.lineHeight(Type::Small), textWidth(),
        m_look.lineHeight(Type::Small) + 2);
    m_instead->setElides();
    m_instead->setGeometry(QStyle::visualRect(layoutDirection(), rect(), link));
}

void DropNote::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    canvas.fill(rect(), theme.base, 6);
    canvas.frame(rect(), theme.outline, 6);
    const int left = m_look.scaled(padding);
    canvas.text(QRect(left, left - 2, QWidget::width() - 2 * left, m_look.lineHeight(Type::Body)), m_verdict.heading,
        m_look.font(Type::Body, QFont::DemiBold), theme.text);
    for (int i = 0; i < m_verdict.lines.size(); ++i) {
        const DropVerdict::Line &line = m_verdict.lines.at(i);
        const int top = lineTop(i);
        const QColor ink = line.tint == Tint::Plain ? theme.text2 : theme.hue(line.tint).text;
        canvas.icon(QRect(left, top + 2, m_look.scaled(glyph), m_look.scaled(glyph)), line.icon, ink);
        canvas.paragraph(QRect(left + m_look.scaled(glyphRoom), top, textWidth(), 0), line.words, Type::Small,
            line.tint == Tint::Red ? theme.red.text : theme.text2);
    }
}

} // namespace wheelhouse
