#include "tests/support/pseudolocale.h"

#include <QtWidgets>

namespace wheelhouse {

namespace {

bool hasTrue(const QWidget *widget, const char *property)
{
    for (; widget; widget = widget->parentWidget()) {
        if (widget->property(property).toBool())
            return true;
    }
    return false;
}

bool isInsideATextEdit(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget->parentWidget())
        || qobject_cast<const QComboBox *>(widget->parentWidget())
        || qobject_cast<const QAbstractSpinBox *>(widget->parentWidget());
}

/// A letter outside of all brackets; tags, keys (behind a tab, in " (Ctrl+K)" or two spaces behind a verb) and the
/// mnemonic's mark are not looked at.
bool saysSomethingOutsideBrackets(QString text)
{
    static const QRegularExpression machine(
        QStringLiteral(R"(<[^>]*>|&#?\w+;|\t.*| \([^()\s]{1,20}\)$|  \S+( \S+)?$)"));
    text.remove(machine);
    int depth = 0;
    for (const QChar letter : std::as_const(text)) {
        depth += letter == u'⟦' ? 1 : letter == u'⟧' ? -1 : 0;
        if (depth == 0 && letter.isLetter())
            return true;
    }
    return false;
}

QString nameOf(const QWidget *widget)
{
    const auto name = widget->objectName();
    return QLatin1String(widget->metaObject()->className()) + (name.isEmpty() ? QString() : u'#' + name);
}

QStringList actionTexts(const QList<QAction *> &actions)
{
    QStringList texts;
    for (const auto *action : actions) {
        if (action->isSeparator() || action->property("dataText").toBool())
            continue;
        texts << action->text() << action->toolTip() << action->statusTip();
        if (action->menu())
            texts << action->menu()->title() << actionTexts(action->menu()->actions());
    }
    return texts;
}

QStringList headerTexts(const QHeaderView *header)
{
    QStringList texts;
    for (int i = 0; header->model() && i < header->count(); ++i)
        texts << header->model()->headerData(i, header->orientation()).toString();
    return texts;
}

/// What a widget shows of its own, by its kind.
QStringList ownTexts(const QWidget *widget)
{
    QStringList texts;
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        texts << label->text();
    else if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        texts << button->text();
    else if (const auto *box = qobject_cast<const QGroupBox *>(widget))
        texts << box->title();
    else if (const auto *line = qobject_cast<const QLineEdit *>(widget))
        texts << line->placeholderText();
    else if (const auto *edit = qobject_cast<const QTextEdit *>(widget))
        texts << edit->placeholderText();
    else if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
        texts << plain->placeholderText();
    else if (const auto *header = qobject_cast<const QHeaderView *>(widget))
        texts << headerTexts(header);
    else if (const auto *status = qobject_cast<const QStatusBar *>(widget))
        texts << status->currentMessage();
    else if (const auto *menu = qobject_cast<const QMenu *>(widget))
        texts << menu->title();
    else if (const auto *combo = qobject_cast<const QComboBox *>(widget)) {
        for (int i = 0; i < combo->count(); ++i)
            texts << combo->itemText(i);
        texts << combo->placeholderText();
    } else if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        for (int i = 0; i < tabs->count(); ++i)
            texts << tabs->tabText(i) << tabs->tabToolTip(i);
    }
    return texts;
}

QStringList textsOf(const QWidget *widget)
{
    auto texts = ownTexts(widget);
    texts << widget->toolTip() << widget->statusTip() << widget->whatsThis() << widget->accessibleName()
          << widget->accessibleDescription() << actionTexts(widget->actions());
    if (widget->isWindow() || qobject_cast<const QDockWidget *>(widget))
        texts << widget->windowTitle();
    return texts;
}

QList<QWidget *> visibleBelow(QWidget *root)
{
    QList<QWidget *> found;
    const auto all = root->findChildren<QWidget *>();
    for (auto *widget : QList<QWidget *> { root } + all) {
        if (widget->isVisible() && !hasTrue(widget, "dataText") && !isInsideATextEdit(widget))
            found << widget;
    }
    return found;
}

