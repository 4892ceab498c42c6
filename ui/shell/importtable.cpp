#include "ui/shell/importtable.h"

#include "ui/kit/label.h"

#include <QComboBox>
#include <QHeaderView>

namespace wheelhouse {

namespace {

constexpr int verdictColumn = 0;
constexpr int verdictWidth = 260; // px; longer verdicts take a second line
constexpr int widestColumn = 320; // px

struct RoleName {
    ColumnRole role;
    const char *words;
};
constexpr std::array<RoleName, columnRoles> roleNames { {
    { ColumnRole::Id, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Id of the message") },
    { ColumnRole::Text, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Text") },
    { ColumnRole::Author, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Author’s handle") },
    { ColumnRole::AuthorName, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Author’s name") },
    { ColumnRole::AuthorId, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Author’s id") },
    { ColumnRole::Time, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Time") },
    { ColumnRole::Reply, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Answers the id") },
    { ColumnRole::Url, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Link") },
    { ColumnRole::Language, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Language") },
    { ColumnRole::Channel, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Outpost") },
    { ColumnRole::Ours, QT_TRANSLATE_NOOP("wheelhouse::ImportTable", "Written by us") },
} };
/// One line of what stands in the file; the rest in the tooltip.
QTableWidgetItem *cell(const QString &text)
{
    constexpr int shown = 200; // letters
    const QString line = text.left(shown).simplified();
    auto *item = new QTableWidgetItem(line);
    if (line.size() > 30)
        item->setToolTip(plainTip(text.left(2000)));
    return item;
}

constexpr int oursInverted = columnRoles; // "Written by them": the same role, turned round

} // namespace

ImportTable::ImportTable(const Look &look, QWidget *parent)
    : QTableWidget(parent)
    , m_look(look)
{
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setWordWrap(true); // for the verdicts, which decide how high a row is
    setProperty("dataText", true);
    setCornerButtonEnabled(false);
    setAccessibleName(tr("The first rows of the file"));
    setTabKeyNavigation(false);
    verticalHeader()->hide();
}

void ImportTable::empty()
{
    clear();
    setRowCount(0);
    m_refused = 0;
}

QComboBox *ImportTable::box(int column) const
{
    return rowCount() > 0 ? qobject_cast<QComboBox *>(cellWidget(0, column)) : nullptr;
}

ColumnMap ImportTable::asked(ColumnMap map) const
{
    bool any = false;
    for (int column = 1; column < columnCount(); ++column)
        any = any || box(column);
    if (!any)
        return map;
    map.columns.fill(QString());
    for (int column = 1; column < columnCount(); ++column) {
        const int role = box(column) ? box(column)->currentData().toInt() : -1;
        if (role < 0)
            continue;
        map.oursInverted = role == oursInverted;
        map.columns[static_cast<size_t>(std::min(role, static_cast<int>(ColumnRole::Ours)))] =
            horizontalHeaderItem(column)->text();
    }
    return map;
}

void ImportTable::present(
    const QStringList &columns, bool takesMap, const ColumnMap &map, const QList<PreviewRow> &rows)
{
    const int shift = takesMap ? 1 : 0;
    clear();
    m_refused = 0;
    setColumnCount(static_cast<int>(columns.size()) + 1);
    setRowCount(static_cast<int>(rows.size()) + shift);
    setHorizontalHeaderLabels(QStringList { tr("What becomes of it") } + columns);
    for (int i = 0; i < columns.size() && takesMap; ++i)
        addBox(i + 1, columns.at(i), map);
    for (int row = 0; row < rows.size(); ++row)
        addRow(row + shift, rows.at(row), static_cast<int>(columns.size()));
    fit();
}

void ImportTable::addRow(int row, const PreviewRow &each, int columns)
{
    m_refused += each.verdict.isTaken() ? 0 : 1;
    const bool quiet = each.verdict.kind == Verdict::Kind::Take;
    auto *verdict = new QTableWidgetItem(quiet ? tr("Comes in") : each.verdict.sentence());
    if (!quiet)
        verdict->setForeground(m_look.theme().hue(each.verdict.isTaken() ? Tint::Amber : Tint::Red).text);
    verdict->setToolTip(plainTip(each.verdict.words));
    setItem(row, verdictColumn, verdict);
    for (int i = 0; i < columns && i < each.cells.size(); ++i)
        setItem(row, i + 1, cell(each.cells.at(i)));
}

/// Wide enough for the choice above and for most of what stands below, but none so wide that it hides the others.
void ImportTable::fit()
{
    setColumnWidth(verdictColumn, m_look.scaled(verdictWidth));
    for (int column = verdictColumn + 1; column < columnCount(); ++column) {
        resizeColumnToContents(column);
        const QWidget *above = cellWidget(0, column);
        const int least = above ? above->sizeHint().width() : m_look.scaled(80);
        const int most = qMax(least, m_look.scaled(widestColumn));
        setColumnWidth(column, qBound(least, columnWidth(column), most));
    }
    const QFontMetrics metrics(font());
    for (int row = 0; row < rowCount(); ++row) {
        const QTableWidgetItem *verdict = item(row, verdictColumn);
        const QRect room(0, 0, m_look.scaled(verdictWidth) - 2 * space::gap, m_look.scaled(200));
        const int words = verdict ? metrics.boundingRect(room, Qt::TextWordWrap, verdict->text()).height() : 0;
        const QWidget *above = cellWidget(row, verdictColumn + 1);
        setRowHeight(
            row, qMax(words + space::gap, above ? above->sizeHint().height() : m_look.rowHeight(RowKind::Table)));
    }
}

void ImportTable::addBox(int column, const QString &name, const ColumnMap &map)
{
    auto *chosen = new QComboBox(this);
    chosen->setAccessibleName(tr("What the column %1 holds").arg(name));
    chosen->addItem(tr("Left out"), -1);
    for (const RoleName &each : roleNames)
        chosen->addItem(tr(each.words), static_cast<int>(each.role));
    chosen->addItem(tr("Written by them"), oursInverted);
    for (int role = 0; role < columnRoles; ++role)
        if (map.columns[static_cast<size_t>(role)] == name)
            chosen->setCurrentIndex(
                chosen->findData(role == static_cast<int>(ColumnRole::Ours) && map.oursInverted ? oursInverted : role));
    setCellWidget(0, column, chosen);
    connect(chosen, &QComboBox::activated, this, [this, chosen] {
        for (int other = 1; other < columnCount(); ++other) // one meaning, one column
            if (auto *another = qobject_cast<QComboBox *>(cellWidget(0, other));
                another && another != chosen && another->currentData() == chosen->currentData())
                another->setCurrentIndex(0);
        emit mapChanged();
    });
}

} // namespace wheelhouse
