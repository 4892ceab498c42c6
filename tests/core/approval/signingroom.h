#pragma once

#include "core/approval/approvals.h"
#include "core/approval/presets.h"
#include "core/publishing/termsdesk.h"
#include "tests/core/publishing/publishingroom.h"

namespace wheelhouse {

/// A team of two departments with a key each, that publishes nothing unsigned. What is planned goes to two networks.
class SigningRoom : public PublishingRoom {
public:
    SigningRoom()
        : PublishingRoom(2)
    {
        auto transaction = Transaction::begin(desk.writer());
        Roster roster(desk.writer());
        for (const QString &name : { QStringLiteral("Marketing"), QStringLiteral("Legal") })
            departments.append(TestDesk::must(roster.add(*transaction, desk.log, Department { 0, {}, name })));
        for (int i = 0; i < 6; ++i)
            people.append(TestDesk::must(roster.add(*transaction, desk.log,
                Member { 0, MemberId::fromName("test", QByteArray::number(i)), QStringLiteral("Person %1").arg(i),
                    departments.at(i % 2).row, {}, false })));
        TestDesk::must(transaction->commit());
        for (const Member &each : std::as_const(people)) {
            signers.append(TestDesk::must(Signer::fresh()));
            TestDesk::must(approvals.bind(each.id, signers.constLast()->publicKey()));
        }
        TestDesk::must(terms.set({ std::chrono::minutes(10), true, std::chrono::minutes(0) }));
        desk.clock.advance(std::chrono::minutes(1)); // keys stand from before the first signature on
        TestDesk::must(approvals.decide(authority(), QStringLiteral("Four eyes")));
    }
    /// Two of anybody, then one of Legal, who may refuse.
    [[nodiscard]] Authority authority() const
    {
        Authority made;
        made.units = { { departments.at(0).id, {}, Unit::Part::Hub },
            { departments.at(1).id, departments.at(0).id, Unit::Part::Spoke } };
        Gate two;
        two.id = GateId::fromName("test", "two");
        two.name = QStringLiteral("Two sign");
        two.why = QStringLiteral("Four eyes see more");
        two.needed = 2;
        for (const Department &each : departments)
            two.of.append({ Who::Kind::Department, {}, each.id, {}, 0 });
        Gate legal;
        legal.id = GateId::fromName("test", "legal");
        legal.name = QStringLiteral("Legal signs");
        legal.why = QStringLiteral("They answer for it");
        legal.stage = 1;
        legal.of = { { Who::Kind::Department, {}, departments.at(1).id, {}, 0 } };
        legal.mayRefuse = legal.of;
        made.gates = { two, legal };
        return made;
    }
    struct Plan {
        PostId post;
        Revision revision;
        SubmissionId submission;
        QByteArray digest;
        QList<DeliveryId> deliveries;
    };
    /// Writes it, puts it before its gates, and queues it in an hour.
    Plan plan(const QString &text = QStringLiteral("Batch SW-0926 is recalled."), int author = 0, int late = 15)
    {
        auto transaction = Transaction::begin(desk.writer());
        NewPost made;
        for (const Channel &each : std::as_const(channels))
            made.variants.append({ each.id, saying({ text }) });
        Plan plan;
        plan.post = TestDesk::must(posts.begin(*transaction, made));
        plan.revision = TestDesk::must(posts.submit(*transaction, plan.post));
        const PlannedAt at = in(std::chrono::hours(1));
        plan.deliveries = TestDesk::must(outbox.queue(*transaction, plan.revision, at));
        NewSubmission submission;
        submission.revision = &plan.revision;
        submission.time = { wallTimeText(at.meant).section(QLatin1Char(' '), 0, 1), QStringLiteral("UTC"), {}, 0,
            late };
        submission.dueAt = at.dueAt;
        submission.authors = { people.at(author).id };
        plan.submission = TestDesk::must(approvals.submit(*transaction, submission));
        TestDesk::must(transaction->commit());
        plan.digest = TestDesk::must(reader.at(plan.submission))->digest;
        return plan;
    }
    Result<Said> say(const Plan &plan, int person, const char *gate, SignOff::Word word = SignOff::Word::Sign)
    {
        Approvals::Saying saying;
        saying.submission = plan.submission;
        saying.digest = plan.digest;
        saying.gate = GateId::fromName("test", gate);
        saying.word = word;
        saying.by = people.at(person).id;
        saying.note = word == SignOff::Word::Sign ? QString() : QStringLiteral("Not like this");
        return approvals.say(saying, *signers.at(person));
    }
    void sign(const Plan &plan)
    {
        TestDesk::must(say(plan, 2, "two"));
        TestDesk::must(say(plan, 3, "two"));
        TestDesk::must(say(plan, 5, "legal"));
    }
    [[nodiscard]] int outThere() const { return int(published.size()); }
    void sql(const char *statement) { TestDesk::must(desk.writer().run(statement)); }

    QList<Department> departments;
    QList<Member> people;
    QList<std::shared_ptr<const Signer>> signers;
    Approvals approvals { desk.writer(), desk.log, desk.clock };
    ApprovalReader reader { desk.writer() };
    TermsDesk terms { desk.writer(), desk.log, desk.undo };
};

} // namespace wheelhouse
