#pragma once

#include "core/base/lane.h"
#include "ui/kit/look.h"
#include "ui/planfiles/plandoors.h"

#include <QDialog>

class QDateEdit;
class QPushButton;

namespace wheelhouse {

class Notice;
class SegmentedButton;

/// A range of days of the plan as a file: a calendar or a table. Written on a lane of its own.
class PlanExportDialog : public QDialog {
    Q_OBJECT
public:
    /// \a from and \a to what is shown just now.
    PlanExportDialog(const Look &look, PlanExport door, QDate from, QDate to, QWidget *parent = nullptr);
    PlanExportDialog(const PlanExportDialog &) = delete;
    PlanExportDialog &operator=(const PlanExportDialog &) = delete;
    ~PlanExportDialog() override;
    /// As if \a path had been chosen.
    void write(const QString &path);

private:
    void layOut();
    void choose();
    void settle();
    [[nodiscard]] PlanExportWish wish(const QString &path) const;

    const Look &m_look;
    PlanExport m_door;
    SegmentedButton *m_form;
    QDateEdit *m_from;
    QDateEdit *m_to;
    Notice *m_notice;
    QPushButton *m_write;
    QPushButton *m_close;
    Lane m_lane { QStringLiteral("plan"), Lane::Pace::Background };
};

} // namespace wheelhouse
