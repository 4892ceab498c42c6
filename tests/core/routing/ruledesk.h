#pragma once

#include "core/inbox/labels.h"
#include "core/routing/macros.h"
#include "core/routing/routing.h"
#include "core/routing/rulebook.h"
#include "core/routing/ruletrace.h"
#include "tests/support/desk.h"

namespace wheelhouse {

/// A desk with rules that run on what it receives.
struct RuleDesk : TestDesk {
    RuleBook rules { writer(), log, undo, clock };
    Routing routing { writer(), log, clock };
    Macros macros { writer(), triage, clock };
    RuleTrace trace { writer() };
    LabelBook labels { writer(), log };

    RuleDesk()
    {
        admission.follow([this](Transaction &transaction, const QList<qint64> &arrived) {
            return routing.follow(transaction, arrived);
        });
    }
    Label label(const char *name) { return must(labels.called(QString::fromLatin1(name))); }
    RuleAct labelling(const char *name) { return { RuleAct::Kind::Label, label(name).id.uuid(), 0, {} }; }
    static RuleAct plain(RuleAct::Kind kind) { return { kind, {}, 0, {} }; }
    static RuleAct priority(int n) { return { RuleAct::Kind::Prioritise, {}, n, {} }; }
    RuleAct assigning(const Member &member) { return { RuleAct::Kind::Assign, member.id.uuid(), 0, {} }; }
    Member colleague(const char *name)
    {
        auto transaction = Transaction::begin(writer());
        Member member;
        member.name = QString::fromLatin1(name);
        member = must(roster.add(*transaction, log, member));
        must(transaction->commit());
        return member;
    }
    Department department(const char *name)
    {
        auto transaction = Transaction::begin(writer());
        Department made;
        made.name = QString::fromLatin1(name);
        made = must(roster.add(*transaction, log, made));
        must(transaction->commit());
        return made;
    }
    static RuleText text(const char *asks, const RuleActs &acts, bool stops = false, const char *name = "A rule")
    {
        return { QString::fromLatin1(name), QString::fromLatin1(asks), acts, stops, QStringLiteral("It was agreed") };
    }
    RuleId add(const char *asks, const RuleActs &acts, bool stops = false, Rule::Kind kind = Rule::Kind::Rule)
    {
        must(rules.add(kind, text(asks, acts, stops)));
        return must(rules.list(kind)).last().id;
    }
    ConversationItem itemOf(const char *name)
    {
        return must(mentions.items({ conversationOf(QString::fromLatin1(name)) })).value(0);
    }
    QList<RuleRun> runsOn(const char *name) { return must(trace.of(conversationOf(QString::fromLatin1(name)))); }
    qint64 steps(const char *kind)
    {
        Statement count(writer(), "SELECT count(*) FROM operation WHERE kind = ?1");
        return must(count.number(QString::fromLatin1(kind))).value_or(0);
    }
};

} // namespace wheelhouse
