#include "core/base/html.h"
#include "core/base/htmlfence.h"
#include "tests/support/rounds.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <ctime>

using namespace wheelhouse;
using namespace Qt::StringLiterals;
using Kind = Span::Kind;

namespace {

constexpr qint64 limitMs = 200;

// The bound is for the program as it ships; a build for looking into it may be slower by so much.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int slowness = 10;
#elif !defined(__OPTIMIZE__)
constexpr int slowness = 3;
#else
constexpr int slowness = 1;
#endif

/// Milliseconds of this process' own work, so that a busy machine does not fail a test.
class Stopwatch {
public:
    [[nodiscard]] qint64 elapsed() const { return qint64(std::clock() - m_start) * 1'000 / CLOCKS_PER_SEC; }

private:
    std::clock_t m_start = std::clock();
};

PlainText read(const char *html)
{
    return plainFromHtml(QByteArrayView(html));
}

QString spanText(const PlainText &read, Kind kind)
{
    for (const Span &span : read.spans)
        if (span.kind == kind)
            return read.text.mid(span.start, span.length);
    return {};
}

QString targetOf(const PlainText &read, Kind kind)
{
    for (const Span &span : read.spans)
        if (span.kind == kind)
            return span.target;
    return {};
}

bool isSafeTarget(const Span &span)
{
    if (span.kind == Kind::Link)
        return span.target.startsWith(u"http://", Qt::CaseInsensitive)
            || span.target.startsWith(u"https://", Qt::CaseInsensitive) || span.target.startsWith(u"mailto:");
    if (span.kind == Kind::Mention || span.kind == Kind::Hashtag)
        return span.target.startsWith(u'@') || span.target.startsWith(u'#') || span.target.startsWith(u"http");
    return span.target.isEmpty();
}

/// What is wrong with a result, or nothing.
QString fault(const PlainText &read)
{
    if (read.text.size() > textbounds::characters)
        return u"too long"_s;
    int last = 0;
    QHash<int, int> ends;
    for (const Span &span : read.spans) {
        if (span.start < last || span.length <= 0 || span.start + span.length > read.text.size())
            return u"a span is out of order or of the text"_s;
        if (span.start < ends.value(int(span.kind)))
            return u"two spans of one kind overlap"_s;
        if (!isSafeTarget(span))
            return u"a target that is not openable: "_s + span.target;
        last = span.start;
        ends[int(span.kind)] = span.start + span.length;
    }
    for (const QChar c : read.text)
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            return u"a control character is left"_s;
    if (plainFromText(read.text).text != read.text)
        return u"a second pass changes it"_s;
    return {};
}

/// Every hostile piece of HTML of the shared data.
QList<QByteArray> payloads()
{
    QList<QByteArray> all;
    const auto add = [&all](const QString &file, const QString &key) {
        const QJsonArray rows = QJsonDocument::fromJson(sharedFile(file)).array();
        for (const QJsonValue row : rows)
            all.append(row[key].toString().toUtf8());
    };
    add(u"html/dompurify_expect.json"_s, u"payload"_s);
    add(u"html/h5sc_xss.json"_s, u"payload"_s);
    add(u"html/sanitizer_tests1.json"_s, u"input"_s);
    const QByteArray vectors = sharedFile(u"html/h5sc_vectors.txt"_s);
    if (!vectors.isEmpty())
        all.append(vectors);
    for (const int number : { 2, 3, 5, 9, 10, 11, 13, 18, 20 })
        if (const QByteArray pair = sharedFile(u"html/bleach/%1.test"_s.arg(number)); !pair.isEmpty())
            all.append(pair.left(pair.indexOf("\n--")));
    return all;
}

} // namespace

class TestHtml : public QObject {
    Q_OBJECT

private slots:
    void aMastodonPostReadsAsOnMastodon();
    void anInvisiblePartIsShownWhereThereIsNoLink();
    void blocksBecomeLines_data();
    void blocksBecomeLines();
    void emphasisBecomesSpans();
    void contentsThatAreNoTextAreDropped_data();
    void contentsThatAreNoTextAreDropped();
    void onlyOpenableLinksAreLinks_data();
    void onlyOpenableLinksAreLinks();
    void misnestedTagsAreBalanced();
    void aCutTagLosesOnlyItself();
    void f01NoPayloadLeavesAnythingActive();
    void f01TheTextOfAPayloadStaysReadable();
    void f02NoPictureIsLoadedItsAltTextIsShown();
    void f04NestedTablesStayUnder200Ms();
    void f04HostileShapesStayUnder200Ms_data();
    void f04HostileShapesStayUnder200Ms();
    void f05HtmlInAPlainTextIsLiteral();
    void f11EmojiAndUnassignedSurvive();
    void mutatedPayloadsNeverBreakAResult();
};

void TestHtml::aMastodonPostReadsAsOnMastodon()
{
    const PlainText post = read(
        "<p>Hi <span class=\"h-card\"><a href=\"https://m.example/@ada\" class=\"u-url "
        "mention\">@<span>ada</span></a></span>"
        " see <a href=\"https://example.com/long/path\"><span class=\"invisible\">https://</span><span "
        "class=\"ellipsis\">"
        "example.com/long</span><span class=\"invisible\">/path</span></a></p><p><a href=\"https://m.example/tags/Tea\""
        " class=\"mention hashtag\" rel=\"tag\">#<span>Tea</span></a> &amp; cake</p>");
    QCOMPARE(post.text, u"Hi @ada see example.com/long\u2026\n\n#Tea & cake"_s);
    QCOMPARE(post.spans.size(), 3);
    QCOMPARE(spanText(post, Kind::Mention), u"@ada"_s);
    QCOMPARE(targetOf(post, Kind::Mention), u"https://m.example/@ada"_s);
    QCOMPARE(spanText(post, Kind::Link), u"example.com/long\u2026"_s);
    QCOMPARE(targetOf(post, Kind::Link), u"https://example.com/long/path"_s);
    QCOMPARE(spanText(post, Kind::Hashtag), u"#Tea"_s);
    QVERIFY(!post.shortened);
}

void TestHtml::anInvisiblePartIsShownWhereThereIsNoLink()
{
    QCOMPARE(read("<span class=invisible>secret</span> a").text, u"secret a"_s);
    QCOMPARE(read("<a href=javascript:x><span class=invisible>secret</span></a>").text, u"secret"_s);
}

void TestHtml::blocksBecomeLines_data()
{
    QTest::addColumn<QByteArray>("html");
    QTest::addColumn<QString>("text");
    QTest::newRow("paragraphs and breaks") << QByteArray("<p>a<br>b</p>\n<p> c </p>") << u"a\nb\n\nc"_s;
    QTest::newRow("many breaks are two") << QByteArray("a<br><br><br><br>b") << u"a\n\nb"_s;
    QTest::newRow("divisions") << QByteArray("<div>a</div><div><div>b</div></div>") << u"a\nb"_s;
    QTest::newRow("unclosed items") << QByteArray("<ul><li>a<li>b</ul>c") << u"\u2022 a\n\u2022 b\n\nc"_s;
    QTest::newRow("numbers, paragraphs in items") << QByteArray("<ol><li><p>a</p></li><li>b</ol>") << u"1. a\n2. b"_s;
    QTest::newRow("a list in a list") << QByteArray("<ul><li>a<ol><li>b</ol><li>c</ul>")
                                      << u"\u2022 a\n1. b\n\u2022 c"_s;
    QTest::newRow("a table") << QByteArray("<table><tr><td>a<td>b<tr><th>c</th><td>d</table>e") << u"a\tb\nc\td\ne"_s;
    QTest::newRow("white space") << QByteArray(" a \n b\t<b> c</b> ") << u"a b c"_s;
    QTest::newRow("preformatted") << QByteArray("<pre>a\n  b</pre>") << u"a\n  b"_s;
    QTest::newRow("entities") << QByteArray("&lt;b&gt; &eacute;&#x1F600;&nbsp;&amp;lt;")
                              << u"<b> \u00e9\U0001F600\u00a0&lt;"_s;
    QTest::newRow("nothing") << QByteArray("") << QString();
    QTest::newRow("a heart") << QByteArray("I <3 you, 2 < 3") << u"I <3 you, 2 < 3"_s;
}

void TestHtml::blocksBecomeLines()
{
    QFETCH(QByteArray, html);
    QTEST(plainFromHtml(QByteArrayView(html)).text, "text");
}

void TestHtml::emphasisBecomesSpans()
{
    const PlainText post =
        read("<blockquote>q <b>x <strong>y</strong></b></blockquote><ul><li><em>i</em> <code>c</code></ul>");
    QCOMPARE(post.text, u"q x y\n\n\u2022 i c"_s);
    QCOMPARE(spanText(post, Kind::Quote), u"q x y"_s);
    QCOMPARE(spanText(post, Kind::Bold), u"x y"_s);
    QCOMPARE(spanText(post, Kind::Italic), u"i"_s);
    QCOMPARE(spanText(post, Kind::Code), u"c"_s);
    QCOMPARE(post.spans.size(), 4);
    QCOMPARE(fault(post), QString());
}

void TestHtml::contentsThatAreNoTextAreDropped_data()
{
    QTest::addColumn<QByteArray>("html");
    for (const char *tag : { "script", "style", "template", "noscript", "svg", "math", "iframe", "title", "noembed" })
        QTest::newRow(tag) << QByteArray("a<") + tag + " x='>'>dropped <b>this</b></" + tag + " >b";
    QTest::newRow("a comment") << QByteArray("a<!-- dropped <b>this</b> -->b");
    QTest::newRow("a declaration") << QByteArray("a<!DOCTYPE dropped>b");
    QTest::newRow("an instruction") << QByteArray("a<?php dropped?>b");
    QTest::newRow("an end that is none") << QByteArray("a</ dropped>b");
}

void TestHtml::contentsThatAreNoTextAreDropped()
{
    QFETCH(QByteArray, html);
    QCOMPARE(plainFromHtml(QByteArrayView(html)).text, u"ab"_s);
}

void TestHtml::onlyOpenableLinksAreLinks_data()
{
    QTest::addColumn<QByteArray>("href");
    QTest::addColumn<bool>("kept");
    QTest::newRow("https") << QByteArray("https://example.com/") << true;
    QTest::newRow("mail") << QByteArray("mailto:ada@example.com") << true;
    QTest::newRow("script") << QByteArray("javascript:alert(1)") << false;
    QTest::newRow("script with a tab") << QByteArray("java&#9;script:alert(1)") << false;
    QTest::newRow("file") << QByteArray("file:///etc/passwd") << false;
    QTest::newRow("data") << QByteArray("data:text/html,x") << false;
    QTest::newRow("relative") << QByteArray("/settings") << false;
    QTest::newRow("backslash") << QByteArray("https://example.com\\@evil.example/") << false;
}

void TestHtml::onlyOpenableLinksAreLinks()
{
    QFETCH(QByteArray, href);
    const QByteArray html = "<a href=\"" + href + "\">words</a>";
    const PlainText post = plainFromHtml(QByteArrayView(html));
    QCOMPARE(post.text, u"words"_s);
    QTEST(!post.spans.isEmpty(), "kept");
}

void TestHtml::misnestedTagsAreBalanced()
{
    QCOMPARE(fenced("<b><p>x</b>y</p>").html, QByteArray("<b><p>x</p></b>y"));
    QCOMPARE(fenced("<A HREF='h\"t' onclick=x>1<a href=b>2").html,
        QByteArray("<a href=\"h&quot;t\">1</a><a href=\"b\">2</a>"));
    QCOMPARE(fenced("<p>a<p>b<div class=x>c").html, QByteArray("<p>a</p><p>b</p><div>c</div>"));
}

void TestHtml::aCutTagLosesOnlyItself()
{
    const PlainText post = read("All of this stays <a href=\"https://exam");
    QCOMPARE(post.text, u"All of this stays"_s);
    QVERIFY(post.shortened);
}

void TestHtml::f01NoPayloadLeavesAnythingActive()
{
    const QList<QByteArray> all = payloads();
    if (all.isEmpty())
        QSKIP("The shared data is not here.");
    QVERIFY(all.size() > 250);
    for (const QByteArray &payload : all) {
        const Stopwatch timer;
        const PlainText post = plainFromHtml(QByteArrayView(payload));
        QVERIFY2(timer.elapsed() < limitMs * slowness, payload.constData());
        QVERIFY2(fault(post).isEmpty(), qPrintable(fault(post) + u" in "_s + QString::fromUtf8(payload)));
    }
}

void TestHtml::f01TheTextOfAPayloadStaysReadable()
{
    const QJsonArray rows = QJsonDocument::fromJson(sharedFile(u"html/sanitizer_tests1.json"_s)).array();
    if (rows.isEmpty())
        QSKIP("The shared data is not here.");
    int readable = 0;
    for (const QJsonValue row : rows) {
        const QString html = row[u"input"_s].toString();
        if (!html.contains(u">foo<"))
            continue;
        ++readable;
        QVERIFY2(plainFromHtml(html).text.contains(u"foo"), qPrintable(html));
    }
    QVERIFY(readable > 0);
}

void TestHtml::f02NoPictureIsLoadedItsAltTextIsShown()
{
    const PlainText post =
        read("a <img src=\"file:///etc/hostname\" alt=\" A  cat \"><img src=/x alt=\"\"> b"
             "<table background=\"file:///etc/passwd\"><tr><td style=\"background:url(/x)\">c</table>");
    QCOMPARE(post.text, u"a [A cat] b\nc"_s);
    QVERIFY(post.spans.isEmpty());
}

void TestHtml::f04NestedTablesStayUnder200Ms()
{
    const QByteArray html = QByteArray("<table><tr><td>").repeated(20) + "deep" + QByteArray("</table>").repeated(20);
    const Stopwatch timer;
    QCOMPARE(plainFromHtml(QByteArrayView(html)).text, u"deep"_s);
    QVERIFY(timer.elapsed() < limitMs * slowness);
}

void TestHtml::f04HostileShapesStayUnder200Ms_data()
{
    QTest::addColumn<QByteArray>("html");
    const auto row = [](const char *name, const char *piece, int times) {
        QTest::newRow(name) << QByteArray(piece).repeated(times) + "x";
    };
    row("deep divisions", "<div>", 20'000);
    row("deep lists", "<ul>", 5'000);
    row("deeper lists", "<ul><li>", 100'000);
    row("one word", "a", 200'000);
    row("paragraphs in open bold", "<b><p>y", 100'000);
    row("links in links", "<a href=http://a.example/>y", 35'000);
    row("opened and closed", "<b></b>", 150'000);
    row("angles", "<", 1'000'000);
    row("tags without an end", "<a ", 300'000);
    row("quotes without an end", "<a b=\"", 150'000);
    row("drawings without an end", "<svg>", 200'000);
    row("comments without an end", "<!--", 250'000);
    row("ends of scripts", "</script", 130'000);
    row("entities", "&amp", 200'000);
    row("ampersands", "&", 1'000'000);
    row("pictures", "<img alt=y>", 95'000);
    row("cells", "<td>", 250'000);
    QTest::newRow("NUL") << QByteArray(1'000'000, '\0') + "x";
    QTest::newRow("many attributes") << QByteArray("<a ") + QByteArray("a=1 ").repeated(250'000) + ">x</a>";
    QTest::newRow("marks") << QByteArray("a") + QByteArray("\xcc\x81").repeated(200'000) + "x";
    QByteArray fonts;
    for (int i = 0; i < 40'000; ++i)
        fonts += "<b id=" + QByteArray::number(i) + "><p>y";
    QTest::newRow("formatting that differs") << fonts;
    QTest::newRow("4 MiB of prose") << QByteArray("<p>So it goes, and on it goes.</p>").repeated(130'000);
}

void TestHtml::f04HostileShapesStayUnder200Ms()
{
    QFETCH(QByteArray, html);
    const Stopwatch timer;
    const PlainText post = plainFromHtml(QByteArrayView(html));
    const qint64 took = timer.elapsed();
    QVERIFY2(took < limitMs * slowness, qPrintable(QString::number(took)));
    QCOMPARE(fault(post), QString());
}

void TestHtml::f05HtmlInAPlainTextIsLiteral()
{
    const QString name = u"<b>Ada</b> <img src=x onerror=alert(1)> &amp;"_s;
    const PlainText same = plainFromText(name);
    QCOMPARE(same.text, name);
    QVERIFY(same.spans.isEmpty());
}

void TestHtml::f11EmojiAndUnassignedSurvive()
{
    const QString text = u"\U0001F469\u200d\U0001F4BB \U0001F1F3\U0001F1F4 \u05d0\u05d1 \U000E0FFF \uE000 \u0378"_s;
    QCOMPARE(plainFromText(text).text, text);
    QCOMPARE(plainFromHtml(QString(u"<p>"_s + text + u"</p>"_s)).text, text);
}

void TestHtml::mutatedPayloadsNeverBreakAResult()
{
    QList<QByteArray> seeds = payloads();
    seeds << QByteArray(
        "<p>a <a href=\"https://example.com/\"><span class=\"invisible\">x</span>y</a> <b>c<i>d</b>e</i></p>")
          << QByteArray(
                 "<table><tr><td>a<ul><li>b</table>&amp;&#x41;<!-- c --><script>d</script>@ada #tag http://e.example/");
    QRandomGenerator random(20'260'923);
    const int times = rounds("mutated HTML payloads", 10'000, 1'000'000);
    for (int i = 0; i < times; ++i) {
        QByteArray html = seeds.at(random.bounded(int(seeds.size()))).left(2'000);
        for (int change = random.bounded(1, 6); change > 0 && !html.isEmpty(); --change) {
            const int at = random.bounded(int(html.size()));
            const QByteArray &other = seeds.at(random.bounded(int(seeds.size())));
            switch (random.bounded(5)) {
            case 0:
                html[at] = char(random.bounded(256));
                break;
            case 1:
                html.remove(at, random.bounded(20));
                break;
            case 2:
                html.insert(at, other.mid(random.bounded(int(other.size()) + 1), random.bounded(40)));
                break;
            case 3:
                html.insert(at, "<>\"'&;/=!-\0 \xcc\x81\xf0\x9f"[random.bounded(16)]);
                break;
            default:
                html.insert(
                    at, html.mid(random.bounded(int(html.size())), random.bounded(60)).repeated(random.bounded(4)));
            }
        }
        const Stopwatch timer;
        const PlainText post = plainFromHtml(QByteArrayView(html));
        const PlainText plain = plainFromText(QString::fromLatin1(html));
        QVERIFY2(timer.elapsed() < limitMs * slowness, html.toHex().constData());
        QVERIFY2(fault(post).isEmpty(), qPrintable(fault(post) + u' ' + QString::fromLatin1(html.toHex())));
        QVERIFY2(fault(plain).isEmpty(), qPrintable(fault(plain) + u' ' + QString::fromLatin1(html.toHex())));
    }
}

QTEST_GUILESS_MAIN(TestHtml)
#include "test_html.moc"
