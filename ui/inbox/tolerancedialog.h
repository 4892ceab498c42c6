#pragma once

#include "core/people/judgements.h"

#include <QDialog>

class QDialogButtonBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;
class QTableWidgetItem;

namespace wheelhouse {

class Look;
class TextLabel;
class TolerancePlot;

/// What the team bears from whom, as a plot and as a table; says whom a change is about before anything is agreed on,
/// and wants a reason. Reads and writes nothing itself.
class ToleranceDialog : public QDialog {
    Q_OBJECT
public:
    ToleranceDialog(QWidget *parent, const Look &look, const Agreement &agreement);
    /// Everybody who strains us, for the dots and the count.
    void setPeople(const QList<Standpoint> &people);
    [[nodiscard]] ToleranceCurve curve() const;
    [[nodiscard]] QString why() const;

private:
    void layOut(const Agreement &agreement);
    void connectAll();
    void showCurve();
    void fillTable();
    void readTable(const QTableWidgetItem *item);
    void setLines();
    void undo();
    void check();

    const Look &m_look;
    const ToleranceCurve m_agreed;
    QList<ToleranceCurve> m_before; ///< for Ctrl+Z, newest last
    QList<Standpoint> m_people;
    TolerancePlot *m_plot;
    QTableWidget *m_table;
    QSpinBox *m_ceiling;
    QSpinBox *m_floor;
    TextLabel *m_what;
    QLineEdit *m_why;
    QDialogButtonBox *m_buttons;
    QPushButton *m_agree;
    bool m_isFilling = false;
};

} // namespace wheelhouse
