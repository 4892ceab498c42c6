#include "core/connectors/feed/feedwire.h"

#include "core/connectors/feed/opml.h"
#include "tests/support/owntime.h"
#include "tests/support/rounds.h"
#include "tests/support/shareddata.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QtTest>

#include <optional>

using namespace wheelhouse;

namespace {

const QString parserPlace = QStringLiteral("http://127.0.0.1:8097/tests/");

QString iso(const FeedDate &date)
{
    return date.at ? date.at->toString(Qt::ISODate) : QString();
}

QString dotted(const QJsonArray &path)
{
    QStringList parts;
    for (const QJsonValue &part : path)
        parts += part.isString() ? part.toString() : QStringLiteral("#");
    return parts.join(u'.');
}

/// What a check of the suite asks for, in our words; none: not of the fields that we promise.
std::optional<QString> answer(const Feed &feed, const QJsonArray &path)
{
    const QString asked = dotted(path);
    if (asked == u"feed.title" || asked == u"feed.title_detail.value")
        return feed.title.value;
    if (!asked.startsWith(u"entries.#."))
        return {};
    const FeedEntry entry = feed.entries.value(path.at(1).toInt());
    const FeedText &summary = entry.summary.isEmpty() ? entry.content : entry.summary;
    const QString field = asked.mid(10);
    const QHash<QString, QString> answers { { QStringLiteral("id"), entry.id }, { QStringLiteral("guid"), entry.id },
        { QStringLiteral("title"), entry.title.value }, { QStringLiteral("title_detail.value"), entry.title.value },
        { QStringLiteral("title_detail.language"), entry.title.language }, { QStringLiteral("link"), entry.link },
        { QStringLiteral("author"), entry.author }, { QStringLiteral("published_parsed"), iso(entry.published) },
        { QStringLiteral("published"), iso(entry.published) }, { QStringLiteral("updated_parsed"), iso(entry.updated) },
        { QStringLiteral("created_parsed"), iso(entry.published) }, { QStringLiteral("summary"), summary.value },
        { QStringLiteral("description"), summary.value }, { QStringLiteral("summary_detail.value"), summary.value },
        { QStringLiteral("summary_detail.language"), summary.language },
        { QStringLiteral("content.#.value"), entry.content.value },
        { QStringLiteral("content.#.language"), entry.language } };
    const auto found = answers.constFind(field);
    return found == answers.constEnd() ? std::nullopt : std::optional(*found);
}

QString wanted(const QJsonArray &path, const QJsonValue &value)
{
    const QJsonArray parts = value.toArray();
    if (parts.size() >= 6)
        return QDateTime(QDate(parts[0].toInt(), parts[1].toInt(), parts[2].toInt()),
            QTime(parts[3].toInt(), parts[4].toInt(), parts[5].toInt()), Qt::UTC)
            .toString(Qt::ISODate);
    if (path.last().toString() == u"published")
        return QDateTime::fromString(
            value.toString().replace(QStringLiteral("GMT"), QStringLiteral("+0000")), Qt::RFC2822Date)
            .toUTC()
            .toString(Qt::ISODate);
    return value.toString();
}

FeedSource sourceOf(const QJsonObject &row)
{
    FeedSource source;
    for (const QJsonValue &header : row[QStringLiteral("http_headers")].toArray()) {
        const QString name = header.toString().section(u':', 0, 0).trimmed().toLower();
        const QString value = header.toString().section(u':', 1).trimmed();
        if (name == u"content-type")
            source.contentType = value.toLatin1();
        else if (name == u"content-language")
            source.contentLanguage = value.toLatin1();
        else if (name == u"content-location")
            source.url = QUrl(parserPlace).resolved(QUrl(value));
    }
    const QString file = row[QStringLiteral("file")].toString();
    if (source.url.isEmpty() && file.contains(u"/http"))
        source.url = QUrl(parserPlace + file);
    return source;
}

QStringList realFeeds()
{
    QStringList files;
    for (const char *folder : { "real_RSParser", "real_feedjira", "real_rss-parser/input" })
        for (const QFileInfo &file :
            QDir(sharedData() + QStringLiteral("/feeds/") + QLatin1String(folder)).entryInfoList(QDir::Files))
            if (file.suffix() != u"opml")
                files += file.filePath();
    return files;
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray mutated(QByteArray bytes, QRandomGenerator &dice)
{
    static const QList<QByteArray> words { "<", ">", "<!--", "<![CDATA[", "]]>", "&", "\"", "</item>", "<item>",
        "<entry>", "\xff", QByteArray(1, '\0'), "<!DOCTYPE a [", "xmlns=\"\"", "<div>", "&#x", "</", "<source>",
        "xml:base=\"\"", "{", "}" };
    const int changes = dice.bounded(1, 12);
    for (int i = 0; i < changes && bytes.size() > 4; ++i) {
        const auto at = qsizetype(dice.bounded(quint32(bytes.size())));
        const auto length = qsizetype(dice.bounded(1, 200));
        switch (dice.bounded(5)) {
        case 0:
            bytes[at] = char(dice.bounded(256));
            break;
        case 1:
            bytes.remove(at, length);
            break;
        case 2:
            bytes.insert(at, words.at(dice.bounded(int(words.size()))));
            break;
        case 3:
            bytes.insert(qsizetype(dice.bounded(quint32(bytes.size()))), bytes.mid(at, length));
            break;
        default:
            bytes.truncate(qMax<qsizetype>(at, 4));
        }
    }
    return bytes;
}

} // namespace

class TestFeedCorpus : public QObject {
    Q_OBJECT
private slots:
    void h01_feedparsersChecksHold()
    {
        const QByteArray lines = sharedFile(QStringLiteral("feeds/feedparser/EXPECTATIONS.jsonl"));
        if (lines.isEmpty())
            QSKIP("no shared data");
        int all = 0;
        int held = 0;
        for (const QByteArray &line : lines.split('\n')) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            const QString name = row[QStringLiteral("file")].toString();
            const auto feed = parseFeed(sharedFile(QStringLiteral("feeds/feedparser/") + name), sourceOf(row));
            for (const QJsonValue &check : row[QStringLiteral("checks")].toArray()) {
                const QJsonArray path = check[QStringLiteral("path")].toArray();
                const auto got = answer(feed ? *feed : Feed(), path);
                if (check[QStringLiteral("op")].toString() != u"==" || !got)
                    continue;
                ++all;
                const QString want = wanted(path, check[QStringLiteral("value")]);
                held += *got == want;
                if (*got != want)
                    qInfo().noquote() << name << dotted(path) << "\n  wanted" << want << "\n  got   " << *got;
            }
        }
        qInfo("feedparser: %d of %d checks hold (%.2f %%)", held, all, 100.0 * held / qMax(all, 1));
        QVERIFY(all > 700);
        QVERIFY(held >= all * 97 / 100);
    }
    /// gofeed's vectors hold one thing each: the titles, addresses and names in them must be ours too.
    void gofeedsAnswersHold()
    {
        QDirIterator files(sharedData() + QStringLiteral("/feeds/gofeed/parser"), { QStringLiteral("*.xml") },
            QDir::Files, QDirIterator::Subdirectories);
        int all = 0;
        int held = 0;
        while (!sharedData().isEmpty() && files.hasNext()) {
            const QString path = files.next();
            const QJsonObject json =
                QJsonDocument::fromJson(bytesOf(path.chopped(3) + QStringLiteral("json"))).object();
            const auto feed = parseFeed(bytesOf(path), {});
            if (json.isEmpty() || !feed)
                continue;
            const auto compare = [&](const char *what, const QString &got, const QString &want) {
                if (want.isEmpty())
                    return;
                ++all;
                held += got == want;
                if (got != want)
                    qInfo().noquote() << path.section(u'/', -2) << what << "\n  wanted" << want << "\n  got   " << got;
            };
            compare("title", feed->title.value, json[QStringLiteral("title")].toString());
            const QJsonArray items =
                json.value(json.contains(QStringLiteral("items")) ? QStringLiteral("items") : QStringLiteral("entries"))
                    .toArray();
            for (int i = 0; i < items.size(); ++i) {
                const FeedEntry entry = feed->entries.value(i);
                compare("item title", entry.title.value, items[i][QStringLiteral("title")].toString());
                compare("item link", entry.link, items[i][QStringLiteral("link")].toString());
                compare("item id", entry.id, items[i][QStringLiteral("id")].toString());
                compare("item guid", entry.id, items[i][QStringLiteral("guid")][QStringLiteral("value")].toString());
            }
        }
        if (all == 0)
            QSKIP("no shared data");
        qInfo("gofeed: %d of %d answers hold", held, all);
        QVERIFY(held >= all * 85 / 100);
    }
    void everyRealFeedHoldsEntries()
    {
        const QStringList files = realFeeds();
        if (files.isEmpty())
            QSKIP("no shared data");
        for (const QString &path : files) {
            OwnTime timer;
            const auto feed = parseFeed(bytesOf(path), {});
            const QByteArray name = path.section(u'/', -1).toUtf8();
            const bool isPiece = name.contains("FirstEntry") || name == "unrecognized.rss"; // an entry's text alone
            QVERIFY2(timer.ms() < 10'000, name.constData());
            if (isPiece)
                continue;
            QVERIFY2(feed.has_value(), name + ": " + (feed ? QByteArray() : feed.error().message.toUtf8()));
            QVERIFY2(!feed->entries.isEmpty(), name.constData());
            QCOMPARE(toArrivals(*feed, path).size() > 0, true);
        }
    }
    void noFileOfTheCorpusHangs()
    {
        QDirIterator files(sharedData() + QStringLiteral("/feeds"), QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        for (; !sharedData().isEmpty() && files.hasNext(); ++seen) {
            const QString path = files.next();
            if (path.endsWith(u".jsonl"))
                continue;
            OwnTime timer;
            const auto feed = parseFeed(bytesOf(path), {});
            if (feed)
                (void)toArrivals(*feed, path);
            QVERIFY2(timer.ms() < 10'000, qPrintable(path));
        }
        if (seen == 0)
            QSKIP("no shared data");
    }
    void h01_noMutationOfARealFeedHarms()
    {
        QStringList files = realFeeds();
        files.removeIf([](const QString &path) { return QFileInfo(path).size() > 60'000; });
        if (files.isEmpty())
            QSKIP("no shared data");
        QRandomGenerator dice(20261122);
        const int times = rounds("mutated feeds", 400, 40'000);
        for (int i = 0; i < times; ++i) {
            const QString &path = files.at(dice.bounded(int(files.size())));
            const QByteArray bytes = mutated(bytesOf(path), dice);
            OwnTime timer;
            const auto feed = parseFeed(bytes, {});
            if (feed)
                (void)toArrivals(*feed, path);
            (void)parseOpml(bytes);
            QVERIFY2(timer.ms() < 10'000, qPrintable(QStringLiteral("round %1 of %2").arg(i).arg(path)));
        }
    }
    /// The wire turns bytes into values; what could reach out is not even named there.
    void h03_theWireNamesNoNetwork()
    {
        const QDir folder(QStringLiteral(WH_FEED_SOURCES));
        QVERIFY(folder.exists());
        int seen = 0;
        for (const char *name : { "feedwire", "feedxml", "feedjson", "feedbytes", "feedhtml", "feedwords", "feedfiling",
                 "markup", "opml", "discovery", "feeddates", "feedarrivals" }) {
            const QByteArray source = bytesOf(folder.filePath(QLatin1String(name) + QStringLiteral(".cpp")));
            seen += !source.isEmpty();
            for (const char *word :
                { "QNetwork", "QTcp", "QSsl", "QHostInfo", "QFile", "QProcess", "curl", "httpclient" })
                QVERIFY2(!source.contains(word), name);
        }
        QCOMPARE(seen, 12);
    }
};

QTEST_GUILESS_MAIN(TestFeedCorpus)
#include "test_feedcorpus.moc"
