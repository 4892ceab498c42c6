#pragma once

#include "core/base/lane.h"
#include "core/housekeeping/retention.h"

#include <QTimer>
#include <QWidget>

class QProgressBar;
class QPushButton;

namespace wheelhouse {

class Look;
class TextLabel;
struct RetentionDoor;

/// A rule's run by hand: what it would take, the question, how far it is, and a way to stop it. What it took is gone.
class RetentionRun : public QWidget {
    Q_OBJECT
public:
    /// \a door and \a lane, on which it is looked, outlive it.
    RetentionRun(const Look &look, const RetentionDoor &door, Lane &lane, QWidget *parent = nullptr);
    void ask(const RetentionRule &rule);
    [[nodiscard]] bool isBusy() const { return m_stage == Stage::Running; }

signals:
    void changed(); ///< isBusy()
    void failed(const wheelhouse::Error &error);
    void ended(const QString &sentence);

private:
    enum class Stage { Hidden, Looking, Asking, Running };
    void present(const Result<RetentionPreview> &found);
    void begin();
    void look();
    void tell(const std::optional<ErasingProgress> &now);
    void leaveOrStop();
    void show(Stage stage, const QString &words);

    const RetentionDoor &m_door;
    Lane &m_lane;
    RetentionRule m_rule;
    Stage m_stage = Stage::Hidden;
    int m_asked = 0; ///< what is found out for an earlier question falls to the ground
    qint64 m_total = 0;
    qint64 m_taken = 0;
    bool m_isStopped = false;
    TextLabel *m_words;
    QProgressBar *m_progress;
    QPushButton *m_take;
    QPushButton *m_leave;
    QTimer m_pulse;
};

} // namespace wheelhouse
