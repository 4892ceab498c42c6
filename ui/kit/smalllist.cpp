#include "ui/kit/smalllist.h"

#include "ui/kit/canvas.h"
#include "ui/kit/popupplace.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QScreen>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace wheelhouse {
namespace {

enum Role { IdRole = Qt::UserRole, DetailRole, IconRole, AvatarRole, KeyRole, CheckedRole, CreateRole };
constexpr int shownRows = 9;

class Rows : public QStyledItemDelegate {
public:
    Rows(const Look &look, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { 100, m_look.rowHeight(RowKind::Checklist) };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        Canvas canvas(*painter, m_look, option.direction, option.rect);
        const Theme &theme = m_look.theme();
        canvas.selectionGround(option.rect, option.state.testFlag(QStyle::State_Selected), true);
        QRect room = option.rect.adjusted(space::card, 0, -space::card, 0);
        const int glyph = m_look.scaled(18);
        const QRect place(room.left(), room.top() + (room.height() - glyph) / 2, glyph, glyph);
        const QString avatar = index.data(AvatarRole).toString();
        if (!avatar.isEmpty())
            canvas.avatar(place, avatar);
        else
            canvas.icon(place.adjusted(1, 1, -1, -1), index.data(IconRole).toString(), theme.text2);
        room.setLeft(place.right() + space::gap);
        paintWords(canvas, room, index);
    }

private:
    void paintWords(Canvas &canvas, QRect room, const QModelIndex &index) const
    {
        const Theme &theme = m_look.theme();
        const QString key = index.data(KeyRole).toString();
        if (!key.isEmpty())
            room.setRight(canvas.keycaps(room, { key }, Canvas::Side::Trailing).left() - space::gap);
        if (index.data(CheckedRole).toBool()) {
            const int side = m_look.scaled(14);
            canvas.icon(QRect(room.right() - side, room.top(), side, room.height()), QStringLiteral("state-done"),
                theme.accent.text);
            room.setRight(room.right() - side - space::gap);
        }
        const int used = canvas.text(room, index.data().toString(), m_look.font(Type::Body), theme.text);
        room.setLeft(room.left() + used + space::gap);
        canvas.text(room, index.data(DetailRole).toString(), m_look.font(Type::Small), theme.text3);
    }

    const Look &m_look;
};

QStandardItem *rowOf(const SmallList::Item &item)
{
    auto *row = new QStandardItem(item.text);
    row->setData(item.id, IdRole);
    row->setData(item.detail, DetailRole);
    row->setData(item.icon, IconRole);
    row->setData(item.avatar, AvatarRole);
    row->setData(item.key, KeyRole);
    row->setData(item.checked, CheckedRole);
    row->setData(
        item.detail.isEmpty() ? item.text : item.text + QLatin1String(", ") + item.detail, Qt::AccessibleTextRole);
    row->setEditable(false);
    return row;
}

} // namespace

SmallList::SmallList(const Look &look, const QString &title, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_look(look)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
{
    setObjectName(QStringLiteral("smalllist"));
    setAccessibleName(title);
    m_field->setPlaceholderText(title);
    m_field->setAccessibleName(title);
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new Rows(look, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, space::tightGap, 1, space::grid);
    column->setSpacing(space::tightGap);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::gap, 0, space::gap, 0);
    head->addWidget(m_field);
    column->addLayout(head);
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &SmallList::filter);
    connect(m_list, &QListView::clicked, this, &SmallList::pick);
}

void SmallList::setItems(const QList<Item> &items)
{
    m_items = items;
    filter();
}

void SmallList::setCreatePattern(const QString &pattern)
{
    m_createPattern = pattern;
    filter();
}

int SmallList::count() const
{
    return m_model->rowCount();
}

void SmallList::filter()
{
    const QString typed = m_field->text().simplified();
    m_model->clear();
    bool named = false;
    for (const Item &item : std::as_const(m_items)) {
        if (item.text.contains(typed, Qt::CaseInsensitive))
            m_model->appendRow(rowOf(item));
        named = named || item.text.compare(typed, Qt::CaseInsensitive) == 0;
    }
    if (!m_createPattern.isEmpty() && !typed.isEmpty() && !named) {
        QStandardItem *row = rowOf({ {}, m_createPattern.arg(typed), {}, QStringLiteral("list-add"), {}, {}, false });
        row->setData(typed, CreateRole);
        m_model->appendRow(row);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
    settle();
}

void SmallList::settle()
{
    const int rows = qBound(1, m_model->rowCount(), shownRows);
    m_list->setFixedHeight(rows * m_look.rowHeight(RowKind::Checklist) + 2);
    // As wide as the longest line, within reason: a day that is cut off says nothing.
    const QFont body = m_look.font(Type::Body);
    const QFont small = m_look.font(Type::Small);
    int longest = 0;
    for (const Item &item : std::as_const(m_items))
        longest = qMax(longest, Canvas::textWidth(item.text, body) + Canvas::textWidth(item.detail, small));
    const int around = 2 * space::card + m_look.scaled(18) + 2 * space::gap + m_look.scaled(30);
    setFixedWidth(qBound(m_look.scaled(280), longest + around, m_look.scaled(400)));
    const Theme &theme = m_look.theme();
    setStyleSheet(QStringLiteral("#smalllist { background: %1; border: 1px solid %2; }")
                      .arg(theme.base.name(), theme.outline.name()));
    adjustSize();
}

void SmallList::openAt(QWidget *anchor)
{
    openAt(anchor, anchor->rect());
}

void SmallList::openAt(QWidget *anchor, const QRect &within)
{
    setLayoutDirection(anchor->layoutDirection());
    m_field->clear();
    filter();
    const QRect at(anchor->mapToGlobal(within.topLeft()), within.size());
    move(popupPlace(
        at, size(), anchor->screen()->availableGeometry(), space::grid, anchor->layoutDirection() == Qt::RightToLeft));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

bool SmallList::pickByKey(const QString &typed)
{
    if (typed.isEmpty() || !m_field->text().isEmpty())
        return false;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data(KeyRole).toString().compare(typed, Qt::CaseInsensitive) == 0) {
            m_list->setCurrentIndex(m_model->index(row, 0));
            pick();
            return true;
        }
    }
    return false;
}

void SmallList::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows > 0)
        m_list->setCurrentIndex(m_model->index(qBound(0, m_list->currentIndex().row() + by, rows - 1), 0));
}

bool SmallList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto &press = static_cast<const QKeyEvent &>(*event);
    switch (press.key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(shownRows);
        return true;
    case Qt::Key_PageUp:
        step(-shownRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        pick();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return pickByKey(press.text());
    }
}

void SmallList::pick()
{
    const QModelIndex row = m_list->currentIndex();
    if (!row.isValid())
        return;
    const QString fresh = row.data(CreateRole).toString();
    const QString id = row.data(IdRole).toString();
    hide();
    if (fresh.isEmpty())
        emit picked(id);
    else
        emit created(fresh);
}

void SmallList::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    emit closed();
}

} // namespace wheelhouse
