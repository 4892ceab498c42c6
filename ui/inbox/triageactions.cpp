#include "ui/inbox/triageactions.h"

#include "core/inbox/labels.h"
#include "core/inbox/merging.h"
#include "core/inbox/triagestate.h"
#include "core/routing/routingservices.h"
#include "ui/inbox/originals.h"
#include "ui/inbox/snoozemenu.h"
#include "ui/inbox/triagelists.h"
#include "ui/kit/shortcuts.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QSettings>

namespace wheelhouse {

TriageActions::TriageActions(const InboxServices &services, const Look &look, Shortcuts &shortcuts,
    const NameBook &names, TriageSteps &steps, ConversationListModel &list, ConversationListView &view, Choice &choice,
    QSettings &settings)
    : QObject(&view)
    , m_services(services)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_names(names)
    , m_steps(steps)
    , m_list(list)
    , m_view(view)
    , m_choice(choice)
    , m_settings(settings)
{
    addMoving();
    addVerbs();
    addLists();
    addReading();
    addChoosing();
}

void TriageActions::add(const char *id, const QString &text, const QStringList &keys, const char *icon,
    std::function<void()> run, const QString &hint)
{
    m_shortcuts.add({ QLatin1String("inbox.") + QLatin1String(id), text, scope, keys, QLatin1String(icon),
        std::move(run), [this] { return !m_steps.targets().isEmpty(); }, hint, false });
}

void TriageActions::addMoving()
{
    const auto step = [this](const char *id, const QString &text, const QString &key, int by, const QString &hint) {
        m_shortcuts.add({ QLatin1String("inbox.") + QLatin1String(id), text, scope, { key }, {},
            [this, by] {
                m_view.setCurrent(m_list.beside(m_view.current(), by));
                m_view.scrollTo(m_view.currentIndex());
            },
            {}, hint, true });
    };
    step("next", tr("Next conversation"), QStringLiteral("J"), 1, tr("next"));
    step("back", tr("Conversation before"), QStringLiteral("K"), -1, tr("back"));
    // Enter and Space belong to whatever button has the focus; here they are the list's.
    m_shortcuts.add({ QStringLiteral("inbox.open"), tr("Open"), scope,
        { QStringLiteral("Return"), QStringLiteral("Enter"), QStringLiteral("Space") }, QStringLiteral("document-open"),
        [this] { emit m_view.opened(m_view.current()); }, [this] { return m_view.hasFocus() && m_view.current() != 0; },
        {}, false });
}

void TriageActions::addVerbs()
{
    Triage &triage = m_services.triage;
    const auto done = [this, &triage](bool stays) {
        m_steps.act(tr("Close %Ln conversation(s)?", nullptr, int(m_steps.targets().size())),
            stays ? After::Stay : m_steps.leaves({ View::Kind::DoneToday }),
            [&triage](const Rows &rows) { return triage.done(rows); });
    };
    add(
        "done", tr("Done, on to the next"), { QStringLiteral("E") }, "state-done", [done] { done(false); }, tr("done"));
    add("doneStay", tr("Done, stay here"), { QStringLiteral("Shift+E") }, "state-done", [done] { done(true); });
    add(
        "reply", tr("Reply"), { QStringLiteral("R") }, "mail-reply-sender", [this] { emit replyRequested(); },
        tr("reply"));
    add("note", tr("Note to the team"), { QStringLiteral("I") }, "document-edit", [this] { emit noteRequested(); });
    add("wait", tr("Wait on them"), { QStringLiteral("W") }, "state-waiting", [this, &triage] {
        m_steps.act(tr("Wait on %Ln conversation(s)?", nullptr, int(m_steps.targets().size())),
            m_steps.leaves({ View::Kind::Waiting }), [&triage](const Rows &rows) { return triage.wait(rows); });
    });
    add("reopen", tr("Open again"), {}, "state-open", [this, &triage] {
        m_steps.act(tr("Open %Ln conversation(s) again?", nullptr, int(m_steps.targets().size())), After::Stay,
            [&triage](const Rows &rows) { return triage.reopen(rows); });
    });
    add("escalate", tr("Escalate, or no longer"), { QStringLiteral("!") }, "flag", [this] { escalate(); });
    add("spam", tr("Spam, or not spam"), { QStringLiteral("#") }, "state-spam", [this] { spam(); });
    add("unread", tr("Unread, or read"), { QStringLiteral("U") }, "mail-mark-unread", [this, &triage] {
        const bool unread = !m_steps.allOf([](const ConversationItem &i) { return i.unread; });
        m_steps.act(tr("Mark %Ln conversation(s)?", nullptr, int(m_steps.targets().size())), After::Stay,
            [&triage, unread](const Rows &rows) { return triage.setUnread(rows, unread); });
    });
    add("merge", tr("Merge what is selected"), { QStringLiteral("M") }, "merge", [this] { merge(); });
    m_shortcuts.add({ QStringLiteral("inbox.undo"), tr("Undo"), scope, { QStringLiteral("Z") },
        QStringLiteral("edit-undo"), [this] { emit undoRequested(); }, {}, {}, false });
}

void TriageActions::addLists()
{
    Triage &triage = m_services.triage;
    add(
        "assign", tr("Assign…"), { QStringLiteral("A") }, "im-user", [this] { assign(); }, tr("assign"));
    add("assignMe", tr("Assign to me"), { QStringLiteral("Shift+A") }, "im-user", [this, &triage] {
        m_steps.act(tr("Take %Ln conversation(s)?", nullptr, int(m_steps.targets().size())), After::Stay,
            [&triage, me = m_names.me()](const Rows &rows) { return triage.assign(rows, me); });
    });
    add(
        "label", tr("Label…"), { QStringLiteral("L") }, "tag", [this] { label(); }, tr("label"));
    add(
        "snooze", tr("Snooze…"), { QStringLiteral("S") }, "state-snoozed",
        [this] {
            snooze(m_steps.targets(),
                snoozeFromWord(
                    m_settings.value(QStringLiteral("inbox/snooze"), QStringLiteral("time_or_reply")).toString()));
        },
        tr("snooze"));
    add("snoozeBefore", tr("Snooze as before"), { QStringLiteral("Shift+S") }, "state-snoozed", [this, &triage] {
        m_steps.act(tr("Snooze %Ln conversation(s) as before?", nullptr, int(m_steps.targets().size())), After::Stay,
            [&triage](const Rows &rows) { return triage.snoozeAsBefore(rows); });
    });
    add("priority", tr("Priority…"), { QStringLiteral("P") }, "flag", [this] { prioritise(); });
    if (m_services.routing)
        add("macro", tr("Run a macro…"), { QStringLiteral("B") }, "view-filter", [this] { askForMacro(); });
    add("hand", tr("Hand to a department…"), { QStringLiteral("H") }, "mail-reply-all", [this] { hand(); });
}

void TriageActions::addReading()
{
    add("original", tr("Open the original in the browser"), { QStringLiteral("O") }, "internet-services",
        [this] { openOriginal(); });
    add("copyLink", tr("Copy the link"), { QStringLiteral("Ctrl+C") }, "insert-link", [this] { copyLinks(); });
    add("copyText", tr("Copy the words"), { QStringLiteral("Ctrl+Shift+C") }, "edit-copy", [this] { copyWords(); });
    add("contact", tr("Who this is"), { QStringLiteral("C") }, "im-user", [this] { emit contactToggled(); });
    add("why", tr("Why it stands here"), { QStringLiteral("Shift+P") }, "help-about", [this] { emit whyRequested(); });
    add("correct", tr("Correct the reading…"), { QStringLiteral("Shift+C") }, "mood-question",
        [this] { correctTargets(); });
    add("focus", tr("One conversation and nothing else"), { QStringLiteral("F") }, "view-visible",
        [this] { emit focusToggled(); });
}

void TriageActions::addChoosing()
{
    add(
        "select", tr("Select"), { QStringLiteral("X") }, "dialog-ok-apply",
        [this] { m_choice.toggle(m_view.current()); }, tr("select"));
    add("extendDown", tr("Select on downwards"), { QStringLiteral("Shift+J") }, "go-down", [this] { extend(1); });
    add("extendUp", tr("Select on upwards"), { QStringLiteral("Shift+K") }, "go-up", [this] { extend(-1); });
    add("selectAll", tr("Select all in the list"), { QStringLiteral("Ctrl+A") }, "view-list-text",
        [this] { chooseAll(); });
    m_shortcuts.add({ QStringLiteral("inbox.selectNone"), tr("Select none"), scope, { QStringLiteral("Esc") },
        QStringLiteral("dialog-cancel"),
        [this] {
            if (m_steps.isAsking())
                emit confirmationDropped();
            else
                m_choice.clear();
        },
        [this] { return !m_choice.isEmpty(); }, {}, false });
}

void TriageActions::openAt(SmallList *list)
{
    list->openAt(m_view.viewport(), m_view.visualRect(m_view.currentIndex()) & m_view.viewport()->rect());
}

// What a list asks about is what was meant as it opened: rows come and go while somebody chooses.

void TriageActions::assign()
{
    const Rows rows = m_steps.targets();
    const QList<ConversationItem> items = m_steps.targetItems();
    SmallList *list = memberList(m_look, m_names, items.size() == 1 ? items.first().assignee : -1, &m_view);
    connect(list, &SmallList::picked, this, [this, rows](const QString &id) {
        m_steps.actOn(rows, tr("Assign %Ln conversation(s)?", nullptr, int(rows.size())), After::Stay,
            [&triage = m_services.triage, member = id.toLongLong()](
                const Rows &on) { return triage.assign(on, member); });
    });
    openAt(list);
}

void TriageActions::hand()
{
    const Rows rows = m_steps.targets();
    const QList<ConversationItem> items = m_steps.targetItems();
    SmallList *list = departmentList(m_look, m_names, items.isEmpty() ? 0 : items.first().department, &m_view);
    connect(list, &SmallList::picked, this, [this, rows](const QString &id) {
        m_steps.actOn(rows, tr("Hand over %Ln conversation(s)?", nullptr, int(rows.size())), After::Stay,
            [&triage = m_services.triage, to = id.toLongLong()](const Rows &on) { return triage.handOver(on, to); });
    });
    openAt(list);
}

void TriageActions::label()
{
    const Rows rows = m_steps.targets();
    const QList<ConversationItem> items = m_steps.targetItems();
    QSet<qint64> on;
    for (const Label &each : m_names.labels())
        if (std::all_of(
                items.begin(), items.end(), [&each](const ConversationItem &i) { return i.labels.contains(each.row); }))
            on.insert(each.row);
    SmallList *list = labelList(m_look, m_names, on, &m_view);
    connect(list, &SmallList::picked, this, [this, rows, on](const QString &id) {
        const qint64 row = id.toLongLong();
        if (on.contains(row))
            labelWith(rows, {}, { row });
        else
            labelWith(rows, { row }, {});
    });
    connect(list, &SmallList::created, this, [this, rows](const QString &name) { labelNew(rows, name); });
    openAt(list);
}

void TriageActions::prioritise()
{
    const Rows rows = m_steps.targets();
    const QList<ConversationItem> items = m_steps.targetItems();
    SmallList *list = priorityList(m_look, items.size() == 1 ? items.first().priority : -1, &m_view);
    connect(list, &SmallList::picked, this, [this, rows](const QString &id) {
        m_steps.actOn(rows, tr("Give %Ln conversation(s) another priority?", nullptr, int(rows.size())), After::Stay,
            [&triage = m_services.triage, priority = id.toInt()](
                const Rows &on) { return triage.prioritise(on, priority); });
    });
    openAt(list);
}

void TriageActions::askForMacro()
{
    const Rows rows = m_steps.targets();
    const auto macros = m_services.routing->list.list(Rule::Kind::Macro);
    if (!macros) {
        emit failed(macros.error());
        return;
    }
    if (macros->isEmpty()) {
        emit remarked(tr("There is no macro yet. Tools → Macros… makes one."));
        return;
    }
    SmallList *list = macroList(m_look, *macros, m_names, &m_view);
    connect(
        list, &SmallList::picked, this, [this, rows](const QString &id) { runMacro(RuleId::fromString(id), rows); });
    openAt(list);
}

void TriageActions::runMacro(RuleId macro, const Rows &rows)
{
    if (rows.isEmpty() || !m_services.routing)
        return;
    m_steps.actOn(rows, tr("Run this macro on %Ln conversation(s)?", nullptr, int(rows.size())), After::Stay,
        [&macros = m_services.routing->macros, macro](const Rows &on) { return macros.run(macro, on); });
}

void TriageActions::labelWith(const Rows &rows, const QList<qint64> &add, const QList<qint64> &remove)
{
    m_steps.actOn(rows, tr("Label %Ln conversation(s)?", nullptr, int(rows.size())), After::Stay,
        [&triage = m_services.triage, add, remove](const Rows &on) { return triage.label(on, add, remove); });
}

void TriageActions::labelNew(const Rows &rows, const QString &name)
{
    m_steps.actOn(rows, tr("Label %Ln conversation(s)?", nullptr, int(rows.size())), After::Stay,
        [&triage = m_services.triage, &labels = m_services.labels, name](const Rows &on) -> Result<Acted> {
            auto label = labels.called(name);
            if (!label)
                return tl::unexpected(label.error());
            return triage.label(on, { label->row }, {});
        });
}

void TriageActions::snooze(const Rows &rows, SnoozeMode mode)
{
    auto *menu = new SnoozeMenu(m_look, m_services.clock, mode, &m_view);
    connect(menu, &SmallList::closed, menu, &QObject::deleteLater);
    connect(menu, &SnoozeMenu::refused, this, &TriageActions::failed);
    connect(menu, &SnoozeMenu::modeChosen, this, [this, rows](SnoozeMode chosen) {
        m_settings.setValue(QStringLiteral("inbox/snooze"), snoozeWord(chosen));
        snooze(rows, chosen);
    });
    connect(menu, &SnoozeMenu::chosen, this, [this, rows](const SnoozeTerm &term, const QString &remark) {
        if (!remark.isEmpty())
            emit remarked(remark);
        m_steps.actOn(rows, tr("Snooze %Ln conversation(s)?", nullptr, int(rows.size())),
            m_steps.leaves({ View::Kind::Snoozed }),
            [&triage = m_services.triage, term](const Rows &on) { return triage.snooze(on, term); });
    });
    openAt(menu);
}

void TriageActions::escalate()
{
    const bool raise = !m_steps.allOf([](const ConversationItem &i) { return i.escalated; });
    m_steps.act(raise ? tr("Escalate %Ln conversation(s)?", nullptr, int(m_steps.targets().size()))
                      : tr("No longer escalate %Ln conversation(s)?", nullptr, int(m_steps.targets().size())),
        After::Stay, [&triage = m_services.triage, raise](const Rows &rows) { return triage.escalate(rows, raise); });
}

void TriageActions::spam()
{
    const bool isSpam = m_steps.allOf([](const ConversationItem &i) { return i.state == TriageState::Spam; });
    Triage &triage = m_services.triage;
    if (isSpam)
        m_steps.act(tr("Take %Ln conversation(s) out of spam?", nullptr, int(m_steps.targets().size())), After::Stay,
            [&triage](const Rows &rows) { return triage.notSpam(rows); });
    else
        m_steps.act(tr("Mark %Ln conversation(s) as spam?", nullptr, int(m_steps.targets().size())),
            m_steps.leaves({ View::Kind::Spam }), [&triage](const Rows &rows) { return triage.spam(rows); });
}

void TriageActions::merge()
{
    m_steps.act(tr("Merge %Ln conversation(s) into one?", nullptr, int(m_steps.targets().size())), After::Stay,
        [&merging = m_services.merging](const Rows &rows) { return merging.merge(rows); });
}

void TriageActions::split(qint64 mention)
{
    m_steps.start({ m_steps.subject() }, After::Stay,
        [&merging = m_services.merging, mention](const Rows &rows) { return merging.split(rows.first(), mention); });
}

void TriageActions::openOriginal()
{
    const auto items = m_services.store.items({ m_steps.subject() });
    if (!items || items->isEmpty())
        return;
    if (const auto page = originalOf(m_services.store, items->constFirst()))
        QDesktopServices::openUrl(*page);
    else
        emit failed(page.error());
}

void TriageActions::copyLinks()
{
    const QStringList links = linksOf(m_services.store, m_steps.targetItems());
    if (links.isEmpty()) {
        emit failed({ Error::Kind::Missing, tr("There is no page of this message to link to."), {}, {} });
        return;
    }
    QGuiApplication::clipboard()->setText(links.join(QLatin1Char('\n')));
    emit told(tr("%Ln link(s) copied", nullptr, int(links.size())));
}

void TriageActions::copyWords()
{
    const QStringList words = wordsOf(m_services.store, m_steps.targetItems());
    if (words.isEmpty()) {
        emit failed({ Error::Kind::Missing, tr("This message has no words to copy."), {}, {} });
        return;
    }
    QGuiApplication::clipboard()->setText(words.join(QStringLiteral("\n\n")));
    emit told(tr("Words copied"));
}

void TriageActions::extend(int by)
{
    const qint64 next = m_list.beside(m_view.current(), by);
    m_choice.include({ m_view.current(), next });
    m_view.setCurrent(next);
}

void TriageActions::chooseAll()
{
    QList<qint64> rows;
    if (!m_list.isSearch()) {
        const auto page = m_services.store.page(m_list.view(), m_list.order(), {}, Choice::most, m_list.startOfToday());
        if (page)
            for (const ConversationItem &item : *page)
                rows.append(item.row);
        if (rows.size() == Choice::most)
            emit told(tr("The first %L1 are selected; one step takes no more").arg(Choice::most));
    } else {
        for (int row = 0; row < m_list.rowCount(); ++row)
            rows.append(m_list.index(row).data(ConversationListModel::ConversationRole).toLongLong());
    }
    m_choice.include(rows);
}

} // namespace wheelhouse
