#pragma once

#include "ui/kit/look.h"

#include <QPair>
#include <QWidget>

namespace wheelhouse {

/// How we did today, at the foot of the tree: a line a figure, its name and what it is. Without figures it is not
/// there.
class DayFigures : public QWidget {
    Q_OBJECT
public:
    using Line = QPair<QString, QString>;
    DayFigures(const Look &look, QWidget *parent = nullptr);
    void show(const QList<Line> &lines);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    QList<Line> m_lines;
};

} // namespace wheelhouse
