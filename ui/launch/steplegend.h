#pragma once

#include <QWidget>

namespace wheelhouse {

class Look;

/// What the glyphs of steps say.
class StepLegend : public QWidget {
    Q_OBJECT
public:
    explicit StepLegend(const Look &look, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
};

} // namespace wheelhouse
