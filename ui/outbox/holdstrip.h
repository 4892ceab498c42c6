#pragma once

#include "core/posture/holds.h"
#include "ui/kit/label.h"

class QPushButton;

namespace wheelhouse {

/// Says in violet what is held, since when, by whom and why, and offers the way out of it. Hidden where nothing is.
class HoldStrip : public QWidget {
    Q_OBJECT
public:
    HoldStrip(const Look &look, QWidget *parent);
    /// \a held deliveries wait under them.
    void show(const QList<Hold> &standing, int held);

signals:
    void holdsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    TextLabel *m_words;
    QPushButton *m_open;
};

/// Violet stripes over \a rect: what is held looks so in grey, too.
void paintHatch(QPainter &painter, const QRect &rect, const Theme &theme);

} // namespace wheelhouse
