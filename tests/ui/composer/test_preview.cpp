#include "core/networks/limitsbook.h"
#include "ui/composer/previewpane.h"
#include "ui/composer/previewtext.h"

#include <QtTest>

using namespace wheelhouse;

class TestPreview : public QObject {
    Q_OBJECT
private slots:
    void thePreviewSaysWhatTheCanonicalBytesSay()
    {
        PostContent content;
        content.parts = { { QStringLiteral("Grüße \u202e👩‍👩‍👧‍👧 https://a.example/x"), {} },
            { QString(310, u'y'),
                { { QByteArray(32, '\x05'), QStringLiteral("image/png"), { 4, 3 }, QStringLiteral("A tin") } } } };
        content.title = QStringLiteral("Title");
        content.warning = QStringLiteral("Food");
        content.language = QStringLiteral("de");
        const Channel channel { ChannelId::fromName("channel", "b"), NetworkId::Bluesky, QStringLiteral("b"), {} };
        const auto preview = previewOf(channel, content, usualLimits(NetworkId::Bluesky));
        QVERIFY(preview);
        const auto said = readCanonical(*canonicalBytes({ channel.id, content, {}, QByteArray(8, '\1') }));
        QVERIFY(said);
        QCOMPARE(preview->title, said->content.title);
        QCOMPARE(preview->warning, said->content.warning);
        QCOMPARE(preview->parts.size(), said->content.parts.size());
        for (int i = 0; i < preview->parts.size(); ++i) {
            QCOMPARE(preview->parts.at(i).text, said->content.parts.at(i).text);
            QCOMPARE(preview->parts.at(i).pictures, said->content.parts.at(i).pictures);
        }
        QCOMPARE(preview->parts.at(0).cut, -1);
        QCOMPARE(preview->parts.at(1).cut, 300);
    }

    void whatCannotBeSentHasNoPreview()
    {
        PostContent content;
        content.parts = { { QString(QChar(0xd83d)), {} } }; // half of a pair
        QVERIFY(!previewOf({}, content, {}));
    }

    void D11_whatHidesIsShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown");
        QTest::newRow("turned round") << QStringLiteral("a\u202eb") << QStringLiteral("a‹U+202E›b");
        QTest::newRow("isolate") << QStringLiteral("\u2066x\u2069") << QStringLiteral("‹U+2066›x‹U+2069›");
        QTest::newRow("zero width") << QStringLiteral("pay\u200bpal") << QStringLiteral("pay‹U+200B›pal");
        QTest::newRow("a family stays one")
            << QStringLiteral("👩‍👩‍👧") << QStringLiteral("👩‍👩‍👧");
        QTest::newRow("joins nothing") << QStringLiteral("a \u200d b") << QStringLiteral("a ‹U+200D› b");
        QTest::newRow("lines stay") << QStringLiteral("a\nb") << QStringLiteral("a\nb");
        QTest::newRow("tag") << QString::fromUcs4(U"a\U000E0041") << QStringLiteral("a‹U+E0041›");
        QTest::newRow("blank of Braille") << QStringLiteral("a\u2800b") << QStringLiteral("a‹U+2800›b");
        QTest::newRow("ten lines") << QString(10, u'\n') << QString(10, u'\n');
        QTest::newRow("between lines") << QStringLiteral("a\n\r\n\u200b\nb")
                                       << QStringLiteral("a\n‹U+000D›\n‹U+200B›\nb");
        QTest::newRow("pushed out of sight") << QStringLiteral("Yes") + QString(500, u'\n') + QStringLiteral("but no")
                                             << QStringLiteral("Yes\n‹U+000A ×500›\nbut no");
        QTest::newRow("by lines with a space")
            << QStringLiteral("Yes") + QStringLiteral("\n ").repeated(40) << QStringLiteral("Yes\n‹U+000A ×40›\n ");
        QTest::newRow("plain") << QStringLiteral("déjà, 你好") << QStringLiteral("déjà, 你好");
    }
    void D11_whatHidesIsShown()
    {
        QFETCH(QString, text);
        QTEST(visibleText(text).text, "shown");
    }
};

QTEST_GUILESS_MAIN(TestPreview)
#include "test_preview.moc"
