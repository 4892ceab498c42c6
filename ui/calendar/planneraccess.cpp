#include "ui/calendar/planneraccess.h"

#include "ui/calendar/plannerview.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace wheelhouse {

namespace {

class PlannerTable;

/// A day, or an hour of one: read whole, as one sentence a card.
class PlannerCell : public QAccessibleInterface, public QAccessibleTableCellInterface {
public:
    PlannerCell(PlannerView &view, int row, int column)
        : m_view(&view)
        , m_row(row)
        , m_column(column)
    {
    }
    [[nodiscard]] bool isValid() const override
    {
        return m_view && m_row < m_view->tableRows() && m_column < m_view->tableColumns();
    }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QString text(QAccessible::Text which) const override
    {
        return isValid() && which == QAccessible::Name ? m_view->tableCell(m_row, m_column).words : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    [[nodiscard]] QRect rect() const override
    {
        return isValid() ? m_view->onScreen(m_view->tableCell(m_row, m_column).rect) : QRect();
    }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Cell; }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.selected = isSelected();
        state.focused = state.selected && m_view && m_view->hasFocus();
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this) : nullptr;
    }
    [[nodiscard]] bool isSelected() const override { return isValid() && m_view->tableCell(m_row, m_column).isCurrent; }
    [[nodiscard]] QList<QAccessibleInterface *> columnHeaderCells() const override { return {}; }
    [[nodiscard]] QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    [[nodiscard]] int columnIndex() const override { return m_column; }
    [[nodiscard]] int rowIndex() const override { return m_row; }
    [[nodiscard]] int columnExtent() const override { return 1; }
    [[nodiscard]] int rowExtent() const override { return 1; }
    [[nodiscard]] QAccessibleInterface *table() const override { return parent(); }

private:
    QPointer<PlannerView> m_view;
    int m_row;
    int m_column;
};

class PlannerTable : public QAccessibleWidget, public QAccessibleTableInterface {
public:
    explicit PlannerTable(PlannerView *view)
        : QAccessibleWidget(view, QAccessible::Table)
        , m_view(*view)
    {
    }
    ~PlannerTable() override
    {
        for (const QAccessible::Id id : m_cells)
            QAccessible::deleteAccessibleInterface(id);
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    [[nodiscard]] int childCount() const override { return rowCount() * columnCount(); }
    [[nodiscard]] QAccessibleInterface *child(int index) const override
    {
        return index < 0 || index >= childCount() ? nullptr : cellAt(index / columnCount(), index % columnCount());
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *cell = dynamic_cast<const PlannerCell *>(child);
        return cell ? cell->rowIndex() * columnCount() + cell->columnIndex() : -1;
    }
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override
    {
        for (int i = 0; i < childCount(); ++i)
            if (QAccessibleInterface *cell = child(i); cell->rect().contains(x, y))
                return cell;
        return nullptr;
    }

    [[nodiscard]] QAccessibleInterface *caption() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *summary() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *cellAt(int row, int column) const override
    {
        if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount())
            return nullptr;
        const std::pair key(row, column);
        if (!m_cells.contains(key))
            m_cells.insert(key, QAccessible::registerAccessibleInterface(new PlannerCell(m_view, row, column)));
        return QAccessible::accessibleInterface(m_cells.value(key));
    }
    [[nodiscard]] int selectedCellCount() const override { return int(selectedCells().size()); }
    [[nodiscard]] QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> cells;
        for (int i = 0; i < childCount(); ++i)
            if (m_view.tableCell(i / columnCount(), i % columnCount()).isCurrent)
                cells.append(child(i));
        return cells;
    }
    [[nodiscard]] QString columnDescription(int column) const override { return m_view.columnTitle(column); }
    [[nodiscard]] QString rowDescription(int row) const override { return m_view.rowTitle(row); }
    [[nodiscard]] int selectedColumnCount() const override { return 0; }
    [[nodiscard]] int selectedRowCount() const override { return 0; }
    [[nodiscard]] int columnCount() const override { return m_view.tableColumns(); }
    [[nodiscard]] int rowCount() const override { return m_view.tableRows(); }
    [[nodiscard]] QList<int> selectedColumns() const override { return {}; }
    [[nodiscard]] QList<int> selectedRows() const override { return {}; }
    [[nodiscard]] bool isColumnSelected(int) const override { return false; }
    [[nodiscard]] bool isRowSelected(int) const override { return false; }
    bool selectRow(int) override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *) override { }

private:
    PlannerView &m_view;
    mutable QMap<std::pair<int, int>, QAccessible::Id> m_cells;
};

/// All of a card that its cell says, but for what it clashes with: that goes with where the others stand.
size_t sumOf(const Card &card)
{
    const qint64 due = card.dueAt.isValid() ? card.dueAt.toMSecsSinceEpoch() : 0;
    return qHashMulti(
        0, card.post, card.occurrence, due, int(card.state), card.name(), card.campaign, card.targets.size());
}

QHash<QDate, size_t> sumsOf(const PlannerView &view)
{
    QHash<QDate, size_t> days;
    for (const Card &card : view.cards())
        if (card.at) {
            size_t &sum = days[card.at->date];
            sum = qHashMulti(sum, sumOf(card)); // in their order
        }
    return days;
}

QAccessibleInterface *tableOf(const QString &, QObject *object)
{
    auto *view = qobject_cast<PlannerView *>(object);
    return view ? new PlannerTable(view) : nullptr;
}

} // namespace

void teachPlannerAccess()
{
    QAccessible::installFactory(tableOf); // Qt keeps each factory once
}

TableMemory::TableMemory(const PlannerView &view)
    : m_from(view.sight().page.from)
    , m_to(view.sight().page.to)
    , m_days(sumsOf(view))
{
}

QList<QRect> TableMemory::changed(const PlannerView &view) const
{
    if (view.sight().page.from != m_from || view.sight().page.to != m_to)
        return { QRect() };
    QList<QRect> changed;
    const QHash<QDate, size_t> now = sumsOf(view);
    for (QDate day = m_from; day <= m_to; day = day.addDays(1)) {
        if (now.value(day) == m_days.value(day))
            continue;
        const QRect cells = view.cellsOf(day);
        if (cells.isEmpty())
            return { QRect() };
        changed.append(cells);
    }
    return changed;
}

void TableMemory::tell(PlannerView &view) const
{
    using Event = QAccessibleTableModelChangeEvent;
    for (const QRect &cells : changed(view)) {
        Event event(&view, cells.isEmpty() ? Event::ModelReset : Event::DataChanged);
        if (!cells.isEmpty()) {
            event.setFirstRow(cells.top());
            event.setLastRow(cells.bottom());
            event.setFirstColumn(cells.left());
            event.setLastColumn(cells.right());
        }
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace wheelhouse
