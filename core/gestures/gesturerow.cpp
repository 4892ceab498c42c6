#include "core/gestures/gesturerow.h"

namespace wheelhouse::gesturerow {

WishedGesture::State stateOf(const QString &word)
{
    using State = WishedGesture::State;
    return word == QLatin1String("waiting") ? State::Waiting
        : word == QLatin1String("trying")   ? State::Trying
        : word == QLatin1String("done")     ? State::Done
        : word == QLatin1String("refused")  ? State::Refused
                                            : State::Dropped;
}

const char *const columns = R"(
    SELECT g.row, g.channel, c.id, g.kind, coalesce(m.global_name, ''), coalesce(m.remote_id, ''), i.global_name, g.words,
           g.id, g.wished_at, g.mention, g.state, g.tries, g.reason, g.may_be_made, g.failures,
           g.failing_since, g.ended_at
      FROM gesture g JOIN channel c ON c.row = g.channel LEFT JOIN mention m ON m.row = g.mention
      LEFT JOIN identity i ON i.row = g.identity )";

WishedGesture read(const Row &row)
{
    WishedGesture one;
    one.row = row.number(0);
    one.channel = row.number(1);
    one.channelId = row.id<ChannelId>(2);
    one.gesture.kind = gestureFromWord(row.text(3)).value_or(Gesture::Kind::MarkRead);
    one.gesture.message = { row.text(4), row.text(5) };
    one.gesture.person = row.text(6);
    one.gesture.words = row.text(7);
    one.gesture.key = row.bytes(8);
    one.gesture.wishedAt = row.time(9);
    one.mention = row.number(10);
    one.state = stateOf(row.text(11));
    one.tries = int(row.number(12));
    one.reason = row.text(13);
    one.mayBeMade = row.flag(14);
    one.failures = int(row.number(15));
    one.failingSince = row.time(16);
    one.endedAt = row.time(17);
    return one;
}

} // namespace wheelhouse::gesturerow
