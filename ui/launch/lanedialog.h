#pragma once

#include "core/launch/launchdesk.h"
#include "ui/launch/launchform.h"

class QComboBox;

namespace wheelhouse {

struct LaunchSight;

/// A lane: which department, who has it.
class LaneDialog : public LaunchForm {
    Q_OBJECT
public:
    LaneDialog(const Look &look, const LaunchSight &sight, const LaneTerms &terms, bool isNew, QWidget *parent);
    [[nodiscard]] LaneTerms terms() const;

private:
    QComboBox *m_department;
    QComboBox *m_owner;
};

} // namespace wheelhouse
