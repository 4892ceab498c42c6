#include "core/connectors/wordpress/wordpressconnector.h"
#include "core/connectors/wordpress/wordpresssignin.h"
#include "tests/support/served.h"
#include "tests/support/testclock.h"
#include "tests/support/waited.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Secret secret(const QByteArray &bytes)
{
    return Secret(QByteArray(bytes.constData(), bytes.size()));
}

/// Does something just before a request that changes anything goes out.
class Interrupted final : public HttpClient {
public:
    explicit Interrupted(HttpClient &client)
        : m_client(client)
    {
    }
    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override
    {
        if (request.method == "POST" && before)
            std::exchange(before, nullptr)();
        return m_client.send(request);
    }
    std::function<void()> before;

private:
    HttpClient &m_client;
};

QByteArray why(const auto &result)
{
    return result ? QByteArray("it went well") : (result.error().message + u" | "_s + result.error().detail).toUtf8();
}

} // namespace

/// A real WordPress, straight and through a proxy that loses answers.
class TestWordPressServer : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_blog = std::make_unique<Served>(u"wordpress"_s);
        QVERIFY(m_blog->isUp());
        m_faults = std::make_unique<Served>(u"faults"_s, QStringList { port(*m_blog, "WORDPRESS_PORT") });
        QVERIFY(m_faults->isUp());
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 4s, 5s, 5, 4, 16 });
        m_interrupted = std::make_unique<Interrupted>(*m_client);
    }
    void cleanupTestCase()
    {
        m_connector.reset();
        m_interrupted.reset();
        m_client.reset();
        m_faults.reset();
        m_blog.reset();
    }
    void init()
    {
        m_faults->tell(u"mode"_s, u"ok"_s);
        m_cursor.clear();
        m_connector = connectorFor(u"alice"_s, address(*m_faults, "FAULTS_PORT"));
        QVERIFY(m_connector);
    }
    void aBlogIsFoundAndAUserIsLetIn()
    {
        WordPressSignIn signIn(*m_client);
        const auto found = waited(signIn.look(address(*m_blog, "WORDPRESS_PORT") + u"/hello-world/"_s));
        QVERIFY2(found, why(found));
        QCOMPARE(found->software, u"WordPress"_s);
        QCOMPARE(found->address.path(), u"/wp-json/"_s);
        QCOMPARE(found->can.value(u"name"_s).toString(), u"Roastery journal"_s);
        const auto alice = waited(signIn.enter(u"alice"_s, secret(m_blog->value("WORDPRESS_ALICE"))));
        QVERIFY2(alice, why(alice));
        QCOMPARE((*alice)->displayName, u"alice"_s);
        QVERIFY((*alice)->globalName.endsWith(u"/?author="_s + (*alice)->remoteId));
        QVERIFY(!(*alice)->secret.isEmpty());
        QCOMPARE(signIn.ways(), QList<SignIn::Way> { SignIn::Way::Password });
    }
    void aBlogWithoutPermalinksIsFoundByItsLink()
    {
        run(u"global $wp_rewrite; $wp_rewrite->set_permalink_structure(''); update_option('rewrite_rules', false);"_s);
        const auto plain = connectorFor(u"alice"_s, address(*m_blog, "WORDPRESS_PORT"));
        const auto page = plain ? waited(plain->fetch({})) : Result<Page>(Page {});
        run(u"global $wp_rewrite; $wp_rewrite->set_permalink_structure('/%postname%/'); update_option('rewrite_rules', false);"_s);
        QVERIFY(plain);
        QVERIFY2(page, why(page));
        QVERIFY(m_server.address.hasQuery());
        QVERIFY(page->arrivals.size() >= 2); // WordPress's own first comment, and its post
    }
    void whoMayNotModerateIsNotLetIn()
    {
        WordPressSignIn signIn(*m_client);
        QVERIFY(waited(signIn.look(address(*m_blog, "WORDPRESS_PORT"))));
        const auto bob = waited(signIn.enter(u"bob"_s, secret(m_blog->value("WORDPRESS_BOB"))));
        QVERIFY(!bob);
        QCOMPARE(bob.error().kind, Error::Kind::Refused);
        QVERIFY(bob.error().message.contains(u"moderate"_s));
        const auto wrong = waited(signIn.enter(u"alice"_s, secret("alice-pass")));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, Error::Kind::SignedOut);
        QVERIFY(!wrong.error().detail.contains(u"alice-pass"_s) && !wrong.error().message.contains(u"alice-pass"_s));
    }
    void leavingMakesThePasswordWorthless()
    {
        const QString password = run(u"[$p] = WP_Application_Passwords::create_new_application_password("
                                     "get_user_by('login', 'alice')->ID, ['name' => 'other']); echo $p;"_s);
        WordPressSignIn signIn(*m_client);
        const auto server = waited(signIn.look(address(*m_blog, "WORDPRESS_PORT")));
        QVERIFY2(server, why(server));
        const auto alice = waited(signIn.enter(u"alice"_s, secret(password.toUtf8())));
        QVERIFY2(alice, why(alice));
        const auto left = waited(signIn.leave(*server, (*alice)->secret));
        QVERIFY2(left, why(left));
        QCOMPARE(waited(signIn.enter(u"alice"_s, secret(password.toUtf8()))).error().kind, Error::Kind::SignedOut);
        QVERIFY(waited(signIn.leave(*server, (*alice)->secret))); // twice is once
        QVERIFY(waited(m_connector->fetch({}))); // the other one still lets in
    }
    void whatWasThereIsHistoryAndANewCommentArrivesInOnePoll()
    {
        const Page before = read();
        QVERIFY(before.asHistory && !before.more);
        QVERIFY(one(before, u"this is a comment"_s));
        const QString id = comment(u"Where is my parcel?"_s, 0);
        const Page page = read();
        QVERIFY(!page.asHistory && !page.more);
        const auto arrived = one(page, u"Where is my parcel"_s);
        QVERIFY(arrived);
        QCOMPARE(arrived->remoteId, u"comment:"_s + id);
        QCOMPARE(arrived->globalName, m_home + u"/?comment="_s + id);
        QCOMPARE(arrived->moderation, u"hold"_s);
        QCOMPARE(arrived->author.displayName, u"Ada Lovelace"_s);
        QVERIFY(!arrived->author.isUs);
        QCOMPARE(arrived->author.claims,
            QList<ProfileClaim>({ { ProfileClaim::Kind::Link, u"https://ada.example/"_s, false },
                { ProfileClaim::Kind::Email, u"ada@example.test"_s, false } }));
        QVERIFY(arrived->writtenAt && std::abs(arrived->writtenAt->secsTo(QDateTime::currentDateTimeUtc())) < 120);
        // It stands under its post, which came with the history.
        const auto post = one(before, u"Welcome to WordPress"_s);
        QVERIFY(post && post->kind == Arrival::Kind::Context && post->author.isUs);
        QCOMPARE(arrived->inReplyTo, post->globalName);
        QCOMPARE(post->title, u"Hello world!"_s);
        QCOMPARE(post->url, m_home + u"/hello-world/"_s);
        QVERIFY(read().arrivals.isEmpty());
    }
    void anAnswerOfOursIsOurs()
    {
        const QString id = comment(u"Is it decaf?"_s, 1);
        run(u"echo wp_insert_comment(['comment_post_ID' => 1, 'comment_parent' => %1, 'user_id' => "
            u"get_user_by('login', "
            "'alice')->ID, 'comment_author' => 'alice', 'comment_author_email' => 'alice@example.test', "
            "'comment_content' => 'It is not.', 'comment_approved' => 1]);"_s.arg(id));
        const Page page = read();
        const auto answer = one(page, u"It is not"_s);
        QVERIFY(answer && answer->author.isUs);
        QCOMPARE(answer->inReplyTo, m_home + u"/?comment="_s + id);
        QCOMPARE(answer->moderation, u"approved"_s);
    }
    void everyDecisionReachesTheBlogAndTwiceIsOnce_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("status");
        QTest::newRow("approve") << int(Gesture::Kind::Approve) << u"approved"_s;
        QTest::newRow("spam") << int(Gesture::Kind::MarkSpam) << u"spam"_s;
        QTest::newRow("trash") << int(Gesture::Kind::Trash) << u"trash"_s;
        QTest::newRow("hold") << int(Gesture::Kind::Hold) << u"unapproved"_s;
    }
    void everyDecisionReachesTheBlogAndTwiceIsOnce()
    {
        QFETCH(int, kind);
        QFETCH(QString, status);
        const bool isHold = Gesture::Kind(kind) == Gesture::Kind::Hold;
        const QString id = comment(u"Decide about %1"_s.arg(status), isHold ? 1 : 0);
        const Gesture gesture = gestureOf(Gesture::Kind(kind), id);
        QVERIFY(m_connector->gestures().contains(gesture.kind));
        const auto done = waited(m_connector->make(gesture));
        QVERIFY2(done, why(done));
        QVERIFY(!done->wasSoBefore);
        QCOMPARE(statusOf(id), status);
        const auto again = waited(m_connector->make(gesture));
        QVERIFY2(again, why(again));
        QVERIFY(again->wasSoBefore);
        QCOMPARE(statusOf(id), status);
    }
    void aDecisionWhoseAnswerWasLostIsMadeOnce()
    {
        const QString id = comment(u"The answer to this gets lost"_s, 0);
        const Gesture gesture = gestureOf(Gesture::Kind::Approve, id);
        m_interrupted->before = [this] { m_faults->tell(u"mode"_s, u"lost"_s); };
        const auto blind = waited(m_connector->make(gesture));
        QVERIFY(!blind);
        QVERIFY(blind.error().kind == Error::Kind::Offline || blind.error().kind == Error::Kind::Busy);
        QTRY_COMPARE(statusOf(id), u"approved"_s); // the blog heard it
        m_faults->tell(u"mode"_s, u"ok"_s);
        const auto again = waited(m_connector->make(gesture));
        QVERIFY2(again, why(again));
        QVERIFY(again->wasSoBefore);
        QCOMPARE(statusOf(id), u"approved"_s);
    }
    void anotherModeratorWasFaster()
    {
        const QString id = comment(u"Two people look at this"_s, 0);
        m_interrupted->before = [&] { run(u"wp_set_comment_status(%1, 'approve');"_s.arg(id)); };
        const auto done = waited(m_connector->make(gestureOf(Gesture::Kind::Approve, id)));
        QVERIFY2(done, why(done));
        QCOMPARE(statusOf(id), u"approved"_s);
        const QString gone = comment(u"And at this"_s, 0);
        m_interrupted->before = [&] { run(u"wp_delete_comment(%1, true);"_s.arg(gone)); };
        const auto late = waited(m_connector->make(gestureOf(Gesture::Kind::Approve, gone)));
        QVERIFY(!late);
        QCOMPARE(late.error().kind, Error::Kind::Missing);
        QVERIFY(waited(m_connector->make(gestureOf(Gesture::Kind::Trash, gone))));
    }
    void lookingAgainTellsWhatChangedAndWhatWent()
    {
        const QString edited = comment(u"I like the old roast"_s, 1);
        const QString deleted = comment(u"Please forget me"_s, 1);
        const QString trashed = comment(u"Into the bin"_s, 1);
        run(u"wp_update_comment(['comment_ID' => %1, 'comment_content' => 'I like the new roast']); "
            u"wp_delete_comment(%2, "
            "true); wp_trash_comment(%3);"_s.arg(edited, deleted, trashed));
        QVERIFY(m_connector->hasLook());
        const auto page = waited(m_connector->look({ ref(edited), ref(deleted), ref(trashed), { u"nonsense"_s, {} } }));
        QVERIFY2(page, why(page));
        // What is in the bin can be taken out of it again: only what was deleted for good is gone.
        QCOMPARE(page->arrivals.size(), 2);
        QVERIFY(one(*page, u"I like the new roast"_s));
        const auto binned = one(*page, u"Into the bin"_s);
        QVERIFY(binned);
        QCOMPARE(binned->moderation, u"trash"_s);
        QCOMPARE(page->gone, QStringList { ref(deleted).globalName });
    }
    void anEditOfTheLastHoursComesByItself()
    {
        const QString id = comment(u"A typpo"_s, 1);
        QVERIFY(one(read(), u"A typpo"_s));
        run(u"wp_update_comment(['comment_ID' => %1, 'comment_content' => 'A typo']);"_s.arg(id));
        const Page page = read();
        QVERIFY(one(page, u"A typo"_s));
        QCOMPARE(page.arrivals.size(), 1);
    }
    void aThreadIsWhole()
    {
        const QString post = run(u"echo wp_insert_post(['post_title' => 'New beans', 'post_content' => 'From Huila.', "
                                 "'post_status' => 'publish', 'post_author' => 1]);"_s);
        const QString first = comment(u"First under it"_s, 1, post);
        comment(u"Second under it"_s, 0, post);
        const auto page = waited(m_connector->thread(ref(first)));
        QVERIFY2(page, why(page));
        QCOMPARE(page->arrivals.size(), 3);
        for (const Arrival &each : page->arrivals)
            QCOMPARE(each.kind, Arrival::Kind::Context);
        QVERIFY(one(*page, u"From Huila"_s) && one(*page, u"First under it"_s) && one(*page, u"Second under it"_s));
    }
    void manyCommentsAreCaughtUpOldestFirstAndNoneTwice()
    {
        run(u"global $wpdb; for ($i = 0; $i < 250; $i++) wp_insert_comment(['comment_post_ID' => 1, 'comment_author' "
            u"=> "
            "'Many', 'comment_author_email' => 'many@example.test', 'comment_content' => \"Old number $i.\", "
            "'comment_approved' => 1, 'comment_date' => gmdate('Y-m-d H:i:s', 1500000000 + intdiv($i, 120)), "
            "'comment_date_gmt' => gmdate('Y-m-d H:i:s', 1500000000 + intdiv($i, 120))]);"_s);
        QStringList names;
        QDateTime last;
        bool isMore = true;
        int pages = 0;
        while (isMore && ++pages < 20) {
            // Killed between any two steps: a new connector goes on from the cursor.
            m_connector = connectorFor(u"alice"_s, address(*m_faults, "FAULTS_PORT"));
            const Page page = read();
            isMore = page.more;
            QVERIFY(page.asHistory);
            for (const Arrival &each : page.arrivals) {
                if (each.kind == Arrival::Kind::Context)
                    continue;
                names.append(each.globalName);
                QVERIFY(!last.isValid() || *each.writtenAt >= last);
                last = *each.writtenAt;
            }
        }
        QVERIFY(pages >= 3 && pages < 20);
        QVERIFY(names.size() >= 250);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        QCOMPARE(names.size(), run(u"echo get_comments(['status' => 'any', 'count' => true]);"_s).toInt());
    }
    void whatTheProxyBreaksIsSaidAndHeals_data()
    {
        QTest::addColumn<QString>("mode");
        for (const char *mode : { "429", "503", "badjson", "reset", "lost", "badgw" })
            QTest::newRow(mode) << QString::fromLatin1(mode);
    }
    void whatTheProxyBreaksIsSaidAndHeals()
    {
        QFETCH(QString, mode);
        while (read().more) { }
        const QByteArray before = m_cursor;
        comment(u"While the way was broken: "_s + mode, 0);
        m_faults->tell(u"mode"_s, mode);
        const auto broken = waited(m_connector->fetch(before));
        QVERIFY(!broken);
        QVERIFY(!broken.error().message.isEmpty());
        QVERIFY(broken.error().kind != Error::Kind::SignedOut && broken.error().kind != Error::Kind::Missing);
        m_faults->tell(u"mode"_s, u"ok"_s);
        QVERIFY(one(read(), u"While the way was broken: "_s + mode));
    }

