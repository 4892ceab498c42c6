#include "ui/inbox/thread/deedwords.h"

#include "core/base/text.h"
#include "ui/inbox/thread/gesturenames.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DeedWords)
};

QString moment(const QDateTime &utc, const QDateTime &now, const QTimeZone &zone)
{
    const QDateTime at = utc.toTimeZone(zone);
    return at.date() == now.toTimeZone(zone).date()
        ? at.toString(QStringLiteral("HH:mm"))
        : QLocale().toString(at, Words::tr("d MMM, HH:mm", "date format: a day and an hour"));
}

DeedLine lineOf(const WishedGesture &wished, const QDateTime &now, const QTimeZone &zone)
{
    const GestureName &name = gestureName(wished.gesture.kind);
    const QString reason = oneLine(wished.reason); // what a server said, perhaps
    switch (wished.state) {
    case WishedGesture::State::Done:
        return {
            name.kind, DeedLine::State::Done,
            Words::tr("%1, %2", "what we did, and when").arg(gestureText(name.done), moment(wished.endedAt, now, zone))
        };
    case WishedGesture::State::Refused:
        return { name.kind, DeedLine::State::Failed,
            reason.isEmpty()
                ? gestureText(name.failed)
                : Words::tr("%1: %2", "what could not be done, and why").arg(gestureText(name.failed), reason) };
    case WishedGesture::State::Waiting:
    case WishedGesture::State::Trying:
    case WishedGesture::State::Dropped:
        break;
    }
    const QString act = gestureText(name.waiting);
    return {
        name.kind, DeedLine::State::Waiting,
        reason.isEmpty()
            ? Words::tr("%1 · waiting for the network", "what we do").arg(act)
            : Words::tr("%1 · waiting for the network: %2", "what we do, and why it is not done yet").arg(act, reason)
    };
}

} // namespace

QList<DeedLine> deedLines(const QList<WishedGesture> &wishes, const QDateTime &now, const QTimeZone &zone)
{
    QList<DeedLine> lines;
    for (const WishedGesture &each : wishes)
        lines.append(lineOf(each, now, zone));
    return lines;
}

} // namespace wheelhouse
