#pragma once

#include "core/base/clock.h"
#include "core/base/walltime.h"
#include "ui/kit/look.h"

#include <QFrame>

class QComboBox;
class QDateEdit;
class QPushButton;
class QTimeEdit;

namespace wheelhouse {

class Link;
class TextLabel;

/// Asks for a day, an hour and the zone whose wall is meant, and says what clocks do then.
class PlanPicker : public QFrame {
    Q_OBJECT
public:
    PlanPicker(const Look &look, const Clock &clock, QWidget *parent);
    /// \a at: where it stands now; none: the next full hour is offered.
    void openAt(QWidget *anchor, const std::optional<WallTime> &at);
    [[nodiscard]] WallTime chosen() const;

signals:
    void picked(const std::optional<wheelhouse::WallTime> &at); ///< none: no date yet

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void judge();
    void place();

    const Look &m_look;
    const Clock &m_clock;
    QDateEdit *m_day;
    QTimeEdit *m_hour;
    QComboBox *m_zone;
    TextLabel *m_words;
    QPushButton *m_take;
    Link *m_none;
    QRect m_anchor; ///< on the screen
    QRect m_room; ///< of the screen; none: it was not opened yet
};

/// "Tue 27 October, 09:00", with the place where its zone is not this machine's; a day alone without an hour.
[[nodiscard]] QString planWords(const WallTime &at);

} // namespace wheelhouse
