#include "ui/inbox/loadingrows.h"

#include "core/inbox/mentionstore.h"
#include "ui/kit/canvas.h"

#include <QAccessible>
#include <QPainter>

#include <array>

namespace wheelhouse {

namespace {

// As the rows of the list: see ConversationDelegate.
constexpr int left = 14; // px
constexpr int right = 12;
constexpr int avatarColumn = 32;
constexpr int avatarGap = 10;
// The bars in percent of the room: the name, then what was said.
constexpr std::array<std::pair<int, int>, 5> bars { { { 24, 78 }, { 31, 64 }, { 20, 83 }, { 28, 71 }, { 35, 58 } } };

} // namespace

LoadingRows::LoadingRows(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    connect(&look, &Look::changed, this, qOverload<>(&LoadingRows::update));
}

void LoadingRows::say(const QString &words)
{
    m_words = words;
    setAccessibleName(words);
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void LoadingRows::lookThrough(MentionStore &store)
{
    qint64 all = 0;
    if (const auto tallies = store.tallies())
        for (int state = 0; state < int(TriageState::Merged); ++state)
            all += tallies->of(QLatin1String("all"), 0, TriageState(state));
    say(tr("Looking through %Ln conversation(s)…", nullptr, int(all)));
}

void LoadingRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    canvas.fill(rect(), theme.base);
    const QRect head(0, 0, width(), m_look.scaled(26));
    canvas.fill(head, theme.alternate);
    canvas.hairline(head, theme.line);
    canvas.text(head.adjusted(left, 0, -right, 0), m_words, m_look.font(Type::Tiny, QFont::DemiBold), theme.text2);
    const int high = m_look.rowHeight(RowKind::Message);
    const int column = m_look.scaled(avatarColumn);
    const int bar = m_look.scaled(8);
    const int start = left + column + avatarGap;
    const int room = width() - start - right;
    std::size_t at = 0;
    for (int top = head.bottom() + 1; top < height(); top += high, at = (at + 1) % bars.size()) {
        const int side = m_look.scaled(m_look.isTight() ? 22 : 30);
        canvas.fill(QRect(left + (column - side) / 2, top + (high - side) / 2, side, side), theme.alternate, side / 2);
        const int middle = top + high / 2;
        const auto [name, said] = bars.at(at);
        const int shift = m_look.isTight() ? 0 : m_look.scaled(10);
        canvas.fill(QRect(start, middle - shift - bar / 2, room * name / 100, bar), theme.rowLine, bar / 2);
        if (!m_look.isTight())
            canvas.fill(QRect(start, middle + shift - bar / 2, room * said / 100, bar), theme.alternate, bar / 2);
        canvas.hairline(QRect(0, top, width(), high), theme.rowLine);
    }
}

} // namespace wheelhouse
