#include "core/approval/binding.h"
#include "core/approval/signoff.h"
#include "core/secrets/signer.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray digest(const QByteArray &of)
{
    return QCryptographicHash::hash(of, QCryptographicHash::Sha256);
}

Binding sample()
{
    Binding binding;
    binding.post = PostId::fromName("test", "post");
    binding.revision = digest("revision");
    binding.rules = digest("gates and authors");
    binding.variants = { { ChannelId::fromName("test", "mastodon"), digest("on mastodon") },
        { ChannelId::fromName("test", "bluesky"), digest("on bluesky") } };
    binding.answers = digest("what is answered");
    binding.time = { u"2026-10-15 09:30"_s, u"Europe/Amsterdam"_s, u"FREQ=WEEKLY"_s, 15, 30 };
    return binding;
}

SignOff sampleSignOff()
{
    SignOff signOff;
    signOff.id = SignOffId::fromName("test", "signOff");
    signOff.binding = bindingDigest(*bindingBytes(sample()));
    signOff.gate = GateId::fromName("test", "gate");
    signOff.word = SignOff::Word::Sign;
    signOff.by = MemberId::fromName("test", "Dalia");
    signOff.insteadOf = MemberId::fromName("test", "Noor");
    signOff.authority = 3;
    signOff.sequence = 17;
    signOff.at = QDateTime(QDate(2026, 10, 15), QTime(7, 1, 2, 3), Qt::UTC);
    signOff.until = QDateTime(QDate(2026, 10, 16), QTime(7, 0), Qt::UTC);
    signOff.note = digest("fine by Legal");
    return signOff;
}

using BindingChange = std::function<void(Binding &)>;
using SignOffChange = std::function<void(SignOff &)>;

} // namespace

Q_DECLARE_METATYPE(BindingChange)
Q_DECLARE_METATYPE(SignOffChange)

