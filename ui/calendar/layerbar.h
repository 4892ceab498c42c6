#pragma once

#include "core/calendar/calendarbook.h"
#include "ui/kit/leadlabel.h"

#include <QFrame>

class QPushButton;

namespace wheelhouse {

/// Above the days while moves are only thought of: "What if: the launch slips three days", to be applied or dropped as
/// one.
class LayerBar : public QFrame {
    Q_OBJECT
public:
    LayerBar(const Look &look, QWidget *parent);
    void show(const Layer &layer);

signals:
    void applied();
    void dropped();
    void left(); ///< it stays as it is, and the plan is looked at again

private:
    void dress();

    const Look &m_look;
    QLabel *m_icon;
    LeadLabel *m_words;
    QPushButton *m_apply;
    QPushButton *m_drop;
    QPushButton *m_leave;
};

} // namespace wheelhouse
