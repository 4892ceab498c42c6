#include "tests/app/soakparts.h"
#include "tests/support/rounds.h"

#include <QElapsedTimer>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString passphrase = u"a passphrase of mine"_s;
constexpr int retryAfterMs = 2'000; // what the proxy's 429 says
constexpr int mostInFiveMinutes = 300; // Mastodon's own limit of one account, the strictest of the three

QJsonObject post(const QString &url, const QString &token, const QJsonObject &body)
{
    QProcess curl;
    curl.start(u"curl"_s,
        { u"-fsS"_s, url, u"-H"_s, u"Content-Type: application/json"_s, u"-H"_s, u"Authorization: Bearer "_s + token,
            u"-d"_s, QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)) });
    curl.waitForFinished(30'000);
    return QJsonDocument::fromJson(curl.readAllStandardOutput()).object();
}

/// Three networks that break, and what was said on each.
struct Networks {
    Sea snac { u"snac"_s, "SNAC_PORT" };
    Sea blog { u"wordpress"_s, "WORDPRESS_PORT" };
    Sea bluesky { u"bluesky"_s, "BLUESKY_PDS_PORT", { u"plain"_s } };
    QJsonObject bob;
    int said = 0;

    [[nodiscard]] QList<Sea *> all() { return { &snac, &blog, &bluesky }; }
    void begin()
    {
        bob = post(bluesky.value("BLUESKY_PDS") + u"/xrpc/com.atproto.server.createSession"_s, u"none"_s,
            { { u"identifier"_s, u"bob.test"_s }, { u"password"_s, bluesky.value("BLUESKY_BOB_PASSWORD") } });
    }
    void sayOnBluesky(const QString &text)
    {
        const QJsonObject whom { { u"$type"_s, u"app.bsky.richtext.facet#mention"_s },
            { u"did"_s, bluesky.value("BLUESKY_ALICE") } };
        const QJsonObject facet { { u"index"_s, QJsonObject { { u"byteStart"_s, 0 }, { u"byteEnd"_s, 6 } } },
            { u"features"_s, QJsonArray { whom } } };
        const QJsonObject record { { u"$type"_s, u"app.bsky.feed.post"_s }, { u"text"_s, text },
            { u"facets"_s, QJsonArray { facet } },
            { u"createdAt"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) } };
        const QJsonObject made = post(bluesky.value("BLUESKY_PDS") + u"/xrpc/com.atproto.repo.createRecord"_s,
            bob.value(u"accessJwt"_s).toString(),
            { { u"repo"_s, bob.value(u"did"_s) }, { u"collection"_s, u"app.bsky.feed.post"_s },
                { u"record"_s, record } });
        QVERIFY(made.contains(u"uri"_s));
    }
    void sayOnBlog(const QString &text)
    {
        blog.tell(u"php"_s,
            u"wp_insert_comment(['comment_post_ID' => 1, 'comment_author' => 'Cleo', 'comment_author_email' => "
            "'cleo@example.test', 'comment_content' => '%1', 'comment_approved' => 0]);"_s.arg(text));
    }
    /// Somebody says something, on one network or another.
    void say()
    {
        const QString text = u"@alice soak number %1 here"_s.arg(++said);
        if (said % 5 == 0) // seldom: it lists the 64 newest only, and may not be reached for minutes
            snac.tell(u"post"_s, text);
        else if (said % 2 == 0)
            sayOnBluesky(text);
        else
            sayOnBlog(text);
    }
};

void connectAll(CliPerson &person, Networks &networks)
{
    const auto add = [&](const QString &network, Sea &sea, const QStringList &user, const char *secret) {
        const CliSaid added = person.run(QStringList { u"account"_s, u"add"_s, network, sea.through() } + user
                + QStringList { u"--every"_s, u"15"_s },
            { passphrase, sea.value(secret) });
        QVERIFY2(added.code == 0, added.err.constData());
    };
    add(u"mastodon"_s, networks.snac, {}, "SNAC_ALICE_TOKEN");
    add(u"wordpress"_s, networks.blog, { u"--user"_s, u"admin"_s }, "WORDPRESS_ADMIN");
    add(u"bluesky"_s, networks.bluesky, { u"--user"_s, u"alice.test"_s }, "BLUESKY_ALICE_PASSWORD");
    QCOMPARE(person.run({ u"fetch"_s }, { passphrase }).code, 0);
}