/// What a signature covers, to the bit.
class TestBinding : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsRead()
    {
        const auto bytes = bindingBytes(sample());
        QVERIFY(bytes);
        auto read = readBinding(*bytes);
        QVERIFY(read);
        Binding sorted = sample();
        std::sort(
            sorted.variants.begin(), sorted.variants.end(), [](auto &a, auto &b) { return a.channel < b.channel; });
        std::sort(read->variants.begin(), read->variants.end(), [](auto &a, auto &b) { return a.channel < b.channel; });
        QCOMPARE(*read, sorted);
        const SignOff signOff = sampleSignOff();
        QCOMPARE(readSignOff(signOffBytes(signOff)).value(), signOff);
    }
    /// Computed by hand, with nothing of ours (Python's hashlib and struct): who changes the form changes its tag.
    void aStrangerComputesTheSame()
    {
        Binding binding;
        binding.post = PostId::fromBytes(QByteArray::fromHex("00112233445566778899aabbccddeeff"));
        binding.revision = QByteArray(32, '\x01');
        binding.rules = QByteArray(32, '\x06');
        binding.variants = { { ChannelId::fromBytes(QByteArray(16, '\x03')), QByteArray(32, '\x04') },
            { ChannelId::fromBytes(QByteArray(16, '\x02')), QByteArray(32, '\x05') } };
        binding.time = { u"2026-10-15 09:30"_s, u"Europe/Amsterdam"_s, {}, 0, 60 };
        QCOMPARE(bindingDigest(*bindingBytes(binding)).toHex(),
            QByteArray("3da52052eb9787c9a2aaefb7d87a011cbac9fca977ffe7fe7cda06525e9007df"));
    }
    void theOrderOfChannelsSaysNothing()
    {
        Binding turned = sample();
        std::reverse(turned.variants.begin(), turned.variants.end());
        QCOMPARE(*bindingBytes(turned), *bindingBytes(sample()));
    }
    void everyFieldIsBound_data()
    {
        QTest::addColumn<BindingChange>("change");
        const auto row = [](const char *name, BindingChange change) { QTest::newRow(name) << change; };
        row("post", [](Binding &s) { s.post = PostId::fromName("test", "another"); });
        row("revision", [](Binding &s) { s.revision[31] = char(s.revision[31] ^ 1); });
        row("gates and authors", [](Binding &s) { s.rules[7] = char(s.rules[7] ^ 2); });
        row("answered", [](Binding &s) { s.answers[0] = char(s.answers[0] ^ 0x80); });
        row("answers nothing", [](Binding &s) { s.answers.clear(); });
        row("a variant", [](Binding &s) { s.variants[1].digest[5] = char(s.variants[1].digest[5] ^ 4); });
        row("a channel", [](Binding &s) { s.variants[0].channel = ChannelId::fromName("test", "another"); });
        row("a channel less", [](Binding &s) { s.variants.removeLast(); });
        row("hour", [](Binding &s) { s.time.wall = u"2026-10-15 09:31"_s; });
        row("zone", [](Binding &s) { s.time.zone = u"Europe/Berlin"_s; });
        row("series", [](Binding &s) { s.time.repeats = u"FREQ=DAILY"_s; });
        row("early", [](Binding &s) { s.time.early = 14; });
        row("late", [](Binding &s) { s.time.late = 31; });
        // Nothing runs into the field beside it.
        row("zone into hour", [](Binding &s) {
            s.time.wall += s.time.zone;
            s.time.zone.clear();
        });
    }
    void everyFieldIsBound()
    {
        QFETCH(BindingChange, change);
        Binding changed = sample();
        change(changed);
        QVERIFY(*bindingBytes(changed) != *bindingBytes(sample()));
        QVERIFY(bindingDigest(*bindingBytes(changed)) != bindingDigest(*bindingBytes(sample())));
    }
    void everyFieldOfASignOffIsBound_data()
    {
        QTest::addColumn<SignOffChange>("change");
        const auto row = [](const char *name, SignOffChange change) { QTest::newRow(name) << change; };
        row("id", [](SignOff &v) { v.id = SignOffId::fromName("test", "another"); });
        row("binding", [](SignOff &v) { v.binding[0] = char(v.binding[0] ^ 1); });
        row("gate", [](SignOff &v) { v.gate = GateId::fromName("test", "another"); });
        row("word", [](SignOff &v) { v.word = SignOff::Word::Refuse; });
        row("by", [](SignOff &v) { v.by = MemberId::fromName("test", "another"); });
        row("instead of", [](SignOff &v) { v.insteadOf = {}; });
        row("version", [](SignOff &v) { v.authority = 4; });
        row("sequence", [](SignOff &v) { v.sequence = 18; });
        row("at", [](SignOff &v) { v.at = v.at.addMSecs(1); });
        row("until", [](SignOff &v) { v.until = {}; });
        row("note", [](SignOff &v) { v.note.clear(); });
    }
    void everyFieldOfASignOffIsBound()
    {
        QFETCH(SignOffChange, change);
        const auto signer = Signer::fresh();
        QVERIFY(signer);
        const QByteArray signature = (*signer)->sign(signOffBytes(sampleSignOff()));
        QVERIFY(isSignedBy((*signer)->publicKey(), signOffBytes(sampleSignOff()), signature));
        SignOff changed = sampleSignOff();
        change(changed);
        QVERIFY(!isSignedBy((*signer)->publicKey(), signOffBytes(changed), signature));
    }
    void anyBitFlippedVoids()
    {
        const QByteArray bytes = signOffBytes(sampleSignOff());
        const auto signer = Signer::fresh();
        QVERIFY(signer);
        const QByteArray signature = (*signer)->sign(bytes);
        for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
            QByteArray flipped = bytes;
            flipped[bit / 8] = char(flipped.at(bit / 8) ^ (1 << (bit % 8)));
            QVERIFY(!isSignedBy((*signer)->publicKey(), flipped, signature));
        }
    }
    void whatIsNotCanonicalIsRefused()
    {
        const QByteArray good = *bindingBytes(sample());
        for (qsizetype cut = 0; cut < good.size(); ++cut)
            QVERIFY(!readBinding(good.left(cut)));
        QVERIFY(!readBinding(good + '\0'));
        const QByteArray signOff = signOffBytes(sampleSignOff());
        for (qsizetype cut = 0; cut < signOff.size(); ++cut)
            QVERIFY(!readSignOff(signOff.left(cut)));
        QVERIFY(!readSignOff(signOff + 'x'));
    }
    void hostileBytesAreRead()
    {
        QRandomGenerator random(20'261'123);
        const QByteArray good = *bindingBytes(sample());
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bad = good;
            const int changes = 1 + int(random.bounded(4));
            for (int change = 0; change < changes; ++change)
                bad[qsizetype(random.bounded(quint32(bad.size())))] = char(random.bounded(256));
            // Where it can be read at all, it says what it says in the only way.
            if (const auto read = readBinding(bad))
                QCOMPARE(*bindingBytes(*read), bad);
        }
    }
    void aChannelTwiceIsRefused()
    {
        Binding twice = sample();
        twice.variants.append(twice.variants.constFirst());
        QVERIFY(!bindingBytes(twice));
    }
    void theFingerprintIsReadAloud()
    {
        QCOMPARE(fingerprint(QByteArray::fromHex("7f3a91c20d5effff")), u"7F3A 91C2 0D5E"_s);
    }
};

QTEST_GUILESS_MAIN(TestBinding)
#include "test_binding.moc"
