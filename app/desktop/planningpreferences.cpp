#include "app/desktop/planningpreferences.h"

#include "ui/planning/planningpage.h"

namespace wheelhouse {

PlanningPreferences::PlanningPreferences(
    Engine &engine, Database &reader, MentionStore &store, MainWindow &window, const Look &look)
    : m_engine(engine)
    , m_store(store)
    , m_window(window)
    , m_look(look)
    , m_book(reader)
    , m_daysOff(reader)
    , m_hours(reader)
    , m_terms(reader)
{
    m_window.addPreferencesPage(tr("Planning"), [this] { return page(); });
}

QWidget *PlanningPreferences::page()
{
    Desks &desks = m_engine.desks();
    auto *made = new PlanningPage(
        { m_engine.lane(), desks.calendar, desks.hours, desks.terms, m_book, m_daysOff, m_hours, m_terms, m_store },
        m_look);
    connect(made, &PlanningPage::acted, &m_window, &MainWindow::setUndo);
    return made;
}

} // namespace wheelhouse
