#include "core/base/text.h"
#include "core/networks/counting.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

Limits mastodon(int characters = 500)
{
    Limits limits;
    limits.counting = Limits::Counting::Fediverse;
    limits.characters = characters;
    limits.perLink = 23;
    return limits;
}

Limits bluesky()
{
    Limits limits;
    limits.counting = Limits::Counting::Graphemes;
    limits.characters = 300;
    limits.bytes = 3000;
    return limits;
}

QJsonArray vectors(const QString &file, const QString &group)
{
    return QJsonDocument::fromJson(sharedFile(u"text/twitter-text/"_s + file))[u"tests"_s][group].toArray();
}

QStringList linksIn(const QString &text)
{
    QStringList links;
    for (const Entity &each : fediverseEntities(text))
        if (each.kind == Entity::Kind::Link)
            links.append(text.mid(each.start, each.length));
    return links;
}

QStringList mentionsIn(const QString &text)
{
    QStringList mentions;
    for (const Entity &each : fediverseEntities(text))
        if (each.kind == Entity::Kind::Mention)
            mentions.append(text.mid(each.start + 1, each.length - 1));
    return mentions;
}

/// What the vectors expect, without what has no scheme: the Fediverse makes no links of it.
QStringList withScheme(const QJsonArray &urls)
{
    QStringList kept;
    for (const auto each : urls) {
        const QString url = each.isObject() ? each[u"url"_s].toString() : each.toString();
        if (url.startsWith(u"http"_s))
            kept.append(url);
    }
    return kept;
}

/// Whether each letter of \a text counts one on Twitter and is one to a person, but for what its links count.
bool countsAlike(const QString &text)
{
    QString rest = text;
    for (const QString &link : linksIn(text))
        rest.remove(link);
    const QList<uint> letters = rest.toUcs4();
    const bool areLight = std::all_of(letters.begin(), letters.end(), [](uint c) {
        return c <= 4351 || (c >= 8192 && c <= 8205) || (c >= 8208 && c <= 8223) || (c >= 8242 && c <= 8247);
    });
    return areLight && graphemeCount(rest) == letters.size();
}

} // namespace

