#include "ui/planfiles/planmodel.h"

#include "core/base/csvwords.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"

namespace wheelhouse {

namespace {

constexpr int longestCell = 200; // letters shown of a cell

QString remarksOf(const PlanVerdict &verdict)
{
    QStringList words;
    for (const PlanCellRemark &each : verdict.remarks)
        words.append(each.words);
    return words.join(QLatin1Char(' '));
}

} // namespace

PlanModel::PlanModel(const Look &look, QObject *parent)
    : QAbstractTableModel(parent)
    , m_look(look)
{
}

void PlanModel::setScan(const PlanScan &scan)
{
    beginResetModel();
    m_scan = scan;
    m_mended.clear();
    m_won = 0;
    filter();
    endResetModel();
}

void PlanModel::show(Show which)
{
    beginResetModel();
    m_which = which;
    filter();
    endResetModel();
}

void PlanModel::filter()
{
    m_shown.clear();
    for (int i = 0; i < m_scan.rows.size(); ++i) {
        const PlanVerdict &each = m_scan.rows.at(i);
        if (m_which == Show::All || (m_which == Show::Said ? !each.remarks.isEmpty() : !each.isTaken()))
            m_shown.append(i);
    }
}

void PlanModel::leaveRefused()
{
    beginResetModel();
    m_scan.rows.removeIf([](const PlanVerdict &each) { return each.isTaken(); });
    m_mended.clear();
    m_won = 0;
    filter();
    endResetModel();
}

QByteArray PlanModel::refusedSheet() const
{
    const auto line = [](const QStringList &cells) {
        QByteArrayList quoted;
        for (const QString &each : cells)
            quoted.append(csvQuoted(each.toUtf8()));
        return quoted.join(',') + "\r\n";
    };
    QByteArray sheet = line(m_scan.header + QStringList { QStringLiteral("why") });
    for (const PlanVerdict &each : m_scan.rows) {
        if (each.isTaken())
            continue;
        QStringList cells = each.cells;
        while (cells.size() < m_scan.header.size())
            cells.append(QString());
        sheet += line(cells.mid(0, m_scan.header.size()) + QStringList { remarksOf(each) });
    }
    return sheet;
}

int PlanModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int PlanModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_scan.header.isEmpty() ? 0 : int(m_scan.header.size()) + 1;
}

QVariant PlanModel::verdictData(const PlanVerdict &verdict, int role) const
{
    const bool isPlain = verdict.remarks.isEmpty();
    const QString words = isPlain ? tr("Can be planned") : remarksOf(verdict);
    const Theme &theme = m_look.theme();
    const Tint tint = !verdict.isTaken() ? Tint::Red : isPlain ? Tint::Green : Tint::Amber;
    switch (role) {
    case Qt::DisplayRole:
        return words;
    case Qt::ToolTipRole:
        return plainTip(words);
    case Qt::AccessibleTextRole:
        return verdict.isTaken() ? words : tr("Cannot be planned: %1").arg(words);
    case Qt::ForegroundRole:
        return theme.hue(tint).text;
    case Qt::DecorationRole:
        return Icons::icon(tint == Tint::Red ? QStringLiteral("post-failed")
                : tint == Tint::Amber        ? QStringLiteral("post-clash")
                                             : QStringLiteral("post-approved"),
            theme.hue(tint).text);
    default:
        return {};
    }
}

QVariant PlanModel::cellData(const PlanVerdict &verdict, int column, int role) const
{
    const QString text = verdict.cells.value(column);
    QStringList said;
    bool isRefused = false;
    for (const PlanCellRemark &each : verdict.remarks)
        if (each.column == column) {
            said.append(each.words);
            isRefused = isRefused || each.isRefusal;
        }
    switch (role) {
    case Qt::DisplayRole:
        return text.left(longestCell).simplified();
    case Qt::EditRole:
        return text;
    case Qt::ToolTipRole:
        return said.isEmpty() ? plainTip(text.left(2000)) : plainTip(said.join(QLatin1Char('\n')));
    case Qt::BackgroundRole:
        return said.isEmpty() ? QVariant() : QVariant(m_look.theme().hue(isRefused ? Tint::Red : Tint::Amber).ground);
    default:
        return {};
    }
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const PlanVerdict &verdict = at(index.row());
    return index.column() == 0 ? verdictData(verdict, role) : cellData(verdict, index.column() - 1, role);
}

QVariant PlanModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section < m_shown.size() ? QVariant(at(section).row) : QVariant();
    return section == 0 ? tr("What becomes of it") : m_scan.header.value(section - 1);
}

Qt::ItemFlags PlanModel::flags(const QModelIndex &index) const
{
    const auto usual = QAbstractTableModel::flags(index);
    return index.column() > 0 && !m_scan.isCalendar ? usual | Qt::ItemIsEditable : usual;
}

bool PlanModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || index.column() == 0)
        return false;
    PlanVerdict &verdict = m_scan.rows[m_shown.at(index.row())];
    QStringList cells = verdict.cells;
    while (cells.size() < m_scan.header.size())
        cells.append(QString());
    if (cells.at(index.column() - 1) == value.toString())
        return false;
    cells[index.column() - 1] = value.toString();
    const bool wasTaken = verdict.isTaken();
    verdict = judgePlanRow(cells, verdict.row, m_scan.map);
    m_mended.insert(verdict.row, cells);
    m_won += int(verdict.isTaken()) - int(wasTaken);
    emit dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(columnCount() - 1));
    emit judged();
    return true;
}

} // namespace wheelhouse
