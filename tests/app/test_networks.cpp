#include "tests/support/canary.h"
#include "tests/support/cliperson.h"
#include "tests/support/served.h"

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString passphrase = u"a passphrase of mine"_s;

/// What a server answers to curl, as JSON.
QJsonDocument curl(const QStringList &arguments)
{
    QProcess program;
    program.start(u"curl"_s, QStringList { u"-fsS"_s } + arguments);
    program.waitForFinished(30'000);
    return QJsonDocument::fromJson(program.readAllStandardOutput());
}

/// A desk whose secrets lie in a vault, at a network that a test started.
struct Desk : CliPerson {
    Desk()
        : CliPerson(QStringLiteral(WH_CLI))
    {
        const CliSaid made = run({ u"vault"_s, u"make"_s }, { passphrase });
        const CliSaid begun = run({ u"new"_s, u"--person"_s, u"Ada"_s });
        if (made.code != 0 || begun.code != 0)
            qFatal("no desk: %s %s", made.err.constData(), begun.err.constData());
    }
    CliSaid fetch() { return run({ u"fetch"_s }, { passphrase }); }
    /// Fetches until \a isThere, as a person would who waits for something to arrive.
    bool fetchUntil(const std::function<bool()> &isThere)
    {
        for (int i = 0; i < 20; ++i) {
            fetch();
            if (isThere())
                return true;
            QTest::qWait(500);
        }
        return false;
    }
    QJsonObject openWith(const QString &text)
    {
        const auto rows = run({ u"inbox"_s }).rows();
        for (const QJsonObject &each : rows)
            if (each.value(u"text"_s).toString().contains(text))
                return each;
        return {};
    }
    QList<QJsonObject> thread(const QJsonObject &item)
    {
        return run({ u"show"_s, item.value(u"id"_s).toString() }).rows();
    }
    QString state(const QString &handle)
    {
        const auto rows = run({ u"account"_s, u"list"_s }).rows();
        for (const QJsonObject &each : rows)
            if (each.value(u"name"_s).toString() == handle)
                return each.value(u"state"_s).toString();
        return {};
    }
};

} // namespace

