#include "tests/support/cliperson.h"
#include "tests/support/rounds.h"
#include "tests/support/served.h"

#include <QCryptographicHash>
#include <QImage>
#include <QRandomGenerator>

#include <csignal>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString passphrase = u"a passphrase of mine"_s;

QJsonDocument curl(const QStringList &arguments)
{
    QProcess program;
    program.start(u"curl"_s, QStringList { u"-fsS"_s } + arguments);
    program.waitForFinished(30'000);
    return QJsonDocument::fromJson(program.readAllStandardOutput());
}

/// A desk whose secrets lie in a vault, with one account.
struct Desk : CliPerson {
    Desk()
        : CliPerson(QStringLiteral(WH_CLI))
    {
        const CliSaid made = run({ u"vault"_s, u"make"_s }, { passphrase });
        const CliSaid begun = run({ u"new"_s, u"--person"_s, u"Ada"_s });
        if (made.code != 0 || begun.code != 0)
            qFatal("no desk: %s %s", made.err.constData(), begun.err.constData());
        QImage picture(64, 48, QImage::Format_RGB32);
        picture.fill(Qt::darkGreen);
        picture.save(file(u"tin.png"_s));
    }
    [[nodiscard]] QString file(const QString &name) const { return home() + QLatin1Char('/') + name; }
    QString text(const QString &words)
    {
        const QString name = file(u"text%1.txt"_s.arg(++m_texts));
        QFile to(name);
        if (!to.open(QIODevice::WriteOnly) || to.write(words.toUtf8()) < 0)
            qFatal("no file to test with");
        return name;
    }
    void signIn(const QStringList &how, const QString &secret)
    {
        const CliSaid added = run(QStringList { u"account"_s, u"add"_s } + how, { passphrase, secret });
        if (added.code != 0)
            qFatal("no account: %s", added.err.constData());
        account = added.row().value(u"handle"_s).toString();
    }
    CliSaid fetch() { return run({ u"fetch"_s }, { passphrase }); }
    /// Plans; gives the delivery's id.
    QString post(const QStringList &more)
    {
        const CliSaid planned = run(QStringList { u"post"_s, u"--at"_s, u"now"_s } + more);
        if (planned.code != 0)
            qWarning("not planned: %s", planned.err.constData());
        return planned.row().value(u"id"_s).toString();
    }
    QJsonObject delivery(const QString &id)
    {
        const auto rows = run({ u"outbox"_s }).rows();
        for (const QJsonObject &each : rows)
            if (each.value(u"id"_s).toString() == id)
                return each;
        return {};
    }
    QString state(const QString &id) { return delivery(id).value(u"state"_s).toString(); }
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
    QString mentionWith(const QString &words)
    {
        const auto rows = run({ u"inbox"_s }).rows();
        for (const QJsonObject &each : rows)
            if (each.value(u"text"_s).toString().contains(words))
                return each.value(u"id"_s).toString();
        return {};
    }
    QString account;

private:
    int m_texts = 0;
};

/// No number within another.
QString numbered(const QString &word, int number)
{
    return u"%1 number %2"_s.arg(word).arg(number, 4, 10, QLatin1Char('0'));
}

/// Kills the agent \a kills times while it sends a post each; gives the ids.
QStringList killWhileSending(Desk &desk, int kills, const QString &word)
{
    QRandomGenerator dice(20'261'123);
    QStringList ids;
    for (int i = 0; i < kills; ++i) {
        ids.append(desk.post({ u"--channel"_s, desk.account, u"--text-file"_s, desk.text(numbered(word, i)) }));
        QProcess agent;
        desk.begin(agent, { u"agent"_s });
        agent.write(passphrase.toUtf8() + '\n');
        // The engine says that it runs; what is due leaves soon after.
        while (agent.state() == QProcess::Running && !agent.readAllStandardOutput().contains("engine"))
            agent.waitForReadyRead(200);
        QTest::qWait(dice.bounded(20, 1'200));
        ::kill(pid_t(agent.processId()), SIGKILL);
        agent.waitForFinished();
    }
    return ids;
}

} // namespace

/// What we say, through the program itself, on servers that nobody here wrote.
class TestPublishing : public QObject {
    Q_OBJECT
    /// After the last kill everything is settled; what is in doubt a person sees. \a count says how often a text is out
    /// there.
    static void settle(
        Desk &desk, const QStringList &ids, const QString &word, const std::function<int(QString)> &count)
    {
        QVERIFY(desk.fetchUntil([&] {
            return std::all_of(ids.cbegin(), ids.cend(), [&](const QString &id) {
                const QJsonObject row = desk.delivery(id);
                return row.value(u"state"_s) == u"sent"_s || row.value(u"needs_person"_s).toBool();
            });
        }));
        int sent = 0;
        for (int i = 0; i < ids.size(); ++i) {
            const int there = count(numbered(word, i));
            const bool isSent = desk.state(ids.at(i)) == u"sent"_s;
            QVERIFY2(there <= 1, qPrintable(u"%1 times: number %2"_s.arg(there).arg(i)));
            QVERIFY2(!isSent || there == 1, qPrintable(u"said to be sent, and is not: number %1"_s.arg(i)));
            sent += isSent ? 1 : 0;
        }
        qInfo("%d of %lld out there once, the others where a person sees why", sent, qint64(ids.size()));
    }

private slots:
    void onMastodonsKind()
    {
        Served snac(u"snac"_s);
        QVERIFY(snac.isUp());
        const QString url = QString::fromLatin1(snac.value("SNAC_URL"));
        const QString token = QString::fromLatin1(snac.value("SNAC_ALICE_TOKEN"));
        Desk desk;
        desk.signIn({ u"mastodon"_s, url }, token);
        const QString bearer = u"Authorization: Bearer "_s + token;
        const QString me = curl({ u"-H"_s, bearer, url + u"/api/v1/accounts/verify_credentials"_s })
                               .object()
                               .value(u"id"_s)
                               .toString();
        const auto said = [&] {
            return curl({ u"-H"_s, bearer, url + u"/api/v1/accounts/"_s + me + u"/statuses?limit=40"_s }).array();
        };
        const auto with = [&](const QString &words) {
            QList<QJsonObject> found;
            const auto all = said();
            for (const QJsonValue &each : all)
                if (each.toObject().value(u"content"_s).toString().contains(words))
                    found.append(each.toObject());
            return found;
        };
        // A thread of three with two pictures.
        const QString thread = desk.post({ u"--channel"_s, desk.account, u"--text-file"_s,
            desk.text(u"First of the thread"_s), u"--media"_s, desk.file(u"tin.png"_s), u"--alt"_s, u"A green tin"_s,
            u"--text-file"_s, desk.text(u"Second of the thread"_s), u"--media"_s, desk.file(u"tin.png"_s), u"--alt"_s,
            u"The same tin"_s, u"--text-file"_s, desk.text(u"Third of the thread"_s) });
        QVERIFY(desk.fetchUntil([&] { return desk.state(thread) == u"sent"_s; }));
        const auto first = with(u"First of the thread"_s);
        const auto second = with(u"Second of the thread"_s);
        const auto third = with(u"Third of the thread"_s);
        QCOMPARE(first.size(), 1);
        QCOMPARE(second.size(), 1);
        QCOMPARE(third.size(), 1);
        QCOMPARE(second.first().value(u"in_reply_to_id"_s), first.first().value(u"id"_s));
        QCOMPARE(third.first().value(u"in_reply_to_id"_s), second.first().value(u"id"_s));
        const auto alt = [](const QJsonObject &status) {
            return status.value(u"media_attachments"_s).toArray().first().toObject().value(u"description"_s).toString();
        };
        QCOMPARE(alt(first.first()), u"A green tin"_s);
        QCOMPARE(alt(second.first()), u"The same tin"_s);
        // A reply to a real mention; it joins the thread here and is not doubled when the server tells of it.
        snac.tell(u"post"_s, u"@alice is it safe?"_s);
        QVERIFY(desk.fetchUntil([&] { return !desk.mentionWith(u"is it safe?"_s).isEmpty(); }));
        const QString asked = desk.mentionWith(u"is it safe?"_s);
        const QString answer = desk.post({ u"--reply-to"_s, asked, u"--text-file"_s, desk.text(u"It is safe."_s) });
        QVERIFY(desk.fetchUntil([&] { return desk.state(answer) == u"sent"_s; }));
        QCOMPARE(with(u"It is safe."_s).size(), 1);
        desk.fetch();
        desk.fetch();
        const auto messages = desk.run({ u"show"_s, asked }).rows();
        QCOMPARE(
            std::count_if(messages.cbegin(), messages.cend(),
                [](const QJsonObject &each) { return each.value(u"text"_s).toString().contains(u"It is safe."_s); }),
            1);
        // An edit, and a deletion.
        QCOMPARE(
            desk.run({ u"outbox"_s, u"--change"_s, answer, u"--text-file"_s, desk.text(u"@bob It is quite safe."_s) })
                .code,
            0);
        QVERIFY(desk.fetchUntil([&] { return with(u"quite safe"_s).size() == 1; }));
        QCOMPARE(desk.run({ u"outbox"_s, u"--delete"_s, thread }).code, 0);
        // snac 2.75 takes nothing away by this interface: that is said, and nothing is taken for gone.
        QVERIFY(desk.fetchUntil([&] { return !desk.delivery(thread).value(u"reason"_s).toString().isEmpty(); }));
        QCOMPARE(with(u"of the thread"_s).size(), 3);
    }

    void killedWhileItSpeaksToMastodonsKind()
    {
        const int kills = rounds("kills while publishing on snac", 3, 200);
        Served snac(u"snac"_s);
        QVERIFY(snac.isUp());
        Served faults(u"faults"_s, { QString::fromLatin1(snac.value("SNAC_PORT")) });
        QVERIFY(faults.isUp());
        const QString token = QString::fromLatin1(snac.value("SNAC_ALICE_TOKEN"));
        Desk desk;
        desk.signIn(
            { u"mastodon"_s, u"http://localhost:"_s + QString::fromLatin1(faults.value("FAULTS_PORT")) }, token);
        const QStringList ids = killWhileSending(desk, kills, u"Kettle"_s);
        faults.tell(u"mode"_s, u"lostpost"_s); // the answer to one more is lost on its way
        const QString lost = desk.post({ u"--channel"_s, desk.account, u"--text-file"_s, desk.text(u"Kettle lost"_s) });
        desk.fetch();
        faults.tell(u"mode"_s, u"ok"_s);
        const QString url = QString::fromLatin1(snac.value("SNAC_URL"));
        const QString bearer = u"Authorization: Bearer "_s + token;
        const QString me = curl({ u"-H"_s, bearer, url + u"/api/v1/accounts/verify_credentials"_s })
                               .object()
                               .value(u"id"_s)
                               .toString();
        const auto count = [&](const QString &words) {
            const auto all =
                curl({ u"-H"_s, bearer, url + u"/api/v1/accounts/"_s + me + u"/statuses?limit=300"_s }).array();
            return int(std::count_if(all.begin(), all.end(), [&](const QJsonValue &each) {
                return each.toObject()
                    .value(u"content"_s)
                    .toString()
                    .remove(u"<p>"_s)
                    .remove(u"</p>"_s)
                    .contains(words);
            }));
        };
        settle(desk, ids, u"Kettle"_s, count);
        QTest::qWait(5'500); // it is looked for after a while
        QVERIFY(desk.fetchUntil([&] { return desk.state(lost) == u"sent"_s; }));
        QCOMPARE(count(u"Kettle lost"_s), 1);
    }

    void onBluesky()
    {
        Served network(u"bluesky"_s);
        if (!network.isUp())
            QSKIP("the packages of a Bluesky network could not be had");
        const QString pds = QString::fromLatin1(network.value("BLUESKY_PDS"));
        Desk desk;
        desk.signIn({ u"bluesky"_s, pds, u"--user"_s, u"alice.test"_s },
            QString::fromLatin1(network.value("BLUESKY_ALICE_PASSWORD")));
        const auto records = [&] {
            return curl({ pds + u"/xrpc/com.atproto.repo.listRecords?limit=100&collection=app.bsky.feed.post&repo="_s
                            + QString::fromLatin1(network.value("BLUESKY_ALICE")) })
                .object()
                .value(u"records"_s)
                .toArray();
        };
        const auto with = [&](const QString &words) {
            QList<QJsonObject> found;
            const auto all = records();
            for (const QJsonValue &each : all)
                if (each.toObject().value(u"value"_s).toObject().value(u"text"_s).toString() == words)
                    found.append(each.toObject());
            return found;
        };
        const QString link = u"Grüße: https://marlowe.example/oat 👋"_s;
        const QString thread = desk.post({ u"--channel"_s, desk.account, u"--language"_s, u"de"_s, u"--text-file"_s,
            desk.text(link), u"--media"_s, desk.file(u"tin.png"_s), u"--alt"_s, u"A green tin"_s, u"--text-file"_s,
            desk.text(u"Second"_s), u"--text-file"_s, desk.text(u"Third"_s) });
        QVERIFY(desk.fetchUntil([&] { return desk.state(thread) == u"sent"_s; }));
        QCOMPARE(records().size(), 3);
        const QJsonObject first = with(link).value(0);
        const QJsonObject record = first.value(u"value"_s).toObject();
        QCOMPARE(record.value(u"langs"_s).toArray(), QJsonArray { u"de"_s });
        const QJsonObject image = record.value(u"embed"_s).toObject().value(u"images"_s).toArray().first().toObject();
        QCOMPARE(image.value(u"alt"_s).toString(), u"A green tin"_s);
        const QJsonObject index = record.value(u"facets"_s).toArray().first().toObject().value(u"index"_s).toObject();
        const QByteArray utf8 = link.toUtf8();
        QCOMPARE(utf8.mid(index.value(u"byteStart"_s).toInt(),
                     index.value(u"byteEnd"_s).toInt() - index.value(u"byteStart"_s).toInt()),
            QByteArray("https://marlowe.example/oat"));
        const QJsonObject third = with(u"Third"_s).value(0).value(u"value"_s).toObject().value(u"reply"_s).toObject();
        QCOMPARE(third.value(u"root"_s).toObject().value(u"uri"_s), first.value(u"uri"_s));
        QCOMPARE(third.value(u"parent"_s).toObject().value(u"uri"_s), with(u"Second"_s).value(0).value(u"uri"_s));
        QCOMPARE(desk.run({ u"outbox"_s, u"--delete"_s, thread }).code, 0);
        QVERIFY(desk.fetchUntil([&] { return records().isEmpty(); }));
        // And killed in the middle.
        const int kills = rounds("kills while publishing on Bluesky", 3, 200);
        const QStringList ids = killWhileSending(desk, kills, u"Kettle"_s);
        settle(desk, ids, u"Kettle"_s, [&](const QString &words) { return int(with(words).size()); });
    }

    void onWordPress()
    {
        Served blog(u"wordpress"_s);
        QVERIFY(blog.isUp());
        const QString url = u"http://127.0.0.1:"_s + QString::fromLatin1(blog.value("WORDPRESS_PORT"));
        Desk desk;
        desk.signIn(
            { u"wordpress"_s, url, u"--user"_s, u"admin"_s }, QString::fromLatin1(blog.value("WORDPRESS_ADMIN")));
        const auto with = [&](const QString &words) {
            QList<QJsonObject> found;
            const auto all = curl({ url + u"/wp-json/wp/v2/posts?per_page=100"_s }).array();
            for (const QJsonValue &each : all)
                if (each.toObject().value(u"content"_s).toObject().value(u"rendered"_s).toString().contains(words))
                    found.append(each.toObject());
            return found;
        };
        const QString post = desk.post({ u"--channel"_s, desk.account, u"--title"_s, u"Hazelnut in oat cans"_s,
            u"--text-file"_s, desk.text(u"What went wrong in line 2.\n\nAnd what we do."_s), u"--media"_s,
            desk.file(u"tin.png"_s), u"--alt"_s, u"A green tin"_s });
        QVERIFY(desk.fetchUntil([&] { return desk.state(post) == u"sent"_s; }));
        QCOMPARE(with(u"What went wrong in line 2."_s).size(), 1);
        const QJsonObject there = with(u"What went wrong in line 2."_s).first();
        QCOMPARE(there.value(u"title"_s).toObject().value(u"rendered"_s).toString(), u"Hazelnut in oat cans"_s);
        QVERIFY(there.value(u"content"_s).toObject().value(u"rendered"_s).toString().contains(u"A green tin"_s));
        const int kills = rounds("kills while publishing on WordPress", 3, 200);
        const QStringList ids = killWhileSending(desk, kills, u"Kettle"_s);
        settle(desk, ids, u"Kettle"_s, [&](const QString &words) { return int(with(words).size()); });
    }
};

QTEST_MAIN(TestPublishing)
#include "test_publishing.moc"
