#pragma once

#include "app/engine/engine.h"
#include "core/calendar/calendarbook.h"
#include "core/posts/savedwords.h"
#include "ui/composer/composerpanel.h"

class QSettings;

namespace wheelhouse {

class Look;
class Shortcuts;

/// The composer over an open engine: its services, its way to the calendar and to the forecast. The panel goes to the
/// window, which owns it; all references outlive this.
class ComposingDesk : public QObject {
    Q_OBJECT
public:
    ComposingDesk(Engine &engine, Database &reader, const Look &look, Shortcuts &shortcuts, const QSettings &settings);
    ComposingDesk(const ComposingDesk &) = delete;
    ComposingDesk &operator=(const ComposingDesk &) = delete;
    ~ComposingDesk() override;

    [[nodiscard]] ComposerPanel &panel() { return *m_panel; }
    /// For whoever else offers saved replies.
    [[nodiscard]] SavedWordsServices savedWords();
    [[nodiscard]] ComposerServices &services() { return m_services; }

private:
    struct Foretelling;
    [[nodiscard]] PlanDoor planDoor();
    [[nodiscard]] ForecastDoor forecastDoor();
    void foretell();

    Engine &m_engine;
    CompositionReader m_reader;
    SavedWordsReader m_saved;
    LimitsBook m_limits;
    CalendarBook m_calendar;
    Lane m_background { QStringLiteral("composing"), Lane::Pace::Background };
    std::shared_ptr<Foretelling> m_foretelling; ///< shared with what still runs on the lane when this is gone
    std::function<void()> m_asked; ///< the newest question that waits for the one under way
    bool m_isForetelling = false;
    ComposerServices m_services;
    ComposerPanel *m_panel; ///< owned by the window
};

} // namespace wheelhouse
