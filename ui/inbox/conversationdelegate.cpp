#include "ui/inbox/conversationdelegate.h"

#include "ui/inbox/conversationlist.h"
#include "ui/inbox/readingwords.h"
#include "ui/kit/label.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr int left = 14; // px, as drawn
constexpr int right = 12;
constexpr int avatarColumn = 32;
constexpr int avatarGap = 10;

int barsOf(const ConversationItem &item)
{
    if (item.influence < 0)
        return influenceOf(item.followers);
    // Without a work that somebody saw nobody is above 40: the fourth bar is for those who have one.
    constexpr std::array steps { 8, 18, 28, 41 };
    return int(std::count_if(steps.begin(), steps.end(), [&item](int step) { return item.influence >= step; }));
}

} // namespace

struct ConversationDelegate::Inks {
    QFont name;
    QColor snippet;
    QColor third;
};

int influenceOf(qint64 followers)
{
    if (followers < 0)
        return -1;
    int bars = 0;
    for (qint64 step = 100; bars < 4 && followers >= step; step *= 10)
        ++bars;
    return bars;
}

ConversationDelegate::ConversationDelegate(const Look &look, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
{
}

void ConversationDelegate::setChecked(const QSet<qint64> &checked, bool choosing)
{
    m_checked = checked;
    m_isChoosing = choosing;
}

void ConversationDelegate::setTinted(const QSet<qint64> &tinted)
{
    m_tinted = tinted;
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool isGroup = index.data(ConversationListModel::ConversationRole).toLongLong() == 0;
    return { 100, isGroup ? m_look.scaled(26) : m_look.rowHeight(RowKind::Message) };
}

QRect ConversationDelegate::leading(const QRect &row) const
{
    const int side = m_look.scaled(m_look.isTight() ? 22 : 30);
    const int column = m_look.scaled(avatarColumn);
    return { row.left() + left + (column - side) / 2, row.top() + (row.height() - side) / 2, side, side };
}

QRect ConversationDelegate::avatarPlace(const QRect &row, Qt::LayoutDirection direction) const
{
    return QStyle::visualRect(direction, row, leading(row).adjusted(-6, -6, 6, 6));
}

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto line = index.data(ConversationListModel::LineRole).value<ListLine>();
    Canvas canvas(*painter, m_look, option.direction, option.rect);
    const Theme &theme = m_look.theme();
    if (line.isGroup) {
        paintGroup(canvas, option.rect, line);
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool focused = option.widget && option.widget->hasFocus();
    if (m_isChoosing && m_checked.contains(line.item.row))
        canvas.fill(option.rect, theme.selected);
    if (m_tinted.contains(line.item.row))
        canvas.fill(option.rect, theme.red.ground);
    // While some are ticked only those have the strong ground: the current row must not look ticked when it is not.
    canvas.selectionGround(option.rect, selected, m_isChoosing ? m_checked.contains(line.item.row) : focused);
    canvas.hairline(option.rect, theme.rowLine);
    const Inks inks { m_look.font(Type::Body, line.item.unread ? QFont::Bold : QFont::Medium),
        line.item.unread ? theme.text : theme.text2, selected ? theme.text2 : theme.text3 };
    paintLeading(canvas, option.rect, line);
    QRect room = option.rect;
    room.setLeft(room.left() + left + m_look.scaled(avatarColumn) + avatarGap);
    room.setRight(room.right() - right);
    if (m_look.isTight())
        paintTight(canvas, room, line, inks);
    else
        paintRoomy(canvas, room, line, inks);
}

void ConversationDelegate::paintGroup(Canvas &canvas, const QRect &row, const ListLine &line) const
{
    const Theme &theme = m_look.theme();
    canvas.fill(row, theme.alternate);
    canvas.hairline(row, theme.line);
    canvas.hairline(QRect(row.left(), row.top() - 1, row.width(), 1), theme.line);
    QRect room = row.adjusted(left, 0, -right, 0);
    if (!line.icon.isEmpty()) {
        const int side = m_look.scaled(13);
        canvas.icon(QRect(room.left(), room.top(), side, room.height()), line.icon, theme.text2);
        room.setLeft(room.left() + side + space::tightGap);
    }
    const int used = canvas.text(room, line.title, m_look.font(Type::Tiny, QFont::DemiBold), theme.text2);
    room.setLeft(room.left() + used + space::tightGap);
    if (line.count >= 0)
        canvas.text(room, QLocale().toString(line.count), m_look.font(Type::Tiny), theme.text3);
}

void ConversationDelegate::paintLeading(Canvas &canvas, const QRect &row, const ListLine &line) const
{
    if (line.item.unread)
        canvas.unreadDot({ row.left() + 8, row.top() + row.height() / 2 });
    const QRect place = leading(row);
    if (m_isChoosing)
        canvas.checkBox(place, m_checked.contains(line.item.row));
    else
        canvas.avatar(place, line.item.name, m_look.isTight() ? QString() : NameBook::networkIcon(line.item.network));
}

void ConversationDelegate::paintRoomy(Canvas &canvas, QRect room, const ListLine &line, const Inks &inks) const
{
    const int height = m_look.scaled(20);
    const int top = room.top() + (room.height() - 2 * height) / 2;
    QRect upper(room.left(), top, room.width(), height);
    QRect lower = upper.translated(0, height);
    upper = influence(canvas, time(canvas, upper, line, inks), line);
    // While choosing, the network's glyph stands behind the name: its room is kept however long that is.
    const int glyph = m_isChoosing ? m_look.scaled(14) : 0;
    const QRect name = upper.adjusted(0, 0, m_isChoosing ? -glyph - space::tightGap : 0, 0);
    const int used = canvas.text(name, line.item.name, inks.name, m_look.theme().text);
    upper.setLeft(upper.left() + used + space::tightGap);
    if (m_isChoosing) {
        canvas.icon(QRect(upper.left(), upper.top(), glyph, height), NameBook::networkIcon(line.item.network),
            m_look.theme().text2);
        upper.setLeft(upper.left() + glyph + space::tightGap);
    }
    if (line.item.handle != line.item.name)
        canvas.text(upper, line.item.handle, m_look.font(Type::Small), inks.third);
    lower = labels(canvas, owner(canvas, lower, line), line);
    snippet(canvas, marks(canvas, lower, line), line, inks);
}

void ConversationDelegate::paintTight(Canvas &canvas, QRect room, const ListLine &line, const Inks &inks) const
{
    room = owner(canvas, time(canvas, room, line, inks), line);
    const int names = qMin(room.width() / 3, m_look.scaled(150));
    canvas.text(QRect(room.left(), room.top(), names, room.height()), line.item.name, inks.name, m_look.theme().text);
    room.setLeft(room.left() + names + space::gap);
    room = labels(canvas, room, line);
    snippet(canvas, marks(canvas, room, line), line, inks);
}

QRect ConversationDelegate::time(Canvas &canvas, QRect room, const ListLine &line, const Inks &inks) const
{
    const QFont font = m_look.font(Type::Tiny, QFont::DemiBold);
    const Theme &theme = m_look.theme();
    const PromiseLeft &promise = line.promise;
    const QColor ink = promise.isOver ? theme.red.text : promise.isSoon || line.isLate ? theme.amber.text : inks.third;
    const int used = canvas.digits(room, line.time, font, ink);
    room.setRight(room.right() - used - space::tightGap);
    if (promise.isPromised) {
        const int side = m_look.scaled(13);
        const QRect glyph(room.right() - side + 1, room.top() + (room.height() - side) / 2, side, side);
        if (promise.isOver)
            canvas.icon(glyph, QStringLiteral("promise-broken"), ink);
        else
            canvas.promise(glyph, promise.left, ink);
        room.setRight(glyph.left() - 1 - space::tightGap);
    }
    if (line.item.state == TriageState::Snoozed || !line.item.woke.isEmpty()) {
        const int side = m_look.scaled(13);
        const bool sleeps = line.item.state == TriageState::Snoozed;
        canvas.icon(QRect(room.right() - side + 1, room.top(), side, room.height()),
            sleeps ? QStringLiteral("state-snoozed") : QStringLiteral("chronometer"), inks.third);
        room.setRight(room.right() - side - space::tightGap);
    }
    return room;
}

QRect ConversationDelegate::influence(Canvas &canvas, QRect room, const ListLine &line) const
{
    const int bars = barsOf(line.item);
    if (bars < 0)
        return room;
    const int width = m_look.scaled(15);
    canvas.influence(QRect(room.right() - width + 1, room.top(), width, room.height()), bars);
    room.setRight(room.right() - width - space::gap);
    return room;
}

QRect ConversationDelegate::owner(Canvas &canvas, QRect room, const ListLine &line) const
{
    const int side = m_look.scaled(20);
    const QRect circle(room.right() - side + 1, room.top() + (room.height() - side) / 2, side, side);
    const QString who = line.assignee.isEmpty() ? line.department : line.assignee;
    if (who.isEmpty())
        canvas.emptyAvatar(circle);
    else
        canvas.avatar(circle, who);
    if (!line.claimedBy.isEmpty())
        canvas.focusRing(circle.adjusted(1, 1, -1, -1), side / 2);
    room.setRight(room.right() - side - space::tightGap);
    return room;
}

QRect ConversationDelegate::labels(Canvas &canvas, QRect room, const ListLine &line) const
{
    // Half of the line belongs to what they said; labels that do not fit become a number.
    const int least = room.left() + room.width() / 2;
    qsizetype shown = 0;
    for (const ListLine::Chip &label : line.labels) {
        if (room.right() - canvas.chipWidth(label.name) < least && shown > 0)
            break;
        QRect place = room;
        place.setLeft(qMax(least, room.left()));
        room.setRight(canvas.chip(place, label.name, label.tint, Canvas::Side::Trailing).left() - space::tightGap);
        ++shown;
        if (room.right() <= least)
            break;
    }
    if (const qsizetype more = line.labels.size() - shown; more > 0) {
        const QString words = QStringLiteral("+%1").arg(more);
        const QFont font = m_look.font(Type::Tiny);
        canvas.text(room, words, font, m_look.theme().text3, Canvas::Side::Trailing);
        room.setRight(room.right() - Canvas::textWidth(words, font) - space::tightGap);
    }
    return room;
}

QRect ConversationDelegate::marks(Canvas &canvas, QRect room, const ListLine &line) const
{
    const Theme &theme = m_look.theme();
    const int side = m_look.scaled(13);
    const auto mark = [&](const QString &icon, const QColor &ink) {
        canvas.icon(QRect(room.left(), room.top(), side, room.height()), icon, ink);
        room.setLeft(room.left() + side + space::tightGap);
    };
    if (const QString mood = ReadingWords::icon(line.item.reading); !mood.isEmpty())
        mark(mood, ReadingWords::ink(line.item.reading, theme));
    if (line.item.escalated)
        mark(QStringLiteral("flag"), theme.red.text);
    if (line.item.state == TriageState::Waiting)
        mark(QStringLiteral("state-waiting"), theme.text3);
    if (line.item.hasMedia)
        mark(QStringLiteral("insert-image"), theme.text3);
    return room;
}

void ConversationDelegate::snippet(Canvas &canvas, const QRect &room, const ListLine &line, const Inks &inks) const
{
    QFont font = m_look.font(Type::Small, line.item.unread ? QFont::Medium : 0);
    const QString &words = line.item.snippet;
    const bool ltr = !words.isRightToLeft();
    for (const ListLine::Match &match : line.matches) {
        const int from = Canvas::textWidth(words.left(match.start), font);
        const int width = Canvas::textWidth(words.mid(match.start, match.length), font);
        if (!ltr || from >= room.width())
            break;
        const int height = m_look.scaled(17);
        canvas.fill(QRect(room.left() + from, room.top() + (room.height() - height) / 2,
                        qMin(width, room.width() - from), height),
            m_look.theme().amber.ground, 2);
    }
    canvas.text(room, words, font, inks.snippet);
}

QString ConversationDelegate::tip(const QModelIndex &index) const
{
    const auto line = index.data(ConversationListModel::LineRole).value<ListLine>();
    if (line.isGroup)
        return {};
    QStringList facts { line.item.handle == line.item.name ? line.item.name
                                                           : tr("%1, %2").arg(line.item.name, line.item.handle) };
    if (line.item.followers >= 0)
        facts.append(tr("%1 followers").arg(QLocale().toString(line.item.followers)));
    if (line.item.influence >= 0)
        facts.append(tr("Influence %1 of 100").arg(line.item.influence));
    if (const QString reading = ReadingWords::sentence(line.item.reading); !reading.isEmpty())
        facts.append(tr("Reads as %1").arg(reading));
    for (const ListLine::Chip &label : line.labels)
        facts.append(tr("Label %1").arg(label.name));
    facts.append(line.assignee.isEmpty() ? tr("With nobody") : tr("With %1").arg(line.assignee));
    if (!line.department.isEmpty())
        facts.append(tr("Handed to %1").arg(line.department));
    if (!line.claimedBy.isEmpty())
        facts.append(tr("%1 is on it").arg(line.claimedBy));
    if (line.item.woke == QLatin1String("late"))
        facts.append(tr("Woke late: the program was not running"));
    else if (!line.item.woke.isEmpty())
        facts.append(
            line.item.woke == QLatin1String("reply") ? tr("Woke since they answered") : tr("Woke as you asked"));
    if (const QString why = index.data(ConversationListModel::WhyRole).toString(); !why.isEmpty())
        facts.append(why);
    return facts.join(QLatin1Char('\n'));
}

bool ConversationDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), plainTip(tip(index)), view);
    return true;
}

} // namespace wheelhouse