/// Each network breaks in another way, every way comes in its turn, and between two of them all is well for a while:
/// snac lists the 64 newest notifications only, so that what it cannot give any more after a longer break is not ours.
QString modeOf(int turn, int network)
{
    static const QStringList modes { u"429"_s, u"503"_s, u"badjson"_s, u"slow"_s, u"reset"_s, u"lost"_s, u"badgw"_s };
    return (turn + network) % 2 == 0 ? u"ok"_s : modes.at((turn / 2 + network * 2) % int(modes.size()));
}

/// What goes on in a sample (a launch, a storm) begins whenever a program is begun, so fifty kills are fifty launches.
/// Its lines have numbers of their own, core/connectors/rehearsal/plot.cpp.
bool isOfAnAct(const QString &name)
{
    return name.section(u':', 2).toLongLong() >= 10'000'000'000'000;
}

/// What memory was over a long life without a kill, its last part to its first.
double lastToFirst(const QList<qint64> &pages)
{
    const auto middle = [](QList<qint64> part) {
        std::sort(part.begin(), part.end());
        return double(part.at(part.size() / 2));
    };
    const auto part = std::max<qsizetype>(1, pages.size() / 4);
    // The first quarter is left out: what is used once was not there yet.
    return middle(pages.last(part)) / middle(pages.mid(part, part));
}

} // namespace

/// Networks that break in every way while they are listened to, and a program that is killed meanwhile.
class TestSoak : public QObject {
    Q_OBJECT
private slots:
    void noMentionIsLostAndNoneIsThereTwice();
    void aLongLifeNeedsNoMoreMemory();

private:
    void breakAndKill(Agent &live, Agent &played);
    void everythingIsThereOnce(CliPerson &person);
    void playedAsIfNothingHadHappened(const CliPerson &person, const CliPerson &undisturbed);

    Networks m_networks;
    CliPerson m_person { QStringLiteral(WH_CLI) };
    bool m_isConnected = false;
};

