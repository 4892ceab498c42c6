#include "ui/inbox/rowmenu.h"

#include "ui/inbox/choice.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/kit/shortcuts.h"

#include <QMenu>

namespace wheelhouse {

namespace {

enum class For { Any, One, Several };

struct Entry {
    const char *command; ///< empty: a line between two groups
    For when = For::Any;
};

constexpr Entry entries[] = {
    { "inbox.open", For::One },
    { "inbox.reply", For::One },
    { "inbox.note", For::One },
    { "", For::One },
    { "inbox.done" },
    { "inbox.wait" },
    { "inbox.snooze" },
    { "inbox.reopen" },
    { "inbox.escalate" },
    { "inbox.spam" },
    { "" },
    { "inbox.assign" },
    { "inbox.assignMe" },
    { "inbox.hand" },
    { "inbox.label" },
    { "inbox.priority" },
    { "inbox.macro" },
    { "inbox.correct" },
    { "inbox.unread" },
    { "inbox.merge", For::Several },
    { "" },
    { "inbox.why", For::One },
    { "inbox.original", For::One },
    { "inbox.copyLink" },
    { "inbox.copyText" },
    { "inbox.select" },
};

} // namespace

RowMenu::RowMenu(Shortcuts &shortcuts, const Choice &choice, ConversationListView &view)
    : QObject(&view)
    , m_shortcuts(shortcuts)
    , m_choice(choice)
    , m_view(view)
{
    connect(&view, &ConversationListView::menuRequested, this, &RowMenu::open);
}

void RowMenu::open(const QPoint &place)
{
    auto *menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("What can be done"));
    const bool several = m_choice.rows().size() > 1;
    if (!m_choice.isEmpty()) {
        menu->addAction(tr("%Ln selected", nullptr, int(m_choice.rows().size())))->setEnabled(false);
        menu->addSeparator();
    }
    for (const Entry &each : entries) {
        if (each.when != For::Any && several != (each.when == For::Several))
            continue;
        if (*each.command == '\0')
            menu->addSeparator();
        else
            add(*menu, QLatin1String(each.command));
    }
    addThere(*menu);
    menu->popup(place);
}

/// What may be done on their network, where there is anything.
void RowMenu::addThere(QMenu &menu)
{
    QMenu *there = nullptr;
    for (const Command &command : m_shortcuts.commands()) {
        if (!command.id.startsWith(QLatin1String("there.")) || !m_shortcuts.mayRun(command))
            continue;
        if (!there) {
            menu.addSeparator();
            there = menu.addMenu(command.group);
        }
        add(*there, command.id);
    }
}

void RowMenu::add(QMenu &menu, const QString &id)
{
    const Command *command = m_shortcuts.find(id);
    if (!command)
        return;
    QString words = command->text;
    words.replace(QLatin1Char('&'), QLatin1String("&&"));
    const QString key = m_shortcuts.caps(id).join(QLatin1Char('+'));
    QAction *entry = menu.addAction(key.isEmpty() ? words : words + QLatin1Char('\t') + key);
    entry->setEnabled(m_shortcuts.mayRun(*command));
    // When the menu has gone: some ask in a list of their own.
    connect(
        entry, &QAction::triggered, &m_shortcuts, [this, id] { std::ignore = m_shortcuts.run(id); },
        Qt::QueuedConnection);
}

} // namespace wheelhouse
