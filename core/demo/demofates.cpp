#include "core/demo/demofates.h"

#include "core/connectors/rehearsal/costume.h"
#include "core/store/statement.h"

#include <array>

namespace wheelhouse {

namespace {

struct Fate {
    const char *title;
    int place; ///< of the rehearsal; -1: wherever it goes
    const char *state; ///< as the delivery has it
    const char *reason; ///< a sentence for a person
};
constexpr int anywhere = -1;
constexpr int bluesky = 1;

constexpr std::array fates {
    Fate { "Meet Rafa, roaster", bluesky, "rejected", "The app password is not valid any more. Sign in again." },
    Fate { "Grinder, brush, done", anywhere, "rejected", "The server says that this picture is too large for it." },
    Fate { "Hiring thread opens", anywhere, "missed", "This computer was asleep when its time came." },
    Fate { "Sunday crossword, cup 3", anywhere, "unconfirmed", "The line broke before the server answered." },
};

struct Lead {
    const char *campaign; ///< empty: what belongs to none
    const char *who; ///< short name
};
constexpr std::array leads { Lead { "Stillwater launch", "priya" }, Lead { "Barista hiring week", "mei" },
    Lead { "Autumn blends", "jonas" }, Lead { "Kitchen-table tips", "rafa" } };

Result<void> sendWhatIsOver(Database &database, const QDateTime &now)
{
    Statement parts(database, R"(
        UPDATE delivery_part SET state = 'sent', sent_at = (SELECT due_at FROM delivery d WHERE d.row = delivery)
         WHERE delivery IN (SELECT row FROM delivery WHERE due_at < ?1))");
    Statement whole(database, "UPDATE delivery SET state = 'sent', ended_at = due_at WHERE due_at < ?1");
    auto done = parts.run(now);
    return done ? whole.run(now) : done;
}

/// \a of: the row of the delivery's part that was being sent stays in doubt with it.
Result<void> give(Database &database, const Fate &fate, const QString &name)
{
    Statement parts(database, R"(
        UPDATE delivery_part SET sent_at = NULL, state = CASE ?3 WHEN 'unconfirmed' THEN 'intent' ELSE 'waiting' END,
               first_tried_at = CASE ?3 WHEN 'unconfirmed' THEN sent_at END
         WHERE delivery IN (SELECT d.row FROM delivery d JOIN post p ON p.row = d.post JOIN channel c ON c.row = d.channel
                             WHERE p.title = ?1 AND (?2 = '' OR c.name = ?2)))");
    Statement whole(database, R"(
        UPDATE delivery SET state = ?3, reason = ?4, ended_at = NULL
         WHERE row IN (SELECT d.row FROM delivery d JOIN post p ON p.row = d.post JOIN channel c ON c.row = d.channel
                        WHERE p.title = ?1 AND (?2 = '' OR c.name = ?2)))");
    const QString title = QString::fromUtf8(fate.title);
    const QString state = QString::fromLatin1(fate.state);
    auto done = parts.run(title, name, state);
    return done ? whole.run(title, name, state, QString::fromUtf8(fate.reason)) : done;
}

Result<void> sign(Database &database, const Furniture &furniture)
{
    Statement write(
        database, "UPDATE post SET author = ?1 WHERE campaign = (SELECT row FROM campaign WHERE name = ?2)");
    for (const Lead &each : leads)
        if (auto done =
                write.run(furniture.members.value(QString::fromLatin1(each.who)), QString::fromUtf8(each.campaign));
            !done)
            return done;
    Statement other(database, "UPDATE post SET author = ?1 WHERE campaign IS NULL AND title LIKE 'Sunday%'");
    return other.run(furniture.members.value(QStringLiteral("lena")));
}

} // namespace

Result<void> giveFates(Database &database, const Furniture &furniture, const QDateTime &now)
{
    if (auto done = sendWhatIsOver(database, now); !done)
        return done;
    for (const Fate &each : fates) {
        const QString name = each.place == anywhere ? QString() : rehearsal::channelOf(each.place, 0).name;
        if (auto done = give(database, each, name); !done)
            return done;
    }
    return sign(database, furniture);
}

} // namespace wheelhouse
