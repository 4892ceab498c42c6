#include "core/publishing/delivery.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QLocale>
#include <QtEndian>

#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Delivery)
};

using State = Delivery::State;
struct Named {
    State state;
    const char *word;
};
constexpr std::array<Named, 9> names { { { State::Queued, "queued" }, { State::Claimed, "claimed" },
    { State::Intent, "intent" }, { State::Sent, "sent" }, { State::Rejected, "rejected" },
    { State::Unconfirmed, "unconfirmed" }, { State::Missed, "missed" }, { State::Held, "held" },
    { State::Withdrawn, "withdrawn" } } };

QString inPart(const Delivery &delivery, const QString &sentence)
{
    if (delivery.partsOut == 0 || delivery.partsOut == delivery.parts)
        return sentence;
    return Words::tr("%1 %2 of %3 parts are out.").arg(sentence).arg(delivery.partsOut).arg(delivery.parts);
}

QString withReason(const QString &sentence, const Delivery &delivery)
{
    return delivery.reason.isEmpty() ? sentence : sentence + QLatin1Char(' ') + delivery.reason;
}

/// What left before somebody withdrew it may be out there: nobody looks any more, and nobody knows.
QString withdrawnWords(const Delivery &delivery)
{
    if (delivery.mayBeOut)
        return Words::tr("Withdrawn while in doubt: it may be out there.");
    return delivery.partsOut > 0 ? Words::tr("Withdrawn; the rest of it is not sent.")
                                 : Words::tr("Withdrawn; it is not sent.");
}

QString queuedWords(const Delivery &delivery, const QDateTime &now)
{
    if (delivery.mayBeOut && delivery.notBefore <= now && delivery.dueAt <= now)
        return withReason(Words::tr("Its turn comes; it may be out there, and is looked for first."), delivery);
    if (delivery.notBefore > now)
        return withReason(Words::tr("It is tried again at %1.")
                              .arg(delivery.notBefore.toLocalTime().time().toString(QStringLiteral("HH:mm"))),
            delivery);
    return withReason(delivery.dueAt > now ? Words::tr("Planned.") : Words::tr("Its turn comes."), delivery);
}

} // namespace

QString stateWord(Delivery::State state)
{
    for (const Named &each : names)
        if (each.state == state)
            return QLatin1String(each.word);
    return {};
}

std::optional<Delivery::State> deliveryStateFromWord(QStringView word)
{
    for (const Named &each : names)
        if (word == QLatin1String(each.word))
            return each.state;
    return std::nullopt;
}

QString stateWords(const Delivery &delivery, const QDateTime &now)
{
    switch (delivery.state) {
    case State::Queued:
        return inPart(delivery, queuedWords(delivery, now));
    case State::Claimed:
    case State::Intent:
        return inPart(delivery, Words::tr("Being sent."));
    case State::Sent:
        return withReason(Words::tr("Sent."), delivery);
    case State::Rejected:
        return inPart(delivery,
            withReason(delivery.mayBeOut ? Words::tr("Refused; an earlier try may be out there.")
                                         : Words::tr("Refused; it is not out there."),
                delivery));
    case State::Unconfirmed:
        return inPart(delivery, withReason(Words::tr("Nobody knows whether it is out there."), delivery));
    case State::Missed:
        return inPart(delivery,
            withReason(delivery.mayBeOut ? Words::tr("Its time went by; an earlier try may be out there.")
                                         : Words::tr("Its time went by; it was not sent."),
                delivery));
    case State::Held:
        return inPart(delivery, withReason(Words::tr("Held."), delivery));
    case State::Withdrawn:
        return inPart(delivery, withdrawnWords(delivery));
    }
    return {};
}

bool needsPerson(const Delivery &delivery)
{
    return delivery.state == State::Rejected || delivery.state == State::Unconfirmed || delivery.state == State::Missed
        || delivery.state == State::Held;
}

DeliveryId deliveryId(PostId post, ChannelId channel, const QString &occurrence, int round)
{
    return DeliveryId::fromName(
        "delivery", post.bytes() + channel.bytes() + QByteArray::number(round) + '/' + occurrence.toUtf8());
}

QByteArray partKey(DeliveryId delivery, const QByteArray &digest, int number)
{
    QByteArray place(4, '\0');
    qToBigEndian<quint32>(quint32(number), place.data());
    return QCryptographicHash::hash(
        QByteArrayLiteral("wheelhouse-part-1") + delivery.bytes() + digest + place, QCryptographicHash::Sha256);
}

} // namespace wheelhouse
