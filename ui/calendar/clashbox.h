#pragma once

#include "ui/calendar/cardwords.h"
#include "ui/kit/label.h"

#include <QFrame>

namespace wheelhouse {

/// The red box beneath a card that clashes where it stands: what is wrong, and a place where it would not be.
class ClashBox : public QFrame {
    Q_OBJECT
public:
    ClashBox(const Look &look, QWidget *parent);

    /// Beneath \a card, a rectangle of the parent as if one read from left to right; above it where there is no room.
    void say(const Clash &clash, const WallTime &at, const QRect &card);
    [[nodiscard]] QString words() const { return m_words; }

signals:
    void insteadChosen(const wheelhouse::WallTime &place);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int textWidth(int width) const;

    const Look &m_look;
    QString m_words;
    std::optional<WallTime> m_to;
    Link *m_instead;
};

/// Of what stands against \a card where it is, what is shown first: what has a way out; none: nothing does, or it is
/// only worth knowing.
[[nodiscard]] std::optional<Clash> clashToMend(const Card &card, const CalendarSight &sight);

} // namespace wheelhouse
