#pragma once

#include "core/base/lane.h"
#include "core/calendar/calendardesk.h"

#include <functional>

namespace wheelhouse {

/// What people do in the calendar, on the engine's lane; while a layer is looked at, what is moved is moved in it
/// alone. Of a series it asks first which of them is meant.
class CalendarSteps : public QObject {
    Q_OBJECT
public:
    using Scoped = std::function<void(EditScope)>;

    /// Both outlive it; \a desk is touched on \a engine alone.
    CalendarSteps(Lane &engine, CalendarDesk &desk, QObject *parent);

    /// What is done before drafts are queued; see CalendarServices::makeReady.
    void setMakeReady(std::function<QFuture<void>(const QList<PostId> &)> makeReady)
    {
        m_makeReady = std::move(makeReady);
    }
    void setLayer(const LayerId &layer) { m_layer = layer; } ///< null: none

    /// \a ofSeries: one of them is.
    void place(const QList<Placement> &placements, bool ofSeries);
    void placeInFreeHours(const QList<CardKey> &cards); ///< the next at which their outposts usually speak
    void drop(const QList<CardKey> &cards, bool ofSeries);
    void repeat(const CardKey &card, const std::optional<RecurrenceRule> &rule, EditScope scope);
    void duplicate(const CardKey &card, const std::optional<WallTime> &to);
    void schedule(const QList<PostId> &posts);
    void unschedule(const QList<PostId> &posts);
    void begin(const NewPost &post, const QString &title, const std::optional<WallTime> &at);
    void beginLayer(const QString &name);
    void apply(const LayerId &layer);
    void dropLayer(const LayerId &layer);

signals:
    void acted(const QString &sentence);
    void planned(const QList<wheelhouse::CardKey> &cards); ///< where the selection goes
    void begun(const wheelhouse::CardKey &card); ///< a new draft
    void layerBegun(const wheelhouse::Layer &layer);
    void layerEnded();
    void failed(const wheelhouse::Error &error);
    /// Which of a series is meant? Whoever answers calls \a go.
    void scopeWanted(const QString &question, const wheelhouse::CalendarSteps::Scoped &go);

private:
    void ask(std::function<Result<Planned>()> work, std::function<void(const Planned &)> then = {});

    Lane &m_engine;
    CalendarDesk &m_desk;
    LayerId m_layer;
    std::function<QFuture<void>(const QList<PostId> &)> m_makeReady;
};

} // namespace wheelhouse
