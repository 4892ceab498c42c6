#pragma once

#include "ui/kit/theme.h"

#include <QProxyStyle>

class QStyleOptionComboBox;
class QStyleOptionSpinBox;

namespace wheelhouse {

/// Fusion with what a style sheet cannot draw from the theme: boxes and dots to tick, fields that fold out, and the key
/// on a button, which stands two spaces behind its words ("Done  E") in a quieter ink.
class HouseStyle : public QProxyStyle {
    Q_OBJECT
public:
    HouseStyle();
    void dress(const Theme &theme, double scale); ///< \a scale of the text; 1.0 as delivered

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawItemText(QPainter *painter, const QRect &rect, int flags, const QPalette &palette, bool enabled,
        const QString &text, QPalette::ColorRole role) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
        const QWidget *widget = nullptr) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
        const QWidget *widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(
        PixelMetric metric, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;

private:
    void drawTick(const QStyleOption &option, QPainter &painter) const;
    void drawDot(const QStyleOption &option, QPainter &painter) const;
    void drawField(const QStyleOption &option, QPainter &painter, bool isTypedIn) const;
    void drawFold(const QStyleOptionComboBox &box, QPainter &painter, const QWidget *widget) const;
    void drawSteps(const QStyleOptionSpinBox &box, QPainter &painter, const QWidget *widget) const;
    [[nodiscard]] QColor edgeOf(const QStyleOption &option) const;
    Theme m_theme;
    double m_scale = 1.0;
};

} // namespace wheelhouse
