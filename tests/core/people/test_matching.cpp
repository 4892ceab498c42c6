#include "core/people/contacts.h"
#include "core/people/handlekey.h"
#include "core/people/matching.h"
#include "tests/support/desk.h"
#include "tests/support/owntime.h"

using namespace wheelhouse;

namespace {

using Claims = QList<ProfileClaim>;

ProfileClaim email(const QString &address)
{
    return { ProfileClaim::Kind::Email, address, false };
}

ProfileClaim link(const QString &url, bool isVerified = false)
{
    return { ProfileClaim::Kind::Link, url, isVerified };
}

struct Crowd : TestDesk {
    Matching matching { writer() };
    Contacts contacts { writer(), log, undo, clock };

    /// Somebody at \a network; gives the row of the identity.
    qint64 add(NetworkId network, const QString &handle, const QString &name, const QString &url = {},
        const Claims &claims = {})
    {
        Arrival arrival = saying(QString::number(++m_said), QStringLiteral("Hello"));
        arrival.author = { handle + networkWord(network), handle, name, url, {}, false, claims };
        auto transaction = Transaction::begin(writer());
        const qint64 place = must(admission.channel(*transaction,
            { ChannelId::fromName("channel", networkWord(network).toUtf8()), network, networkWord(network), {} }));
        must(admission.admit(
            *transaction, prepareAll({ arrival }, network, clock.nowMs()), { place, clock.nowMs(), false, {} }));
        must(transaction->commit());
        Statement find(writer(), "SELECT max(row) FROM identity");
        return must(find.number()).value_or(0);
    }
    /// What is proposed for \a identity, as "row: reason, reason".
    QStringList proposed(qint64 identity)
    {
        QStringList lines;
        const auto all = must(matching.proposals(identity));
        for (const MatchProposal &each : all) {
            QStringList reasons;
            for (const MatchReason reason : each.reasons)
                reasons.append(matchWord(reason));
            lines.append(QString::number(each.other) + QStringLiteral(": ") + reasons.join(QStringLiteral(", ")));
        }
        return lines;
    }
    static QStringList said(qint64 row, const char *reasons)
    {
        return { QString::number(row) + QStringLiteral(": ") + QLatin1String(reasons) };
    }

private:
    int m_said = 0;
};

const QString none;

} // namespace