/// How long a text is where it goes, and from where on it is too long.
class TestCounting : public QObject {
    Q_OBJECT
private slots:
    void charactersAreCountedAsTheNetworkDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("fediverse");
        QTest::addColumn<int>("graphemes");
        QTest::addColumn<int>("bytes");
        const QString family = u"\U0001F469\u200d\U0001F469\u200d\U0001F466"_s;
        QTest::newRow("nothing") << QString() << 0 << 0 << 0;
        QTest::newRow("a family") << family << 1 << 1 << 18;
        QTest::newRow("an accent of its own") << u"e\u0301"_s << 1 << 1 << 3;
        QTest::newRow("a short link") << u"http://a.eu"_s << 23 << 11 << 11;
        QTest::newRow("a long link") << u"https://a.eu/"_s + QString(100, u'x') << 23 << 113 << 113;
        QTest::newRow("a link and its full stop") << u"See https://a.eu/b."_s << 28 << 19 << 19;
        QTest::newRow("two links") << u"http://a.eu http://b.eu"_s << 47 << 23 << 23;
        QTest::newRow("no scheme, no link") << u"a.eu/b"_s << 6 << 6 << 6;
        QTest::newRow("nobody's host") << u"http://box.local/a/b/c"_s << 22 << 22 << 22;
        QTest::newRow("a mention from here") << u"@ada hi"_s << 7 << 7 << 7;
        QTest::newRow("a mention from elsewhere") << u"@ada@social.example hi"_s << 7 << 22 << 22;
        QTest::newRow("a mention with a dot") << u"@ada.b@social.example."_s << 7 << 1 + 21 << 22;
        QTest::newRow("a mail address") << u"ada@social.example"_s << 18 << 18 << 18;
        QTest::newRow("a name in a link") << u"https://a.eu/@ada@b.eu"_s << 23 << 22 << 22;
        QTest::newRow("Russian host and path") << u"http://\u044f.\u0440\u0444/\u044f?\u044f"_s << 23 << 15 << 20;
    }
    void charactersAreCountedAsTheNetworkDoes()
    {
        QFETCH(QString, text);
        QTEST(measure(text, mastodon()).characters, "fediverse");
        QTEST(measure(text, bluesky()).characters, "graphemes");
        QTEST(measure(text, bluesky()).bytes, "bytes");
        Limits blog;
        blog.counting = Limits::Counting::Plain;
        QTEST(measure(text, blog).characters, "graphemes");
        QVERIFY(!measure(text.repeated(1000), blog).tooLongFrom);
    }
    void theWarningCountsInTheFediverseAlone()
    {
        QCOMPARE(measure(u"tea", mastodon(), u"https://a.eu/abc").characters, 19); // no link is made in a warning
        QCOMPARE(measure(u"tea", bluesky(), u"careful").characters, 3);
        QCOMPARE(measure(u"teas", mastodon(8), u"hot!!").tooLongFrom.value_or(-1), 3);
        QCOMPARE(measure(u"tea", mastodon(8), u"hot and wet").tooLongFrom.value_or(-1), 0);
        // The network joins them before it counts.
        QCOMPARE(measure(u"\u0301", mastodon(), u"e").characters, 1);
    }
    void itIsTooLongFromACharacterOn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("fediverse");
        QTest::addColumn<int>("graphemes");
        const QString family = u"\U0001F469\u200d\U0001F469\u200d\U0001F466"_s;
        QTest::newRow("fits") << u"0123456789"_s << -1 << -1;
        QTest::newRow("one more") << u"0123456789x"_s << 10 << 10;
        QTest::newRow("a family stays whole") << u"012345678"_s + family + family << 9 + 8 << 9 + 8;
        QTest::newRow("an accent stays with its letter") << u"012345678e\u0301e\u0301"_s << 11 << 11;
        QTest::newRow("a link counts as one piece") << u"hi http://a.eu"_s << 3 << 10;
        QTest::newRow("behind a mention") << u"@ada@social.example 678901"_s << 25 << 10;
        QTest::newRow("CRLF") << u"012345678\r\nx"_s << 11 << 11;
    }
    void itIsTooLongFromACharacterOn()
    {
        QFETCH(QString, text);
        Limits plain = bluesky();
        plain.characters = 10;
        QTEST(static_cast<int>(measure(text, mastodon(10)).tooLongFrom.value_or(-1)), "fediverse");
        QTEST(static_cast<int>(measure(text, plain).tooLongFrom.value_or(-1)), "graphemes");
    }
    void whatIsTooLongFitsWhenItIsCutThere()
    {
        const QList<QByteArray> lines = sharedFile(u"text/unicode/emoji-test.txt"_s).split('\n');
        QString all;
        for (const QByteArray &line : lines)
            for (const QByteArray &piece : line.left(std::max<qsizetype>(0, line.indexOf(';'))).simplified().split(' '))
                if (bool isCode = false; piece.toUInt(&isCode, 16) > 0 && isCode)
                    all += QChar::fromUcs4(piece.toUInt(nullptr, 16));
        if (all.isEmpty())
            QSKIP("the shared data is not here");
        for (qsizetype from = 0; from + 4000 < all.size(); from += 997) {
            const QString text = all.sliced(from, 4000);
            const TextLength length = measure(text, bluesky());
            QVERIFY(length.tooLongFrom);
            const TextLength cut = measure(QStringView(text).first(*length.tooLongFrom), bluesky());
            QVERIFY(!cut.tooLongFrom && cut.characters <= 300 && cut.bytes <= 3000);
            // and nothing that fits was cut away
            QVERIFY(cut.characters == 300 || cut.bytes > 3000 - 36);
        }
    }
    void bytesEndATextThatHasFewCharacters()
    {
        const QString family = u"\U0001F469\u200d\U0001F469\u200d\U0001F466"_s; // 18 bytes, 8 units
        const TextLength length = measure(family.repeated(200), bluesky());
        QCOMPARE(length.characters, 200);
        QCOMPARE(length.bytes, 3600);
        QCOMPARE(length.tooLongFrom.value_or(-1), 166 * 8);
        QVERIFY(!measure(family.repeated(166), bluesky()).tooLongFrom);
        Limits ten;
        ten.bytes = 10;
        QVERIFY(!measure(u"0123456789", ten).tooLongFrom);
        QCOMPARE(measure(u"0123456789x", ten).tooLongFrom.value_or(-1), 10);
    }
    void linksAreFoundAsTheVectorsSay()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        // Twitter cuts links to its own shortener behind their key; we know no host apart. Mastodon takes letters of
        // every script, and marks, into a path. And we have no list of all top-level domains.
        const QMap<QString, QString> differ { { u"http://t.co/pbY2NfTZ's"_s, u"t.co"_s },
            { u"Check this site out http://t.co/FNkPfmii-"_s, u"t.co"_s },
            { u"I really like http://t.co/abcdefghijklmnopqrstuvwxyz012345678901234"_s, u"t.co"_s },
            { u"http://twitter.com/\u3053"_s, u"path"_s }, { u"This is a test \u2066\u202a"_s, u"path"_s },
            { u"test http://example.com\u3060"_s, u"top"_s } };
        int cases = 0;
        QMap<QString, int> known;
        QStringList wrong;
        for (const auto *group :
            { "urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params" })
            for (const auto each : vectors(u"extract.json"_s, QLatin1String(group))) {
                ++cases;
                const QString text = each[u"text"_s].toString();
                if (linksIn(text) == withScheme(each[u"expected"_s].toArray()))
                    continue;
                const auto reason = std::find_if(differ.keyBegin(), differ.keyEnd(),
                    [&text](const QString &begin) { return text.startsWith(begin); });
                if (reason == differ.keyEnd())
                    wrong.append(text + u" => "_s + linksIn(text).join(u' '));
                else
                    ++known[differ[*reason]];
            }
        QCOMPARE(cases, 66);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QCOMPARE(known, (QMap<QString, int> { { u"t.co"_s, 3 }, { u"path"_s, 2 }, { u"top"_s, 1 } }));
    }
    void everyTopLevelDomainMakesALink()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        int cases = 0;
        QStringList wrong;
        for (const auto *group : { "country", "generic" })
            for (const auto each : vectors(u"tlds.json"_s, QLatin1String(group))) {
                ++cases;
                if (linksIn(each[u"text"_s].toString()) != withScheme(each[u"expected"_s].toArray()))
                    wrong.append(each[u"text"_s].toString());
            }
        QCOMPARE(cases, 940);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u' ')));
    }
    void mentionsAreFoundAsTheVectorsSay()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        // Behind these signs Twitter sees no name, Mastodon does; none of them changes a count.
        const QStringList differ { u"f!@kn"_s, u"f@@kn"_s, u"f#@kn"_s, u"f$@kn"_s, u"f&@kn"_s, u"f*@kn"_s };
        QStringList wrong;
        const QJsonArray cases = vectors(u"extract.json"_s, u"mentions"_s);
        QCOMPARE(cases.size(), 12);
        for (const auto each : cases) {
            const QString text = each[u"text"_s].toString();
            QStringList want;
            for (const auto name : each[u"expected"_s].toArray())
                want.append(name.toString());
            if (mentionsIn(text) != want)
                wrong.append(text);
            QCOMPARE(measure(text, mastodon()).characters, graphemeCount(text));
        }
        QCOMPARE(wrong, differ);
    }
    void theLengthsOfTheVectorsAreOurs()
    {
        if (sharedData().isEmpty())
            QSKIP("the shared data is not here");
        // Those apply in which every letter counts one: Twitter lets letters of other scripts and pictures count two,
        // and makes links of what has no scheme.
        int applied = 0;
        int cases = 0;
        for (const auto *group : { "WeightedTweetsCounterTest", "WeightedTweetsWithDiscountedEmojiCounterTest",
                 "UnicodeDirectionalMarkerCounterTest" })
            for (const auto each : vectors(u"validate.json"_s, QLatin1String(group))) {
                ++cases;
                const QString text = each[u"text"_s].toString();
                if (!countsAlike(text))
                    continue;
                ++applied;
                const TextLength length = measure(text, mastodon(280));
                QCOMPARE(length.characters, each[u"expected"_s][u"weightedLength"_s].toInt());
                QCOMPARE(!length.tooLongFrom.has_value(), each[u"expected"_s][u"valid"_s].toBool());
                if (length.tooLongFrom)
                    QCOMPARE(*length.tooLongFrom, each[u"expected"_s][u"validRangeEnd"_s].toInt() + 1);
            }
        QCOMPARE(cases, 31);
        QCOMPARE(applied, 13);
        for (const auto each : vectors(u"validate.json"_s, u"tweets"_s)) {
            const QString text = each[u"text"_s].toString();
            const bool fits = !text.isEmpty() && !measure(text, mastodon(140)).tooLongFrom;
            QCOMPARE(fits, each[u"expected"_s].toBool());
        }
    }
    void halfAPairAndHostileTextsEnd()
    {
        QCOMPARE(measure(QString(QChar(0xd83d)), bluesky()).characters, 1);
        const QString nested = u"https://a.eu/"_s + QString(20'000, u'(');
        QCOMPARE(linksIn(nested), QStringList { u"https://a.eu/"_s });
        QCOMPARE(measure(u"@"_s.repeated(20'000), mastodon()).characters, 20'000);
        QCOMPARE(measure(u"://"_s.repeated(20'000), mastodon()).characters, 60'000);
        const QJsonArray naughty = QJsonDocument::fromJson(sharedFile(u"text/naughty_strings.json"_s)).array();
        for (const auto each : naughty) {
            const QString text = each.toString();
            const TextLength length = measure(text, mastodon(20), text);
            QVERIFY(!length.tooLongFrom || (*length.tooLongFrom >= 0 && *length.tooLongFrom <= text.size()));
        }
    }
};

QTEST_GUILESS_MAIN(TestCounting)
#include "test_counting.moc"