/// The networks people are on, through the program itself, against real servers.
class TestNetworks : public QObject {
    Q_OBJECT
    /// A key is renewed without saying everything again.
    static void renewedKeepsWhatItWas(Desk &desk, const QString &server, const QString &token)
    {
        const QStringList add { u"account"_s, u"add"_s, u"mastodon"_s, server };
        QCOMPARE(desk.run(add + QStringList { u"--listen"_s, u"#tea"_s }, { passphrase, token }).code, 0);
        QCOMPARE(desk.run(add, { passphrase, token }).code, 0);
        const auto accounts = desk.run({ u"account"_s, u"list"_s }).rows();
        QCOMPARE(accounts.size(), 1);
        QCOMPARE(accounts.first().value(u"listens_to"_s).toArray(), QJsonArray { u"#tea"_s });
        QVERIFY(accounts.first().value(u"handle"_s).toString().startsWith(u"@alice"_s));
    }

private slots:
    void mastodonsKind()
    {
        Served snac(u"snac"_s);
        QVERIFY(snac.isUp());
        Served faults(u"faults"_s, { QString::fromLatin1(snac.value("SNAC_PORT")) });
        QVERIFY(faults.isUp());
        const QString url = QString::fromLatin1(snac.value("SNAC_URL"));
        const QString through = u"http://localhost:"_s + QString::fromLatin1(faults.value("FAULTS_PORT"));
        Desk desk;
        const QString token = QString::fromLatin1(snac.value("SNAC_ALICE_TOKEN"));
        QCOMPARE(desk.run({ u"account"_s, u"add"_s, u"mastodon"_s, through }, { passphrase, u"wrong"_s }).code, 1);
        const CliSaid added = desk.run({ u"account"_s, u"add"_s, u"mastodon"_s, through }, { passphrase, token });
        QVERIFY2(added.code == 0, added.err.constData());
        QVERIFY(added.row().value(u"handle"_s).toString().startsWith(u"@alice"_s));
        QCOMPARE(desk.fetch().code, 0);
        renewedKeepsWhatItWas(desk, through, token);
        snac.tell(u"post"_s, u"@alice the roaster is broken"_s);
        QVERIFY(desk.fetchUntil([&] { return !desk.openWith(u"the roaster is broken"_s).isEmpty(); }));
        const QJsonObject item = desk.openWith(u"the roaster is broken"_s);
        const auto messages = desk.thread(item);
        QCOMPARE(messages.size(), 1);
        QCOMPARE(messages.first().value(u"media"_s).toArray().first().toObject().value(u"description"_s).toString(),
            u"A red dot"_s);
        // The answer to the first try gets lost on its way.
        const QString id = item.value(u"id"_s).toString();
        QCOMPARE(desk.run({ u"gesture"_s, u"favourite"_s, id }).row().value(u"wished"_s).toInt(), 1);
        faults.tell(u"mode"_s, u"lostpost"_s);
        desk.fetch();
        faults.tell(u"mode"_s, u"ok"_s);
        const QString bob = u"Authorization: Bearer "_s + QString::fromLatin1(snac.value("SNAC_BOB_TOKEN"));
        const auto favourites = [&] {
            const auto all = curl({ u"-H"_s, bob, url + u"/api/v1/notifications"_s }).array();
            return std::count_if(all.begin(), all.end(),
                [](const QJsonValue &each) { return each.toObject().value(u"type"_s) == u"favourite"_s; });
        };
        QTest::qWait(6'000); // it is tried again after a while
        QVERIFY(desk.fetchUntil([&] { return favourites() > 0; }));
        desk.fetch();
        QCOMPARE(favourites(), 1);
        k01_nothingBears(desk, { snac.value("SNAC_ALICE_TOKEN"), passphrase.toUtf8() });
        const CliSaid removed =
            desk.run({ u"account"_s, u"remove"_s, added.row().value(u"handle"_s).toString() }, { passphrase });
        QVERIFY2(removed.code == 0, removed.err.constData());
        QVERIFY(desk.run({ u"account"_s, u"list"_s }).rows().isEmpty());
        QCOMPARE(desk.thread(item).size(), 1);
    }
    void wordpress()
    {
        Served blog(u"wordpress"_s);
        QVERIFY(blog.isUp());
        const QString url = u"http://127.0.0.1:"_s + QString::fromLatin1(blog.value("WORDPRESS_PORT"));
        Desk desk;
        const CliSaid added = desk.run({ u"account"_s, u"add"_s, u"wordpress"_s, url, u"--user"_s, u"admin"_s },
            { passphrase, QString::fromLatin1(blog.value("WORDPRESS_ADMIN")) });
        QVERIFY2(added.code == 0, added.err.constData());
        QCOMPARE(desk.fetch().code, 0);
        QTest::qWait(1'100); // times there are whole seconds
        blog.tell(u"php"_s,
            u"wp_insert_comment(['comment_post_ID' => 1, 'comment_author' => 'Cleo', 'comment_author_email' => "
            "'cleo@example.test', 'comment_content' => 'is the shop open on Sunday?', 'comment_approved' => 0]);"_s);
        QVERIFY(desk.fetchUntil([&] { return !desk.openWith(u"open on Sunday"_s).isEmpty(); }));
        const QJsonObject item = desk.openWith(u"open on Sunday"_s);
        const auto approved = [&] {
            const auto all = curl({ url + u"/wp-json/wp/v2/comments"_s }).array();
            return std::any_of(all.begin(), all.end(),
                [](const QJsonValue &each) { return each.toObject().value(u"author_name"_s).toString() == u"Cleo"_s; });
        };
        QVERIFY(!approved());
        const QString id = item.value(u"id"_s).toString();
        QCOMPARE(desk.run({ u"gesture"_s, u"approve"_s, id }).row().value(u"wished"_s).toInt(), 1);
        QVERIFY(desk.fetchUntil(approved));
        QCOMPARE(desk.run({ u"triage"_s, u"undo"_s }).code, 0);
        QVERIFY(desk.fetchUntil([&] { return !approved(); }));
        k01_nothingBears(desk, { blog.value("WORDPRESS_ADMIN"), passphrase.toUtf8() });
    }
    void bluesky()
    {
        Served network(u"bluesky"_s);
        if (!network.isUp())
            QSKIP("the packages of a Bluesky network could not be had");
        const QString pds = QString::fromLatin1(network.value("BLUESKY_PDS"));
        Desk desk;
        const CliSaid added = desk.run({ u"account"_s, u"add"_s, u"bluesky"_s, pds, u"--user"_s, u"alice.test"_s },
            { passphrase, QString::fromLatin1(network.value("BLUESKY_ALICE_PASSWORD")) });
        QVERIFY2(added.code == 0, added.err.constData());
        QCOMPARE(added.row().value(u"global_name"_s).toString(), QString::fromLatin1(network.value("BLUESKY_ALICE")));
        QCOMPARE(desk.fetch().code, 0);
        const auto ask = [&](const QString &method, const QJsonObject &body, const QString &token) {
            return curl({ u"-X"_s, u"POST"_s, pds + u"/xrpc/"_s + method, u"-H"_s, u"Content-Type: application/json"_s,
                            u"-H"_s, u"Authorization: Bearer "_s + token, u"-d"_s,
                            QString::fromUtf8(QJsonDocument(body).toJson(QJsonDocument::Compact)) })
                .object();
        };
        const QJsonObject session = ask(u"com.atproto.server.createSession"_s,
            { { u"identifier"_s, u"bob.test"_s },
                { u"password"_s, QString::fromLatin1(network.value("BLUESKY_BOB_PASSWORD")) } },
            u"none"_s);
        const QString did = session.value(u"did"_s).toString();
        const QJsonObject mention { { u"index"_s, QJsonObject { { u"byteStart"_s, 0 }, { u"byteEnd"_s, 11 } } },
            { u"features"_s,
                QJsonArray { QJsonObject { { u"$type"_s, u"app.bsky.richtext.facet#mention"_s },
                    { u"did"_s, QString::fromLatin1(network.value("BLUESKY_ALICE")) } } } } };
        const QJsonObject post { { u"$type"_s, u"app.bsky.feed.post"_s },
            { u"text"_s, u"@alice.test the grinder screams"_s }, { u"facets"_s, QJsonArray { mention } },
            { u"createdAt"_s, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) } };
        ask(u"com.atproto.repo.createRecord"_s,
            { { u"repo"_s, did }, { u"collection"_s, u"app.bsky.feed.post"_s }, { u"record"_s, post } },
            session.value(u"accessJwt"_s).toString());
        QVERIFY(desk.fetchUntil([&] { return !desk.openWith(u"the grinder screams"_s).isEmpty(); }));
        const QJsonObject item = desk.openWith(u"the grinder screams"_s);
        QCOMPARE(item.value(u"handle"_s).toString(), u"@bob.test"_s);
        QCOMPARE(desk.run({ u"gesture"_s, u"favourite"_s, item.value(u"id"_s).toString() }).code, 0);
        const auto likes = [&] {
            const auto all = curl({ pds + u"/xrpc/com.atproto.repo.listRecords?collection=app.bsky.feed.like&repo="_s
                + QString::fromLatin1(network.value("BLUESKY_ALICE")) });
            return all.object().value(u"records"_s).toArray().size();
        };
        QVERIFY(desk.fetchUntil([&] { return likes() > 0; }));
        desk.fetch();
        QCOMPARE(likes(), 1);
        k01_nothingBears(desk, { network.value("BLUESKY_ALICE_PASSWORD"), passphrase.toUtf8() });
    }

private:
    /// No file of the person's home has what lets in: workspace, logs, settings, the vault itself.
    static void k01_nothingBears(const Desk &desk, const QList<QByteArray> &secrets)
    {
        for (const QByteArray &secret : secrets) {
            QVERIFY(secret.size() > 12);
            QCOMPARE(Canary(secret).inFiles(desk.home()), QStringList());
        }
    }
};

QTEST_GUILESS_MAIN(TestNetworks)
#include "test_networks.moc"
