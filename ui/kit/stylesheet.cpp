#include "ui/kit/look.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

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
    const QList<std::pair<QLatin1String, QColor>> words {
        { QLatin1String("@window"), t.window },
        { QLatin1String("@base"), t.base },
        { QLatin1String("@alternate"), t.alternate },
        { QLatin1String("@line"), t.line },
        { QLatin1String("@outline"), t.outline },
        { QLatin1String("@text2"), t.text2 },
        { QLatin1String("@text3"), t.text3 },
        { QLatin1String("@text"), t.text },
        { QLatin1String("@onfill"), t.onFill },
        { QLatin1String("@selected"), t.selected },
        { QLatin1String("@bar"), t.bar },
        { QLatin1String("@accfill"), t.accent.fill },
        { QLatin1String("@acc"), t.accent.text },
        { QLatin1String("@redfill"), t.red.fill },
        { QLatin1String("@red"), t.red.text },
    };
    for (const auto &[word, colour] : words)
        sheet.replace(word, colour.name());
    for (const int px : { 12, 13, 22, 24, 26, 28 })
        sheet.replace(QStringLiteral("~%1").arg(px), QString::number(look.scaled(px)) + QLatin1String("px"));
    return sheet;
}

// Only for what DESIGN 5 names: bars, buttons, fields, segmented buttons, splitter handles, headers.
// A button says what it is through the property "kind": primary, danger, plain, segment; and "small".
constexpr char sheetText[] = R"(
QPushButton, QToolButton[kind="outlined"] {
    min-height: ~26; padding: 0 10px; border: 1px solid @outline; border-radius: 4px;
    background: @base; color: @text; font-size: ~13; font-weight: 500; }
QPushButton:hover, QToolButton[kind="outlined"]:hover { background: @alternate; }
QPushButton:pressed, QToolButton[kind="outlined"]:pressed, QToolButton[kind="outlined"]:checked { background: @selected; }
QPushButton:focus, QToolButton[kind="outlined"]:focus { border: 2px solid @acc; padding: 0 9px; min-height: ~24; }
QPushButton:disabled, QToolButton[kind="outlined"]:disabled { color: @text3; border-color: @line; background: @alternate; }
QPushButton[kind="primary"] { background: @accfill; border-color: @accfill; color: @onfill; }
QPushButton[kind="primary"]:focus { border-color: @text; }
QPushButton[kind="primary"]:disabled { background: @alternate; color: @text3; border-color: @line; }
QPushButton[kind="danger"] { background: @redfill; border-color: @redfill; color: @onfill; }
QPushButton[kind="danger"]:focus { border-color: @text; }
QPushButton[kind="plain"], QToolButton[kind="plain"] { background: transparent; border: 1px solid transparent; color: @text; }
QPushButton[kind="plain"]:hover, QToolButton[kind="plain"]:hover { background: @alternate; border-radius: 4px; }
QPushButton[kind="plain"]:focus, QToolButton[kind="plain"]:focus { border: 2px solid @acc; border-radius: 4px; }
QPushButton[small="true"], QToolButton[small="true"] { min-height: ~22; padding: 0 7px; font-size: ~12; }
QToolButton[small="true"]:focus { padding: 0 6px; min-height: ~22; }
/* popupMode 2 is InstantPopup: room for the arrow, on both sides since a box is not mirrored. */
QToolButton[popupMode="2"] { padding: 0 16px; }
QToolButton[popupMode="2"]:focus { padding: 0 15px; }
QToolButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; width: 8px; height: 8px; right: 4px; }
QLineEdit, QPlainTextEdit[kind="field"] {
    border: 1px solid @outline; border-radius: 4px; background: @base; color: @text; padding: 0 7px; min-height: ~26;
    selection-background-color: @accfill; selection-color: @onfill; }
QLineEdit:focus, QPlainTextEdit[kind="field"]:focus { border: 2px solid @acc; padding: 0 6px; min-height: ~24; }
QLineEdit:disabled { background: @alternate; color: @text3; border-color: @line; }
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus { border: none; background: transparent; padding: 0; }
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
QHeaderView::section { background: @window; color: @text2; border: none; border-bottom: 1px solid @line;
    padding: 0 8px; min-height: ~24; font-size: ~12; font-weight: 600; }
)";

} // namespace

void applyGround(QApplication &app, const Look &look)
{
    if (app.style()->objectName().compare(QLatin1String("fusion"), Qt::CaseInsensitive) != 0
        && app.styleSheet().isEmpty())
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QPalette palette;
    setColours(palette, look.theme());
    QApplication::setPalette(palette);
    QApplication::setFont(look.font(Type::Body));
}

void applyLook(QApplication &app, const Look &look)
{
    applyGround(app, look);
    app.setStyleSheet(filledIn(QString::fromLatin1(sheetText), look));
}

} // namespace wheelhouse