/// The room that the widget's text needs, in pixels; empty where it has none or may scroll.
QSize needed(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget); label && !label->text().isEmpty()) {
        if (label->wordWrap())
            return { 0, label->heightForWidth(label->width()) };
        return label->sizeHint();
    }
    if (const auto *tool = qobject_cast<const QToolButton *>(widget);
        tool && !tool->icon().isNull() && (tool->toolButtonStyle() == Qt::ToolButtonIconOnly))
        return tool->iconSize(); // its words are in the tooltip
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget); button && !button->text().isEmpty()) {
        const auto text = button->fontMetrics().size(Qt::TextShowMnemonic, button->text());
        return qobject_cast<const QToolButton *>(button) ? text : text.expandedTo(button->minimumSizeHint());
    }
    if (const auto *line = qobject_cast<const QLineEdit *>(widget); line && line->text().isEmpty())
        return { line->fontMetrics().horizontalAdvance(line->placeholderText()), 0 };
    if (const auto *box = qobject_cast<const QGroupBox *>(widget))
        return { box->fontMetrics().horizontalAdvance(box->title()), 0 };
    return {};
}

QStringList clippedTabsAndHeaders(const QWidget *widget)
{
    QStringList found;
    if (const auto *tabs = qobject_cast<const QTabBar *>(widget)) {
        for (int i = 0; i < tabs->count(); ++i) {
            const auto wide = tabs->fontMetrics().size(Qt::TextShowMnemonic, tabs->tabText(i)).width();
            if (tabs->isTabVisible(i) && wide > tabs->tabRect(i).width())
                found << tabs->tabText(i);
        }
    } else if (const auto *header = qobject_cast<const QHeaderView *>(widget)) {
        const auto texts = headerTexts(header);
        for (int i = 0; i < texts.size() && header->orientation() == Qt::Horizontal; ++i) {
            if (!header->isSectionHidden(i)
                && header->fontMetrics().horizontalAdvance(texts.at(i)) > header->sectionSize(i))
                found << texts.at(i);
        }
    }
    return found;
}

bool sticksOut(const QWidget *widget)
{
    const auto *parent = widget->parentWidget();
    if (!parent || widget->isWindow())
        return false;
    const auto *area = qobject_cast<const QAbstractScrollArea *>(parent->parentWidget());
    return !(area && area->viewport() == parent) && !parent->rect().contains(widget->geometry());
}

} // namespace

QStringList untranslated(QWidget *root)
{
    QStringList found;
    for (const auto *widget : visibleBelow(root)) {
        const auto texts = textsOf(widget);
        for (const auto &text : texts) {
            if (saysSomethingOutsideBrackets(text))
                found << QStringLiteral("%1: “%2”").arg(nameOf(widget), text);
        }
    }
    found.removeDuplicates();
    return found;
}

QStringList clipped(QWidget *root)
{
    QStringList found;
    for (const auto *widget : visibleBelow(root)) {
        if (hasTrue(widget, "elides"))
            continue;
        const auto need = needed(widget);
        if (need.width() > widget->width() || need.height() > widget->height()) {
            found << QStringLiteral("%1: %2 × %3 has no room for %4 × %5 “%6”")
                         .arg(nameOf(widget))
                         .arg(widget->width())
                         .arg(widget->height())
                         .arg(need.width())
                         .arg(need.height())
                         .arg(ownTexts(widget).value(0));
        }
        const auto parts = clippedTabsAndHeaders(widget);
        for (const auto &text : parts)
            found << QStringLiteral("%1: no room for “%2”").arg(nameOf(widget), text);
        if (sticksOut(widget))
            found << QStringLiteral("%1: sticks out of %2 “%3”")
                         .arg(nameOf(widget), nameOf(widget->parentWidget()), ownTexts(widget).value(0));
    }
    return found;
}

} // namespace wheelhouse
