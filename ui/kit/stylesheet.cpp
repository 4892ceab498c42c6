#include "ui/kit/look.h"

#include "ui/kit/focusring.h"
#include "ui/kit/housestyle.h"

#include <QApplication>
#include <QPalette>
#include <QPointer>

namespace wheelhouse {
namespace {

void setColours(QPalette &palette, const Theme &t)
{
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.base);
    palette.setColor(QPalette::AlternateBase, t.alternate);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.text3);
    palette.setColor(QPalette::Button, t.window);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::BrightText, t.onFill);
    palette.setColor(QPalette::ToolTipBase, t.base);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Highlight, t.accent.fill);
    palette.setColor(QPalette::HighlightedText, t.onFill);
    palette.setColor(QPalette::Link, t.accent.text);
    palette.setColor(QPalette::LinkVisited, t.accent.text);
    palette.setColor(QPalette::Light, t.base);
    palette.setColor(QPalette::Midlight, t.alternate);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Dark, t.outline);
    palette.setColor(QPalette::Shadow, t.outline);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, t.text3);
    palette.setColor(QPalette::Disabled, QPalette::Base, t.alternate);
}

/// The style sheet names colours by these words and lengths by §n§ (px before the text scale).
QString filledIn(QString sheet, const Look &look)
{
    const Theme &t = look.theme();
    const auto mixed = [](const QColor &one, const QColor &other, double share) {
        return QColor::fromRgbF(float(one.redF() * (1 - share) + other.redF() * share),
            float(one.greenF() * (1 - share) + other.greenF() * share),
            float(one.blueF() * (1 - share) + other.blueF() * share));
    };
    const QColor black(Qt::black); // fills only darken: their white words lose no contrast
    // Longer words first: "@acc" is the beginning of "@accfill".
    const QList<std::pair<QLatin1String, QColor>> words {
        { QLatin1String("@window"), t.window },
        { QLatin1String("@base"), t.base },
        { QLatin1String("@alternate"), t.alternate },
        { QLatin1String("@line"), t.line },
        { QLatin1String("@rowline"), t.rowLine },
        { QLatin1String("@outline"), t.outline },
        { QLatin1String("@grip"), mixed(t.line, t.outline, 0.2) },
        { QLatin1String("@text2"), t.text2 },
        { QLatin1String("@text3"), t.text3 },
        { QLatin1String("@text"), t.text },
        { QLatin1String("@onfill"), t.onFill },
        { QLatin1String("@selected"), t.selected },
        { QLatin1String("@idle"), t.selectedIdle },
        { QLatin1String("@bar"), t.bar },
        { QLatin1String("@accfill"), t.accent.fill },
        { QLatin1String("@acchover"), mixed(t.accent.fill, black, 0.12) },
        { QLatin1String("@accpress"), mixed(t.accent.fill, black, 0.24) },
        { QLatin1String("@acc"), t.accent.text },
        { QLatin1String("@redfill"), t.red.fill },
        { QLatin1String("@redhover"), mixed(t.red.fill, black, 0.12) },
        { QLatin1String("@redpress"), mixed(t.red.fill, black, 0.24) },
        { QLatin1String("@red"), t.red.text },
    };

    for (const auto &[word, colour] : words)
        sheet.replace(word, colour.name());
    for (const int px : { 12, 13, 22, 24, 26, 28 })
        sheet.replace(QStringLiteral("~%1").arg(px), QString::number(look.scaled(px)) + QLatin1String("px"));
    return sheet;
}

// Only for what DESIGN 5 names: bars, buttons, fields, segmented buttons, splitter handles, headers.
// A button says what it is through the property "kind": primary, danger, plain, choice, segment; and "small".
constexpr char sheetText[] = R"(
QPushButton, QToolButton[kind="outlined"] {
    min-height: ~26; padding: 0 10px; border: 1px solid @outline; border-radius: 4px;
    background: @base; color: @text; font-size: ~13; font-weight: 500; }
QPushButton:hover, QToolButton[kind="outlined"]:hover { background: @alternate; }
QPushButton:pressed, QToolButton[kind="outlined"]:pressed, QToolButton[kind="outlined"]:checked { background: @selected; }
QPushButton:disabled, QToolButton[kind="outlined"]:disabled { color: @text3; border-color: @line; background: @alternate; }
QToolButton[kind="choice"] {
    min-height: ~26; padding: 3px 11px; border: 1px solid @outline; border-radius: 4px; background: @base; color: @text;
    font-size: ~13; font-weight: 600; }
