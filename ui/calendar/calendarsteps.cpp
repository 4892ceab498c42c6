#include "ui/calendar/calendarsteps.h"

namespace wheelhouse {

CalendarSteps::CalendarSteps(Lane &engine, CalendarDesk &desk, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_desk(desk)
{
}

void CalendarSteps::ask(std::function<Result<Planned>()> work, std::function<void(const Planned &)> then)
{
    m_engine.ask(this, std::move(work), [this, then = std::move(then)](const Result<Planned> &done) {
        if (!done) {
            emit failed(done.error());
            return;
        }
        emit acted(done->sentence);
        if (then)
            then(*done);
        else
            emit planned(done->cards);
    });
}

void CalendarSteps::place(const QList<Placement> &placements, bool ofSeries)
{
    if (!m_layer.isNull())
        return ask([&desk = m_desk, layer = m_layer, placements] { return desk.imagine(layer, placements); });
    const Scoped go = [this, placements](EditScope scope) {
        ask([&desk = m_desk, placements, scope] { return desk.place(placements, scope); });
    };
    if (ofSeries)
        emit scopeWanted(tr("Move which of the series?"), go);
    else
        go(EditScope::This);
}

void CalendarSteps::placeInFreeHours(const QList<CardKey> &cards)
{
    ask([&desk = m_desk, cards] { return desk.placeInFreeHours(cards); });
}

void CalendarSteps::drop(const QList<CardKey> &cards, bool ofSeries)
{
    const Scoped go = [this, cards](
                          EditScope scope) { ask([&desk = m_desk, cards, scope] { return desk.drop(cards, scope); }); };
    if (ofSeries)
        emit scopeWanted(tr("Leave out which of the series?"), go);
    else
        go(EditScope::This);
}

void CalendarSteps::repeat(const CardKey &card, const std::optional<RecurrenceRule> &rule, EditScope scope)
{
    ask([&desk = m_desk, card, rule, scope] { return desk.repeat(card, rule, scope); });
}

void CalendarSteps::duplicate(const CardKey &card, const std::optional<WallTime> &to)
{
    ask([&desk = m_desk, card, to] { return desk.duplicate(card, to); });
}

void CalendarSteps::schedule(const QList<PostId> &posts)
{
    const auto go = [this, posts] { ask([&desk = m_desk, posts] { return desk.schedule(posts); }); };
    if (m_makeReady)
        whenDone(m_makeReady(posts), this, go);
    else
        go();
}

void CalendarSteps::unschedule(const QList<PostId> &posts)
{
    ask([&desk = m_desk, posts] { return desk.unschedule(posts); });
}

void CalendarSteps::begin(const NewPost &post, const QString &title, const std::optional<WallTime> &at)
{
    ask([&desk = m_desk, post, title, at] { return desk.begin(post, title, at); },
        [this](const Planned &done) {
            emit planned(done.cards);
            if (!done.cards.isEmpty())
                emit begun(done.cards.first());
        });
}

void CalendarSteps::beginLayer(const QString &name)
{
    m_engine.ask(
        this, [&desk = m_desk, name] { return desk.beginLayer(name); },
        [this](const Result<Layer> &made) {
            if (made)
                emit layerBegun(*made);
            else
                emit failed(made.error());
        });
}

void CalendarSteps::apply(const LayerId &layer)
{
    ask([&desk = m_desk, layer] { return desk.apply(layer); },
        [this](const Planned &done) {
            emit layerEnded();
            emit planned(done.cards);
        });
}

void CalendarSteps::dropLayer(const LayerId &layer)
{
    ask([&desk = m_desk, layer] { return desk.dropLayer(layer); }, [this](const Planned &) { emit layerEnded(); });
}

} // namespace wheelhouse
