#include "tests/app/publishingdesk.h"
#include "tests/support/rounds.h"

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

/// What we say, through the program itself, on servers that nobody here wrote.
class TestPublishing : public QObject {
    Q_OBJECT
    using Said = std::function<QStringList()>;
    static bool isSettled(const QJsonObject &row)
    {
        return row.value(u"state"_s) == u"sent"_s || row.value(u"needs_person"_s).toBool();
    }
    /// No part is there twice, and what is said to be out is there.
    static void verify(Desk &desk, const QList<Planned> &all, const QStringList &said, int *out, int *waiting)
    {
        QHash<QString, QString> states;
        const auto rows = desk.run({ u"outbox"_s }).rows();
        for (const QJsonObject &row : rows)
            states.insert(row.value(u"id"_s).toString(), row.value(u"state"_s).toString());
        for (const Planned &post : all)
            for (const QString &text : post.parts) {
                const auto there = std::count_if(
                    said.cbegin(), said.cend(), [&text](const QString &each) { return each.contains(text); });
                const bool isSent = states.value(post.id) == u"sent"_s;
                QVERIFY2(there <= 1, qPrintable(u"%1 times: %2"_s.arg(there).arg(text)));
                QVERIFY2(!isSent || there == 1, qPrintable(u"said to be sent, and is not: %1"_s.arg(text)));
                if (there == 1)
                    ++*out;
                else
                    ++*waiting;
            }
    }
    /// After the last kill everything is settled; what is in doubt waits for a person, who then has it sent again. \a
    /// said: every text that is on the server by itself.
    static void settle(Desk &desk, const QList<Planned> &all, int kills, const Said &said)
    {
        const auto isOver = [&](const auto &over) {
            const auto rows = desk.run({ u"outbox"_s }).rows();
            return std::all_of(rows.cbegin(), rows.cend(), over);
        };
        QVERIFY(desk.fetchUntil([&] { return isOver(isSettled); }));
        int out = 0;
        int waiting = 0;
        verify(desk, all, said(), &out, &waiting);
        qInfo("%d kills: %d parts out there once, %d not, where a person sees why", kills, out, waiting);
        // The person looks, and has the rest sent: nothing is lost, and still nothing is there twice.
        const auto rows = desk.run({ u"outbox"_s }).rows();
        for (const QJsonObject &row : rows)
            if (row.value(u"state"_s) != u"sent"_s)
                QCOMPARE(
                    desk.run({ u"outbox"_s, u"--resolve"_s, row.value(u"id"_s).toString(), u"--as"_s, u"send"_s }).code,
                    0);
        QVERIFY(desk.fetchUntil(
            [&] { return isOver([](const QJsonObject &row) { return row.value(u"state"_s) == u"sent"_s; }); }));
        int lost = 0;
        verify(desk, all, said(), &out, &lost);
        QCOMPARE(lost, 0);
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
            for (const auto &each : all)
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
        const int kills = rounds("kills while publishing on snac", 6, 200);
        Served snac(u"snac"_s);
        QVERIFY(snac.isUp());
        Served faults(u"faults"_s, { QString::fromLatin1(snac.value("SNAC_PORT")) });
        QVERIFY(faults.isUp());
        Desk desk;
        desk.signIn({ u"mastodon"_s, u"http://localhost:"_s + QString::fromLatin1(faults.value("FAULTS_PORT")) },
            QString::fromLatin1(snac.value("SNAC_ALICE_TOKEN")));
        const auto said = [&] { return linesOf(snac.tell(u"said"_s, u"alice"_s)); };
        const QList<Planned> all = killWhileSending(desk, faults, kills, u"Kettle"_s, true);
        settle(desk, all, kills, said);
        // It is heard, and something else than its answer comes; or nothing can be asked at all, so that nothing
        // leaves: this server shows the latest 256 messages only, and a busy day is never read whole.
        for (const QString &mode : { u"badgwpost"_s, u"badgw"_s }) {
            faults.tell(u"mode"_s, mode);
            const QString words = u"Lost by "_s + mode + u'.';
            const QString lost = desk.post({ u"--channel"_s, desk.account, u"--text-file"_s, desk.text(words) });
            desk.fetch();
            // On a slow day the answer that never came is looked for, and found, within the same fetch.
            const QString after = desk.state(lost);
            QVERIFY(mode == u"badgw"_s ? after == u"queued"_s : after == u"unconfirmed"_s || after == u"sent"_s);
            faults.tell(u"mode"_s, u"ok"_s);
            QTest::qWait(5'500); // it is looked for after a while
            QVERIFY(desk.fetchUntil([&] { return desk.state(lost) == u"sent"_s; }));
            QCOMPARE(said().filter(words).size(), 1);
        }
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
            for (const auto &each : all)
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
    }

    void killedWhileItSpeaksToBluesky()
    {
        const int kills = rounds("kills while publishing on Bluesky", 6, 200);
        Served network(u"bluesky"_s, { u"plain"_s });
        if (!network.isUp())
            QSKIP("the packages of a Bluesky network could not be had");
        Served faults(u"faults"_s, { QString::fromLatin1(network.value("BLUESKY_PDS_PORT")) });
        QVERIFY(faults.isUp());
        Desk desk;
        desk.signIn({ u"bluesky"_s, u"http://localhost:"_s + QString::fromLatin1(faults.value("FAULTS_PORT")),
                        u"--user"_s, u"alice.test"_s },
            QString::fromLatin1(network.value("BLUESKY_ALICE_PASSWORD")));
        const QString list = QString::fromLatin1(network.value("BLUESKY_PDS"))
            + u"/xrpc/com.atproto.repo.listRecords?limit=100&collection=app.bsky.feed.post&repo="_s
            + QString::fromLatin1(network.value("BLUESKY_ALICE"));
        const auto said = [&] {
            QStringList texts;
            QString cursor;
            do {
                const QJsonObject page =
                    curl({ list + (cursor.isEmpty() ? QString() : u"&cursor="_s + cursor) }).object();
                const auto records = page.value(u"records"_s).toArray();
                for (const auto &each : records)
                    texts.append(each.toObject().value(u"value"_s).toObject().value(u"text"_s).toString());
                cursor = page.value(u"cursor"_s).toString();
            } while (!cursor.isEmpty());
            return texts;
        };
        settle(desk, killWhileSending(desk, faults, kills, u"Kettle"_s, true), kills, said);
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
            for (const auto &each : all)
                if (each.toObject().value(u"content"_s).toObject().value(u"rendered"_s).toString().contains(words))
                    found.append(each.toObject());
            return found;
        };
        const QString post = desk.post({ u"--channel"_s, desk.account, u"--title"_s, u"Hazelnut in oat cans"_s,
            u"--text-file"_s, desk.text(u"What went wrong in line 2.\n\nAnd what we do."_s), u"--media"_s,
            desk.file(u"tin.png"_s), u"--alt"_s, u"A green tin"_s });
        QVERIFY(desk.fetchUntil([&] { return desk.state(post) == u"sent"_s; }));
        QCOMPARE(with(u"What went wrong in line 2."_s).size(), 1);
        const QJsonObject there = with(u"What went wrong in line 2."_s).constFirst();
        QCOMPARE(there.value(u"title"_s).toObject().value(u"rendered"_s).toString(), u"Hazelnut in oat cans"_s);
        QVERIFY(there.value(u"content"_s).toObject().value(u"rendered"_s).toString().contains(u"A green tin"_s));
    }

    void killedWhileItSpeaksToWordPress()
    {
        const int kills = rounds("kills while publishing on WordPress", 6, 200);
        Served blog(u"wordpress"_s);
        QVERIFY(blog.isUp());
        Served faults(u"faults"_s, { QString::fromLatin1(blog.value("WORDPRESS_PORT")) });
        QVERIFY(faults.isUp());
        Desk desk;
        desk.signIn({ u"wordpress"_s, u"http://localhost:"_s + QString::fromLatin1(faults.value("FAULTS_PORT")),
                        u"--user"_s, u"admin"_s },
            QString::fromLatin1(blog.value("WORDPRESS_ADMIN")));
        const auto said = [&] {
            return linesOf(blog.tell(u"php"_s,
                u"global $wpdb; foreach ($wpdb->get_col(\"SELECT post_content FROM wp_posts WHERE post_type = 'post' "
                u"AND "
                "post_status <> 'auto-draft'\") as $each) echo json_encode($each), \"\\n\";"_s));
        };
        settle(desk, killWhileSending(desk, faults, kills, u"Kettle"_s, false), kills, said);
    }
};

QTEST_MAIN(TestPublishing)
#include "test_publishing.moc"
