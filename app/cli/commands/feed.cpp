#include "core/connectors/feed/feed.h"
#include "app/cli/command.h"
#include "core/base/text.h"
#include "core/connectors/feed/discovery.h"
#include "core/connectors/feed/feedwire.h"
#include "core/connectors/feed/opml.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>

#include <cstdio>

namespace wheelhouse {

namespace {

constexpr qint64 opmlBytes = 64 * 1024 * 1024;

/// The bytes of \a path, of standard input where it is "-", at most \a limit and one more.
Result<QByteArray> readAtMost(const QString &path, qint64 limit)
{
    QFile file(path);
    const bool isOpen = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(Error::Kind::Missing,
            QCoreApplication::translate("Cli", "The file “%1” cannot be opened: %2").arg(path, file.errorString()));
    QByteArray bytes;
    while (bytes.size() <= limit) {
        const QByteArray more = file.read(qMin<qint64>(1 << 16, limit + 1 - bytes.size()));
        if (more.isEmpty())
            break;
        bytes += more;
    }
    return bytes;
}

QString iso(const FeedDate &date)
{
    return date.at ? date.at->toUTC().toString(Qt::ISODateWithMs).replace(QStringLiteral(".000Z"), QStringLiteral("Z"))
                   : QString();
}

class FeedCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("feed"); }
    [[nodiscard]] QString summary() const override { return tr("Shows what a feed in a file holds."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("content-type"),
            tr("What the server said of the bytes, such as “text/xml; charset=utf-8”."), QStringLiteral("TYPE") });
        parser.addOption({ QStringLiteral("content-language"), tr("The language that the server said."),
            QStringLiteral("LANGUAGE") });
        parser.addOption({ QStringLiteral("base"), tr("The address that the file came from; relative links need it."),
            QStringLiteral("URL") });
        parser.addOption({ QStringLiteral("opml"), tr("The file is a list of subscriptions; shows the feeds in it.") });
        parser.addOption({ QStringLiteral("discover"), tr("The file is a web page; shows the feeds that it names.") });
        parser.addPositionalArgument(
            QStringLiteral("file"), tr("A file, or - for standard input."), QStringLiteral("FILE"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("  wheelhouse-cli feed --json feed.xml\n"
                  "  wheelhouse-cli feed --discover --base https://example.org/ page.html\n"
                  "\n"
                  "Nothing is fetched. Summaries and contents that are HTML are printed without what could act.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const QStringList files = parser.positionalArguments().mid(1);
        if (files.size() != 1)
            return out.misuse(tr("Say which file: wheelhouse-cli feed FILE."));
        if (parser.isSet(QStringLiteral("opml")) && parser.isSet(QStringLiteral("discover")))
            return out.misuse(tr("Choose one: --opml or --discover."));
        const bool isList = parser.isSet(QStringLiteral("opml"));
        const auto bytes = readAtMost(files.first(), isList ? opmlBytes : feedbounds::bytes);
        if (!bytes)
            return out.fail(bytes.error());
        const FeedSource source { parser.value(QStringLiteral("content-type")).toUtf8(),
            QUrl(parser.value(QStringLiteral("base"))), parser.value(QStringLiteral("content-language")).toUtf8() };
        if (isList)
            return showList(*bytes, out);
        return parser.isSet(QStringLiteral("discover")) ? showFound(*bytes, source, out)
                                                        : showFeed(*bytes, source, out);
    }

private:
    static int showList(const QByteArray &bytes, const Output &out)
    {
        const auto list = parseOpml(bytes);
        if (!list)
            return out.fail(list.error());
        QJsonArray feeds;
        for (const Subscription &feed : list->feeds) {
            feeds += QJsonObject { { QStringLiteral("title"), feed.title },
                { QStringLiteral("url"), address(feed.url) }, { QStringLiteral("page"), address(feed.page) },
                { QStringLiteral("folders"), QJsonArray::fromStringList(feed.folders) } };
            out.say(QStringLiteral("%1  %2").arg(address(feed.url), feed.title));
        }
        QJsonArray refused;
        for (const auto &each : list->refused) {
            refused += QJsonObject { { QStringLiteral("row"), each.row }, { QStringLiteral("line"), each.line },
                { QStringLiteral("title"), each.title }, { QStringLiteral("address"), each.address },
                { QStringLiteral("reason"), each.reason } };
            out.say(tr("Refused in line %1: %2. %3").arg(each.line).arg(each.address, each.reason));
        }
        if (list->duplicates > 0)
            out.say(tr("%n rows repeat a feed.", nullptr, list->duplicates));
        for (const QString &problem : list->problems)
            out.say(problem);
        out.data(QJsonObject { { QStringLiteral("title"), list->title }, { QStringLiteral("feeds"), feeds },
            { QStringLiteral("duplicates"), list->duplicates }, { QStringLiteral("refused"), refused },
            { QStringLiteral("problems"), QJsonArray::fromStringList(list->problems) } });
        return 0;
    }
    static int showFound(const QByteArray &bytes, const FeedSource &source, const Output &out)
    {
        const auto found = discoverFeeds(bytes, source.contentType, source.url);
        QJsonArray all;
        for (const FoundFeed &feed : found) {
            all += QJsonObject { { QStringLiteral("url"), address(feed.url) }, { QStringLiteral("title"), feed.title },
                { QStringLiteral("type"), feed.type }, { QStringLiteral("guess"), feed.isGuess } };
            out.say(QStringLiteral("%1  %2").arg(address(feed.url), feed.title));
        }
        if (found.isEmpty())
            out.note(tr("The page names no feed."));
        out.data(all);
        return found.isEmpty() ? 1 : 0;
    }
    static QString address(const QUrl &url) { return url.toString(QUrl::FullyEncoded); }
    static int showFeed(const QByteArray &bytes, const FeedSource &source, const Output &out)
    {
        const auto feed = parseFeed(bytes, source);
        if (!feed)
            return out.fail(feed.error());
        if (out.isJson())
            out.data(asJson(*feed));
        else
            tell(*feed, out);
        return 0;
    }
    static QJsonObject asJson(const FeedEntry &entry)
    {
        const FeedText &summary = entry.summary.isEmpty() ? entry.content : entry.summary;
        return { { QStringLiteral("id"), entry.id }, { QStringLiteral("title"), entry.title.value },
            { QStringLiteral("link"), entry.link }, { QStringLiteral("author"), entry.author },
            { QStringLiteral("published"), iso(entry.published) }, { QStringLiteral("updated"), iso(entry.updated) },
            { QStringLiteral("summary"), summary.value }, { QStringLiteral("content"), entry.content.value },
            { QStringLiteral("language"), entry.language } };
    }
    static QJsonObject asJson(const Feed &feed)
    {
        QJsonArray entries;
        for (const FeedEntry &entry : feed.entries)
            entries += asJson(entry);
        return { { QStringLiteral("feed"),
                     QJsonObject { { QStringLiteral("title"), feed.title.value }, { QStringLiteral("link"), feed.link },
                         { QStringLiteral("id"), feed.id }, { QStringLiteral("description"), feed.description.value },
                         { QStringLiteral("language"), feed.language }, { QStringLiteral("author"), feed.author },
                         { QStringLiteral("updated"), iso(feed.updated) }, { QStringLiteral("version"), feed.version },
                         { QStringLiteral("encoding"), feed.encoding } } },
            { QStringLiteral("entries"), entries },
            { QStringLiteral("problems"), QJsonArray::fromStringList(feed.problems) } };
    }
    static void tell(const Feed &feed, const Output &out) { out.say(plainTitle(feed)); }
};

const Registered<FeedCommand> registered;

} // namespace

} // namespace wheelhouse
