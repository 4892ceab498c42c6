#include "ui/inbox/rules/rulelist.h"

#include "ui/kit/canvas.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QStyledItemDelegate>

namespace wheelhouse {

namespace {

const QString ruleMime = QStringLiteral("application/x-wheelhouse-rule");

class RuleDelegate : public QStyledItemDelegate {
public:
    RuleDelegate(const Look &look, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { 100, m_look.rowHeight(RowKind::Approval) };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = m_look.theme();
        Canvas canvas(*painter, m_look, option.direction, option.rect);
        const auto rule = index.data(RuleListModel::RuleRole).value<Rule>();
        const bool focused = option.state.testFlag(QStyle::State_Active) && option.widget && option.widget->hasFocus();
        const bool on = option.state.testFlag(QStyle::State_Selected);
        canvas.selectionGround(option.rect, on, focused);
        canvas.hairline(option.rect, theme.rowLine);
        const QRect room = option.rect.adjusted(space::card, 0, -space::card, 0);
        const int number = m_look.scaled(24);
        const int line = m_look.lineHeight(Type::Body) + 2;
        const int top = room.top() + (room.height() - 2 * line) / 2;
        canvas.text({ room.left(), top, number, line },
            QLocale().toString(index.data(RuleListModel::NumberRole).toInt()), m_look.font(Type::Body, QFont::DemiBold),
            theme.text3);
        QRect first(room.left() + number, top, room.width() - number, line);
        if (!rule.isOn)
            first.setRight(canvas.chip(first, RuleListModel::tr("rests"), Tint::Plain, Canvas::Side::Trailing).left()
                - space::gap);
        else if (rule.text.stops)
            first.setRight(
                canvas.chip(first, RuleListModel::tr("stop"), Tint::Amber, Canvas::Side::Trailing).left() - space::gap);
        canvas.text(
            first, rule.text.name, m_look.font(Type::Body, QFont::DemiBold), rule.isOn ? theme.text : theme.text3);
        const QString second = rule.kind == Rule::Kind::Macro ? rule.text.reason : rule.text.asks;
        canvas.text({ room.left() + number, top + line, room.width() - number, line }, second, m_look.font(Type::Small),
            theme.text2);
    }

private:
    const Look &m_look;
};

} // namespace

RuleListModel::RuleListModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void RuleListModel::setRules(const QList<Rule> &rules)
{
    if (rules == m_rules)
        return;
    beginResetModel();
    m_rules = rules;
    endResetModel();
}

int RuleListModel::rowOf(RuleId id) const
{
    for (int row = 0; row < m_rules.size(); ++row)
        if (m_rules.at(row).id == id)
            return row;
    return -1;
}

int RuleListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rules.size());
}

QVariant RuleListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Rule &rule = m_rules.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return rule.text.name;
    case RuleRole:
        return QVariant::fromValue(rule);
    case NumberRole:
        return index.row() + 1;
    case Qt::AccessibleTextRole:
        return rule.isOn
            ? tr("%1, %2. For: %3. Why: %4").arg(index.row() + 1).arg(rule.text.name, rule.text.asks, rule.text.reason)
            : tr("%1, %2, rests. For: %3. Why: %4")
                  .arg(index.row() + 1)
                  .arg(rule.text.name, rule.text.asks, rule.text.reason);
    default:
        return {};
    }
}

Qt::ItemFlags RuleListModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren
                           : Qt::ItemFlags(Qt::ItemIsDropEnabled);
}

QStringList RuleListModel::mimeTypes() const
{
    return { ruleMime };
}

QMimeData *RuleListModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(ruleMime, m_rules.at(indexes.first().row()).id.bytes());
    return data;
}

bool RuleListModel::dropMimeData(const QMimeData *data, Qt::DropAction, int row, int, const QModelIndex &)
{
    const auto id = RuleId::fromBytes(data->data(ruleMime));
    const int from = rowOf(id);
    if (from < 0)
        return false;
    const int to = row < 0 ? int(m_rules.size()) : row;
    emit moveRequested(id, to > from ? to - 1 : to); // the place as it is without the row itself
    return false; // the store says where it stands
}

RuleListView::RuleListView(RuleListModel &model, const Look &look, QWidget *parent)
    : QListView(parent)
    , m_rules(model)
    , m_look(look)
{
    setModel(&model);
    setItemDelegate(new RuleDelegate(look, this));
    setDragDropMode(QAbstractItemView::InternalMove);
    setDragDropOverwriteMode(false);
    setUniformItemSizes(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Rules, in the order in which they run"));
    setProperty("dataText", true);
    connect(&look, &Look::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

const Rule *RuleListView::current() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() ? &m_rules.rules().at(index.row()) : nullptr;
}

void RuleListView::setCurrent(RuleId id)
{
    const int row = m_rules.rowOf(id);
    setCurrentIndex(m_rules.index(std::max(row, 0)));
}

void RuleListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    emit currentMoved();
}

void RuleListView::keyPressEvent(QKeyEvent *event)
{
    const bool isCarrying = event->modifiers().testFlag(Qt::ControlModifier);
    if (isCarrying && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        emit carried(event->key() == Qt::Key_Up ? -1 : 1);
    else if (event->key() == Qt::Key_Space)
        emit switched();
    else if (event->key() == Qt::Key_Delete)
        emit removed();
    else
        QListView::keyPressEvent(event);
}

} // namespace wheelhouse
