#include "ui/kit/housestyle.h"

#include "ui/kit/icons.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <QWidget>

namespace wheelhouse {

namespace {

constexpr int boxSide = 15; // px, as drawn
constexpr qreal radius = 4;
constexpr int fieldHeight = 28; // px, as a line to type into has
constexpr int fieldInset = 5; // px, so that words begin where those of a line begin
constexpr auto keyGap = "  "; // between the words of a button and its key

bool isOn(const QStyleOption &option)
{
    return option.state.testFlag(QStyle::State_On) || option.state.testFlag(QStyle::State_NoChange);
}

} // namespace

HouseStyle::HouseStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    , m_theme(Theme::light())
{
    setObjectName(QStringLiteral("wheelhouse"));
}

void HouseStyle::dress(const Theme &theme, double scale)
{
    m_theme = theme;
    m_scale = scale;
}

QColor HouseStyle::edgeOf(const QStyleOption &option) const
{
    return option.state.testFlag(State_Enabled) ? m_theme.outline : m_theme.line;
}

void HouseStyle::drawTick(const QStyleOption &option, QPainter &painter) const
{
    const bool rests = !option.state.testFlag(State_Enabled);
    const QColor fill = isOn(option) && !rests            ? m_theme.accent.fill
        : rests || option.state.testFlag(State_MouseOver) ? m_theme.alternate
                                                          : m_theme.base;
    painter.setPen(QPen(isOn(option) && !rests ? m_theme.accent.fill : edgeOf(option), 1));
    painter.setBrush(fill);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(box, 3, 3);
    if (!isOn(option))
        return;
    painter.setPen(
        QPen(rests ? m_theme.text3 : m_theme.onFill, 2 * m_scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + box.width() * x, box.top() + box.height() * y);
    };
    if (option.state.testFlag(State_NoChange))
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
    else
        painter.drawPolyline(QPolygonF { at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.30) });
}

void HouseStyle::drawDot(const QStyleOption &option, QPainter &painter) const
{
    const bool rests = !option.state.testFlag(State_Enabled);
    painter.setPen(QPen(isOn(option) && !rests ? m_theme.accent.text : edgeOf(option), 1));
    painter.setBrush(rests || option.state.testFlag(State_MouseOver) ? m_theme.alternate : m_theme.base);
    const QRectF ring = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawEllipse(ring);
    if (!isOn(option))
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(rests ? m_theme.text3 : m_theme.accent.text);
    const qreal in = ring.width() * 0.25;
    painter.drawEllipse(ring.adjusted(in, in, -in, -in));
}

void HouseStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == PE_FrameFocusRect && widget && !widget->inherits("QAbstractItemView"))
        return; // FocusRing stands outside the control
    const bool ticks = element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck;
    if (!ticks && element != PE_IndicatorRadioButton) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (ticks)
        drawTick(*option, *painter);
    else
        drawDot(*option, *painter);
    painter->restore();
}

/// The ground and edge of what is filled in; what the keyboard types into has the edge of a focused line.
void HouseStyle::drawField(const QStyleOption &option, QPainter &painter, bool isTypedIn) const
{
    const bool rests = !option.state.testFlag(State_Enabled);
    const bool hasKeys = isTypedIn && option.state.testFlag(State_HasFocus);
    painter.setPen(hasKeys ? QPen(m_theme.accent.text, 2) : QPen(edgeOf(option), 1));
    const bool hovers = !isTypedIn && option.state.testFlag(State_MouseOver);
    painter.setBrush(rests || hovers ? m_theme.alternate : m_theme.base);
    const qreal in = hasKeys ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(option.rect).adjusted(in, in, -in, -in), radius, radius);
}

void HouseStyle::drawFold(const QStyleOptionComboBox &box, QPainter &painter, const QWidget *widget) const
{
    drawField(box, painter, box.editable);
    const QRect room = proxy()->subControlRect(CC_ComboBox, &box, SC_ComboBoxArrow, widget);
    const int side = qRound(10 * m_scale);
    const QColor ink = box.state.testFlag(State_Enabled) ? m_theme.text2 : m_theme.text3;
    const QPixmap arrow = Icons::pixmap(QStringLiteral("go-down"), ink, side, painter.device()->devicePixelRatioF());
    painter.drawPixmap(QPoint(room.center().x() - side / 2, room.center().y() - side / 2 + 1), arrow);
}

