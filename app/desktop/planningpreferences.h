#pragma once

#include "app/engine/engine.h"
#include "core/calendar/calendarbook.h"
#include "core/calendar/channelhours.h"
#include "core/calendar/dayoffsources.h"
#include "core/inbox/mentionstore.h"
#include "core/publishing/terms.h"
#include "ui/shell/mainwindow.h"

namespace wheelhouse {

/// The page of the preferences about planning, with the reading it needs. All references outlive it.
class PlanningPreferences : public QObject {
    Q_OBJECT
public:
    PlanningPreferences(Engine &engine, Database &reader, MentionStore &store, MainWindow &window, const Look &look);

private:
    [[nodiscard]] QWidget *page();

    Engine &m_engine;
    MentionStore &m_store;
    MainWindow &m_window;
    const Look &m_look;
    CalendarBook m_book;
    DayOffSources m_daysOff;
    ChannelHoursReader m_hours;
    PublishingTermsStore m_terms;
};

} // namespace wheelhouse