void TestSoak::breakAndKill(Agent &live, Agent &played)
{
    const qint64 ms = rounds("seconds of networks that break", 40, 2'700) * 1'000;
    const int kills = rounds("kills while they break", 3, 50);
    QElapsedTimer clock;
    clock.start();
    int killed = 0;
    int turns = 0;
    while (clock.elapsed() < ms) {
        m_networks.say();
        QTest::qWait(ms > 100'000 ? 2'000 : 300);
        if (clock.elapsed() >= qint64(turns) * 5'000) {
            const auto seas = m_networks.all();
            for (int i = 0; i < seas.size(); ++i)
                seas.at(i)->be(modeOf(turns, i));
            ++turns;
        }
        if (killed < kills && clock.elapsed() > ms * (killed + 1) / (kills + 1)) {
            ++killed;
            live.killAndBegin();
            played.killAndBegin();
        }
    }
    for (Sea *sea : m_networks.all())
        sea->be(u"ok"_s);
    QCOMPARE(killed, kills);
}

void TestSoak::everythingIsThereOnce(CliPerson &person)
{
    const auto there = [&] {
        return number(person.workspace(), "SELECT count(*) FROM mention WHERE text LIKE '%soak number%'");
    };
    // A server that asked to be left alone is left alone for as long as it said.
    QTRY_VERIFY_WITH_TIMEOUT(
        person.run({ u"fetch"_s }, { passphrase }).code >= 0 && there() >= m_networks.said, 150'000);
    QCOMPARE(there(), m_networks.said);
    QCOMPARE(number(person.workspace(), "SELECT count(DISTINCT text) FROM mention WHERE text LIKE '%soak number%'"),
        m_networks.said);
    QCOMPARE(person.run({ u"check"_s }).row().value(u"clean"_s).toBool(), true);
    for (Sea *sea : m_networks.all()) {
        const QList<Heard> heard = sea->heard();
        QVERIFY(heard.size() > 5);
        const int most = mostWithin(heard, 300'000);
        const auto refused = std::count_if(heard.begin(), heard.end(), [](const Heard &h) { return h.status == 429; });
        qInfo("%lld questions, %lld refused for now, at most %d within five minutes, %d too early",
            qint64(heard.size()), qint64(refused), most, unheeded(heard, retryAfterMs));
        QVERIFY(most <= mostInFiveMinutes);
        QCOMPARE(unheeded(heard, retryAfterMs), 0);
    }
}

/// The quiet days of the rehearsed world are the same whoever asks how often: so is what was heard of them.
void TestSoak::playedAsIfNothingHadHappened(const CliPerson &person, const CliPerson &undisturbed)
{
    const QByteArray until = QByteArray::number(QDateTime::currentMSecsSinceEpoch() - 60'000);
    const QByteArray sql = "SELECT global_name FROM mention WHERE written_at < " + until + " ORDER BY global_name";
    Agent one(person, {});
    Agent other(undisturbed, {});
    const auto names = [&](const CliPerson &whose) {
        QStringList all = column(whose.workspace(), sql.constData());
        all.removeIf(isOfAnAct);
        return all;
    };
    QTRY_COMPARE_WITH_TIMEOUT(names(person).size(), names(undisturbed).size(), 60'000);
    QTest::qWait(5'000);
    const QStringList heard = names(person);
    QCOMPARE(heard, names(undisturbed));
    QCOMPARE(QSet<QString>(heard.begin(), heard.end()).size(), heard.size());
    QVERIFY(heard.size() > 1'000);
}

void TestSoak::noMentionIsLostAndNoneIsThereTwice()
{
    if (!m_networks.bluesky.isUp())
        QSKIP("the packages of a Bluesky network could not be had");
    QVERIFY(m_networks.snac.isUp() && m_networks.blog.isUp());
    m_networks.begin();
    QCOMPARE(m_person.run({ u"vault"_s, u"make"_s }, { passphrase }).code, 0);
    QCOMPARE(m_person.run({ u"new"_s, u"--person"_s, u"Ada"_s }).code, 0);
    connectAll(m_person, m_networks);
    QTest::qWait(1'100); // times on a blog are whole seconds
    CliPerson sample(QStringLiteral(WH_CLI));
    CliPerson undisturbed(QStringLiteral(WH_CLI));
    QCOMPARE(sample.run({ u"new"_s, u"--sample"_s }).code, 0);
    QVERIFY(QFile::copy(sample.workspace(), undisturbed.workspace()));
    {
        Agent live(m_person, passphrase);
        Agent played(sample, {});
        breakAndKill(live, played);
    }
    everythingIsThereOnce(m_person);
    playedAsIfNothingHadHappened(sample, undisturbed);
    m_isConnected = true;
}

void TestSoak::aLongLifeNeedsNoMoreMemory()
{
    if (!m_isConnected)
        QSKIP("there is no network to listen to");
    const int seconds = rounds("seconds of one life", 20, 900);
    const auto pages = [&] {
        // What the sanitizer keeps of freed memory grows to its bound and says nothing about us.
        qputenv("ASAN_OPTIONS", qgetenv("ASAN_OPTIONS") + ":quarantine_size_mb=1:thread_local_quarantine_size_kb=16");
        Agent agent(m_person, passphrase);
        QList<qint64> found;
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; clock.elapsed() < qint64(seconds) * 1'000; ++i) {
            if (i % 4 == 0)
                m_networks.say();
            QTest::qWait(500);
            found.append(agent.memory());
        }
        return found;
    }();
    const double ratio = lastToFirst(pages);
    qInfo("memory, last to first: %.3f (%lld MiB)", ratio, pages.last() * 4 / 1'024);
    if (seconds >= 600) // in seconds it is still waking up
        QVERIFY2(ratio <= 1.05, qPrintable(QString::number(ratio)));
    QVERIFY(pages.last() > 0);
}

QTEST_GUILESS_MAIN(TestSoak)
#include "test_soak.moc"
