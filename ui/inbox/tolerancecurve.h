#pragma once

#include "core/people/tolerance.h"

#include <QWidget>

namespace wheelhouse {

class Look;

/// Patience against abrasiveness, at the influence of one person: where they stand, and where the edge is. Time and
/// direction of reading do not turn it round. A click or Enter asks for the whole curve.
class ToleranceCurveView : public QWidget {
    Q_OBJECT
public:
    explicit ToleranceCurveView(const Look &look, QWidget *parent = nullptr);
    /// \a name stands at the person's point.
    void show(const ToleranceCurve &curve, const Standpoint &who, const QString &name);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void curveRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] double patienceAt(double strain) const; ///< 0..1
    void paintWords(QPainter &painter, const QRectF &room, double edge) const;

    const Look &m_look;
    ToleranceCurve m_curve;
    Standpoint m_who;
    QString m_name;
};

/// What may be done, as the card says it.
[[nodiscard]] QString outcomeWords(Outcome outcome);

} // namespace wheelhouse
