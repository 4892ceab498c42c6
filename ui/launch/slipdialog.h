#pragma once

#include "core/launch/slip.h"
#include "ui/launch/launchform.h"
#include "ui/launch/launchsight.h"

class QDateEdit;
class QListWidget;
class QSpinBox;
class QTimeEdit;

namespace wheelhouse {

class TextLabel;

/// Moves a whole launch, by days or to a date. What lands on weekends, days off, in the past or where clocks change is
/// said before anybody presses.
class SlipDialog : public LaunchForm {
    Q_OBJECT
public:
    SlipDialog(const Look &look, LaunchSight sight, QWidget *parent);
    [[nodiscard]] WallTime to() const;
    [[nodiscard]] int days() const;

signals:
    void tryRequested();

private:
    void layOut();
    void settle();
    void showLandings(const Slip &slip);
    LaunchSight m_sight;
    QSpinBox *m_days;
    QDateEdit *m_day;
    QTimeEdit *m_hour;
    TextLabel *m_counts;
    TextLabel *m_clocks;
    QListWidget *m_landings;
    QPushButton *m_try;
};

} // namespace wheelhouse
