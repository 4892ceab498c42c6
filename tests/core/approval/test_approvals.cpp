#include "tests/core/approval/signingroom.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

using State = Delivery::State;
using Word = SignOff::Word;

/// Nothing goes out that not everybody signed who has to, to the byte and the hour.
class TestApprovals : public QObject {
    Q_OBJECT
private slots:
    void whatEverybodySignedGoesOut()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        room.wait(61min);
        QCOMPARE(room.outThere(), 2);
    }
    void whatSomebodyDidNotSignIsHeldAndSaysWhom()
    {
        SigningRoom room;
        const auto plan = room.plan();
        TestDesk::must(room.say(plan, 2, "two"));
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
        for (const DeliveryId &id : plan.deliveries) {
            QCOMPARE(room.at(id).state, State::Held);
            QVERIFY2(room.at(id).reason.contains(u"Two sign"_s), qPrintable(room.at(id).reason));
        }
    }
    /// A late signature never sends by itself.
    void whatIsSignedTooLateAsks()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.wait(61min);
        room.sign(plan);
        room.wait(60min);
        QCOMPARE(room.outThere(), 0);
        // Sent by hand, two hours late: that hour was not signed either.
        TestDesk::must(room.outbox.decide(plan.deliveries.constFirst(), Decision::Send));
        room.wait(1min);
        QCOMPARE(room.outThere(), 0);
        QVERIFY(room.at(plan.deliveries.constFirst()).reason.contains(u"another hour"_s));
    }
    void aMoveInsideTheTimeKeepsTheSignatures()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        TestDesk::must(room.outbox.move(plan.deliveries.at(0), room.in(70min)));
        TestDesk::must(room.outbox.move(plan.deliveries.at(1), room.in(80min)));
        room.wait(90min);
        QCOMPARE(room.outThere(), 1);
        QCOMPARE(room.at(plan.deliveries.at(0)).state, State::Sent);
        QCOMPARE(room.at(plan.deliveries.at(1)).state, State::Held);
    }
    void aNewerRevisionVoidsWhatWasSigned()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        auto transaction = Transaction::begin(room.desk.writer());
        const Revision newer = TestDesk::must(room.posts.revise(*transaction, plan.post,
            { { room.channels.at(0).id, SigningRoom::saying({ u"Batch SW-0927 is recalled."_s }) },
                { room.channels.at(1).id, SigningRoom::saying({ u"Batch SW-0927 is recalled."_s }) } }));
        NewSubmission again;
        again.revision = &newer;
        again.authors = { room.people.at(0).id };
        TestDesk::must(room.approvals.submit(*transaction, again));
        TestDesk::must(transaction->commit());
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
        QVERIFY(room.at(plan.deliveries.constFirst()).reason.contains(u"newer revision"_s));
        // And what is said of the old one now is not kept for the new one.
        const auto said = room.say(plan, 4, "two");
        QVERIFY(!said);
        QCOMPARE(said.error().kind, Error::Kind::Conflict);
    }
    void whatIsTakenBackStays()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        TestDesk::must(room.approvals.recall(plan.submission));
        QVERIFY(!room.approvals.recall(plan.submission));
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
    }
    void aWithdrawnSignatureStops()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        TestDesk::must(room.say(plan, 5, "legal", Word::Withdraw));
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
    }
    void theAuthorIsRefused()
    {
        SigningRoom room;
        const auto plan = room.plan({}, 2);
        const auto said = room.say(plan, 2, "two");
        QVERIFY(!said);
        QCOMPARE(said.error().kind, Error::Kind::Refused);
        QCOMPARE(TestDesk::must(room.reader.signOffs(TestDesk::must(room.reader.at(plan.submission))->row)).size(), 0);
    }
    void nobodySignsWithAnothersKey()
    {
        SigningRoom room;
        const auto plan = room.plan();
        Approvals::Saying saying;
        saying.submission = plan.submission;
        saying.digest = plan.digest;
        saying.gate = GateId::fromName("test", "two");
        saying.by = room.people.at(3).id;
        QVERIFY(!room.approvals.say(saying, *room.signers.at(2)));
        QVERIFY(!room.approvals.say(saying, *TestDesk::must(Signer::fresh())));
        QVERIFY(room.approvals.say(saying, *room.signers.at(3)));
    }
    void aNewKeyEndsTheOldOne()
    {
        SigningRoom room;
        const auto plan = room.plan();
        TestDesk::must(room.say(plan, 3, "two"));
        room.desk.clock.advance(1min);
        const auto fresh = TestDesk::must(Signer::fresh());
        TestDesk::must(room.approvals.bind(room.people.at(2).id, fresh->publicKey()));
        QVERIFY(!room.say(plan, 2, "two")); // with the old one
        room.signers[2] = fresh;
        QVERIFY(room.say(plan, 2, "two"));
        // What the old key signed while it stood goes on counting.
        TestDesk::must(room.approvals.bind(room.people.at(3).id, TestDesk::must(Signer::fresh())->publicKey()));
        TestDesk::must(room.say(plan, 5, "legal"));
        room.wait(61min);
        QCOMPARE(room.outThere(), 2);
    }
    void whoIsSuspendedStopsWhatTheySigned()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        TestDesk::must(room.approvals.suspend(room.people.at(3).id, u"Left the company"_s));
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
    }
    void aLentSignatureCountsInItsHours()
    {
        SigningRoom room;
        const auto plan = room.plan();
        TestDesk::must(room.say(plan, 2, "two"));
        TestDesk::must(room.say(plan, 3, "two"));
        Approvals::Saying saying;
        saying.submission = plan.submission;
        saying.digest = plan.digest;
        saying.gate = GateId::fromName("test", "legal");
        saying.by = room.people.at(4).id; // of Marketing
        saying.insteadOf = room.people.at(5).id;
        QVERIFY(!room.approvals.say(saying, *room.signers.at(4)));
        const QDateTime now = room.desk.clock.now();
        const auto loan = TestDesk::must(
            room.approvals.lend({ room.people.at(5).id, room.people.at(4).id, now, now.addSecs(600), {} }));
        TestDesk::must(room.approvals.say(saying, *room.signers.at(4)));
        room.desk.clock.advance(1min);
        TestDesk::must(room.approvals.endLoan(loan));
        room.wait(60min);
        QCOMPARE(room.outThere(), 2); // it was lent when it was given
    }
    /// D01: content changed by one byte after approval, straight in the file.
    void D01_aChangedByteIsNotSent()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        room.sql(
            "UPDATE revision_variant SET content = CAST(replace(CAST(content AS TEXT), 'SW-0926', 'SW-0925') AS BLOB)");
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
        // Whoever changes the digests with it changes what was signed.
        SigningRoom other;
        const auto second = other.plan();
        other.sign(second);
        const QByteArray forged = *canonicalBytes(Canonical { second.revision.variants.at(0).canonical.channel,
            SigningRoom::saying({ u"Batch SW-0925 is recalled."_s }), {},
            second.revision.variants.at(0).canonical.salt });
        Statement change(other.desk.writer(), "UPDATE revision_variant SET content = ?1, digest = ?2 WHERE row = ?3");
        TestDesk::must(change.run(forged, digestOf(forged), second.revision.variants.at(0).row));
        Statement queued(other.desk.writer(), "UPDATE delivery SET digest = ?1 WHERE variant = ?2");
        TestDesk::must(queued.run(digestOf(forged), second.revision.variants.at(0).row));
        other.wait(61min);
        QCOMPARE(other.outThere(), 1); // the other network's, which nobody touched
        QCOMPARE(other.network(0).posts.size(), 0);
    }
    /// D04: a signature hung on another post, another account or another time.
    void D04_aSignatureIsForOnePostOnly()
    {
        SigningRoom room;
        const auto signedOne = room.plan();
        room.sign(signedOne);
        const auto other = room.plan(u"Everything is safe to drink."_s);
        room.sql("UPDATE sign_off SET submission = (SELECT max(row) FROM submission)");
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
        Q_UNUSED(other)
    }
    void D04_aSignatureIsForOneHourOnly()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        room.sql("UPDATE delivery SET due_at = due_at + 3600000");
        room.wait(130min);
        QCOMPARE(room.outThere(), 0);
    }
    void D04_aSignatureIsForOneAccountOnly()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        // The first account's delivery is handed to the second: its bytes name the first.
        room.sql("UPDATE delivery SET channel = (SELECT max(channel) FROM delivery), round = 7 WHERE row = (SELECT "
                 "min(row) FROM delivery)");
        room.wait(61min);
        QCOMPARE(room.network(1).posts.size(), 1);
    }
    void D04_anAnswerIsTakenOnce()
    {
        SigningRoom room;
        const auto plan = room.plan();
        const auto said = TestDesk::must(room.say(plan, 2, "two"));
        const QByteArray statement = signOffBytes(said.signOff);
        const KeptSignOff again { statement, room.signers.at(2)->sign(statement), room.signers.at(2)->publicKey(), {},
            {}, {}, {} };
        const auto taken = room.approvals.take(plan.submission, again);
        QVERIFY(!taken);
        QCOMPARE(taken.error().kind, Error::Kind::Refused);
    }
    void liftedGatesVoidWhatWasSigned()
    {
        SigningRoom room;
        const auto plan = room.plan();
        TestDesk::must(room.say(plan, 2, "two"));
        TestDesk::must(room.say(plan, 3, "two"));
        Statement lift(room.desk.writer(), "UPDATE submission SET gates = ?1");
        TestDesk::must(lift.run(Utf8 { gatesToJson({ room.authority().gates.constFirst() }) }));
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
    }
    void forgedSignaturesCountForNothing()
    {
        SigningRoom room;
        const auto plan = room.plan();
        room.sign(plan);
        room.sql("UPDATE sign_off SET signature = zeroblob(64) WHERE row = 1");
        room.wait(61min);
        QCOMPARE(room.outThere(), 0);
    }
    /// An answer that was signed off line: taken where it is good, refused where it is not.
    void anAnswerFromElsewhereIsTaken()
    {
        SigningRoom room;
        const auto plan = room.plan();
        const Submission submission = *TestDesk::must(room.reader.at(plan.submission));
        SignOff said { SignOffId::fresh(), plan.digest, GateId::fromName("test", "two"), Word::Sign,
            room.people.at(2).id, {}, submission.authority, 1, room.desk.clock.now(), {}, {} };
        const auto answer = [&](const SignOff &what, int by) {
            const QByteArray statement = signOffBytes(what);
            return KeptSignOff { statement, room.signers.at(by)->sign(statement), room.signers.at(by)->publicKey(), {},
                {}, {}, {} };
        };
        KeptSignOff cut = answer(said, 2);
        cut.statement.chop(1);
        QVERIFY(!room.approvals.take(plan.submission, cut));
        QVERIFY(!room.approvals.take(plan.submission, answer(said, 3))); // another's key
        SignOff tomorrow = said;
        tomorrow.at = said.at.addDays(1);
        QVERIFY(!room.approvals.take(plan.submission, answer(tomorrow, 2)));
        SignOff before = said;
        before.at = said.at.addDays(-1); // the key did not stand yet: a clock that was set back
        QVERIFY(!room.approvals.take(plan.submission, answer(before, 2)));
        SignOff otherVersion = said;
        otherVersion.authority = 9;
        QVERIFY(!room.approvals.take(plan.submission, answer(otherVersion, 2)));
        QVERIFY(room.approvals.take(plan.submission, answer(said, 2)));
    }
    /// Whatever is done in whatever order: what went out had its gates, to the byte.
    void noSequencePublishesWhatLacksItsGates()
    {
        const int sequences = rounds("sequences of edits, moves, signatures and restarts", 60, 100'000);
        const quint32 seed =
            qEnvironmentVariableIsSet("WH_SEED") ? qEnvironmentVariable("WH_SEED").toUInt() : 20'261'123;
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        int out = 0;
        for (int i = 0; i < sequences; ++i) {
            const auto went = walk(random);
            QVERIFY2(went, qPrintable(u"sequence %1 of seed %2"_s.arg(i).arg(seed)));
            out += *went;
        }
        qInfo("%d sequences, %d parts out, each with its gates", sequences, out);
        QVERIFY(out > 0);
    }

private:
    /// Who signed, kept beside the program, by the digest that was signed.
    struct Kept {
        QHash<QByteArray, QSet<int>> two;
        QHash<QByteArray, QSet<int>> legal;
        QHash<QByteArray, QByteArray> bindingOf; ///< by a variant's digest
        qsizetype seen = 0; ///< of what went out

        void know(const SigningRoom::Plan &plan)
        {
            for (const RevisionVariant &variant : plan.revision.variants)
                bindingOf.insert(variant.digest, plan.digest);
        }
        /// What went out since the last look had its signatures; nobody said anything in between.
        [[nodiscard]] bool holds(const SigningRoom &room)
        {
            for (; seen < room.published.size(); ++seen) {
                const QByteArray binding = bindingOf.value(room.published.at(seen).claim.delivery.digest);
                if (two.value(binding).size() < 2 || legal.value(binding).isEmpty())
                    return false;
            }
            return true;
        }
    };

    static void speak(SigningRoom &room, const SigningRoom::Plan &plan, int person, bool isLegal, Word word, Kept &kept)
    {
        if (!room.say(plan, person, isLegal ? "legal" : "two", word))
            return;
        auto &signers = (isLegal ? kept.legal : kept.two)[plan.digest];
        if (word == Word::Sign)
            signers.insert(person);
        else
            signers.remove(person);
    }

    static void step(SigningRoom &room, SigningRoom::Plan &plan, QRandomGenerator &random, Kept &kept)
    {
        const int person = int(random.bounded(6));
        const bool isLegal = random.bounded(3) == 0;
        const int what = int(random.bounded(12));
        if (what < 6) {
            speak(room, plan, person, isLegal, Word::Sign, kept);
        } else if (what == 6) {
            speak(room, plan, person, isLegal, Word::Withdraw, kept);
        } else if (what == 7) {
            speak(room, plan, person, isLegal, Word::SendBack, kept);
        } else if (what == 8) {
            std::ignore = room.outbox.move(plan.deliveries.at(0), room.in(std::chrono::minutes(random.bounded(120))));
        } else if (what == 9) {
            room.wait(std::chrono::minutes(random.bounded(40)), 5min);
        } else if (what == 10) {
            room.open(); // as a process that starts
        } else {
            plan = room.plan(u"Another %1"_s.arg(random.generate()));
            kept.know(plan);
        }
    }

    /// One walk; gives how many parts went out, or nothing where one lacked its gates.
    static std::optional<int> walk(QRandomGenerator &random)
    {
        SigningRoom room;
        Kept kept;
        auto plan = room.plan();
        kept.know(plan);
        const int steps = 6 + int(random.bounded(16));
        for (int i = 0; i < steps; ++i) {
            step(room, plan, random, kept);
            if (!kept.holds(room))
                return std::nullopt;
        }
        room.wait(90min, 5min);
        return kept.holds(room) ? std::optional(room.outThere()) : std::nullopt;
    }
};

QTEST_GUILESS_MAIN(TestApprovals)
#include "test_approvals.moc"
