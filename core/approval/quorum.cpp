#include "core/approval/quorum.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Quorum)
};

using Word = SignOff::Word;

const Signatory *personOf(const MemberId &id, const QList<Signatory> &people)
{
    const auto found =
        std::find_if(people.cbegin(), people.cend(), [&id](const Signatory &person) { return person.id == id; });
    return found == people.cend() ? nullptr : &*found;
}

QDateTime signBy(const Gate &gate, const ApprovalRequest &asked)
{
    return asked.dueAt.isValid() ? asked.dueAt.addSecs(-qint64(gate.lead.count()) * 60) : QDateTime();
}

bool isLate(const Gate &gate, const ApprovalRequest &asked, const QDateTime &now)
{
    const QDateTime until = signBy(gate, asked);
    return until.isValid() && now >= until;
}

/// Whoever is asked at this gate at that hour: from the hour it is late on, its deputies too.
bool isAsked(const Signatory &who, const Gate &gate, const ApprovalRequest &asked, const QDateTime &at)
{
    return isOneOf(who, gate.of) || isOneOf(who, gate.mayRefuse)
        || (gate.late == Gate::Late::Deputies && isLate(gate, asked, at) && isOneOf(who, gate.deputies));
}

bool isLent(
    const MemberId &from, const MemberId &to, const Gate &gate, const QList<Delegation> &lent, const QDateTime &at)
{
    return std::any_of(lent.cbegin(), lent.cend(), [&](const Delegation &delegation) {
        return delegation.from == from && delegation.to == to && at >= delegation.begins && at < delegation.ends
            && (delegation.gate.isNull() || delegation.gate == gate.id);
    });
}

/// Who only may refuse does not sign with it.
bool isForThisGate(const SignOff &signOff, const Signatory &right, const Gate &gate, const ApprovalRequest &asked)
{
    switch (signOff.word) {
    case Word::Refuse:
        return isOneOf(right, gate.mayRefuse);
    case Word::Sign:
        return isOneOf(right, gate.of)
            || (gate.late == Gate::Late::Deputies && isLate(gate, asked, signOff.at) && isOneOf(right, gate.deputies));
    case Word::SendBack:
    case Word::Withdraw:
        return isAsked(right, gate, asked, signOff.at);
    }
    return false;
}

/// Of each person the last word at this gate, in the order they were said. Who signs instead of somebody speaks for
/// that person: both cannot count.
QList<SignOff> lastWords(const Gate &gate, const ApprovalRequest &asked, const QList<SignOff> &said,
    const QList<Signatory> &people, const QList<Delegation> &lent, const QDateTime &now)
{
    QList<SignOff> words;
    for (const SignOff &signOff : said) {
        if (weightOf(signOff, gate, asked, people, lent, now) != Weight::Counts)
            continue;
        words.erase(std::remove_if(words.begin(), words.end(),
                        [&signOff](const SignOff &before) { return before.by == signOff.by; }),
            words.end());
        if (signOff.word != Word::Withdraw)
            words.append(signOff);
    }
    return words;
}

MemberId rightOf(const SignOff &signOff)
{
    return signOff.insteadOf.isNull() ? signOff.by : signOff.insteadOf;
}

/// A right that is lent and used by its owner too is one right.
QList<SignOff> signaturesIn(const QList<SignOff> &words)
{
    QList<SignOff> signatures;
    QSet<MemberId> rights;
    QSet<MemberId> hands;
    for (const SignOff &signOff : words) {
        if (signOff.word != Word::Sign || rights.contains(rightOf(signOff)) || hands.contains(signOff.by))
            continue;
        rights.insert(rightOf(signOff));
        hands.insert(signOff.by);
        signatures.append(signOff);
    }
    return signatures;
}

int missingOf(const Gate &gate, const QList<SignOff> &signatures, const QList<Signatory> &people)
{
    QSet<DepartmentId> departments;
    for (const SignOff &signOff : signatures)
        if (const Signatory *person = personOf(rightOf(signOff), people); person && !person->department.isNull())
            departments.insert(person->department);
    // One department is what every signature has; only where more are asked does it matter that they differ.
    const int apart = gate.departments > 1 ? gate.departments - int(departments.size()) : 0;
    return std::max({ 0, gate.needed - int(signatures.size()), apart });
}