QToolButton[kind="choice"]:hover { background: @alternate; }
QToolButton[kind="choice"]:checked { border: 2px solid @acc; padding: 2px 10px; background: @selected; }
QPushButton[kind="primary"] { background: @accfill; border-color: @accfill; color: @onfill; }
QPushButton[kind="primary"]:hover { background: @acchover; border-color: @acchover; }
QPushButton[kind="primary"]:pressed { background: @accpress; border-color: @accpress; }
QPushButton[kind="primary"]:disabled { background: @alternate; color: @text3; border-color: @line; }
QPushButton[kind="danger"] { background: @redfill; border-color: @redfill; color: @onfill; }
QPushButton[kind="danger"]:hover { background: @redhover; border-color: @redhover; }
QPushButton[kind="danger"]:pressed { background: @redpress; border-color: @redpress; }
QPushButton[kind="danger"]:disabled { background: @alternate; color: @text3; border-color: @line; }
QPushButton[kind="plain"], QToolButton[kind="plain"] { background: transparent; border: 1px solid transparent; border-radius: 4px; color: @text; }
QPushButton[kind="plain"]:hover, QToolButton[kind="plain"]:hover { background: @alternate; }
QPushButton[kind="plain"]:pressed, QToolButton[kind="plain"]:pressed { background: @selected; }
QPushButton[kind="plain"]:disabled, QToolButton[kind="plain"]:disabled { color: @text3; background: transparent; }
QPushButton[small="true"], QToolButton[small="true"] { min-height: ~22; padding: 0 7px; font-size: ~12; }
QLineEdit, QPlainTextEdit[kind="field"] {
    border: 1px solid @outline; border-radius: 4px; background: @base; color: @text; padding: 0 7px; min-height: ~26;
    selection-background-color: @accfill; selection-color: @onfill; }
QLineEdit:focus, QPlainTextEdit[kind="field"]:focus { border: 2px solid @acc; padding: 0 6px; min-height: ~24; }
QLineEdit:disabled, QPlainTextEdit[kind="field"]:disabled { background: @alternate; color: @text3; border-color: @line; }
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus,
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: none; background: transparent; padding: 0; min-height: 0; }
QMenuBar { background: @window; border: none; padding: 0; spacing: 2px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; color: @text; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @selected; color: @text; }
QMenu { background: @base; border: 1px solid @outline; padding: 4px 0; }
QMenu::item { padding: 5px 28px 5px 26px; color: @text; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @text3; }
QMenu::separator { height: 1px; background: @line; margin: 4px 0; }
QMenu::icon { left: 6px; }
QStatusBar { background: @window; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QToolTip { background: @base; color: @text; border: 1px solid @outline; padding: 4px 6px; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QHeaderView { background: @window; border: none; }
QHeaderView::section { background: @window; color: @text2; border: none; border-bottom: 1px solid @line;
    padding: 0 8px; min-height: ~24; font-size: ~12; font-weight: 600; }
QTableView { border: 1px solid @line; background: @base; gridline-color: @rowline; }
QTreeWidget::item, QListWidget::item { min-height: ~24; padding: 0 4px; }
QTreeWidget::item:selected, QListWidget::item:selected { background: @idle; color: @text; }
QTreeWidget::item:selected:active, QListWidget::item:selected:active { background: @selected; color: @text; }
QListWidget[kind="pages"] { background: transparent; border: none; outline: none; }
QListWidget[kind="pages"]::item { min-height: ~28; padding: 0 8px; border-radius: 4px; color: @text; }
QListWidget[kind="pages"]::item:hover { background: @alternate; }
QListWidget[kind="pages"]::item:selected { background: @idle; color: @text; }
QListWidget[kind="pages"]::item:selected:focus { background: @selected; }
QScrollBar { border: none; background: transparent; }
QScrollBar:vertical { width: 9px; margin: 0; }
QScrollBar:horizontal { height: 9px; margin: 0; }
QScrollBar::handle { background: @grip; border-radius: 2px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: @outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
)";

} // namespace

void applyGround(QApplication &, const Look &look)
{
    static QPointer<HouseStyle> style;
    const bool first = !style;
    if (first)
        style = new HouseStyle;
    style->dress(look.theme(), look.textScale() / 100.0);
    if (first)
        QApplication::setStyle(style);
    QPalette palette;
    setColours(palette, look.theme());
    QApplication::setPalette(palette);
    QApplication::setFont(look.font(Type::Body));
}

void applyLook(QApplication &app, const Look &look)
{
    applyGround(app, look);
    app.setStyleSheet(filledIn(QString::fromLatin1(sheetText), look));
    static QPointer<FocusRing> ring;
    if (!ring)
        ring = new FocusRing(app);
    ring->setColour(look.theme().accent.text);
}

} // namespace wheelhouse
