#pragma once

#include "core/base/clock.h"
#include "core/base/walltime.h"
#include "ui/kit/label.h"

class QLineEdit;
class QPushButton;

namespace wheelhouse {

/// Asks for another time, as a person writes it on a wall, and says as one types what that is: here, and where clocks
/// change. For an overlay.
class MoveCard : public QWidget {
    Q_OBJECT
public:
    /// \a clock outlives it.
    MoveCard(const Look &look, const Clock &clock, QWidget *parent = nullptr);
    /// For \a count deliveries, the first of which is meant at \a now.
    void ask(int count, const WallTime &now);
    [[nodiscard]] QWidget *firstFocus() const;

signals:
    void chosen(const wheelhouse::WallTime &at);
    void cancelled();

private:
    void judge();
    void choose();

    const Clock &m_clock;
    TextLabel *m_title;
    TextLabel *m_others;
    QLineEdit *m_field;
    TextLabel *m_means;
    QPushButton *m_move;
    QByteArray m_zone;
};

} // namespace wheelhouse