private:
    static QString port(const Served &server, const QByteArray &name)
    {
        return QString::fromLatin1(server.value(name));
    }
    static QString address(const Served &server, const QByteArray &name)
    {
        return u"http://127.0.0.1:"_s + port(server, name);
    }
    /// What the code echoes inside the blog.
    QString run(const QString &code) { return QString::fromUtf8(m_blog->tell(u"php"_s, code).trimmed()); }
    /// Signs in as a person would; none where that fails.
    std::unique_ptr<WordPressConnector> connectorFor(const QString &user, const QString &at)
    {
        WordPressSignIn signIn(*m_client);
        const auto server = waited(signIn.look(at));
        const auto let = server
            ? waited(signIn.enter(user, secret(m_blog->value("WORDPRESS_" + user.toUpper().toUtf8()))))
            : Result<std::shared_ptr<Welcome>>(tl::unexpected(server.error()));
        if (!let) {
            qWarning("%s", why(let).constData());
            return {};
        }
        m_server = *server;
        m_home = server->can.value(u"home"_s).toString();
        return std::make_unique<WordPressConnector>(
            WordPressConnector::Source {
                { ChannelId::fromName("channel", "blog"), NetworkId::WordPress, u"Journal"_s, {} }, (*let)->address,
                m_home, server->can.value(u"name"_s).toString(), (*let)->typed, (*let)->remoteId },
            (*let)->secret.another(), *m_interrupted);
    }
    /// The next page, from the cursor on.
    Page read()
    {
        const auto page = waited(m_connector->fetch(m_cursor));
        if (!page)
            qFatal("%s", why(page).constData());
        m_cursor = page->cursor;
        if (!page->refused.isEmpty())
            qFatal("refused: %s", qPrintable(page->refused.constFirst().where));
        return *page;
    }
    static std::optional<Arrival> one(const Page &page, const QString &saying)
    {
        for (const Arrival &each : page.arrivals)
            if (each.body.contains(saying))
                return each;
        return {};
    }
    /// A guest writes; the number of the comment.
    QString comment(const QString &text, int approved, const QString &post = u"1"_s)
    {
        return run(u"echo wp_insert_comment(['comment_post_ID' => %1, 'comment_author' => 'Ada Lovelace', "
                   u"'comment_author_email' "
                   "=> 'Ada@Example.test', 'comment_author_url' => 'https://ada.example/', 'comment_content' => '%2', "
                   "'comment_approved' => %3]);"_s.arg(post, text)
                       .arg(approved));
    }
    QString statusOf(const QString &id) { return run(u"echo wp_get_comment_status(%1);"_s.arg(id)); }
    [[nodiscard]] RemoteRef ref(const QString &id) const
    {
        return { m_home + u"/?comment="_s + id, u"comment:"_s + id };
    }
    [[nodiscard]] Gesture gestureOf(Gesture::Kind kind, const QString &id) const
    {
        Gesture gesture;
        gesture.kind = kind;
        gesture.message = ref(id);
        gesture.key = QByteArray(16, 'k');
        return gesture;
    }

    TestClock m_clock;
    std::unique_ptr<Served> m_blog;
    std::unique_ptr<Served> m_faults;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<Interrupted> m_interrupted;
    std::unique_ptr<WordPressConnector> m_connector;
    ServerFacts m_server;
    QString m_home;
    QByteArray m_cursor;
};

QTEST_GUILESS_MAIN(TestWordPressServer)
#include "test_wordpressserver.moc"
