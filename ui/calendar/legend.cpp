#include "ui/calendar/legend.h"

#include "ui/calendar/cardwords.h"
#include "ui/kit/canvas.h"

#include <QPainter>

#include <array>

namespace wheelhouse {

namespace {
constexpr double legendHeight = 30;
constexpr double glyph = 14;
} // namespace

Legend::Legend(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&look, &Look::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Legend::setUsualWords(const QString &words)
{
    m_usual = words;
    setAccessibleName(words);
    setToolTip(words); // whole where it has no room
    update();
}

QSize Legend::sizeHint() const
{
    return { 0, m_look.scaled(legendHeight) };
}

void Legend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    canvas.fill(rect(), theme.alternate);
    canvas.fill(QRect(0, 0, width(), 1), theme.line);
    const QFont font = m_look.font(Type::Small);
    int x = space::pane;
    const auto say = [&](const QString &icon, const QColor &ink, const QString &words) {
        const int side = m_look.scaled(glyph);
        const int needed = side + 4 + Canvas::textWidth(words, font) + space::pane;
        if (x + needed > width())
            return;
        canvas.icon(QRect(x, 0, side, height()), icon, ink);
        canvas.text(QRect(x + side + 4, 0, needed, height()), words, font, theme.text2);
        x += needed;
    };
    static constexpr std::array states { CardState::Draft, CardState::InReview, CardState::Approved, CardState::Held,
        CardState::Published, CardState::Failed };
    for (const CardState state : states) {
        const CardLook look = cardLook(state);
        say(look.icon, look.tint == Tint::Plain ? theme.text2 : theme.hue(look.tint).text, stateWords(state));
    }
    say(QStringLiteral("post-clash"), theme.red.text, tr("Clash"));
    if (m_usual.isEmpty())
        return;
    const int words = qMin(Canvas::textWidth(m_usual, font), width() - x - 3 * space::pane);
    if (words < m_look.scaled(80))
        return;
    const int left = width() - space::pane - words;
    for (int bar = 0; bar < 3; ++bar) {
        const int high = m_look.scaled(4 + 4 * bar);
        canvas.fill(QRect(left - 20 + bar * 5, height() / 2 + m_look.scaled(6) - high, 4, high), theme.heat);
    }
    canvas.text(QRect(left, 0, words, height()), m_usual, font, theme.text2);
}

} // namespace wheelhouse
