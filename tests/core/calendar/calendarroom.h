#pragma once

#include "core/calendar/calendardesk.h"
#include "tests/core/publishing/publishingroom.h"

namespace wheelhouse {

/// A desk that plans, with networks in memory to send to. The clock stands at its start at noon, UTC.
class CalendarRoom : public PublishingRoom {
public:
    explicit CalendarRoom(int count = 1)
        : PublishingRoom(count)
    {
        reopen();
    }
    /// As a program that starts: what is known is what the store says.
    void reopen()
    {
        calendar.reset();
        again = std::make_unique<Undo>(desk.writer(), desk.log);
        calendar = std::make_unique<CalendarDesk>(desk.writer(), desk.log, *again, posts, outbox, desk.clock);
    }
    template<typename T> static T must(Result<T> result) { return TestDesk::must(std::move(result)); }

    [[nodiscard]] NewPost saying(const QString &text) const
    {
        NewPost post { {}, {}, {}, {} };
        for (const Channel &each : channels)
            post.variants.append({ each.id, PublishingRoom::saying({ text }) });
        return post;
    }
    PostId draft(const QString &text, const std::optional<WallTime> &at = {})
    {
        return must(calendar->begin(saying(text), {}, at)).cards.constFirst().post;
    }
    PostId scheduled(const QString &text, const WallTime &at)
    {
        return must(calendar->plan(saying(text), {}, at)).cards.constFirst().post;
    }
    /// \a days from the clock's today.
    [[nodiscard]] WallTime day(int days, int hour = 9, const QByteArray &zone = "Europe/Amsterdam") const
    {
        return { desk.clock.now().date().addDays(days), QTime(hour, 0), zone, WallTime::Turn::First };
    }
    [[nodiscard]] std::optional<WallTime> placeOf(const CardKey &key)
    {
        const auto card = must(calendarBook.card(key));
        return card ? card->at : std::nullopt;
    }
    /// The walls at which the outbox will send, of one post on its first channel, in order.
    [[nodiscard]] QStringList queued(PostId post)
    {
        QStringList walls;
        const auto all = must(book.list({ Delivery::State::Queued }, 1'000));
        for (const Delivery &each : all)
            if (each.post == post && each.channel.id == channels.constFirst().id)
                walls.append(each.wall);
        return walls;
    }
    [[nodiscard]] static RecurrenceRule weekly() { return {}; }
    void undo() { must(again->back()); }
    void redo() { must(again->again()); }

    CalendarBook calendarBook { desk.writer() };
    std::unique_ptr<Undo> again;
    std::unique_ptr<CalendarDesk> calendar;
};

} // namespace wheelhouse
