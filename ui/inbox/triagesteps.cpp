#include "ui/inbox/triagesteps.h"

#include "core/intake/intake.h"

#include <algorithm>

namespace wheelhouse {

TriageSteps::TriageSteps(
    const InboxServices &services, ConversationListModel &list, ConversationListView &view, Choice &choice)
    : QObject(&view)
    , m_services(services)
    , m_list(list)
    , m_view(view)
    , m_choice(choice)
{
}

TriageSteps::Rows TriageSteps::targets() const
{
    if (!m_choice.isEmpty())
        return m_choice.rows();
    return subject() == 0 ? Rows() : Rows { subject() };
}

qint64 TriageSteps::subject() const
{
    return m_aside != 0 ? m_aside : m_view.current();
}

QString TriageSteps::subjectName() const
{
    const auto items = m_services.store.items({ subject() });
    return items && !items->isEmpty() ? items->constFirst().name : QString();
}

QList<ConversationItem> TriageSteps::targetItems() const
{
    return m_services.store.items(targets()).value_or(QList<ConversationItem>());
}

bool TriageSteps::allOf(const std::function<bool(const ConversationItem &)> &is) const
{
    const QList<ConversationItem> items = targetItems();
    return std::all_of(items.begin(), items.end(), is);
}

TriageSteps::After TriageSteps::leaves(std::initializer_list<View::Kind> kinds) const
{
    const bool stays = m_list.isSearch() || std::find(kinds.begin(), kinds.end(), m_list.view().kind) != kinds.end();
    return stays ? After::Stay : After::Leave;
}

void TriageSteps::actOn(const Rows &rows, const QString &question, After after, const Work &work)
{
    if (rows.isEmpty())
        return;
    if (rows.size() <= askAbove) {
        start(rows, after, work);
        return;
    }
    m_asked = [=, this] { start(rows, after, work); };
    emit confirmationWanted(question);
}

void TriageSteps::confirm()
{
    if (const auto go = std::exchange(m_asked, {}))
        go();
}

void TriageSteps::cancel()
{
    m_asked = {};
}

/// The next that remains, or the one before at the end of the list.
qint64 TriageSteps::nextAfter(const Rows &gone) const
{
    qint64 next = m_view.current();
    while (gone.contains(next) && next != m_list.last())
        next = m_list.beside(next, 1);
    while (gone.contains(next) && next != m_list.first())
        next = m_list.beside(next, -1);
    return next;
}

void TriageSteps::start(const Rows &rows, After after, const Work &work)
{
    if (after == After::Leave) {
        m_view.takeOver(nextAfter(rows), [this, &rows] { m_list.leave(rows); });
        if (rows.contains(m_aside))
            emit leftAside();
    }
    m_services.engine.ask(
        this, [work, rows] { return work(rows); },
        [this, rows, after](const Result<Acted> &done) { finish(rows, after, done); });
}

void TriageSteps::finish(const Rows &rows, After after, const Result<Acted> &done)
{
    if (done)
        m_choice.leaveOut(rows);
    if (after == After::Stay)
        m_list.refresh();
    else
        m_list.stay(rows); // the store has answered: those that left stay away, the refused come back
    if (!done)
        emit failed(done.error());
    else if (done->sentence.isEmpty())
        emit told(tr("Nothing to change there"));
    else
        emit acted(done->sentence);
}

void TriageSteps::lookInto(qint64 conversation)
{
    if (m_services.intake)
        m_services.engine.ask([intake = m_services.intake, conversation] { intake->lookInto(conversation); });
}

void TriageSteps::markSeen(qint64 conversation)
{
    m_services.engine.ask(
        this, [&triage = m_services.triage, conversation] { return triage.seen(conversation); },
        [this](const Result<Acted> &done) {
            if (!done)
                emit failed(done.error());
        });
}

} // namespace wheelhouse
