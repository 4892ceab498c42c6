#include "core/connectors/wordpress/wordpressconnector.h"
#include "core/connectors/wordpress/wordpresssignin.h"
#include "core/http/verdict.h"
#include "tests/support/served.h"
#include "tests/support/waited.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

/// Posts and comments on a real WordPress, straight and through a proxy that loses answers.
class TestBlogSpeech : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_blog = std::make_unique<Served>(u"wordpress"_s);
        QVERIFY(m_blog->isUp());
        m_faults =
            std::make_unique<Served>(u"faults"_s, QStringList { QString::fromLatin1(m_blog->value("WORDPRESS_PORT")) });
        QVERIFY(m_faults->isUp());
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { 10s, 15s, 5, 4, 16 });
        m_faults->tell(u"mode"_s, u"ok"_s);
        WordPressSignIn signIn(*m_client);
        const auto server =
            waited(signIn.look(u"http://127.0.0.1:"_s + QString::fromLatin1(m_faults->value("FAULTS_PORT"))));
        QVERIFY2(server, why(server));
        const QByteArray password = m_blog->value("WORDPRESS_ALICE");
        const auto alice = waited(signIn.enter(u"alice"_s, Secret(QByteArray(password.constData(), password.size()))));
        QVERIFY2(alice, why(alice));
        m_home = server->can.value(u"home"_s).toString();
        m_connector = std::make_unique<WordPressConnector>(
            WordPressConnector::Source {
                { ChannelId::fromName("channel", "blog"), NetworkId::WordPress, u"Journal"_s, {} }, (*alice)->address,
                m_home, u"Journal"_s, (*alice)->typed, (*alice)->remoteId },
            (*alice)->secret.another(), *m_client);
    }
    void cleanupTestCase()
    {
        m_connector.reset();
        m_client.reset();
        m_faults.reset();
        m_blog.reset();
    }
    void cleanup() { m_faults->tell(u"mode"_s, u"ok"_s); }
    void aPostWithAPictureArrivesAsItWasSaid()
    {
        Outgoing one = post(u"Neuigkeiten & <more>"_s,
            u"First <b>line</b> & \"quotes\"\nsecond: https://example.com/a?b=1&c=2 [gallery] :)\n\nשלום 👍🏽 \\ it's"_s);
        one.media = { picture(u"A red \"dot\" & é"_s) };
        const auto handle = waited(m_connector->upload(one.media[0]));
        QVERIFY2(handle, why(handle));
        const auto twice = waited(m_connector->upload(one.media[0]));
        QVERIFY2(twice, why(twice));
        QCOMPARE(*twice, *handle);
        one.media[0].handle = *handle;
        const auto receipt = waited(m_connector->publish(one));
        QVERIFY2(receipt, why(receipt));
        const QString id = receipt->ref.remoteId.section(u':', 1);
        QCOMPARE(receipt->ref.globalName, m_home + u"/?p="_s + id);
        QCOMPARE(run(u"echo get_post_status(%1);"_s.arg(id)), u"publish"_s);
        QCOMPARE(run(u"echo get_post(%1)->post_name;"_s.arg(id)), one.reserved);
        QVERIFY(receipt->url.contains(one.reserved));
        // As a reader sees it.
        const QString seen = run(u"echo html_entity_decode(wp_strip_all_tags(str_replace(['<br>', '<br />'], \"\\n\", "
                                 "apply_filters('the_content', get_post(%1)->post_content))), ENT_QUOTES | "
                                 "ENT_HTML5);"_s.arg(id));
        QVERIFY2(seen.contains(u"First <b>line</b> & \"quotes\"\n"_s), qPrintable(seen));
        QVERIFY2(seen.contains(u"second: https://example.com/a?b=1&c=2 [gallery]"_s), qPrintable(seen));
        QVERIFY2(seen.contains(u"שלום 👍🏽 \\ it’s"_s), qPrintable(seen));
        const QString html = run(u"echo apply_filters('the_content', get_post(%1)->post_content);"_s.arg(id));
        QVERIFY2(html.contains(u"alt=\"A red &quot;dot&quot; &amp; é\""_s), qPrintable(html));
        QVERIFY2(html.contains(u"<a href=\"https://example.com/a?b=1&amp;c=2\">"_s), qPrintable(html));
        QCOMPARE(run(u"echo html_entity_decode(get_the_title(%1), ENT_QUOTES | ENT_HTML5);"_s.arg(id)), one.title);
        const QString picture = handle->section(u' ', 0, 0);
        QCOMPARE(
            run(u"echo get_post_meta(%1, '_wp_attachment_image_alt', true);"_s.arg(picture)), one.media[0].description);
        QCOMPARE(run(u"echo base64_encode(file_get_contents(get_attached_file(%1)));"_s.arg(picture)),
            QString::fromLatin1(one.media[0].bytes.toBase64()));
        const auto found = waited(m_connector->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(found->receipt && found->isWhole);
        QCOMPARE(found->receipt->ref, receipt->ref);
    }
    void c01WhatItHeardAndDidNotAnswerIsFoundAndThereOnce_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("isComment");
        QTest::newRow("a post, its answer lost") << u"lostpost"_s << false;
        QTest::newRow("a post, 502") << u"badgw"_s << false;
        QTest::newRow("a comment, its answer lost") << u"lostpost"_s << true;
        QTest::newRow("a comment, 502") << u"badgw"_s << true;
    }
    void c01WhatItHeardAndDidNotAnswerIsFoundAndThereOnce()
    {
        QFETCH(QString, mode);
        QFETCH(bool, isComment);
        Outgoing one = post(u"The answer gets lost"_s, u"Nobody answered: "_s + mode);
        if (isComment)
            one = comment(one.text, guest(u"And now?"_s));
        QVERIFY(waited(m_connector->find(one))); // who we are is known before the line breaks
        m_faults->tell(u"mode"_s, isComment && mode == u"badgw"_s ? u"ok"_s : mode);
        const auto lost = waited(m_connector->publish(one));
        m_faults->tell(u"mode"_s, u"ok"_s);
        if (isComment && mode == u"badgw"_s) {
            QVERIFY2(lost, why(lost)); // the question before it would have failed; said twice it is refused and found
            const auto again = waited(m_connector->publish(one));
            QVERIFY2(again, why(again));
            QCOMPARE(again->ref, lost->ref);
            return;
        }
        QVERIFY(!lost);
        QVERIFY2(!isVerdict(lost.error()) && !isSurelyUndone(lost.error()), why(lost));
        std::optional<Receipt> receipt;
        for (int left = 20; left > 0 && !receipt; --left) { // it may be at it still
            const auto found = waited(m_connector->find(one));
            QVERIFY2(found, why(found));
            receipt = found->receipt;
            if (!receipt)
                QTest::qWait(200);
        }
        QVERIFY(receipt);
        if (!isComment)
            QCOMPARE(run(u"global $wpdb; echo $wpdb->get_var(\"select count(*) from $wpdb->posts where post_name like "
                         "'%1%'\");"_s.arg(one.reserved)),
                u"1"_s);
    }
    void whatItNeverHeardIsNotFound_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::newRow("reset") << u"reset"_s;
        QTest::newRow("503") << u"503"_s;
    }
    void whatItNeverHeardIsNotFound()
    {
        QFETCH(QString, mode);
        const Outgoing one = post(u"Unheard"_s, u"Never heard: "_s + mode);
        QVERIFY(waited(m_connector->find(one)));
        m_faults->tell(u"mode"_s, mode);
        const auto lost = waited(m_connector->publish(one));
        m_faults->tell(u"mode"_s, u"ok"_s);
        QVERIFY(!lost && !isVerdict(lost.error()));
        const auto found = waited(m_connector->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(!found->receipt && found->isWhole);
    }
    void aCommentIsAnsweredWhereItStands()
    {
        const QString id = guest(u"Is it decaf?"_s);
        const QString text = u"It is <not> & never was: https://example.com/a?b=1&c=2\n\n\"Sorry\" \\o/ 👍🏽"_s;
        const Outgoing one = comment(text, id);
        auto found = waited(m_connector->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(!found->receipt && found->isWhole);
        const auto receipt = waited(m_connector->publish(one));
        QVERIFY2(receipt, why(receipt));
        const QString ours = receipt->ref.remoteId.section(u':', 1);
        QCOMPARE(run(u"echo get_comment(%1)->comment_parent;"_s.arg(ours)), id);
        QCOMPARE(run(u"echo get_comment(%1)->comment_post_ID;"_s.arg(ours)), u"1"_s);
        QCOMPARE(run(u"echo wp_get_comment_status(%1);"_s.arg(ours)), u"approved"_s);
        QCOMPARE(run(u"echo html_entity_decode(get_comment(%1)->comment_content, ENT_QUOTES | ENT_HTML5);"_s.arg(ours)),
            text);
        found = waited(m_connector->find(one));
        QVERIFY2(found, why(found));
        QVERIFY(found->receipt && found->isWhole);
        QCOMPARE(found->receipt->ref, receipt->ref);
        // Word for word the same, later: WordPress refuses it, and it is not the one that is there.
        Outgoing later = comment(u"It never was"_s, id);
        QVERIFY(waited(m_connector->publish(later)));
        later.firstTriedAt = later.firstTriedAt.addSecs(3600);
        const auto twice = waited(m_connector->publish(later));
        QVERIFY2(!twice && isVerdict(twice.error()), why(twice));
        QCOMPARE(twice.error().kind, Error::Kind::Conflict);
        // A comment that was deleted is not answered.
        run(u"wp_delete_comment(%1, true);"_s.arg(id));
        const auto none = waited(m_connector->publish(comment(u"Too late"_s, id)));
        QVERIFY(!none && isVerdict(none.error()));
        QCOMPARE(none.error().kind, Error::Kind::Missing);
    }
    void aPostIsChangedAndTakenAway()
    {
        Outgoing one = post(u"Opening hours"_s, u"We open at nine"_s);
        const auto receipt = waited(m_connector->publish(one));
        QVERIFY2(receipt, why(receipt));
        const QString id = receipt->ref.remoteId.section(u':', 1);
        one.text = u"We open at ten, not at nine"_s;
        one.title = u"Opening hours, new"_s;
        for (int twice = 0; twice < 2; ++twice) {
            const auto changed = waited(m_connector->change(receipt->ref, one));
            QVERIFY2(changed, why(changed));
            QCOMPARE(changed->ref, receipt->ref);
        }
        QCOMPARE(run(u"echo wp_strip_all_tags(get_post(%1)->post_content);"_s.arg(id)), one.text);
        QCOMPARE(run(u"echo get_post(%1)->post_title;"_s.arg(id)), one.title);
        QCOMPARE(run(u"echo get_post(%1)->post_name;"_s.arg(id)), one.reserved);
        for (int twice = 0; twice < 2; ++twice) {
            const auto removed = waited(m_connector->remove(receipt->ref));
            QVERIFY2(removed, why(removed));
        }
        QCOMPARE(run(u"echo get_post_status(%1);"_s.arg(id)), u"trash"_s);
        const auto found = waited(m_connector->find(one)); // it was said, and somebody took it away
        QVERIFY2(found, why(found));
        QVERIFY(found->receipt);
        run(u"wp_delete_post(%1, true);"_s.arg(id));
        QVERIFY(waited(m_connector->remove(receipt->ref)));
        QCOMPARE(waited(m_connector->change(receipt->ref, one)).error().kind, Error::Kind::Missing);
    }
    void aCommentIsChangedAndTakenAway()
    {
        Outgoing one = comment(u"At nine"_s, guest(u"When do you open?"_s));
        const auto receipt = waited(m_connector->publish(one));
        QVERIFY2(receipt, why(receipt));
        const QString id = receipt->ref.remoteId.section(u':', 1);
        one.text = u"At ten & not before"_s;
        for (int twice = 0; twice < 2; ++twice) {
            const auto changed = waited(m_connector->change(receipt->ref, one));
            QVERIFY2(changed, why(changed));
        }
        QCOMPARE(run(u"echo html_entity_decode(get_comment(%1)->comment_content);"_s.arg(id)), one.text);
        for (int twice = 0; twice < 2; ++twice) {
            const auto removed = waited(m_connector->remove(receipt->ref));
            QVERIFY2(removed, why(removed));
        }
        QCOMPARE(run(u"echo wp_get_comment_status(%1);"_s.arg(id)), u"trash"_s);
    }

private:
    static QByteArray why(const auto &result)
    {
        return result ? QByteArray("it went well")
                      : (result.error().message + u" | "_s + result.error().detail).toUtf8();
    }
    /// What the code echoes inside the blog.
    QString run(const QString &code) { return QString::fromUtf8(m_blog->tell(u"php"_s, code).trimmed()); }
    /// A guest writes; the number of the comment.
    QString guest(const QString &text)
    {
        return run(u"echo wp_insert_comment(['comment_post_ID' => 1, 'comment_author' => 'Ada', 'comment_author_email' "
                   "=> 'ada@example.test', 'comment_content' => '%1', 'comment_approved' => 1]);"_s.arg(text));
    }
    Outgoing post(const QString &title, const QString &text)
    {
        Outgoing one;
        one.key = QByteArray(31, 'k').prepend(char(++m_keys));
        one.title = title;
        one.text = text;
        one.firstTriedAt = m_clock.now();
        one.reserved = m_connector->reserve(one);
        return one;
    }
    Outgoing comment(const QString &text, const QString &under)
    {
        Outgoing one = post({}, text);
        one.replyTo = { m_home + u"/?comment="_s + under, u"comment:"_s + under };
        one.reserved = m_connector->reserve(one);
        return one;
    }
    static OutgoingMedia picture(const QString &description)
    {
        OutgoingMedia one;
        one.bytes =
            QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMI"
                                   "QAAAABJRU5ErkJggg==");
        one.digest = QByteArray(32, 'd');
        one.type = u"image/png"_s;
        one.description = description;
        return one;
    }

    SystemClock m_clock;
    char m_keys = 0;
    std::unique_ptr<Served> m_blog;
    std::unique_ptr<Served> m_faults;
    std::unique_ptr<QtHttpClient> m_client;
    std::unique_ptr<WordPressConnector> m_connector;
    QString m_home;
};

QTEST_GUILESS_MAIN(TestBlogSpeech)
#include "test_blogspeech.moc"