class TestMatching : public QObject {
    Q_OBJECT
private slots:
    void theKeysAreThoseOfTheIndexes_data()
    {
        QTest::addColumn<QString>("handle");
        QTest::addColumn<QString>("key");
        QTest::newRow("fediverse") << "@Kofi_D@Map-Stodon.space"
                                   << "kofid";
        QTest::newRow("bluesky") << "kofi-d.bsky.social"
                                 << "kofid";
        QTest::newRow("own domain") << "anneke.example.net"
                                    << "annekeexamplenet";
        QTest::newRow("not ASCII") << QString::fromUtf8("@Jürgen.Ü") << QString::fromUtf8("jürgenÜ");
        QTest::newRow("several @") << "@@ada@x@y"
                                   << "ada";
        QTest::newRow("only @") << "@@"
                                << "";
    }
    void theKeysAreThoseOfTheIndexes()
    {
        QFETCH(QString, handle);
        QFETCH(QString, key);
        QCOMPARE(handleKey(handle), key);
        TestDatabase database;
        Statement sql(database.writer(), QByteArray("SELECT ") + handleKeySql + "FROM (SELECT ?1 AS handle)");
        const auto stored = sql.one<QString>([](const Row &row) { return row.text(0); }, handle);
        QCOMPARE(stored->value_or(QStringLiteral("?")), key);
        const QString url = QStringLiteral("https://") + handle + QStringLiteral("//");
        Statement profile(database.writer(), QByteArray("SELECT ") + profileKeySql + "FROM (SELECT ?1 AS profile_url)");
        const auto storedUrl = profile.one<QString>([](const Row &row) { return row.text(0); }, url);
        QCOMPARE(storedUrl->value_or(QStringLiteral("?")), profileKey(url));
    }
    void aNameAloneNeverSuffices()
    {
        Crowd desk;
        const qint64 anna =
            desk.add(NetworkId::Mastodon, QStringLiteral("@anna@a.example"), QStringLiteral("Anna Müller"));
        desk.add(NetworkId::Bluesky, QStringLiteral("mueller.bsky.social"), QStringLiteral("Anna Müller"));
        QCOMPARE(desk.proposed(anna), QStringList());
        // Nor does a handle that is only the name run together.
        const qint64 run =
            desk.add(NetworkId::Mastodon, QStringLiteral("@annamuller@a.example"), QStringLiteral("Anna Müller"));
        desk.add(NetworkId::Bluesky, QStringLiteral("anna-muller.bsky.social"), QStringLiteral("Anna Müller"));
        QCOMPARE(desk.proposed(run), QStringList());
    }
    void aRareHandleOnTwoNetworksIsAWeakReason()
    {
        Crowd desk;
        const qint64 one =
            desk.add(NetworkId::Mastodon, QStringLiteral("@quietgrinder@a.example"), QStringLiteral("Bas Tielen"));
        const qint64 other =
            desk.add(NetworkId::Bluesky, QStringLiteral("quiet-grinder.bsky.social"), QStringLiteral("Bas"));
        QCOMPARE(desk.proposed(one), Crowd::said(other, "handle"));
        QVERIFY(desk.must(desk.matching.proposals(one)).first().strength < 50);
        // On a second server of one network it says nothing, and neither does one that many have.
        Crowd same;
        const qint64 here =
            same.add(NetworkId::Mastodon, QStringLiteral("@quietgrinder@a.example"), QStringLiteral("Bas"));
        same.add(NetworkId::Mastodon, QStringLiteral("@quietgrinder@b.example"), QStringLiteral("Bas"));
        QCOMPARE(same.proposed(here), QStringList());
        for (const auto network : { NetworkId::Forum, NetworkId::Bluesky, NetworkId::WordPress })
            desk.add(network, QStringLiteral("quietgrinder"), QStringLiteral("Somebody"));
        QCOMPARE(desk.proposed(one), QStringList());
        Crowd office;
        const qint64 desk1 = office.add(NetworkId::Mastodon, QStringLiteral("@support@a.example"), none);
        office.add(NetworkId::Forum, QStringLiteral("support"), none);
        QCOMPARE(office.proposed(desk1), QStringList());
    }
    void oneAddressIsAGoodReasonUnlessManyShareIt()
    {
        Crowd desk;
        const qint64 one = desk.add(NetworkId::Mastodon, QStringLiteral("@kofi@a.example"), none, none,
            { email(QStringLiteral("Kofi@Mail.Example")) });
        const qint64 other = desk.add(NetworkId::Forum, QStringLiteral("kofid"), none, none,
            { email(QStringLiteral("mailto:kofi@mail.example")) });
        QCOMPARE(desk.proposed(one), Crowd::said(other, "email"));
        QCOMPARE(desk.proposed(other), Crowd::said(one, "email"));
        for (int i = 0; i < 5; ++i)
            desk.add(NetworkId::Forum, QStringLiteral("clerk%1").arg(i), none, none,
                { email(QStringLiteral("kofi@mail.example")) });
        QCOMPARE(desk.proposed(one), QStringList());
    }
    void linksOneWayBothWaysAndTestedByTheNetwork()
    {
        Crowd desk;
        const qint64 one = desk.add(NetworkId::Mastodon, QStringLiteral("@lv@a.example"), none,
            QStringLiteral("https://a.example/@lv"), { link(QStringLiteral("http://counter.example/u/lotte/")) });
        const qint64 other = desk.add(
            NetworkId::Forum, QStringLiteral("lotte"), none, QStringLiteral("https://counter.example/u/lotte"));
        QCOMPARE(desk.proposed(one), Crowd::said(other, "link"));
        QCOMPARE(desk.proposed(other), Crowd::said(one, "link"));
        Crowd both;
        const qint64 here = both.add(NetworkId::Mastodon, QStringLiteral("@lv@a.example"), none,
            QStringLiteral("https://a.example/@lv"), { link(QStringLiteral("https://counter.example/u/lotte")) });
        const qint64 there = both.add(NetworkId::Forum, QStringLiteral("lotte"), none,
            QStringLiteral("https://counter.example/u/lotte"), { link(QStringLiteral("https://a.example/@lv")) });
        QVERIFY(both.proposed(here).first().contains(QLatin1String("mutual-link")));
        QVERIFY(both.proposed(there).first().contains(QLatin1String("mutual-link")));
        Crowd tested;
        const qint64 holder = tested.add(NetworkId::Mastodon, QStringLiteral("@an@a.example"), none,
            QStringLiteral("https://a.example/@an"), { link(QStringLiteral("https://anneke.example.net"), true) });
        const qint64 named = tested.add(NetworkId::Bluesky, QStringLiteral("anneke.example.net"), none);
        QCOMPARE(tested.proposed(holder), Crowd::said(named, "verified-domain"));
        QCOMPARE(tested.proposed(named), Crowd::said(holder, "verified-domain"));
    }
    void aBridgeNamesTheOriginal()
    {
        Crowd desk;
        const qint64 one = desk.add(NetworkId::Mastodon, QStringLiteral("@kofi_d@town.example"), none);
        const qint64 copy = desk.add(NetworkId::Bluesky, QStringLiteral("kofi-d.town.example.ap.brid.gy"), none);
        QCOMPARE(desk.proposed(one), Crowd::said(copy, "bridge"));
        QCOMPARE(desk.proposed(copy), Crowd::said(one, "bridge"));
        const qint64 sky = desk.add(NetworkId::Bluesky, QStringLiteral("rhona.bsky.social"), none);
        const qint64 shadow = desk.add(NetworkId::Mastodon, QStringLiteral("@rhona.bsky.social@bsky.brid.gy"), none);
        QCOMPARE(desk.proposed(sky), Crowd::said(shadow, "bridge"));
        QCOMPARE(desk.proposed(shadow), Crowd::said(sky, "bridge"));
        // Whoever only calls themselves so on a server of their own is no bridge.
        const qint64 liar =
            desk.add(NetworkId::Mastodon, QStringLiteral("@rhona.bsky.social@brid.gy.evil.example"), none);
        QCOMPARE(desk.proposed(liar), QStringList());
    }
    void whatWasRefusedIsNotProposedAgainUntilThatIsTakenBack()
    {
        Crowd desk;
        const qint64 one = desk.add(
            NetworkId::Mastodon, QStringLiteral("@k@a.example"), none, none, { email(QStringLiteral("k@m.example")) });
        const qint64 other =
            desk.add(NetworkId::Forum, QStringLiteral("kd"), none, none, { email(QStringLiteral("k@m.example")) });
        QVERIFY(desk.contacts.refuse(one, other));
        QCOMPARE(desk.proposed(one), QStringList());
        QCOMPARE(desk.proposed(other), QStringList());
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.proposed(one).size(), 1);
        QVERIFY(desk.contacts.merge(one, other, MatchReason::Email));
        QCOMPARE(desk.proposed(one), QStringList());
        QVERIFY(desk.contacts.split(other));
        QCOMPARE(desk.proposed(one), QStringList());
    }
    void whatAProfileNoLongerSaysIsForgotten()
    {
        Crowd desk;
        const qint64 one = desk.add(
            NetworkId::Mastodon, QStringLiteral("@k@a.example"), none, none, { email(QStringLiteral("k@m.example")) });
        desk.add(NetworkId::Forum, QStringLiteral("kd"), none, none, { email(QStringLiteral("k@m.example")) });
        desk.add(
            NetworkId::Mastodon, QStringLiteral("@k@a.example"), none, none, { email(QStringLiteral("k2@m.example")) });
        QCOMPARE(desk.proposed(one), QStringList());
    }
    void reasonsTogetherAreStrongerAndNeverCertain()
    {
        QVERIFY(strengthOf({ MatchReason::Handle, MatchReason::Name }) > strengthOf(MatchReason::Handle));
        QVERIFY(strengthOf({ MatchReason::Email, MatchReason::Handle }) > strengthOf(MatchReason::Email));
        QVERIFY(strengthOf({ MatchReason::Bridge, MatchReason::MutualLink }) <= 100);
    }
    /// Only the indexes answer, so that a million identities cost no more than a hundred.
    void everyQuestionIsAnsweredFromAnIndex()
    {
        Crowd desk;
        for (const QByteArray &sql :
            { QByteArray("SELECT row FROM identity WHERE length(handle) > 4 AND is_us = 0 AND ") + handleKeySql
                    + "= 'x'",
                QByteArray("SELECT row FROM identity WHERE profile_url <> '' AND is_us = 0 AND ") + profileKeySql
                    + "= 'x'" }) {
            Statement plan(desk.writer(), "EXPLAIN QUERY PLAN " + sql);
            const auto lines = desk.must(plan.all<QString>([](const Row &row) { return row.text(3); }));
            QVERIFY2(lines.join(u' ').contains(QLatin1String("USING INDEX identity_")), qPrintable(lines.join(u' ')));
        }
    }
    void aThousandAccountsThatClaimOneAddressCostLittle()
    {
        Crowd desk;
        desk.must(desk.writer().run(R"(
            WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
            INSERT INTO contact (row, id) SELECT i + 1000, randomblob(16) FROM n;
            WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
            INSERT INTO identity (row, id, contact, network, global_name, handle, name, folded, profile_url, first_at)
            SELECT i + 1000, randomblob(16), i + 1000, 'mastodon', 'g' || i, '@someone' || (i / 20000) || '@h' || i, 'n', 'n',
                   'https://one.example/same', 0 FROM n;
            INSERT INTO trait (identity, kind, value) SELECT row, 'email', 'all@one.example' FROM identity WHERE row > 1000;
            INSERT INTO trait (identity, kind, value) SELECT row, 'link', 'one.example/same' FROM identity WHERE row > 1000)"));
        desk.must(desk.matching.proposals(1001)); // prepares the statements
        const OwnTime own;
        const auto found = desk.must(desk.matching.proposals(1500));
        QVERIFY2(own.ms() < 25, qPrintable(QString::number(own.ms())));
        QVERIFY(found.size() <= 5);
    }
};

QTEST_GUILESS_MAIN(TestMatching)
#include "test_matching.moc"
