#include "tests/core/approval/house.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::test;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(wheelhouse::Preset)

namespace {

void presets()
{
    QTest::addColumn<Preset>("preset");
    for (const Preset preset : allPresets())
        QTest::newRow(qPrintable(presetWord(preset))) << preset;
}

AuthorityFacts mention(const QString &need, const QString &network = u"mastodon"_s)
{
    AuthorityFacts facts;
    facts.need = need;
    facts.networks = { network };
    return facts;
}

} // namespace

/// Who answers for what, in five shapes of an organisation.
class TestAuthority : public QObject {
    Q_OBJECT
private slots:
    void everyPresetIsSound_data() { presets(); }
    void everyPresetIsSound()
    {
        QFETCH(Preset, preset);
        const House house;
        const Authority authority = authorityOf(preset, house.seats());
        QCOMPARE(troublesOf(authority, house.staff), QStringList());
        QVERIFY(!presetName(preset).isEmpty() && !presetWords(preset).isEmpty());
        QCOMPARE(presetFromWord(presetWord(preset)).value(), preset);
    }
    void everyPresetIsKeptAsItIs_data() { presets(); }
    void everyPresetIsKeptAsItIs()
    {
        QFETCH(Preset, preset);
        const Authority authority = authorityOf(preset, House().seats());
        const QByteArray kept = QJsonDocument(toJson(authority)).toJson(QJsonDocument::Compact);
        const auto read = authorityFromJson(kept);
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(*read, authority);
        // Cut anywhere it is refused, and never read as one with fewer gates.
        for (qsizetype cut = 0; cut < kept.size(); ++cut)
            QVERIFY(!authorityFromJson(kept.left(cut)));
    }
    void oneUnitAnswersForEachOfAThousand_data() { presets(); }
    void oneUnitAnswersForEachOfAThousand()
    {
        QFETCH(Preset, preset);
        const House house;
        const Authority authority = authorityOf(preset, house.seats());
        QSet<DepartmentId> units;
        for (const Unit &unit : authority.units)
            units.insert(unit.department);
        QRandomGenerator random(6);
        const QStringList needs { u"repair"_s, u"refund"_s, u"jobs"_s, u"praise"_s, QString() };
        const QStringList networks { u"mastodon"_s, u"bluesky"_s, u"wordpress"_s };
        for (int i = 0; i < 1'000; ++i) {
            AuthorityFacts facts = mention(needs.at(int(random.bounded(5))), networks.at(int(random.bounded(3))));
            facts.risk = Risk(random.bounded(3));
            const AuthorityPath path = pathOf(authority, facts);
            QVERIFY(units.contains(path.accountable()));
            QCOMPARE(pathOf(authority, facts).steps, path.steps);
            for (const AuthorityPath::Step &step : path.steps)
                QVERIFY(!step.why.isEmpty());
        }
    }
    void theMoreParticularDutyCounts()
    {
        const House house;
        const Authority authority = authorityOf(Preset::Decentralised, house.seats());
        QCOMPARE(pathOf(authority, mention(u"repair"_s)).accountable(), house.repairs);
        QCOMPARE(pathOf(authority, mention(u"refund"_s)).accountable(), house.refunds);
        QCOMPARE(pathOf(authority, mention(u"refund"_s, u"bluesky"_s)).accountable(), house.marketing);
        QCOMPARE(pathOf(authority, mention(u"weather"_s)).accountable(), house.care);
    }
    void centralisedEndsAtTheHub()
    {
        const House house;
        const AuthorityPath path = pathOf(authorityOf(Preset::Centralised, house.seats()), mention(u"repair"_s));
        QCOMPARE(path.accountable(), house.marketing);
        QCOMPARE(path.steps.size(), 2);
    }
    /// Seed 1: in the dandelion no path of a same-spoke mention passes the top hub.
    void theDandelionKeepsTheTopHubOut()
    {
        const House house;
        const Authority authority = authorityOf(Preset::Dandelion, house.seats());
        for (const QString &need : { u"repair"_s, u"refund"_s, u"jobs"_s }) {
            const AuthorityPath path = pathOf(authority, mention(need));
            for (const AuthorityPath::Step &step : path.steps)
                QVERIFY(step.unit != house.marketing);
        }
        AuthorityFacts post;
        post.unit = house.repairs;
        post.units = { house.repairs, house.refunds };
        QCOMPARE(gatesFor(authority, post).size(), 1);
        QCOMPARE(gatesFor(authority, post).constFirst().of.constFirst().department, house.care);
        post.units.insert(house.hiring);
        QCOMPARE(gatesFor(authority, post).size(), 2);
        QCOMPARE(gatesFor(authority, post).constLast().of.constFirst().department, house.marketing);
    }
    void theHubOfAHubAndSpokeSignsWhatIsFlagged()
    {
        const House house;
        const Authority authority = authorityOf(Preset::HubAndSpoke, house.seats());
        AuthorityFacts post;
        post.unit = house.legal;
        QCOMPARE(gatesFor(authority, post).size(), 1);
        post.flags = { policyFlag() };
        QCOMPARE(gatesFor(authority, post).constLast().of.constFirst().department, house.marketing);
    }
    void theHoneycombAsksTheHubOnRedTopicsOnly()
    {
        const House house;
        const Authority authority = authorityOf(Preset::Honeycomb, house.seats());
        AuthorityFacts post;
        post.unit = house.hiring;
        post.risk = Risk::Amber;
        QCOMPARE(gatesFor(authority, post).size(), 1);
        post.risk = Risk::Red;
        QCOMPARE(gatesFor(authority, post).size(), 2);
    }
    void everyPostHasOneUnitAndGates_data() { presets(); }
    void everyPostHasOneUnitAndGates()
    {
        QFETCH(Preset, preset);
        const House house;
        const Authority authority = authorityOf(preset, house.seats());
        QRandomGenerator random(7);
        for (int i = 0; i < 200; ++i) {
            AuthorityFacts post;
            post.unit = authority.units.at(int(random.bounded(quint32(authority.units.size())))).department;
            post.risk = Risk(random.bounded(3));
            if (random.bounded(4) == 0)
                post.flags = { policyFlag() };
            QVERIFY(!pathOf(authority, post).accountable().isNull());
            QVERIFY(!gatesFor(authority, post).isEmpty());
        }
    }
    void whatIsUnsoundIsSaid()
    {
        const House house;
        const auto troubles = [&house](const std::function<void(Authority &)> &change) {
            Authority authority = authorityOf(Preset::Dandelion, house.seats());
            change(authority);
            return troublesOf(authority, house.staff).size();
        };
        QCOMPARE(troubles([](Authority &) {}), 0);
        QCOMPARE(troubles([](Authority &a) { a.units.append({ DepartmentId::fresh(), {}, Unit::Part::Hub }); }), 1);
        QCOMPARE(troubles([&house](Authority &a) {
            a.routes = { { house.care, house.people, {}, u"so"_s }, { house.people, house.legal, {}, u"so"_s },
                { house.legal, house.care, {}, u"so"_s } };
        }),
            1);
        QCOMPARE(troubles([](Authority &a) { a.gates[0].why.clear(); }), 1);
        QCOMPARE(troubles([](Authority &a) { a.gates[0].needed = 99; }), 1);
        QCOMPARE(troubles([](Authority &a) { a.gates[0].late = Gate::Late::Deputies; }), 1);
        QCOMPARE(troubles([&house](Authority &a) {
            Gate back = a.gates.constFirst();
            back.of = { a.gates.constFirst().of.constFirst() };
            back.of[0].department = house.repairs;
            back.over = { house.care };
            a.gates.append(back);
        }),
            1);
    }
};

QTEST_GUILESS_MAIN(TestAuthority)
#include "test_authority.moc"
