#include "core/secrets/signer.h"

#include <QtTest>

using namespace wheelhouse;

/// Keys that sign, against what RFC 8032 says they give.
class TestSigner : public QObject {
    Q_OBJECT
private slots:
    /// RFC 8032, 7.1, tests 1 to 3.
    void theVectorsOfTheStandardHold_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("signature");
        const auto row = [](const char *name, const char *seed, const char *key, const char *message,
                             const char *signature) {
            QTest::newRow(name) << QByteArray::fromHex(seed) << QByteArray::fromHex(key) << QByteArray::fromHex(message)
                                << QByteArray::fromHex(signature);
        };
        row("nothing", "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f059"
            "5bbe"
            "24655141438e7a100b");
        row("one byte", "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4"
            "302a"
            "eeb00d291612bb0c00");
        row("two bytes", "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e971"
            "6ed2"
            "8dc027beceea1ec40a");
    }
    void theVectorsOfTheStandardHold()
    {
        QFETCH(QByteArray, seed);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, signature);
        const auto signer = Signer::fromSeed(Secret(seed));
        QVERIFY(signer);
        QCOMPARE((*signer)->publicKey(), key);
        QCOMPARE((*signer)->sign(message), signature);
        QVERIFY(isSignedBy(key, message, signature));
        QCOMPARE((*signer)->seed().reveal(), seed);
    }
    void anothersKeyDoesNotVerify()
    {
        const auto mine = Signer::fresh();
        const auto other = Signer::fresh();
        QVERIFY(mine && other);
        QVERIFY((*mine)->publicKey() != (*other)->publicKey());
        const QByteArray signature = (*mine)->sign("said");
        QVERIFY(isSignedBy((*mine)->publicKey(), "said", signature));
        QVERIFY(!isSignedBy((*other)->publicKey(), "said", signature));
        QVERIFY(!isSignedBy((*mine)->publicKey(), "sayd", signature));
        QVERIFY(!isSignedBy((*mine)->publicKey(), "said", signature.left(63)));
        QVERIFY(!isSignedBy({}, "said", signature));
        QVERIFY(!isSignedBy((*mine)->publicKey(), "said", {}));
    }
    /// A key of small order verifies the empty signature over anything, where nobody looks.
    void aWeakKeyVerifiesNothing()
    {
        QByteArray identity(32, '\0');
        identity[0] = 1;
        QByteArray signature(64, '\0');
        signature[0] = 1;
        QVERIFY(!isSignedBy(identity, "anything", signature));
        QVERIFY(!isSignedBy(QByteArray(32, '\0'), "anything", signature));
    }
    void aBrokenSeedIsRefused()
    {
        QVERIFY(!Signer::fromSeed(Secret(QByteArray(31, 'x'))));
        QVERIFY(!Signer::fromSeed(Secret()));
    }
};

QTEST_GUILESS_MAIN(TestSigner)
#include "test_signer.moc"
