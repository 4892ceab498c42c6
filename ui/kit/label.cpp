#include "ui/kit/label.h"

#include "ui/kit/calmfont.h"
#include "ui/kit/canvas.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QTextDocument>
#include <QToolTip>

namespace wheelhouse {

QColor inkOf(const Theme &theme, Ink ink)
{
    switch (ink) {
    case Ink::Second:
        return theme.text2;
    case Ink::Third:
        return theme.text3;
    case Ink::Accent:
        return theme.accent.text;
    case Ink::Red:
        return theme.red.text;
    case Ink::Amber:
        return theme.amber.text;
    case Ink::Green:
        return theme.green.text;
    case Ink::First:
        break;
    }
    return theme.text;
}

TextLabel::TextLabel(const Look &look, Type type, Ink ink, const QString &words, QWidget *parent)
    : QLabel(words, parent)
    , m_look(look)
    , m_type(type)
    , m_ink(ink)
{
    setTextFormat(Qt::PlainText);
    setForegroundRole(QPalette::WindowText); // on a ground of another role Qt would take that role's ink
    connect(&look, &Look::changed, this, &TextLabel::dress);
    dress();
}

void TextLabel::setInk(Ink ink)
{
    m_ink = ink;
    dress();
}

void TextLabel::setType(Type type, int weight)
{
    m_type = type;
    m_weight = weight;
    dress();
}

void TextLabel::setElides()
{
    m_elides = true;
    setProperty("elides", true);
    setSizePolicy(QSizePolicy::Maximum, sizePolicy().verticalPolicy());
    updateGeometry();
}

/// What shortens its words is drawn by our own measure, which may want a pixel more than QLabel's.
QSize TextLabel::sizeHint() const
{
    const QSize own = QLabel::sizeHint();
    const QMargins edges = contentsMargins();
    return m_elides && !text().isEmpty()
        ? QSize(qMax(own.width(), Canvas::textWidth(text(), font()) + edges.left() + edges.right()), own.height())
        : own;
}

QSize TextLabel::minimumSizeHint() const
{
    return m_elides ? QSize(0, QLabel::minimumSizeHint().height()) : QLabel::minimumSizeHint();
}

bool TextLabel::event(QEvent *event)
{
    if (m_elides && event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (Canvas::textWidth(text(), font()) > width())
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainTip(text()), this);
        return true;
    }
    const auto type = event->type();
    if (type != QEvent::StyleChange && type != QEvent::Polish && type != QEvent::LayoutDirectionChange)
        return QLabel::event(event); // of the others one deletes this
    const bool done = QLabel::event(event);
    // A new style sheet gives back the font and the ink that a label had when it was first polished.
    if (type != QEvent::LayoutDirectionChange)
        dress();
    if (textInteractionFlags() & Qt::TextSelectableByMouse && type != QEvent::StyleChange) // QLabel paints those itself
        setAlignment((alignment() & Qt::AlignVertical_Mask) | Qt::AlignAbsolute
            | (layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft));
    return done;
}

/// As QLabel does, but words stand where the window begins: QLabel lets the first letter decide, so that an English
/// line in a window that reads from right to left stood at its far end.
void TextLabel::paintEvent(QPaintEvent *event)
{
    if (textInteractionFlags() & Qt::TextSelectableByMouse)
        return QLabel::paintEvent(event);
    QPainter painter(this);
    if (m_elides) {
        Canvas canvas(painter, m_look, layoutDirection(), rect());
        canvas.text(contentsRect(), text(), font(), inkOf(m_look.theme(), m_ink));
        return;
    }
    painter.setFont(font());
    painter.setPen(inkOf(m_look.theme(), m_ink));
    const auto place = QStyle::visualAlignment(layoutDirection(), alignment());
    const int flags = int(place) | (wordWrap() ? Qt::TextWordWrap : 0)
        | (text().isRightToLeft() ? Qt::TextForceRightToLeft : Qt::TextForceLeftToRight);
    painter.drawText(contentsRect().marginsRemoved({ margin(), margin(), margin(), margin() }), flags, text());
}

void TextLabel::dress()
{
    setFont(calmFont(m_look.font(m_type, m_weight), text()));
    QPalette own;
    own.setColor(QPalette::WindowText, inkOf(m_look.theme(), m_ink));
    setPalette(own);
}

Link::Link(const Look &look, Type type, const QString &words, QWidget *parent)
    : QAbstractButton(parent)
    , m_look(look)
    , m_type(type)
{
    setText(words);
    setAccessibleName(words);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, &Link::dress);
    dress();
}

void Link::dress()
{
    setFont(ownFont());
    updateGeometry();
}

QFont Link::ownFont() const
{
    QFont font = m_look.font(m_type, QFont::Medium);
    font.setUnderline(true);
    return font;
}

QSize Link::sizeHint() const
{
    return { Canvas::textWidth(text(), ownFont()) + 4, m_look.lineHeight(m_type) + 2 };
}

void Link::setElides()
{
    m_elides = true;
    setProperty("elides", true);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize Link::minimumSizeHint() const
{
    return m_elides ? QSize(0, sizeHint().height()) : sizeHint();
}

void Link::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    const QColor usual = underMouse() || isDown() ? theme.text : theme.accent.text;
    canvas.text(rect().adjusted(2, 0, 0, 0), text(), ownFont(), isEnabled() ? usual : theme.text3);
}

void Link::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

QString plainTip(const QString &words)
{
    return Qt::mightBeRichText(words) ? Qt::convertFromPlainText(words) : words;
}

} // namespace wheelhouse
