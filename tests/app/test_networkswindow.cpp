#include "core/base/text.h"
#include "tests/support/canary.h"
#include "tests/support/served.h"
#include "tests/support/windowperson.h"
#include "ui/inbox/contactcard.h"

#include <QDesktopServices>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a server answers to curl, as JSON.
QJsonDocument curl(const QStringList &arguments)
{
    QProcess program;
    program.start(u"curl"_s, QStringList { u"-fsS"_s } + arguments);
    program.waitForFinished(30'000);
    return QJsonDocument::fromJson(program.readAllStandardOutput());
}

QString text(const Served &server, const char *name)
{
    return QString::fromLatin1(server.value(name));
}

int count(const QJsonArray &all, const QString &field, const QString &word)
{
    return int(std::count_if(all.begin(), all.end(),
        [&](const QJsonValue &each) { return each.toObject().value(field).toString() == word; }));
}

QStringList said(const QList<ThreadRow> &thread)
{
    QStringList words;
    for (const ThreadRow &each : thread)
        words.append(each.text.trimmed());
    return words;
}

/// Whether we know by now that we do not know what became of a gesture.
bool isLost(WindowPerson &ada)
{
    return WindowPerson::until(
        [&] { return ada.number("SELECT count(*) FROM gesture WHERE state = 'waiting' AND tries = 1") == 1; }, 60'000);
}

bool isMade(WindowPerson &ada)
{
    return WindowPerson::until(
        [&] { return ada.number("SELECT count(*) FROM gesture WHERE state = 'done'") == 1; }, 60'000);
}

/// Whether the whole thread is there, of so many messages.
bool hasCome(WindowPerson &ada, int messages)
{
    return WindowPerson::until([&] { return ada.thread().size() == messages; });
}

} // namespace

/// The networks people are on, through the whole window, by keys and mouse, against real servers.
class TestNetworksWindow : public QObject {
    Q_OBJECT
public:
    static void initMain() { WindowPerson::leaveHome(); }

public slots:
    void openPage(const QUrl &page) { m_opened.append(page); }

private slots:
    void initTestCase()
    {
        QDesktopServices::setUrlHandler(u"http"_s, this, "openPage");
        QDesktopServices::setUrlHandler(u"https"_s, this, "openPage");
    }
    void cleanupTestCase()
    {
        QDesktopServices::unsetUrlHandler(u"http"_s);
        QDesktopServices::unsetUrlHandler(u"https"_s);
    }
    void mastodonsKind();
    void wordpress();
    void bluesky();

private:
    /// No file of the person's has what lets in, nor has the clipboard.
    static void k01_nothingBears(const WindowPerson &ada, const QList<QByteArray> &secrets)
    {
        for (const QByteArray &secret : secrets) {
            QVERIFY(secret.size() > 12);
            QCOMPARE(Canary(secret).inFiles(ada.folder()), QStringList());
            QCOMPARE(Canary(secret).inFiles(WindowPerson::home()), QStringList());
            QVERIFY(!Canary(secret).isIn(QGuiApplication::clipboard()->text().toUtf8()));
        }
    }
    QList<QUrl> m_opened; ///< for the browser
};

void TestNetworksWindow::mastodonsKind()
{
    Served snac(u"snac"_s);
    QVERIFY(snac.isUp());
    Served faults(u"faults"_s, { text(snac, "SNAC_PORT") });
    QVERIFY(faults.isUp());
    WindowPerson ada;
    const QString token = text(snac, "SNAC_ALICE_TOKEN");
    QVERIFY2(ada.connectTo({ u"Mastodon"_s, u"http://localhost:"_s + text(faults, "FAULTS_PORT"), {}, token },
                 u"connect-mastodon"_s),
        qPrintable(WindowPerson::where()));
    QVERIFY2(ada.showView(u"Unassigned"_s), qPrintable(WindowPerson::where()));
    QCOMPARE(m_opened.size(), 1); // which a token made needless
    ada.keep(u"mastodon-connected"_s);

    const auto ask = [&](const char *who, const QString &path) {
        return curl(
            { u"-H"_s, u"Authorization: Bearer "_s + text(snac, who), text(snac, "SNAC_URL") + u"/api/v1/"_s + path });
    };
    const auto told = [&](const char *who, const QString &type) {
        return count(ask(who, u"notifications"_s).array(), u"type"_s, type);
    };
    snac.tell(u"thread"_s, u"@alice the roaster is broken"_s);
    QVERIFY(WindowPerson::until([&] {
        const QString id = ask("SNAC_ALICE_TOKEN", u"notifications"_s)[0][u"status"_s][u"id"_s].toString();
        return !id.isEmpty()
            && !ask("SNAC_ALICE_TOKEN", u"statuses/%1/context"_s.arg(id))[u"descendants"_s][0].isUndefined();
    }));
    QVERIFY(ada.askOnce());
    QVERIFY2(ada.openRow(u"the roaster is broken"_s), qPrintable(WindowPerson::where()));
    QVERIFY2(hasCome(ada, 3), qPrintable(said(ada.thread()).join(u'\n')));
    QVERIFY(said(ada.thread()).at(0).contains(u"odd all week"_s));
    QVERIFY(said(ada.thread()).at(1).contains(u"the roaster is broken"_s));
    QCOMPARE(said(ada.thread()).at(2), u"And it steams"_s);
    const auto media = ada.message(u"the roaster is broken"_s).media;
    QCOMPARE(media.size(), 1);
    QCOMPARE(media.first().description, u"A red dot"_s);
    for (const char *words : { "bob", "@bob@localhost:", "0 followers", "With us since", "3\nmessages" })
        QVERIFY2(WindowPerson::until([&] { return WindowPerson::shown(ada.card()).contains(QLatin1String(words)); }),
            qPrintable(WindowPerson::shown(ada.card())));
    ada.keep(u"mastodon-thread"_s);

    // The server favours it, but its answer gets lost on the way.
    faults.tell(u"mode"_s, u"lostpost"_s);
    QVERIFY2(ada.choose(u"the roaster is broken"_s, { u"On their network"_s, u"Like"_s }, u"mastodon-menu"_s),
        qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until([&] { return told("SNAC_BOB_TOKEN", u"favourite"_s) == 1; }));
    ada.keep(u"mastodon-favourite"_s);
    QVERIFY(isLost(ada));
    faults.tell(u"mode"_s, u"ok"_s);
    QVERIFY(isMade(ada));
    QCOMPARE(told("SNAC_BOB_TOKEN", u"favourite"_s), 1);

    // The next morning the vault is closed, and says so.
    ada.close();
    ada.open();
    QVERIFY(WindowPerson::until([&] { return WindowPerson::shown(&ada.window()).contains(u"Your accounts wait."_s); }));
    ada.keep(u"mastodon-locked"_s);
    QVERIFY2(WindowPerson::goTo(u"Open…"_s), qPrintable(WindowPerson::where()));
    WindowPerson::strike(Qt::Key_Space);
    QVERIFY2(ada.openVault(), qPrintable(WindowPerson::where()));
    snac.tell(u"post"_s, u"@alice are you there?"_s);
    QVERIFY(WindowPerson::until([&] { return told("SNAC_ALICE_TOKEN", u"mention"_s) == 2; }));
    QVERIFY(ada.askOnce());
    QVERIFY2(ada.openRow(u"are you there?"_s), qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until([&] { return WindowPerson::shown(ada.card()).contains(u"2\nconversations"_s); }));
    ada.keep(u"mastodon-morning"_s);

    // An answer by keys: ten seconds later it is out there, and stands in the thread here, once.
    WindowPerson::strike(Qt::Key_R);
    WindowPerson::type(u"We are, and on it."_s);
    ada.keep(u"mastodon-answering"_s);
    WindowPerson::strike(Qt::Key_Return, Qt::ControlModifier);
    ada.keep(u"mastodon-leaving"_s);
    QVERIFY(WindowPerson::until([&] { return ada.isSaid(u"Answer leaves in 10 seconds"_s); }));
    QCOMPARE(told("SNAC_BOB_TOKEN", u"mention"_s), 0);
    QVERIFY(WindowPerson::until([&] { return told("SNAC_BOB_TOKEN", u"mention"_s) == 1; }, 40'000));
    QVERIFY(WindowPerson::until([&] { return said(ada.thread()).join(u' ').contains(u"We are, and on it."_s); }));
    QVERIFY(ada.askOnce());
    QCOMPARE(said(ada.thread()).join(u' ').count(u"We are, and on it."_s), 1);
    ada.keep(u"mastodon-answered"_s);
    k01_nothingBears(ada, { token.toUtf8(), WindowPerson::passphrase.toUtf8() });
}

void TestNetworksWindow::wordpress()
{
    Served blog(u"wordpress"_s);
    QVERIFY(blog.isUp());
    const QString url = u"http://127.0.0.1:"_s + text(blog, "WORDPRESS_PORT");
    const QString password = text(blog, "WORDPRESS_ADMIN");
    WindowPerson ada;
    QVERIFY2(ada.connectTo({ u"Blog comments"_s, url, u"admin"_s, password }, u"connect-wordpress"_s),
        qPrintable(WindowPerson::where()));
    QVERIFY2(ada.showView(u"Unassigned"_s), qPrintable(WindowPerson::where()));
    QTest::qWait(1'100);
    blog.tell(u"php"_s,
        u"$comment = ['comment_post_ID' => 1, 'comment_author' => 'Cleo', 'comment_author_email' => "
        "'cleo@example.test', 'comment_content' => 'I came by and you were closed', 'comment_approved' => 1];"
        "$first = wp_insert_comment($comment);"
        "sleep(2);" // times there are whole seconds
        "wp_insert_comment(array_merge($comment, ['comment_content' => 'is the shop open on Sunday?', "
        "'comment_approved' => 0, 'comment_parent' => $first]));"_s);
    const auto stands = [&] {
        return QString::fromLatin1(blog.tell(u"php"_s,
            u"foreach (get_comments(['search' => 'Sunday', 'status' => 'any']) as $each) echo "
            "wp_get_comment_status($each);"_s));
    };
    QCOMPARE(stands(), u"unapproved"_s);
    QVERIFY(ada.askOnce());
    QVERIFY2(ada.openRow(u"open on Sunday"_s), qPrintable(WindowPerson::where()));
    QVERIFY2(hasCome(ada, 4), qPrintable(said(ada.thread()).join(u'\n')));
    // The post they are about, and the comment that every new blog has, both of one second.
    const QString begun = said(ada.thread()).mid(0, 2).join(u'\n');
    QVERIFY2(begun.contains(u"Hello world!"_s) && begun.contains(u"this is a comment"_s), qPrintable(begun));
    QCOMPARE(said(ada.thread()).at(2), u"I came by and you were closed"_s);
    QCOMPARE(ada.message(u"open on Sunday"_s).remark, u"waits for moderation"_s);
    for (const char *words : { "Cleo", "With us since", "2\nmessages" })
        QVERIFY2(WindowPerson::until([&] { return WindowPerson::shown(ada.card()).contains(QLatin1String(words)); }),
            qPrintable(WindowPerson::shown(ada.card())));
    ada.keep(u"wordpress-thread"_s);

    QVERIFY2(ada.choose(u"open on Sunday"_s, { u"On their network"_s, u"Approve"_s }, u"wordpress-menu"_s),
        qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until([&] { return stands() == u"approved"_s; }));
    QVERIFY(WindowPerson::until([&] { return ada.message(u"open on Sunday"_s).remark.isEmpty(); }));
    ada.keep(u"wordpress-approved"_s);
    QVERIFY2(ada.undo(), qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until([&] { return stands() == u"unapproved"_s; }));
    QVERIFY(WindowPerson::until([&] { return ada.message(u"open on Sunday"_s).remark == u"waits for moderation"_s; }));
    k01_nothingBears(ada, { password.toUtf8(), WindowPerson::passphrase.toUtf8() });
}

void TestNetworksWindow::bluesky()
{
    Served network(u"bluesky"_s, { u"plain"_s });
    if (!network.isUp())
        QSKIP("the packages of a Bluesky network could not be had");
    Served faults(u"faults"_s, { text(network, "BLUESKY_PDS_PORT") });
    QVERIFY(faults.isUp());
    const QString pds = text(network, "BLUESKY_PDS");
    const QString password = text(network, "BLUESKY_ALICE_PASSWORD");
    WindowPerson ada;
    QVERIFY2(
        ada.connectTo({ u"Bluesky"_s, u"http://localhost:"_s + text(faults, "FAULTS_PORT"), u"alice.test"_s, password },
            u"connect-bluesky"_s),
        qPrintable(WindowPerson::where()));
    QVERIFY2(ada.showView(u"Unassigned"_s), qPrintable(WindowPerson::where()));
    const QString asked =
        QString::fromLatin1(network.tell(u"thread"_s, u"@alice.test the grinder screams"_s)).trimmed();
    QVERIFY(WindowPerson::until([&] {
        const auto thread =
            curl({ text(network, "BLUESKY_APPVIEW") + u"/xrpc/app.bsky.feed.getPostThread?uri="_s + asked });
        return !thread[u"thread"_s][u"replies"_s][0].isUndefined();
    }));
    QVERIFY(ada.askOnce());
    QVERIFY2(ada.openRow(u"the grinder screams"_s), qPrintable(WindowPerson::where()));
    QVERIFY2(hasCome(ada, 3), qPrintable(said(ada.thread()).join(u'\n')));
    QCOMPARE(said(ada.thread()).at(0), u"The machine at the corner has been odd all week"_s);
    QCOMPARE(said(ada.thread()).at(2), u"And it steams"_s);
    const auto media = ada.message(u"the grinder screams"_s).media;
    QCOMPARE(media.size(), 1);
    QCOMPARE(media.first().description, u"A red dot"_s);
    for (const char *words : { "bob.test", "0 followers", "With us since", "3\nmessages" })
        QVERIFY2(WindowPerson::until([&] { return WindowPerson::shown(ada.card()).contains(QLatin1String(words)); }),
            qPrintable(WindowPerson::shown(ada.card())));
    ada.keep(u"bluesky-thread"_s);
    const auto likes = [&] {
        return curl({ pds + u"/xrpc/com.atproto.repo.listRecords?collection=app.bsky.feed.like&repo="_s
                        + text(network, "BLUESKY_ALICE") })
            .object()
            .value(u"records"_s)
            .toArray()
            .size();
    };
    faults.tell(u"mode"_s, u"lostpost"_s);
    QVERIFY2(
        ada.choose(u"the grinder screams"_s, { u"On their network"_s, u"Like"_s }), qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until([&] { return likes() == 1; }));
    QVERIFY(isLost(ada));
    faults.tell(u"mode"_s, u"ok"_s);
    QVERIFY(isMade(ada));
    QVERIFY(ada.askOnce());
    QCOMPARE(likes(), 1);
    k01_nothingBears(ada, { password.toUtf8(), WindowPerson::passphrase.toUtf8() });
}

QTEST_MAIN(TestNetworksWindow)
#include "test_networkswindow.moc"
