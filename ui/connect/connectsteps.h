#pragma once

#include "ui/kit/look.h"

#include <QStringList>
#include <QWidget>

namespace wheelhouse {

/// The column of steps beside a page: those behind have a tick, the one at hand is strong, those ahead are pale. To be
/// read, not pressed.
class ConnectSteps : public QWidget {
    Q_OBJECT
public:
    ConnectSteps(const Look &look, const QStringList &steps, QWidget *parent = nullptr);
    void setCurrent(int step); ///< from 0; as many as there are: all are behind
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const;
    const Look &m_look;
    QStringList m_steps;
    int m_current = 0;
};

} // namespace wheelhouse
