#include "core/networks/counting.h"
#include "core/networks/limitsbook.h"
#include "core/posts/compositionfindings.h"

#include <QtTest>

using namespace wheelhouse;

namespace {

const Channel mastodon { ChannelId::fromName("channel", "m"), NetworkId::Mastodon, QStringLiteral("m"), {} };
const Channel bluesky { ChannelId::fromName("channel", "b"), NetworkId::Bluesky, QStringLiteral("b"), {} };
const Channel blog { ChannelId::fromName("channel", "w"), NetworkId::WordPress, QStringLiteral("w"), {} };

ComposedVariant saying(const Channel &channel, const QString &text)
{
    ComposedVariant variant { channel, false, {} };
    variant.content.parts = { { text, {} } };
    return variant;
}

QHash<ChannelId, Limits> usual()
{
    QHash<ChannelId, Limits> limits;
    for (const Channel &each : { mastodon, bluesky, blog })
        limits.insert(each.id, usualLimits(each.network));
    return limits;
}

const Objective decided { QStringLiteral("Refunds"), false };

} // namespace

class TestCompositionFindings : public QObject {
    Q_OBJECT
private slots:
    void eachVariantIsJudgedByItsOwnNetwork()
    {
        ComposedWords words;
        words.variants = { saying(mastodon, QString(305, u'x')), saying(bluesky, QString(305, u'x')) };
        const auto findings = findingsOf(words, decided, usual());
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.first().channel, bluesky.id);
        QCOMPARE(findings.first().finding.kind, Finding::Kind::TooLong);
        QCOMPARE(findings.first().finding.start, 300);
        QVERIFY(isStopped(findings));
    }

    void aLaterPartOfAThreadIsNamed()
    {
        ComposedWords words;
        words.variants = { saying(mastodon, QStringLiteral("one")) };
        words.variants.first().content.parts.append({ QStringLiteral("{order} is on its way"), {} });
        const auto findings = findingsOf(words, decided, usual());
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.first().part, 1);
        QCOMPARE(findings.first().finding.kind, Finding::Kind::Unfilled);
        QCOMPARE(findings.first().finding.length, 7);
    }

    void goingNowhereAndAimlesslyIsSaid()
    {
        const auto findings = findingsOf({}, {}, {});
        QCOMPARE(findings.size(), 2);
        QCOMPARE(findings.at(0).finding.kind, Finding::Kind::NoOutpost);
        QCOMPARE(findings.at(1).finding.kind, Finding::Kind::NoObjective);
        ComposedWords words;
        words.variants = { saying(mastodon, QStringLiteral("a")) };
        QVERIFY(findingsOf(words, { {}, true }, usual()).isEmpty());
    }

    void aBlogNeedsATitle()
    {
        ComposedWords words;
        words.variants = { saying(blog, QStringLiteral("a")) };
        QCOMPARE(findingsOf(words, decided, usual()).first().finding.kind, Finding::Kind::NoTitle);
        words.variants.first().content.title = QStringLiteral("You asked");
        QVERIFY(findingsOf(words, decided, usual()).isEmpty());
    }

    void aTextIsSplitWhereASentenceEnds()
    {
        const Limits limits = usualLimits(NetworkId::Bluesky);
        const QString sentence = QStringLiteral("Twenty letters here. ");
        const QString text = sentence.repeated(20);
        const qsizetype at = splitPoint(text, limits);
        QCOMPARE(at % sentence.size(), 0);
        QVERIFY(at <= 300 && at > 200);
        QCOMPARE(splitPoint(QStringLiteral("short"), limits), -1);
    }

    void withoutSentencesBetweenWordsAndWithoutWordsBetweenCharacters()
    {
        const Limits limits = usualLimits(NetworkId::Bluesky);
        const qsizetype atWord = splitPoint(QStringLiteral("words ").repeated(80), limits);
        QCOMPARE(atWord, 300);
        const QString family = QString::fromUtf8("👩‍👩‍👧‍👧");
        const qsizetype at = splitPoint(family.repeated(301), limits);
        QVERIFY(at > 0);
        QCOMPARE(at % family.size(), 0); // never within one
        QVERIFY(!measure(family.repeated(301).left(at), limits).tooLongFrom);
    }
};

QTEST_GUILESS_MAIN(TestCompositionFindings)
#include "test_compositionfindings.moc"
