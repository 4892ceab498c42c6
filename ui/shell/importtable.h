#pragma once

#include "core/imports/source.h"
#include "ui/kit/look.h"

#include <QTableWidget>

class QComboBox;

namespace wheelhouse {

/// The first rows of a file, with what becomes of each; above each column a box that says what it holds.
class ImportTable : public QTableWidget {
    Q_OBJECT
public:
    explicit ImportTable(const Look &look, QWidget *parent = nullptr);

    void empty();
    /// \a takesMap: the boxes are there to be changed.
    void present(const QStringList &columns, bool takesMap, const ColumnMap &map, const QList<PreviewRow> &rows);
    [[nodiscard]] int refused() const { return m_refused; } ///< of the rows shown
    /// \a map with the columns as the boxes say now; unchanged where there are none.
    [[nodiscard]] ColumnMap asked(ColumnMap map) const;

signals:
    void mapChanged(); ///< by a person

private:
    void addBox(int column, const QString &name, const ColumnMap &map);
    void addRow(int row, const PreviewRow &each, int columns);
    void fit();
    [[nodiscard]] QComboBox *box(int column) const;

    const Look &m_look;
    int m_refused = 0;
};

} // namespace wheelhouse
