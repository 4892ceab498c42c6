#include "ui/inbox/elidedlabel.h"

#include "ui/kit/canvas.h"

#include <QPainter>

namespace wheelhouse {

ElidedLabel::ElidedLabel(const Look &look, Type type, Ink ink, const QString &words, QWidget *parent)
    : TextLabel(look, type, ink, {}, parent)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setProperty("elides", true);
    setWords(words);
}

void ElidedLabel::setWords(const QString &words)
{
    setText(words);
    dress(); // before anybody asks how wide they are
    setAccessibleName(words);
    setToolTip(plainTip(words));
}

QSize ElidedLabel::minimumSizeHint() const
{
    return { 0, fontMetrics().height() + 2 };
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.text(rect(), text(), font(), palette().color(QPalette::WindowText));
}

} // namespace wheelhouse
