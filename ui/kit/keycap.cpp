#include "ui/kit/keycap.h"

#include "ui/kit/canvas.h"

#include <QPainter>

namespace wheelhouse {

KeyCap::KeyCap(const Look &look, const QStringList &caps, const QString &word, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_word(word)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setProperty("dataText", true); // the names of keys
    setCaps(caps);
    connect(&look, &Look::changed, this, &KeyCap::updateGeometry);
}

void KeyCap::setCaps(const QStringList &caps)
{
    m_caps = caps;
    setAccessibleName(
        m_word.isEmpty() ? caps.join(QLatin1Char(' ')) : tr("%1: %2").arg(caps.join(QLatin1Char(' ')), m_word));
    updateGeometry();
    update();
}

void KeyCap::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

void KeyCap::setType(Type type)
{
    m_type = type;
    updateGeometry();
}

int KeyCap::capsWidth() const
{
    QPixmap nowhere(1, 1);
    QPainter painter(&nowhere);
    const Canvas canvas(painter, m_look, layoutDirection(), QRect());
    return canvas.keycapsWidth(m_caps);
}

QSize KeyCap::sizeHint() const
{
    const int word = m_word.isEmpty() ? 0 : space::gap + Canvas::textWidth(m_word, m_look.font(m_type)) + 1;
    return { capsWidth() + word, qMax(m_look.scaled(17), m_look.lineHeight(m_type)) };
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const QRect caps = canvas.keycaps(rect(), m_caps);
    const int left = m_caps.isEmpty() ? 0 : caps.right() + 1 + space::gap;
    canvas.text(rect().adjusted(left, 0, 0, 0), m_word, m_look.font(m_type), inkOf(m_look.theme(), m_ink));
}

} // namespace wheelhouse