void HouseStyle::drawSteps(const QStyleOptionSpinBox &box, QPainter &painter, const QWidget *widget) const
{
    drawField(box, painter, true);
    const int side = qRound(8 * m_scale);
    const auto step = [&](SubControl part, QAbstractSpinBox::StepEnabledFlag way, const QString &glyph) {
        const QRect room = proxy()->subControlRect(CC_SpinBox, &box, part, widget);
        const bool may = box.state.testFlag(State_Enabled) && box.stepEnabled.testFlag(way);
        const bool hovers = may && box.activeSubControls.testFlag(part) && box.state.testFlag(State_MouseOver);
        const QColor ink = !may ? m_theme.line : hovers ? m_theme.accent.text : m_theme.text2;
        const QPixmap arrow = Icons::pixmap(glyph, ink, side, painter.device()->devicePixelRatioF());
        painter.drawPixmap(QPoint(room.center().x() - side / 2, room.center().y() - side / 2 + 1), arrow);
    };
    step(SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, QStringLiteral("go-up"));
    step(SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, QStringLiteral("go-down"));
}

void HouseStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!(control == CC_ComboBox && box) && !(control == CC_SpinBox && spin)) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (box)
        drawFold(*box, *painter, widget);
    else
        drawSteps(*spin, *painter, widget);
    painter->restore();
}

/// A choice that has no room ends in an ellipsis, not under its arrow.
void HouseStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (element != CE_ComboBoxLabel || !box)
        return QProxyStyle::drawControl(element, option, painter, widget);
    QStyleOptionComboBox fitted = *box;
    const int glyph = box->currentIcon.isNull() ? 0 : box->iconSize.width() + fieldInset;
    const int room = proxy()->subControlRect(CC_ComboBox, box, SC_ComboBoxEditField, widget).width() - 2 - glyph;
    fitted.currentText = painter->fontMetrics().elidedText(box->currentText, Qt::ElideRight, room);
    QProxyStyle::drawControl(element, &fitted, painter, widget);
}

QSize HouseStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_ComboBox || type == CT_SpinBox)
        size = QSize(size.width() + fieldInset, qMax(size.height(), qRound(fieldHeight * m_scale)));
    return size;
}

QRect HouseStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    QRect place = QProxyStyle::subControlRect(control, option, part, widget);
    if ((control == CC_ComboBox && part == SC_ComboBoxEditField)
        || (control == CC_SpinBox && part == SC_SpinBoxEditField)) {
        const bool isLeft = option->direction == Qt::LeftToRight;
        place.adjust(isLeft ? fieldInset : 0, 0, isLeft ? 0 : -fieldInset, 0);
    }
    return place;
}

void HouseStyle::drawItemText(QPainter *painter, const QRect &rect, int flags, const QPalette &palette, bool enabled,
    const QString &text, QPalette::ColorRole role) const
{
    const auto at = role == QPalette::ButtonText ? text.lastIndexOf(QLatin1String(keyGap)) : -1;
    if (at <= 0) {
        QProxyStyle::drawItemText(painter, rect, flags, palette, enabled, text, role);
        return;
    }
    const QString words = text.left(at);
    const QString key = text.mid(at);
    const QFontMetrics metrics = painter->fontMetrics();
    const int wide = metrics.size(Qt::TextShowMnemonic, words).width();
    const QRect all = alignedRect(painter->layoutDirection(), Qt::Alignment(flags) & Qt::AlignHorizontal_Mask,
        QSize(qMin(rect.width(), wide + metrics.horizontalAdvance(key)), rect.height()), rect);
    const Qt::LayoutDirection direction = painter->layoutDirection();
    const QRect first(all.left(), all.top(), wide, all.height());
    const QRect rest(all.left() + wide, all.top(), all.width() - wide, all.height());
    const int upright = (flags & ~int(Qt::AlignHorizontal_Mask)) | Qt::AlignLeft;
    QProxyStyle::drawItemText(painter, visualRect(direction, all, first), upright, palette, enabled, words, role);
    QPalette quiet = palette;
    if (palette.color(role) != m_theme.onFill)
        quiet.setColor(role, m_theme.text3);
    QProxyStyle::drawItemText(painter, visualRect(direction, all, rest),
        (flags & ~int(Qt::AlignHorizontal_Mask) & ~int(Qt::TextShowMnemonic)) | Qt::AlignRight, quiet, enabled,
        key.trimmed(), role);
}

int HouseStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return qRound(boxSide * m_scale);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 7;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

} // namespace wheelhouse
