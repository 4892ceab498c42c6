#include "core/connectors/rehearsal/mischief.h"

#include "core/connectors/rehearsal/dice.h"

#include <QCoreApplication>

namespace wheelhouse::rehearsal {

namespace {

QString say(const char *sentence)
{
    return QCoreApplication::translate("Rehearsal", sentence);
}

/// Twenty tables in one another, a script, a picture that wants to act, a link that lies, an end that never comes.
QString hostile(const QString &body)
{
    return QStringLiteral("<script>document.title='gotcha'</script><table><tr><td>").repeated(20) + body
        + QStringLiteral(
            "<img src=x onerror=\"alert(1)\"><a href=\"javascript:alert(2)\">marlowe.example</a>"
            "<iframe src=\"file:///etc/hostname\"></iframe><p style=\"position:fixed\">\u202Eyas ew siht<b><i")
        + QChar(0);
}

/// Spoils one arrival in one of five ways.
void spoil(Arrival &arrival, int way)
{
    switch (way) {
    case 0:
        arrival.body = hostile(arrival.body);
        arrival.form = Arrival::Form::Html;
        break;
    case 1: // half an item: cut within, and nobody signed it
        arrival.body.truncate(arrival.body.size() / 2);
        arrival.author.displayName.clear();
        arrival.writtenAt.reset();
        break;
    case 2: // no name at all; nothing can be done with it
        arrival.globalName.clear();
        break;
    case 3: // it answers itself, a year from now
        arrival.inReplyTo = arrival.globalName;
        arrival.writtenAt = arrival.writtenAt.value_or(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)).addYears(1);
        break;
    default: // an author from nowhere, in a language that is none
        arrival.author.globalName.clear();
        arrival.language = QStringLiteral("x-klingon-☕");
        break;
    }
}

} // namespace

std::optional<Error> refusal(const Faults &faults, quint64 seed, int call)
{
    Dice dice { seed, 0x503, quint64(call) };
    if (!dice.chance(faults.refuse))
        return std::nullopt;
    if (dice.chance(0.5))
        return Error { Error::Kind::Busy,
            say(QT_TRANSLATE_NOOP("Rehearsal", "The network asks for a pause. We try again by ourselves.")),
            QStringLiteral("rehearsed 429"), std::chrono::seconds { dice.between(5, 60) } };
    return Error { Error::Kind::Offline,
        say(QT_TRANSLATE_NOOP("Rehearsal", "The network cannot be reached just now. We try again by ourselves.")),
        QStringLiteral("rehearsed 503"), std::chrono::seconds { 0 } };
}

void meddle(Page &page, const Faults &faults, quint64 seed, int call, const QByteArray &before)
{
    Dice dice { seed, 0x11E, quint64(call) };
    QList<Arrival> doubled;
    for (const Arrival &arrival : std::as_const(page.arrivals)) {
        doubled.append(arrival);
        if (!dice.chance(faults.repeat))
            continue;
        Arrival again = arrival;
        again.url += QString::number(dice.between(2, 9));
        doubled.append(again);
    }
    page.arrivals = doubled;
    if (!dice.chance(faults.lie))
        return;
    for (Arrival &arrival : page.arrivals)
        if (dice.chance(0.4))
            spoil(arrival, dice.below(5));
    page.cursor = before;
    page.more = false;
}

} // namespace wheelhouse::rehearsal
