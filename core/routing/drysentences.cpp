#include "core/routing/dryrun.h"

#include <QCoreApplication>
#include <QLocale>

// What a dry run came to, in words.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DryRun)
};

QString didSentence(const DryAct &act, const QString &count)
{
    switch (act.act.kind) {
    case RuleAct::Kind::Label:
        return Words::tr("Would have labelled %1 “%2”").arg(count, act.name);
    case RuleAct::Kind::Unlabel:
        return Words::tr("Would have taken “%2” off %1").arg(count, act.name);
    case RuleAct::Kind::Assign:
        return Words::tr("Would have assigned %1 to %2").arg(count, act.name);
    case RuleAct::Kind::HandOver:
        return Words::tr("Would have handed %1 over to %2").arg(count, act.name);
    case RuleAct::Kind::Prioritise:
        return Words::tr("Would have given %1 priority %2").arg(count).arg(act.act.priority);
    case RuleAct::Kind::Snooze:
        return Words::tr("Would have snoozed %1 (%2)").arg(count, act.act.words);
    case RuleAct::Kind::Done:
        return Words::tr("Would have closed %1").arg(count);
    case RuleAct::Kind::Escalate:
        return Words::tr("Would have escalated %1").arg(count);
    }
    return {};
}

QString fieldWords(ActField field)
{
    switch (field) {
    case ActField::Labels:
        return Words::tr("the same label");
    case ActField::Who:
        return Words::tr("who has it");
    case ActField::Priority:
        return Words::tr("the priority");
    case ActField::State:
        return Words::tr("whether it is closed or sleeps");
    case ActField::Escalation:
        return Words::tr("the escalation");
    }
    return {};
}

} // namespace

QString drySentence(const DryAct &act)
{
    const QString did = didSentence(act, QLocale().toString(act.conversations));
    if (act.act.kind == RuleAct::Kind::Escalate || act.escalated == 0)
        return Words::tr("%1; %2 stand otherwise today.").arg(did, QLocale().toString(act.different));
    return Words::tr("%1, %2 of them later escalated; %3 stand otherwise today.")
        .arg(did, QLocale().toString(act.escalated), QLocale().toString(act.different));
}

QString overlapSentence(const DryReport &report, const DryOverlap &overlap)
{
    const DryRule &first = report.rules.at(overlap.first);
    const DryRule &second = report.rules.at(overlap.second);
    const QString count = QLocale().toString(overlap.mentions);
    if (!overlap.conflicts)
        return Words::tr("Rules %1 and %2 both set %3 for %4 messages, and say the same.")
            .arg(first.number)
            .arg(second.number)
            .arg(fieldWords(overlap.field), count);
    if (overlap.field == ActField::State)
        return Words::tr("Rules %1 and %2 both set %3 for %4 messages: rule %1 comes first and wins.")
            .arg(first.number)
            .arg(second.number)
            .arg(fieldWords(overlap.field), count);
    return Words::tr("Rules %1 and %2 both set %3 for %4 messages: rule %2 comes later and wins.")
        .arg(first.number)
        .arg(second.number)
        .arg(fieldWords(overlap.field), count);
}

} // namespace wheelhouse
