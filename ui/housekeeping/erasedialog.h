#pragma once

#include "core/base/lane.h"
#include "core/housekeeping/erasure.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace wheelhouse {

class Look;
class Notice;
class TextLabel;

/// How the dialog reaches the store. preview and copies are called on the dialog's own lane and open what they need;
/// begin and progress inside engine.ask().
struct EraseDoor {
    Lane &engine;
    std::function<Result<ErasurePreview>()> preview;
    std::function<Result<Acted>(Erasure::Asked)> begin;
    std::function<Result<std::optional<ErasingProgress>>()> progress;
    /// Until when backups hold the words; true replaces them before.
    std::function<Result<QDateTime>(bool now)> copies;
};

/// Erases a person: says first what goes for ever and what stays, then how far it is, then until when backups hold the
/// words. Closing while it runs leaves it running.
class EraseDialog : public QDialog {
    Q_OBJECT
public:
    EraseDialog(const Look &look, EraseDoor door, QWidget *parent = nullptr);
    EraseDialog(const EraseDialog &) = delete;
    EraseDialog &operator=(const EraseDialog &) = delete;
    ~EraseDialog() override;

private:
    void layOut();
    void present(const Result<ErasurePreview> &preview);
    void addLines(const QString &title, const QStringList &lines);
    void fit();
    void erase();
    void look();
    void tellCopies(const Result<QDateTime> &until);

    const Look &m_look;
    EraseDoor m_door;
    Lane m_lane { QStringLiteral("erase") };
    qint64 m_total = 0;
    QScrollArea *m_scroll;
    TextLabel *m_who;
    QVBoxLayout *m_lines;
    QCheckBox *m_notes;
    QCheckBox *m_evidence;
    QCheckBox *m_copies;
    TextLabel *m_state;
    QProgressBar *m_progress;
    Notice *m_notice;
    QPushButton *m_erase;
    QPushButton *m_close;
    QTimer m_pulse;
};

} // namespace wheelhouse
