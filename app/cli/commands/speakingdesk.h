#pragma once

#include "app/cli/commands/listeningdesk.h"
#include "core/calendar/calendardesk.h"
#include "core/publishing/amendments.h"
#include "core/publishing/outbox.h"

namespace wheelhouse {

/// The services over what a workspace says, for one command with its own writing connection. The window or the agent
/// sends.
struct SpeakingDesk : ListeningDesk {
    SpeakingDesk(std::unique_ptr<WorkspaceFile> opened, std::unique_ptr<Database> connection, const Clock &running)
        : ListeningDesk(std::move(opened), std::move(connection), running)
        , posts(*writer, log, running)
        , holds(*writer, log, running)
        , outbox(*writer, log, undo, holds, running)
        , calendar(*writer, log, undo, posts, outbox, running)
        , amendments(*writer, log, undo, posts, running)
        , book(*writer)
        , clock(running)
    {
    }
    static Result<std::unique_ptr<SpeakingDesk>> open(const QString &path, const Clock &clock)
    {
        auto file = WorkspaceFile::open(path, clock);
        if (!file)
            return tl::unexpected(file.error());
        auto writer = (*file)->openWriter();
        if (!writer)
            return tl::unexpected(writer.error());
        return std::make_unique<SpeakingDesk>(std::move(*file), std::move(*writer), clock);
    }

    PostStore posts;
    Holds holds;
    Outbox outbox;
    CalendarDesk calendar;
    Amendments amendments;
    DeliveryBook book;
    const Clock &clock;
};

/// A delivery as scripts read it.
inline QJsonObject deliveryJson(const Delivery &delivery, const QDateTime &now)
{
    const auto instant = [](const QDateTime &utc) {
        return utc.isValid() ? QJsonValue(utc.toString(Qt::ISODateWithMs)) : QJsonValue(QJsonValue::Null);
    };
    return { { QStringLiteral("id"), delivery.id.toString() }, { QStringLiteral("post"), delivery.post.toString() },
        { QStringLiteral("channel"), delivery.channel.name },
        { QStringLiteral("network"), networkWord(delivery.channel.network) },
        { QStringLiteral("state"), stateWord(delivery.state) }, { QStringLiteral("at"), delivery.wall },
        { QStringLiteral("due_at"), instant(delivery.dueAt) }, { QStringLiteral("parts"), delivery.parts },
        { QStringLiteral("parts_out"), delivery.partsOut }, { QStringLiteral("words"), delivery.words },
        { QStringLiteral("may_be_out"), delivery.mayBeOut },
        { QStringLiteral("digest"), QString::fromLatin1(delivery.digest.toHex()) },
        { QStringLiteral("tries"), delivery.tries }, { QStringLiteral("not_before"), instant(delivery.notBefore) },
        { QStringLiteral("needs_person"), needsPerson(delivery) }, { QStringLiteral("reason"), delivery.reason },
        { QStringLiteral("sentence"), stateWords(delivery, now) },
        { QStringLiteral("ended_at"), instant(delivery.endedAt) } };
}

} // namespace wheelhouse
