#include "core/inbox/labels.h"
#include "core/inbox/searchservice.h"
#include "tests/support/desk.h"
#include "tests/support/rounds.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace wheelhouse;

namespace {

/// A desk with a search over it.
struct Searching : TestDesk {
    Search search { writer(), clock };

    /// The global names of what is found, without their beginning, in the order found.
    QStringList found(const QString &text, SearchRequest::By by = SearchRequest::By::Mention,
        Typing typing = Typing::Ended, int limit = 1'000)
    {
        const auto page = must(search.find({ parseQuery(text, typing), by, 0, {}, limit }));
        QStringList names;
        for (const SearchHit &hit : page.hits)
            names.append(nameOf(hit.item.mention));
        return names;
    }
    QString nameOf(qint64 mention)
    {
        const auto one = must(mentions.mention(mention));
        return one ? one->globalName.section(u'/', -1) : QString();
    }
};

QStringList names(const char *all)
{
    return QString::fromLatin1(all).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

class TestSearch : public QObject {
    Q_OBJECT
private slots:
    void questionsFindWhatTheySay_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(expected);
        };
        row("", "link jose late cup");
        row("cup", "late cup");
        row("CUP", "late cup");
        row("cup broken", "cup");
        row("\"broken cup\"", "");
        row("\"cup arrived\"", "cup");
        row("cup OR crema", "jose late cup");
        row("cup -broken", "late");
        row("-cup", "link jose");
        row("-cup -crema", "link");
        row("-(cup OR crema)", "link");
        row("crème", "jose");
        row("creme", "jose");
        row("arriv*", "cup");
        row("br*", "cup");
        row("b*", "link jose cup");
        row("\"cup arr\"*", "cup");
        row("\"cup a\"*", "late cup");
        row("O'Reilly", "link");
        row("c++", "link");
        row("\"c++\" -cup", "link");
        row("🎉", "jose");
        row("🎉 -crema", "");
        row("cup OR 🎉", "jose late cup");
        row("theirs", "");
        row("thei*", "");
        row("c1", "");
        row("len*", "");
        row("from:ada", "late cup");
        row("from:lovelace", "");
        row("from:jos", "jose");
        row("from:josé", "jose");
        row("from:@ada", "late cup");
        row("from:us", "link");
        row("-from:us", "jose late cup");
        row("from:ada OR from:jose", "jose late cup");
        row("cup from:ada", "late cup");
        row("cup from:jose", "");
        row("in:mastodon", "link jose late cup");
        row("in:bluesky", "");
        row("-in:bluesky", "link jose late cup");
        row("channel:marlowe cup", "late cup");
        row("channel:nowhere", "");
        row("lang:en cup", "late cup");
        row("lang:es", "jose");
        row("has:link", "link");
        row("has:media", "");
        row("has:note", "");
        row("has:draft", "");
        row("is:done", "link jose");
        row("is:open", "late cup");
        row("is:open cup", "late cup");
        row("-is:done cup", "late cup");
        row("is:done OR cup", "link jose late cup");
        row("is:unread", "late cup");
        row("is:escalated", "");
        row("label:\"Broken things\"", "late cup");
        row("label:\"broken THINGS\" arrived", "cup");
        row("-label:\"Broken things\"", "link jose");
        row("label:none", "");
        row("assigned:me", "late cup");
        row("assigned:ines", "late cup");
        row("turn:me", "late cup");
        row("assigned:nobody", "link jose");
        row("-assigned:ines", "link jose");
        row("assigned:stranger", "");
        row("before:today", "cup");
        row("after:today", "link jose late");
        row("after:yesterday", "link jose late cup");
        row("after:2026-10-12 cup", "late");
        row("before:2026-10-12 OR lang:es", "jose cup");
        row("-before:2026-10-12", "link jose late");
    }
    void questionsFindWhatTheySay()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        Searching desk;
        Arrival jose = desk.saying(QStringLiteral("jose"),
            QString::fromUtf8("¡La cr\u00e8ma del caf\u00e9 est\u00e1 muy buena hoy, muchas gracias! crema 🎉 ")
                + QString::fromUtf8("crème"),
            3, {}, QString::fromUtf8("jos\u00e9"));
        jose.language = QStringLiteral("es-MX");
        desk.receive({ desk.saying(QStringLiteral("cup"), QStringLiteral("My cup arrived broken"), 24 * 60),
            desk.saying(
                QStringLiteral("late"), QStringLiteral("It is about that cup again, please"), 4, QStringLiteral("cup")),
            jose,
            desk.saying(QStringLiteral("link"),
                QStringLiteral("We read O'Reilly on C++ here: https://shop.example/books"), 2, {},
                QStringLiteral("us")) });
        const qint64 cup = desk.conversationOf(QStringLiteral("cup"));
        LabelBook labels(desk.writer(), desk.log);
        const auto label = desk.must(labels.called(QStringLiteral("Broken things")));
        desk.must(desk.triage.done({ desk.conversationOf(QStringLiteral("jose")) }));
        desk.must(desk.triage.label({ cup }, { label.row }, {}));
        desk.must(desk.triage.assign({ cup }, desk.me()));
        desk.must(desk.triage.setUnread({ cup }, true));
        QCOMPARE(desk.found(text), names(qPrintable(expected)));
    }
    void conversationsComeOnceByTheirNewestMention()
    {
        Searching desk;
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("refund please"), 9),
            desk.saying(QStringLiteral("b"), QStringLiteral("where is my refund"), 8, QStringLiteral("a")),
            desk.saying(QStringLiteral("c"), QStringLiteral("hello?"), 7, QStringLiteral("b")),
            desk.saying(QStringLiteral("d"), QStringLiteral("a refund for me too"), 6) });
        QCOMPARE(desk.found(QStringLiteral("refund"), SearchRequest::By::Conversation), names("d b"));
        const auto page = desk.must(desk.search.find({ parseQuery(QStringLiteral("\"my refund\"")) }));
        QCOMPARE(page.hits.size(), 1);
        QCOMPARE(page.hits.first().item.snippet, QStringLiteral("where is my refund"));
        QCOMPARE(page.hits.first().marks, (QList<TextRange> { { 9, 9 } }));
        QVERIFY(page.isWhole && !page.more);
    }
    /// A state's newest mention cuts the walk short; our own words stand above it and are found all the same.
    void ourOwnWordsAreFoundAboveTheNewestOfAState()
    {
        Searching desk;
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("refund please"), 90),
            desk.saying(QStringLiteral("b"), QStringLiteral("a refund for me too"), 80),
            desk.saying(QStringLiteral("ours"), QStringLiteral("your refund is on its way"), 70, QStringLiteral("a"),
                QStringLiteral("us")),
            desk.saying(QStringLiteral("c"), QStringLiteral("my refund, still open"), 60) });
        desk.must(desk.triage.done({ desk.conversationOf(QStringLiteral("a")) }));
        QCOMPARE(desk.found(QStringLiteral("refund is:done")), names("ours a"));
        QCOMPARE(desk.found(QStringLiteral("ref* is:done")), names("ours a"));
        QCOMPARE(desk.found(QStringLiteral("refu* is:done")), names("ours a"));
        QCOMPARE(desk.found(QStringLiteral("is:done")), names("ours a"));
        QCOMPARE(desk.found(QStringLiteral("refund is:done"), SearchRequest::By::Conversation), names("ours"));
        QCOMPARE(desk.found(QStringLiteral("refund is:open")), names("c b"));
        QCOMPARE(desk.found(QStringLiteral("refund is:snoozed")), QStringList());
    }
    void pagesFollowEachOtherWithoutGapsOrRepeats()
    {
        Searching desk;
        QList<Arrival> arrivals;
        for (int i = 0; i < 130; ++i)
            arrivals.append(desk.saying(QStringLiteral("m%1").arg(i), QStringLiteral("coffee number %1").arg(i),
                200 - i, i % 3 == 2 ? QStringLiteral("m%1").arg(i - 2) : QString()));
        desk.receive(arrivals);
        SearchRequest request { parseQuery(QStringLiteral("coffee")), SearchRequest::By::Conversation, 0, {}, 20 };
        QSet<qint64> seen;
        int pages = 0;
        while (true) {
            const auto page = desk.must(desk.search.find(request));
            ++pages;
            for (const SearchHit &hit : page.hits) {
                QVERIFY(!seen.contains(hit.item.row));
                seen.insert(hit.item.row);
            }
            if (!page.more)
                break;
            QCOMPARE(page.hits.size(), 20);
            request.before = page.next;
            request.shown = seen;
        }
        QCOMPARE(seen.size(), desk.database.number("SELECT count(*) FROM conversation"));
        QCOMPARE(pages, 5);
    }
    /// Every way to come by candidates must find the same: judged by reading all mentions one by one.
    void randomQuestionsFindWhatReadingAllFinds()
    {
        Searching desk;
        const QStringList vocabulary { QStringLiteral("coffee"), QStringLiteral("cold"), QStringLiteral("cola"),
            QStringLiteral("order"), QStringLiteral("number"), QStringLiteral("refund"), QStringLiteral("theirs"),
            QStringLiteral("contact"), QStringLiteral("contract"), QStringLiteral("ours") };
        QRandomGenerator random(42);
        QList<Arrival> arrivals;
        QHash<QString, QStringList> texts;
        QHash<QString, QString> authors;
        for (int i = 0; i < 300; ++i) {
            QStringList words;
            for (int j = random.bounded(1, 7); j > 0; --j)
                words.append(vocabulary.at(int(random.bounded(quint32(vocabulary.size())))));
            const QString name = QStringLiteral("m%1").arg(i);
            const QString author = i % 17 == 0 ? QStringLiteral("ada")
                : i % 5 == 0                   ? QStringLiteral("adam")
                                               : QStringLiteral("bo");
            texts.insert(name, words);
            authors.insert(name, author);
            arrivals.append(desk.saying(name, words.join(u' '), 400 - i, {}, author));
        }
        desk.receive(arrivals);
        QList<qint64> done;
        for (int i = 0; i < 150; i += 7) // the old ones, as on a real desk
            done.append(desk.conversationOf(QStringLiteral("m%1").arg(i)));
        desk.must(desk.triage.done(done));

        std::function<bool(const QueryNode &, int)> fits = [&](const QueryNode &node, int i) -> bool {
            const QString name = QStringLiteral("m%1").arg(i);
            switch (node.kind) {
            case QueryNode::Kind::All:
                return true;
            case QueryNode::Kind::And:
                return std::all_of(
                    node.parts.begin(), node.parts.end(), [&](const auto &part) { return fits(part, i); });
            case QueryNode::Kind::Or:
                return std::any_of(
                    node.parts.begin(), node.parts.end(), [&](const auto &part) { return fits(part, i); });
            case QueryNode::Kind::Not:
                return !fits(node.parts.first(), i);
            case QueryNode::Kind::Words: {
                const QString text = u' ' + texts.value(name).join(u' ') + u' ';
                return text.contains(u' ' + node.words + (node.isPrefix ? QString() : QStringLiteral(" ")));
            }
            case QueryNode::Kind::Filter:
                if (node.filter.field == QueryFilter::Field::Is)
                    return (i < 150 && i % 7 == 0) == (node.filter.value == QLatin1String("done"));
                return authors.value(name).startsWith(node.filter.value);
            }
            return false;
        };
        const QStringList atoms { QStringLiteral("coffee"), QStringLiteral("co*"), QStringLiteral("col*"),
            QStringLiteral("cont*"), QStringLiteral("contr*"), QStringLiteral("\"order number\""),
            QStringLiteral("\"order nu\"*"), QStringLiteral("\"cold contr\"*"), QStringLiteral("theirs"),
            QStringLiteral("the*"), QStringLiteral("ours"), QStringLiteral("is:done"), QStringLiteral("is:new"),
            QStringLiteral("from:ada"), QStringLiteral("from:adam"), QStringLiteral("refund") };
        std::function<QString(int)> made = [&](int depth) -> QString {
            const auto atom = [&] { return atoms.at(int(random.bounded(quint32(atoms.size())))); };
            if (depth == 0)
                return atom();
            switch (random.bounded(4)) {
            case 0:
                return u'(' + made(depth - 1) + QStringLiteral(" OR ") + made(depth - 1) + u')';
            case 1:
                return QStringLiteral("NOT (") + made(depth - 1) + u')';
            case 2:
                return u'(' + made(depth - 1) + u' ' + made(depth - 1) + u')';
            default:
                return atom();
            }
        };
        const int times = rounds("random questions against reading all", 600, 20'000);
        for (int round = 0; round < times; ++round) {
            const QString text = made(random.bounded(4));
            const Query query = parseQuery(text);
            QStringList expected;
            for (int i = 299; i >= 0; --i)
                if (fits(query.root, i))
                    expected.append(QStringLiteral("m%1").arg(i));
            const QStringList found = desk.found(text);
            if (found != expected)
                QFAIL(qPrintable(
                    QStringLiteral("%1: found %2, there are %3").arg(text).arg(found.size()).arg(expected.size())));
            const auto count = desk.must(desk.search.countUpTo(query, 40));
            QCOMPARE(count, (BoundedCount { int(std::min<qsizetype>(expected.size(), 40)), expected.size() > 40 }));
        }
    }
    /// I02 and M13: no input reaches SQL or FTS5 as anything but a value.
    void i01HostileInputIsText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : { "O'Reilly", "c++", "\"unterminated", "-hello", "NEAR(", "AND", "*", "tags:c1",
                 "{tags}:c1", "{text tags} : x", "^cup", "a NEAR/2 b", "from:\"'; DROP TABLE mention; --\"", "label:%",
                 "label:_", "from:\\", "from:\"\"\"", "from:*", "from:%", "assigned:'", "channel:\"'\"",
                 "is:new' OR '1'='1", "\"\"\"\"", "cup\" OR tags:\"ours", "after:' before:'", "((((((", "))))))",
                 "NOT NOT NOT", "- - -", "🎉", "ﷺ", "\xef\xbb\xbf" })
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void i01HostileInputIsText()
    {
        QFETCH(QString, text);
        Searching desk;
        desk.receive({ desk.saying(QStringLiteral("cup"), QStringLiteral("My cup arrived broken")) });
        for (const Typing typing : { Typing::Ended, Typing::GoesOn }) {
            const auto page = desk.search.find({ parseQuery(text, typing) });
            QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
        }
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention"), 1);
    }
    void i02AFilterThatIsNoneOfOursIsText_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : { "row:1", "rowid:1", "password:x", "state:new", "sqlite_schema:1", "1=1:1",
                 "mention.text:cup", "from;:ada", "FROM mention:ada", "is:no-such-state", "has:no-such-thing",
                 "before:'2026", "lang:%", "lang:_n", "channel:%", "channel:_", "assigned:%", "label:'%'", "from:\\%",
                 "from:a\\_a", "label:\"\\\"" })
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void i02AFilterThatIsNoneOfOursIsText()
    {
        QFETCH(QString, text);
        Searching desk;
        desk.receive({ desk.saying(QStringLiteral("cup"), QStringLiteral("My cup arrived broken")) });
        const auto page = desk.search.find({ parseQuery(text) });
        QVERIFY2(page, page ? "" : qPrintable(page.error().detail));
        QCOMPARE(page->hits.size(), 0); // neither all of it nor an error: nobody is called so and nothing says so
    }
    void i02PercentAndUnderscoreAreLetters()
    {
        Searching desk;
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("one"), 3, {}, QStringLiteral("a_b")),
            desk.saying(QStringLiteral("b"), QStringLiteral("two"), 2, {}, QStringLiteral("axb")),
            desk.saying(QStringLiteral("c"), QStringLiteral("three"), 1, {}, QStringLiteral("100%")) });
        QVERIFY(!desk.found(QStringLiteral("from:a_b")).contains(QStringLiteral("b")));
        QVERIFY(!desk.found(QStringLiteral("from:%")).contains(QStringLiteral("a")));
        QVERIFY(!desk.found(QStringLiteral("from:_xb")).contains(QStringLiteral("b")));
    }
    void i01NaughtyStringsAreFoundByThemselves()
    {
        const QByteArray json = sharedFile(QStringLiteral("text/naughty_strings.json"));
        if (json.isEmpty())
            QSKIP("text/naughty_strings.json is not here");
        Searching desk;
        desk.receive({ desk.saying(QStringLiteral("cup"), QStringLiteral("My cup arrived broken")) });
        const auto all = QJsonDocument::fromJson(json).array();
        QVERIFY(all.size() > 100);
        for (const auto &each : all) {
            const auto page = desk.search.find({ parseQuery(each.toString(), Typing::GoesOn) });
            QVERIFY2(page, page ? "" : qPrintable(each.toString() + page.error().detail));
        }
    }
    void marksAreWhereTheIndexSawTheWords_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("marked");
        const auto row = [](const char *query, const char *text, const char *marked) {
            QTest::newRow(query) << QString::fromUtf8(query) << QString::fromUtf8(text) << QString::fromUtf8(marked);
        };
        row("cup", "Cup, CUP and cupboard", "Cup|CUP");
        row("cup*", "Cup, CUP and cupboard", "Cup|CUP|cupboard");
        row("cafe", "un Café noir", "Café");
        row("\"cold brew\"", "cold, brew; brew cold", "cold, brew");
        row("brew -cold", "cold brew", "brew");
        row("🎉", "a 🎉b", "🎉");
        row("noir", "🎉🎉 noir", "noir");
        row("is:new", "is new", "");
        row("ab bc", "ab bc", "ab|bc");
    }
    void marksAreWhereTheIndexSawTheWords()
    {
        QFETCH(QString, query);
        QFETCH(QString, text);
        QFETCH(QString, marked);
        QStringList found;
        const auto marks = Marker(parseQuery(query)).marks(text);
        for (const TextRange &mark : marks)
            found.append(text.mid(mark.start, mark.length));
        QCOMPARE(found.join(u'|'), marked);
    }
    void theSnippetShowsTheFirstMark()
    {
        Searching desk;
        desk.receive({ desk.saying(QStringLiteral("long"),
            QStringLiteral("filler ").repeated(300) + QStringLiteral("needle ")
                + QStringLiteral("tail ").repeated(300)) });
        const auto page = desk.must(desk.search.find({ parseQuery(QStringLiteral("needle")) }));
        const SearchHit &hit = page.hits.first();
        QVERIFY(hit.item.snippet.startsWith(u'…'));
        QCOMPARE(hit.marks.size(), 1);
        QCOMPARE(hit.item.snippet.mid(hit.marks.first().start, hit.marks.first().length), QStringLiteral("needle"));
    }
    void aSearchIsBrokenOff()
    {
        Searching desk;
        QList<Arrival> arrivals;
        for (int i = 0; i < 3'000; ++i)
            arrivals.append(desk.saying(QStringLiteral("m%1").arg(i), QStringLiteral("nothing to see"), 4'000 - i));
        desk.receive(arrivals);
        desk.search.setStop([] { return true; });
        const auto page = desk.search.find({ parseQuery(QStringLiteral("zz*")) });
        QVERIFY(!page);
        QCOMPARE(page.error().kind, Error::Kind::Cancelled);
        desk.search.setStop({});
        QVERIFY(desk.search.find({ parseQuery(QStringLiteral("zz*")) }));
    }
    static Arrival renamed(
        TestDesk &desk, const QString &name, const QString &displayName, const QString &author = QStringLiteral("ada"))
    {
        static int minutes = 7;
        Arrival arrival = desk.saying(name, QStringLiteral("hello again"), --minutes, {}, author);
        arrival.author.displayName = displayName;
        arrival.author.handle = u'@' + displayName.left(6);
        return arrival;
    }
    void aRenamedPersonIsFoundByTheNewNameOnly()
    {
        Searching desk;
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("hello"), 9) });
        desk.receive({ renamed(desk, QStringLiteral("b"), QStringLiteral("Countess of L\u00f6wenherz")) });
        QCOMPARE(desk.found(QStringLiteral("from:ada")), QStringList());
        QCOMPARE(desk.found(QStringLiteral("from:lowenherz")), names("b a"));
        // Twice in one lot, by somebody who is new in it.
        desk.receive({ desk.saying(QStringLiteral("c"), QStringLiteral("hi"), 7, {}, QStringLiteral("bob")),
            renamed(desk, QStringLiteral("d"), QStringLiteral("Robert"), QStringLiteral("bob")),
            renamed(desk, QStringLiteral("e"), QStringLiteral("Robin"), QStringLiteral("bob")) });
        QCOMPARE(desk.found(QStringLiteral("from:robert")), QStringList());
        QCOMPARE(desk.found(QStringLiteral("from:robin")), names("e d c"));
        QVERIFY(desk.writer().run("INSERT INTO identity_index (identity_index, rank) VALUES ('integrity-check', 1)"));
        QVERIFY(desk.writer().run("INSERT INTO mention_index (mention_index, rank) VALUES ('integrity-check', 1)"));
    }
    void theWindowIsAnsweredAndTheNextKeyBreaksOff()
    {
        TestDesk desk;
        desk.receive({ desk.saying(QStringLiteral("cup"), QStringLiteral("My cup arrived broken")) });
        Lane lane(QStringLiteral("reader"));
        {
            SearchService service(lane, desk.database.path(), desk.clock);
            QSignalSpy found(&service, &SearchService::found);
            QSignalSpy counted(&service, &SearchService::counted);
            service.count(7, parseQuery(QStringLiteral("cup")));
            service.find({ parseQuery(QStringLiteral("cu"), Typing::GoesOn) });
            const int asked = service.find({ parseQuery(QStringLiteral("cup"), Typing::GoesOn) });
            QTRY_COMPARE(counted.size(), 1);
            QTRY_COMPARE(found.size(), 1);
            QCOMPARE(found.first().at(0).toInt(), asked);
            QCOMPARE(found.first().at(1).value<SearchPage>().hits.size(), 1);
            QCOMPARE(counted.first().at(0).toLongLong(), 7);
            QCOMPARE(counted.first().at(1).value<BoundedCount>(), (BoundedCount { 1, false }));
        }
        lane.stop();
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "test_search.moc"
