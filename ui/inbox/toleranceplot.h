#pragma once

#include "core/people/tolerance.h"

#include <QWidget>

#include <optional>

namespace wheelhouse {

class Look;

/// The curve that the team agrees on: strain borne against influence, with everybody who strains us as a dot. Points
/// are dragged, or chosen with Left and Right, picked up with Space and carried by the arrows. Enter asks for the
/// table.
class TolerancePlot : public QWidget {
    Q_OBJECT
public:
    explicit TolerancePlot(const Look &look, QWidget *parent = nullptr);
    void setCurve(const ToleranceCurve &curve);
    void setPeople(const QList<Standpoint> &people);
    [[nodiscard]] const ToleranceCurve &curve() const { return m_curve; }
    [[nodiscard]] int chosen() const { return m_chosen; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void changed(); ///< while a point moves
    void moved(const wheelhouse::ToleranceCurve &before); ///< it was put down elsewhere
    void tableRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QPointF placeOf(double influence, double strain) const;
    void carry(int influence, int strain);
    void choose(int index);
    void putDown();
    void tell();
    void paintGround(QPainter &painter) const;
    void paintPeople(QPainter &painter) const;
    void paintCurve(QPainter &painter) const;

    const Look &m_look;
    ToleranceCurve m_curve;
    std::optional<ToleranceCurve> m_before; ///< a point is being carried
    QList<Standpoint> m_people;
    int m_chosen = 0;
};

} // namespace wheelhouse
