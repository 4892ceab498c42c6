#include "core/routing/act.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RuleAct)
};
using Kind = RuleAct::Kind;

constexpr std::array<std::pair<Kind, const char *>, 8> kindWords { {
    { Kind::Label, "label" },
    { Kind::Unlabel, "unlabel" },
    { Kind::Assign, "assign" },
    { Kind::HandOver, "hand-over" },
    { Kind::Prioritise, "priority" },
    { Kind::Snooze, "snooze" },
    { Kind::Done, "done" },
    { Kind::Escalate, "escalate" },
} };
constexpr std::array<std::pair<Spared, const char *>, 6> sparedWords { {
    { Spared::Already, "already" },
    { Spared::Person, "person" },
    { Spared::TakenUp, "taken-up" },
    { Spared::Writing, "writing" },
    { Spared::Gone, "gone" },
    { Spared::Words, "words" },
} };

const QString doKey = QStringLiteral("do");
const QString whatKey = QStringLiteral("what");
const QString numberKey = QStringLiteral("n");
const QString wordsKey = QStringLiteral("words");

std::optional<RuleAct> actFrom(const QJsonObject &json)
{
    const QString word = json.value(doKey).toString();
    const auto *found = std::find_if(
        kindWords.begin(), kindWords.end(), [&](const auto &each) { return word == QLatin1String(each.second); });
    if (found == kindWords.end())
        return std::nullopt;
    RuleAct act;
    act.kind = found->first;
    act.thing = QUuid::fromString(json.value(whatKey).toString());
    act.priority = std::clamp(json.value(numberKey).toInt(), 0, 4);
    act.words = json.value(wordsKey).toString();
    return act;
}

/// Whether a person's hand keeps a rule from \a kind.
bool isTheirs(Kind kind, Hands hands)
{
    switch (kind) {
    case Kind::Label:
        return has(hands, Hand::TookLabelOff);
    case Kind::Unlabel:
        return has(hands, Hand::PutLabelOn);
    case Kind::Assign:
    case Kind::HandOver:
        return has(hands, Hand::Who);
    case Kind::Prioritise:
        return has(hands, Hand::Priority);
    case Kind::Snooze:
    case Kind::Done:
        return has(hands, Hand::State);
    case Kind::Escalate:
        return has(hands, Hand::Escalation);
    }
    return false;
}

bool isFiled(TriageState state)
{
    return state == TriageState::Done || state == TriageState::Spam || state == TriageState::Merged;
}

/// What keeps a rule from \a kind, besides that it is so already.
std::optional<Spared> sparedFrom(Kind kind, const Subject &subject, const Standing &now, bool isBeingWritten)
{
    if (isTheirs(kind, subject.byPerson))
        return Spared::Person;
    const bool isLabel = kind == Kind::Label || kind == Kind::Unlabel;
    if (isFiled(now.state) && !isLabel)
        return Spared::TakenUp;
    const bool moves = kind != Kind::Prioritise && kind != Kind::Escalate && !isLabel;
    if (moves && isBeingWritten)
        return Spared::Writing;
    // An answer that came into a snooze, or after a person took it up, is for them to see.
    const bool hides = kind == Kind::Snooze || kind == Kind::Done;
    if (hides && (now.state != TriageState::New || !now.woke.isEmpty()))
        return Spared::TakenUp;
    return std::nullopt;
}

void labelWith(Standing &standing, qint64 label, bool on)
{
    standing.labels.removeAll(label);
    if (on)
        standing.labels.append(label);
    std::sort(standing.labels.begin(), standing.labels.end());
}

std::optional<Standing> snoozed(const Standing &before, const WallMoment &moment, qint64 now)
{
    auto standing = moved(before, TriageEvent::Snooze, now);
    if (!standing)
        return standing;
    standing->snoozeUntil = moment.utc.toMSecsSinceEpoch();
    standing->snoozeWall = moment.wall;
    standing->snoozeMode = SnoozeMode::TimeOrReply;
    standing->previousUntil = 0;
    return standing;
}

std::optional<Standing> assigned(const Standing &before, qint64 member, const ActTerms &terms)
{
    // A person who gives work to somebody has taken it up; a rule has only sorted it.
    const bool isTurn = before.state == TriageState::New || before.state == TriageState::Open;
    auto standing = isTurn && terms.by == By::Person ? moved(before, TriageEvent::TakeUp, terms.now)
                                                     : std::optional<Standing>(before);
    if (standing)
        standing->assignee = member;
    return standing;
}

std::optional<Standing> after(const Standing &before, const ReadyAct &ready, const ActTerms &terms)
{
    Standing standing = before;
    switch (ready.act.kind) {
    case Kind::Label:
    case Kind::Unlabel:
        labelWith(standing, ready.row, ready.act.kind == Kind::Label);
        return standing;
    case Kind::Assign:
        return assigned(before, ready.row, terms);
    case Kind::HandOver:
        standing.department = ready.row;
        standing.assignee = 0;
        return standing;
    case Kind::Prioritise:
        standing.priority = ready.act.priority;
        return standing;
    case Kind::Snooze:
        return snoozed(before, ready.moment, terms.now);
    case Kind::Done:
        return moved(before, TriageEvent::Done, terms.now);
    case Kind::Escalate:
        standing.escalated = true;
        return standing;
    }
    return std::nullopt;
}

} // namespace

