#include "ui/shell/menus.h"

#include "ui/kit/shortcuts.h"

#include <QCoreApplication>
#include <QHash>
#include <QMenu>
#include <QMenuBar>

namespace wheelhouse {
namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("wheelhouse::MainWindow", text);
}

/// "&" in a command's words would make a mnemonic of the letter after it.
QString entryText(const Shortcuts &shortcuts, const Command &command)
{
    QString text = command.text;
    text.replace(QLatin1Char('&'), QLatin1String("&&"));
    const QStringList keys = shortcuts.keys(command.id);
    return keys.isEmpty()
        ? text
        : text + QLatin1Char('\t') + QString(keys.constFirst()).replace(QLatin1Char(','), QLatin1Char(' '));
}

void append(QMenu &menu, Shortcuts &shortcuts, const Command &command)
{
    QAction *entry = menu.addAction(entryText(shortcuts, command));
    QObject::connect(
        entry, &QAction::triggered, &shortcuts, [&shortcuts, id = command.id] { std::ignore = shortcuts.run(id); });
    QObject::connect(&menu, &QMenu::aboutToShow, entry, [&shortcuts, entry, id = command.id] {
        const Command *now = shortcuts.find(id);
        entry->setEnabled(now && shortcuts.mayRun(*now));
    });
}

template<typename Wanted> void addMenu(QMenuBar &bar, Shortcuts &shortcuts, const QString &title, Wanted wanted)
{
    QMenu *menu = nullptr;
    QHash<QString, QMenu *> groups;
    for (const Command &command : shortcuts.commands()) {
        if (!wanted(command))
            continue;
        if (!menu)
            menu = bar.addMenu(title);
        if (!command.group.isEmpty() && !groups.contains(command.group))
            groups.insert(command.group, menu->addMenu(command.group));
        append(command.group.isEmpty() ? *menu : *groups.value(command.group), shortcuts, command);
    }
}

} // namespace

void fillMenus(QMenuBar &bar, Shortcuts &shortcuts)
{
    const auto old = bar.findChildren<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
    bar.clear();
    for (QMenu *menu : old)
        menu->deleteLater(); // one may be open
    const auto ofKind = [&](const char *title, const char *prefix) {
        addMenu(bar, shortcuts, words(title),
            [prefix](const Command &c) { return c.id.startsWith(QLatin1String(prefix)); });
    };
    ofKind(QT_TRANSLATE_NOOP("wheelhouse::MainWindow", "&File"), "app.");
    ofKind(QT_TRANSLATE_NOOP("wheelhouse::MainWindow", "&Edit"), "edit.");
    ofKind(QT_TRANSLATE_NOOP("wheelhouse::MainWindow", "&View"), "view.");
    ofKind(QT_TRANSLATE_NOOP("wheelhouse::MainWindow", "&Go"), "go.");
    const QStringList scopes = shortcuts.scopes();
    for (const QString &scope : scopes.mid(1))
        addMenu(bar, shortcuts, shortcuts.scopeTitle(scope), [&scope](const Command &c) {
            // Or it works everywhere, and belongs there by its name.
            return c.scope == scope || (c.scope == Shortcuts::window && c.id.startsWith(scope + QLatin1Char('.')));
        });
    ofKind(QT_TRANSLATE_NOOP("wheelhouse::MainWindow", "&Tools"), "tools.");
    ofKind(QT_TRANSLATE_NOOP("wheelhouse::MainWindow", "&Help"), "help.");
}

} // namespace wheelhouse
