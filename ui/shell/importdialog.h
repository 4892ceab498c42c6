#pragma once

#include "core/base/lane.h"
#include "core/imports/importdoor.h"
#include "ui/kit/look.h"

#include <QDialog>

#include <atomic>

class QComboBox;
class QProgressBar;
class QPushButton;

namespace wheelhouse {

class ImportTable;
class Notice;
class TextLabel;
class VerdictList;

/// A file comes in: chosen or dropped, shown with a verdict for each row, its columns named by boxes above them, then
/// taken in with progress. Reading happens on a lane of its own, writing on the engine's; the window waits for neither.
/// Closing while it runs stops it where the next start goes on.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// \a door is called on the dialog's own reading lane.
    ImportDialog(const Look &look, ImportDoor door, QWidget *parent = nullptr);
    ImportDialog(const ImportDialog &) = delete;
    ImportDialog &operator=(const ImportDialog &) = delete;
    ~ImportDialog() override;
    void openFile(const QString &path);
    void reject() override; ///< Esc stops what runs, and else closes

signals:
    void imported(); ///< at least one lot is in

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Opened; ///< what the reading lane found
    using Source = std::shared_ptr<ImportSource>; ///< shared with the lane that reads it, and touched only there
    void layOut();
    void fillChoices();
    void chooseFile();
    void readAgain();
    void present(const Result<Opened> &opened);
    void showRows(const Opened &opened);
    [[nodiscard]] ColumnMap asked() const;
    [[nodiscard]] static QString goOnWords();
    void start();
    void stopOrClose();
    void tell(const ImportProgress &progress);
    void finished(const Result<ImportState> &done);
    void setRunning(bool running);

    const Look &m_look;
    ImportDoor m_door;
    Lane m_reader { QStringLiteral("import") };
    Source m_source;
    QString m_path;
    ColumnMap m_map; ///< as the file was last read
    std::atomic<bool> m_stop = false;
    bool m_isRunning = false;

    TextLabel *m_file;
    QPushButton *m_choose;
    ImportTable *m_rows;
    VerdictList *m_said;
    QComboBox *m_zone;
    QComboBox *m_dates;
    QComboBox *m_arriveAs;
    TextLabel *m_verdict;
    QProgressBar *m_progress;
    Notice *m_notice;
    QPushButton *m_import;
    QPushButton *m_close;
};

} // namespace wheelhouse