ActField fieldOf(Kind kind)
{
    switch (kind) {
    case Kind::Label:
    case Kind::Unlabel:
        return ActField::Labels;
    case Kind::Assign:
    case Kind::HandOver:
        return ActField::Who;
    case Kind::Prioritise:
        return ActField::Priority;
    case Kind::Snooze:
    case Kind::Done:
        return ActField::State;
    case Kind::Escalate:
        return ActField::Escalation;
    }
    return ActField::Labels;
}

QString actWord(Kind kind)
{
    const auto *found =
        std::find_if(kindWords.begin(), kindWords.end(), [=](const auto &each) { return each.first == kind; });
    return QString::fromLatin1(found->second);
}

QString sparedWord(Spared why)
{
    const auto *found =
        std::find_if(sparedWords.begin(), sparedWords.end(), [=](const auto &each) { return each.first == why; });
    return QString::fromLatin1(found->second);
}

Spared sparedFromWord(QStringView word)
{
    const auto *found = std::find_if(
        sparedWords.begin(), sparedWords.end(), [=](const auto &each) { return word == QLatin1String(each.second); });
    return found == sparedWords.end() ? Spared::Already : found->first;
}

QByteArray actsToJson(const RuleActs &acts)
{
    QJsonArray all;
    for (const RuleAct &act : acts) {
        QJsonObject one { { doKey, actWord(act.kind) } };
        if (!act.thing.isNull())
            one.insert(whatKey, act.thing.toString(QUuid::WithoutBraces));
        if (act.kind == Kind::Prioritise)
            one.insert(numberKey, act.priority);
        if (act.kind == Kind::Snooze)
            one.insert(wordsKey, act.words);
        all.append(one);
    }
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

RuleActs actsFromJson(const QByteArray &json)
{
    RuleActs acts;
    const QJsonArray all = QJsonDocument::fromJson(json).array();
    for (const auto &each : all)
        if (const auto act = actFrom(each.toObject()))
            acts.append(*act);
    return acts;
}

ActReader::ActReader(Database &database)
    : m_label(database, "SELECT row FROM label WHERE id = ?1")
    , m_member(database, "SELECT row FROM member WHERE id = ?1")
    , m_department(database, "SELECT row FROM department WHERE id = ?1")
{
}

Result<QList<ReadyAct>> ActReader::ready(const RuleActs &acts, const QDateTime &now, const QTimeZone &zone)
{
    QList<ReadyAct> all;
    for (const RuleAct &act : acts) {
        ReadyAct ready { act };
        if (act.kind == Kind::Snooze) {
            auto moment = snoozeMoment(act.words, now, zone);
            if (moment)
                ready.moment = *moment;
            else
                ready.trouble = Spared::Words;
        } else if (fieldOf(act.kind) == ActField::Labels || fieldOf(act.kind) == ActField::Who) {
            Statement &find = act.kind == Kind::Assign ? m_member : act.kind == Kind::HandOver ? m_department : m_label;
            auto row = find.number(act.thing.toRfc4122());
            if (!row)
                return tl::unexpected(row.error());
            ready.row = row->value_or(0);
            if (ready.row == 0)
                ready.trouble = Spared::Gone;
        }
        all.append(ready);
    }
    return all;
}

ActOutcome afterActs(const Subject &subject, const QList<ReadyAct> &acts, const ActTerms &terms)
{
    ActOutcome outcome { subject.standing, {}, {} };
    for (int place = 0; place < acts.size(); ++place) {
        const ReadyAct &ready = acts.at(place);
        auto why = ready.trouble;
        if (!why && terms.by == By::Rule)
            why = sparedFrom(ready.act.kind, subject, outcome.standing, terms.isBeingWritten);
        const auto standing = why ? std::nullopt : after(outcome.standing, ready, terms);
        if (why || !standing || *standing == outcome.standing) {
            outcome.spared.append({ place, why.value_or(standing ? Spared::Already : Spared::TakenUp) });
            continue;
        }
        outcome.standing = *standing;
        outcome.did.append(place);
    }
    return outcome;
}

QString actSentence(const RuleAct &act, const QString &name)
{
    switch (act.kind) {
    case Kind::Label:
        return Words::tr("Label “%1”").arg(name);
    case Kind::Unlabel:
        return Words::tr("Take the label “%1” off").arg(name);
    case Kind::Assign:
        return Words::tr("Assign to %1").arg(name);
    case Kind::HandOver:
        return Words::tr("Hand over to %1").arg(name);
    case Kind::Prioritise:
        return act.priority == 0 ? Words::tr("Take the priority off") : Words::tr("Priority %1").arg(act.priority);
    case Kind::Snooze:
        return Words::tr("Snooze: %1").arg(act.words);
    case Kind::Done:
        return Words::tr("Close as done");
    case Kind::Escalate:
        return Words::tr("Escalate");
    }
    return {};
}

QString sparedSentence(Spared why)
{
    switch (why) {
    case Spared::Already:
        return Words::tr("it was so already");
    case Spared::Person:
        return Words::tr("a person decided on this, and that stands");
    case Spared::TakenUp:
        return Words::tr("somebody took it up, or it is filed away");
    case Spared::Writing:
        return Words::tr("somebody is writing there");
    case Spared::Gone:
        return Words::tr("what it names is no longer there");
    case Spared::Words:
        return Words::tr("its words say no moment now");
    }
    return {};
}

} // namespace wheelhouse
