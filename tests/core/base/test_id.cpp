#include "core/base/id.h"

#include <QtTest>

using namespace wheelhouse;

class TestId : public QObject {
    Q_OBJECT
private slots:
    void aFreshIdIsAUuidOfVersionSeven()
    {
        const auto bytes = Id<struct Thing>::fresh().bytes();
        QCOMPARE(bytes.at(6) & 0xf0, 0x70);
        QCOMPARE(bytes.at(8) & 0xc0, 0x80);
    }
    void freshIdsRiseWithTime()
    {
        const auto earlier = Id<struct Thing>::fresh();
        QTRY_VERIFY(earlier.bytes().left(6) < Id<struct Thing>::fresh().bytes().left(6));
    }
    void twoDesksGiveOneNameOneId()
    {
        const auto here = Id<struct Thing>::fromName("mention", "https://a.example/1");
        QCOMPARE(here, Id<struct Thing>::fromName("mention", "https://a.example/1"));
        QCOMPARE(here.toString(), QStringLiteral("987b6890-d7e2-823b-aaa1-9f6d8d91ae9e"));
    }
    void oneNameInTwoSpacesIsTwoIds()
    {
        QVERIFY(!(Id<struct Thing>::fromName("mention", "x") == Id<struct Thing>::fromName("identity", "x")));
    }
    void bytesAndTextComeBackAsTheSameId()
    {
        const auto id = Id<struct Thing>::fresh();
        QCOMPARE(Id<struct Thing>::fromBytes(id.bytes()), id);
        QCOMPARE(Id<struct Thing>::fromString(id.toString()), id);
    }
};

QTEST_GUILESS_MAIN(TestId)
#include "test_id.moc"
