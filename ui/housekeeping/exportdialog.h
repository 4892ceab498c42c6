#pragma once

#include "core/base/lane.h"
#include "core/housekeeping/viewexport.h"

#include <QDialog>

#include <atomic>

class QCheckBox;
class QComboBox;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace wheelhouse {

class Look;
class Notice;
class TextLabel;

/// The list on the screen as a file: which columns, in what form, where to. Written on a lane of its own; closing
/// breaks it off and leaves no half.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    using Export =
        std::function<Result<ExportReport>(const ExportWish &wish, const std::function<bool(qint64)> &watch)>;
    /// \a what the list or question, \a title as the screen calls it; \a door is called on the dialog's own lane.
    ExportDialog(
        const Look &look, const ExportWish &what, const QString &title, Export door, QWidget *parent = nullptr);
    ExportDialog(const ExportDialog &) = delete;
    ExportDialog &operator=(const ExportDialog &) = delete;
    ~ExportDialog() override;

private:
    void layOut();
    void choose();
    void write(const ExportWish &wish);
    void finished(const Result<ExportReport> &done, const QString &path);
    [[nodiscard]] ExportWish wish() const;
    void settle();

    const Look &m_look;
    ExportWish m_what;
    Export m_door;
    std::atomic<bool> m_stop = false;
    bool m_isRunning = false;
    TextLabel *m_title;
    QComboBox *m_form;
    QListWidget *m_columns;
    QCheckBox *m_guard;
    QCheckBox *m_mark;
    QProgressBar *m_progress;
    Notice *m_notice;
    QPushButton *m_export;
    QPushButton *m_close;
    Lane m_lane { QStringLiteral("export"), Lane::Pace::Background };
};

} // namespace wheelhouse
