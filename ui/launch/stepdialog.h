#pragma once

#include "core/launch/launchdesk.h"
#include "ui/launch/launchform.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;
class QSpinBox;

namespace wheelhouse {

struct LaunchSight;
class TextLabel;

/// One step of a launch: kind, name, department, day, hour. A post is begun with it, or taken from the tray.
class StepDialog : public LaunchForm {
    Q_OBJECT
public:
    /// \a isNew: kind and lane can be chosen too.
    StepDialog(
        const Look &look, const LaunchSight &sight, LaneId lane, const StepTerms &terms, bool isNew, QWidget *parent);
    [[nodiscard]] StepTerms terms() const;
    [[nodiscard]] LaneId lane() const;

private:
    void fill(const LaunchSight &sight, LaneId lane, const StepTerms &terms);
    void layOut(bool isNew);
    void settle();
    [[nodiscard]] bool isPost() const;
    WallTime m_doors;
    PostId m_post;
    bool m_isNew;
    QLineEdit *m_name;
    QComboBox *m_kind;
    QComboBox *m_lane;
    QComboBox *m_from; ///< a new post, or one of the tray
    QSpinBox *m_day;
    TextLabel *m_date;
    QLineEdit *m_hour;
    QSpinBox *m_days;
    QCheckBox *m_gate;
    QListWidget *m_channels;
};

} // namespace wheelhouse