GateStanding judge(const Gate &gate, const ApprovalRequest &asked, const QList<SignOff> &said,
    const QList<Signatory> &people, const QList<Delegation> &lent, const QDateTime &now)
{
    GateStanding standing;
    standing.gate = gate.id;
    standing.signBy = signBy(gate, asked);
    const QList<SignOff> words = lastWords(gate, asked, said, people, lent, now);
    standing.counted = signaturesIn(words);
    standing.missing = missingOf(gate, standing.counted, people);
    standing.state = standing.missing == 0 ? GateStanding::State::Passed : GateStanding::State::Open;
    for (const SignOff &signOff : words)
        if (signOff.word == Word::Refuse || (signOff.word == Word::SendBack && !standing.against)) {
            standing.against = signOff;
            standing.state =
                signOff.word == Word::Refuse ? GateStanding::State::Refused : GateStanding::State::SentBack;
            if (signOff.word == Word::Refuse)
                break;
        }
    standing.isLate = standing.state == GateStanding::State::Open && isLate(gate, asked, now);
    return standing;
}

} // namespace

Weight weightOf(const SignOff &signOff, const Gate &gate, const ApprovalRequest &asked, const QList<Signatory> &people,
    const QList<Delegation> &lent, const QDateTime &now)
{
    if (signOff.binding != asked.binding || signOff.gate != gate.id)
        return Weight::OtherBinding;
    if (signOff.until.isValid() && now >= signOff.until)
        return Weight::Over;
    const MemberId right = rightOf(signOff);
    if (asked.authors.contains(signOff.by) || asked.authors.contains(right))
        return Weight::Author;
    const Signatory *hand = personOf(signOff.by, people);
    const Signatory *holder = personOf(right, people);
    if (!hand || !holder || hand->isSuspended || holder->isSuspended)
        return Weight::Suspended;
    if (!signOff.insteadOf.isNull() && !isLent(right, signOff.by, gate, lent, signOff.at))
        return Weight::NotLent;
    return isForThisGate(signOff, *holder, gate, asked) ? Weight::Counts : Weight::NotAsked;
}

QString weightWords(Weight weight)
{
    switch (weight) {
    case Weight::Counts:
        return {};
    case Weight::OtherBinding:
        return Words::tr("It was given to another revision.");
    case Weight::Author:
        return Words::tr("Who wrote it does not sign it.");
    case Weight::NotAsked:
        return Words::tr("Who signed is not asked here.");
    case Weight::NotLent:
        return Words::tr("The right to sign was not lent for that hour.");
    case Weight::Over:
        return Words::tr("It counted until its hour was over.");
    case Weight::Suspended:
        return Words::tr("Who signed is suspended, or works here no longer.");
    }
    return {};
}

ApprovalStanding standingOf(const ApprovalRequest &asked, const QList<SignOff> &said, const QList<Signatory> &people,
    const QList<Delegation> &lent, const QDateTime &now)
{
    ApprovalStanding standing;
    standing.state = ApprovalStanding::State::Passed;
    std::optional<int> openStage;
    for (const Gate &gate : asked.gates) {
        GateStanding one = judge(gate, asked, said, people, lent, now);
        if (openStage && gate.stage > *openStage && one.state == GateStanding::State::Open)
            one.state = GateStanding::State::Waiting;
        if (one.state != GateStanding::State::Passed && !openStage)
            openStage = gate.stage;
        if (one.state == GateStanding::State::Refused)
            standing.state = ApprovalStanding::State::Refused;
        else if (one.state == GateStanding::State::SentBack && standing.state != ApprovalStanding::State::Refused)
            standing.state = ApprovalStanding::State::SentBack;
        else if (one.state != GateStanding::State::Passed && standing.state == ApprovalStanding::State::Passed)
            standing.state = ApprovalStanding::State::Open;
        standing.gates.append(one);
    }
    return standing;
}

bool maySign(const Signatory &who, const Gate &gate, const ApprovalRequest &asked, const QList<Signatory> &people,
    const QList<Delegation> &lent, const QDateTime &now)
{
    const auto could = [&](const MemberId &right) {
        SignOff signOff;
        signOff.binding = asked.binding;
        signOff.gate = gate.id;
        signOff.by = who.id;
        if (right != who.id)
            signOff.insteadOf = right;
        signOff.at = now;
        return weightOf(signOff, gate, asked, people, lent, now) == Weight::Counts;
    };
    return could(who.id) || std::any_of(lent.cbegin(), lent.cend(), [&](const Delegation &delegation) {
        return delegation.to == who.id && could(delegation.from);
    });
}

} // namespace wheelhouse
