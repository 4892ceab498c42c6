#pragma once

#include "ui/kit/look.h"
#include "ui/planfiles/planscan.h"

#include <QAbstractTableModel>

namespace wheelhouse {

/// The rows of a plan that are shown: what becomes of each, then its cells as they stand in the file, mended in place.
/// A mended row is judged at once, by itself. It writes nothing anywhere.
class PlanModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Show { All, Said, Refused };

    explicit PlanModel(const Look &look, QObject *parent = nullptr);
    void setScan(const PlanScan &scan);
    void show(Show which);
    /// Rows that were planned go; what was refused stays to be mended.
    void leaveRefused();
    [[nodiscard]] const QHash<qint64, QStringList> &mended() const { return m_mended; }
    /// How many of the rows that were refused can be taken now that they were mended, less those that no longer can.
    [[nodiscard]] qint64 won() const { return m_won; }
    /// The rows that cannot be taken, as they stand now, as a sheet with a column "why" behind the others: mended
    /// there, it can be imported again.
    [[nodiscard]] QByteArray refusedSheet() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    void judged(); ///< a row was mended

private:
    void filter();
    [[nodiscard]] const PlanVerdict &at(int row) const { return m_scan.rows.at(m_shown.at(row)); }
    [[nodiscard]] QVariant verdictData(const PlanVerdict &verdict, int role) const;
    [[nodiscard]] QVariant cellData(const PlanVerdict &verdict, int column, int role) const;

    const Look &m_look;
    PlanScan m_scan;
    Show m_which = Show::All;
    QList<int> m_shown; ///< places in the scan
    QHash<qint64, QStringList> m_mended; ///< by row
    qint64 m_won = 0;
};

} // namespace wheelhouse
