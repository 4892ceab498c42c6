#include "core/operations/operation.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

/// The operation of the vector below.
Operation theOne()
{
    Operation one;
    one.id = OperationId::fromBytes(QByteArray::fromHex("0192a1b2c3d47000800000000000000a"));
    one.desk = DeskId::fromBytes(QByteArray::fromHex("0192a1b2c3d47000800000000000000b"));
    one.seq = 258;
    one.actor = MemberId::fromBytes(QByteArray::fromHex("0192a1b2c3d47000800000000000000c"));
    one.hlc = (1'760'265'720'000LL << 16) | 3;
    one.kind = QStringLiteral("triage.done");
    one.payload = R"({"on":[{"c":"ä"}]})";
    one.prev = QByteArray(32, '\0');
    return one;
}

/// The same bytes by other means, from the words of operation.h alone: hexadecimal text, put together a field at a
/// time and never by the code under test.
QByteArray field(const QByteArray &hex)
{
    return QByteArray::number(hex.size() / 2, 16).rightJustified(8, '0') + hex;
}
QByteArray number(quint64 value)
{
    return field(QByteArray::number(value, 16).rightJustified(16, '0'));
}
QByteArray byHand(const Operation &one)
{
    const QByteArray hex = QByteArray("wheelhouse-operation-1").toHex() + field(one.id.bytes().toHex())
        + field(one.desk.bytes().toHex()) + number(quint64(one.seq)) + field(one.actor.bytes().toHex())
        + number(quint64(one.hlc)) + field(one.kind.toUtf8().toHex()) + field(one.payload.toHex())
        + field(one.undoes.isNull() ? QByteArray() : one.undoes.bytes().toHex()) + field(one.prev.toHex());
    return QByteArray::fromHex(hex);
}

} // namespace

class TestOperation : public QObject {
    Q_OBJECT
private slots:
    void theCanonicalBytesAreThese()
    {
        // Written down once, so that whoever checks a chain with a program of their own can begin here.
        const QByteArray vector =
            QByteArray::fromHex("776865656c686f7573652d6f7065726174696f6e2d31"
                                "00000010"
                                "0192a1b2c3d47000800000000000000a"
                                "00000010"
                                "0192a1b2c3d47000800000000000000b"
                                "00000008"
                                "0000000000000102"
                                "00000010"
                                "0192a1b2c3d47000800000000000000c"
                                "00000008"
                                "0199d80350c00003"
                                "0000000b"
                                "7472696167652e646f6e65"
                                "00000013"
                                "7b226f6e223a5b7b2263223a22c3a4227d5d7d"
                                "00000000"
                                "00000020"
                                "0000000000000000000000000000000000000000000000000000000000000000");
        QCOMPARE(canonicalBytes(theOne()).toHex(), vector.toHex());
        QCOMPARE(
            hashOf(theOne()).toHex(), QByteArray("0f219425df7799f58e85a194c5488a5cc16c2a82dbffd3165ff3f2151bd2960e"));
    }
    void aSecondEncodingAgreesWhateverTheFieldsHold_data()
    {
        QTest::addColumn<int>("which");
        for (int i = 0; i < 6; ++i)
            QTest::addRow("variant %d", i) << i;
    }
    void aSecondEncodingAgreesWhateverTheFieldsHold()
    {
        QFETCH(int, which);
        Operation one = theOne();
        if (which == 1)
            one.undoes = OperationId::fromBytes(QByteArray(16, '\x07'));
        if (which == 2)
            one.kind.clear();
        if (which == 3)
            one.payload = QByteArray(70'000, 'x');
        if (which == 4)
            one.seq = one.hlc = std::numeric_limits<qint64>::max();
        if (which == 5)
            one.payload = QByteArray("{\"a\":\"\0\"}", 9);
        QCOMPARE(canonicalBytes(one).toHex(), byHand(one).toHex());
    }
    void everyFieldCounts()
    {
        const QByteArray hash = hashOf(theOne());
        const auto differs = [&](const std::function<void(Operation &)> &change) {
            Operation one = theOne();
            change(one);
            return hashOf(one) != hash;
        };
        QVERIFY(differs([](Operation &o) { o.id = OperationId::fresh(); }));
        QVERIFY(differs([](Operation &o) { o.desk = DeskId::fresh(); }));
        QVERIFY(differs([](Operation &o) { ++o.seq; }));
        QVERIFY(differs([](Operation &o) { o.actor = MemberId::fresh(); }));
        QVERIFY(differs([](Operation &o) { ++o.hlc; }));
        QVERIFY(differs([](Operation &o) { o.kind += u'x'; }));
        QVERIFY(differs([](Operation &o) { o.payload += ' '; }));
        QVERIFY(differs([](Operation &o) { o.undoes = OperationId::fresh(); }));
        QVERIFY(differs([](Operation &o) { o.prev[31] = '\x01'; }));
        QVERIFY(!differs([](Operation &o) { o.row = 77; })); // a row is one desk's own
    }
    void aLetterMovedFromOneFieldToTheNextIsSeen()
    {
        Operation one = theOne();
        one.kind = QStringLiteral("note.add{");
        one.payload = "}";
        Operation two = theOne();
        two.kind = QStringLiteral("note.add");
        two.payload = "{}";
        QVERIFY(hashOf(one) != hashOf(two));
    }
    void wordsAreNamedByADigestThatNeedsItsSalt()
    {
        const QByteArray salt = freshSalt();
        QCOMPARE(salt.size(), 8);
        QVERIFY(salt != freshSalt());
        const QString digest = saltedDigest(salt, "Where is my parcel?");
        QCOMPARE(digest.size(), 32);
        QVERIFY(digest != saltedDigest(freshSalt(), "Where is my parcel?"));
        QVERIFY(digest != saltedDigest(salt, "Where is my parcel"));
        // sha256sum of the bytes 00…00 (8) and "a", its first half.
        QCOMPARE(saltedDigest(QByteArray(8, '\0'), "a"), QStringLiteral("d7fe8b5c4a504869334d9d78a1e3b18c"));
    }
};

QTEST_GUILESS_MAIN(TestOperation)
#include "test_operation.moc"
