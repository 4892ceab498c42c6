#pragma once

#include "core/base/lane.h"
#include "ui/kit/look.h"
#include "ui/planfiles/plandoors.h"
#include "ui/planfiles/planmodel.h"

#include <QDialog>

#include <atomic>

class QComboBox;
class QProgressBar;
class QPushButton;
class QTableView;

namespace wheelhouse {

class Notice;
class PlanMapForm;
class TextLabel;

/// A plan from a file: what becomes of each row, which column is what, and cells mended in place. What is valid is
/// planned as one step, and the rest stays to be mended. Files are read on a lane of the dialog's own.
class PlanImportDialog : public QDialog {
    Q_OBJECT
public:
    PlanImportDialog(const Look &look, PlanDoors doors, QWidget *parent = nullptr);
    PlanImportDialog(const PlanImportDialog &) = delete;
    PlanImportDialog &operator=(const PlanImportDialog &) = delete;
    ~PlanImportDialog() override;

    void openFile(const QString &path);

signals:
    void imported(const QString &sentence); ///< can be taken back

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void reject() override;

private:
    void layOut();
    void listen();
    void chooseFile();
    void readAgain();
    void scan(const std::optional<PlanSheetMap> &map);
    void present(const Result<PlanScan> &scan);
    void settle();
    void showProgress(qint64 done, qint64 all);
    void plan();
    void keepRefused();
    void finished(const Result<PlanTaken> &taken);
    void stopOrClose();
    void setRunning(bool running);
    [[nodiscard]] qint64 ready() const; ///< rows that can be planned now
    [[nodiscard]] PlanWatch watch();

    const Look &m_look;
    PlanDoors m_doors;
    QString m_path;
    PlanScan m_scan; ///< without its rows, which the model has
    PlanModel m_model;
    std::atomic<bool> m_stop = false;
    int m_asked = 0; ///< counts up with each reading: what an older one says is not shown
    bool m_isRunning = false;
    bool m_isPlanned = false; ///< what could be is planned already; the rest is there to be mended
    TextLabel *m_file;
    QPushButton *m_choose;
    PlanMapForm *m_form;
    TextLabel *m_summary;
    QComboBox *m_which;
    QTableView *m_table;
    QProgressBar *m_progress;
    Notice *m_notice;
    QPushButton *m_keep; ///< the rows that cannot be planned, for later
    QPushButton *m_plan;
    QPushButton *m_close;
    Lane m_lane { QStringLiteral("plan"), Lane::Pace::Background };
};

} // namespace wheelhouse
