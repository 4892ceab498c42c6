#include "ui/composer/previewpoll.h"

#include "ui/composer/polledit.h"
#include "ui/kit/canvas.h"

#include <QPainter>

namespace wheelhouse {

namespace {
constexpr int answerHeight = 30; // px before the text scale
constexpr int termsHeight = 18;
constexpr int markSide = 12;
} // namespace

PreviewPoll::PreviewPoll(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    connect(&look, &Look::changed, this, &PreviewPoll::measure);
    hide();
}

void PreviewPoll::setPoll(const std::optional<Poll> &poll)
{
    m_poll = poll;
    setAccessibleName(poll ? tr("Poll: %1. %2").arg(poll->options.join(QStringLiteral(", ")), terms()) : QString());
    measure();
    setVisible(poll.has_value());
    update();
}

void PreviewPoll::measure()
{
    const int answers = m_poll ? int(m_poll->options.size()) : 0;
    setFixedHeight(answers * m_look.scaled(answerHeight) + answers * space::grid + m_look.scaled(termsHeight));
}

QString PreviewPoll::terms() const
{
    const QString time = tr("Open for %1").arg(pollTimeWords(m_poll->openFor));
    const QString many = m_poll->isMultiple ? tr("several answers") : tr("one answer");
    return m_poll->hidesTotals
        ? tr("%1 · %2 · counts hidden until it ends", "how long, how many answers").arg(time, many)
        : tr("%1 · %2", "how long, how many answers").arg(time, many);
}

void PreviewPoll::paintEvent(QPaintEvent *)
{
    if (!m_poll)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    const int height = m_look.scaled(answerHeight);
    const int side = m_look.scaled(markSide);
    int top = 0;
    for (const QString &option : m_poll->options) {
        const QRect row(0, top, width(), height);
        canvas.frame(row, theme.line, space::cardRadius);
        const QRect mark(space::gap, top + (height - side) / 2, side, side);
        canvas.frame(mark, theme.text3, m_poll->isMultiple ? 2 : side / 2);
        const QRect words(space::gap * 2 + side, top, width() - space::gap * 3 - side, height);
        canvas.text(words, option, m_look.font(Type::Body), theme.text);
        top += height + space::grid;
    }
    canvas.text(QRect(0, top, width(), m_look.scaled(termsHeight)), terms(), m_look.font(Type::Small), theme.text3);
}

} // namespace wheelhouse
