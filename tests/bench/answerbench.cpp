#include "tests/bench/answerbench.h"

#include "app/engine/arrivals.h"
#include "core/base/lane.h"
#include "core/intake/intake.h"
#include "tests/bench/corpus.h"
#include "tests/bench/desk.h"
#include "tests/bench/madeanswers.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int pages = 150;
constexpr int pageItems = 40;
constexpr int pageGapSeconds = 3 * 3600; // a blog is asked again for its last two hours

/// A desk on which arrivals are followed as the program does it.
struct FollowedDesk : Desk {
    explicit FollowedDesk(const QString &path)
        : Desk(path)
        , people(writer, log, undo, clock)
        , routing(writer, log, clock)
        , urgencies(writer)
    {
        followArrivals(admission, people, routing, urgencies);
    }
    qint64 mentions() { return must(writer.number("SELECT count(*) FROM mention")); }

    PeopleDesk people;
    Routing routing;
    Urgencies urgencies;
};

/// What a corpus said, a page after the other.
std::vector<QList<Said>> said()
{
    std::vector<QList<Said>> all(pages);
    const auto lines = Corpus().lines(pages * pageItems).split('\n');
    const QDateTime first(QDate(2024, 1, 1), QTime(8, 0), Qt::UTC);
    for (int i = 0; i < pages * pageItems; ++i) {
        const QJsonObject line = QJsonDocument::fromJson(lines[i]).object();
        const QString parent = line["reply_to"_L1].toString();
        const int page = i / pageItems;
        all[size_t(page)].append({ i, line["text"_L1].toString(), line["author_id"_L1].toString(),
            first.addSecs(qint64(page) * pageGapSeconds + i % pageItems * 20),
            parent.isEmpty() ? -1 : parent.mid(1).toInt() });
    }
    return all;
}

template<typename T> T waitFor(const QFuture<Result<T>> &future)
{
    QEventLoop loop;
    std::optional<Result<T>> answer;
    whenDone(future, &loop, [&](const Result<T> &got) {
        answer = got;
        loop.quit();
    });
    loop.exec();
    return must(std::move(*answer));
}

/// The same mentions as JSON Lines, word for word.
class Lines {
public:
    static QString map()
    {
        return u"id=id,text=text,author=author,name=name,author-id=author_id,time=created_at,reply=reply_to,url=url,"
               u"lang=lang,names=global,source=bench"_s;
    }
    /// Gives how many it wrote.
    int write(QFile &file, const QList<Arrival> &arrivals, NetworkId network)
    {
        const auto batch = prepareAll(arrivals, network, SystemClock().nowMs());
        QHash<QByteArray, const Arrival *> byName;
        for (const Arrival &each : arrivals)
            byName.insert(each.globalName.toUtf8(), &each);
        for (const Prepared &one : batch)
            file.write(line(one, *byName.value(one.globalName)) + '\n');
        return int(batch.size());
    }

private:
    static QByteArray line(const Prepared &one, const Arrival &arrival)
    {
        const QString text = QString::fromUtf8(one.title.isEmpty() ? one.text : one.title + '\n' + one.text);
        QJsonObject line { { "id"_L1, arrival.globalName }, { "text"_L1, text }, { "author"_L1, one.author.handle },
            { "name"_L1, one.author.displayName }, { "author_id"_L1, one.author.globalName },
            { "created_at"_L1, arrival.writtenAt->toString(Qt::ISODateWithMs) }, { "url"_L1, arrival.url } };
        if (!arrival.inReplyTo.isEmpty())
            line.insert("reply_to"_L1, arrival.inReplyTo);
        if (!arrival.language.isEmpty())
            line.insert("lang"_L1, arrival.language);
        return QJsonDocument(line).toJson(QJsonDocument::Compact);
    }
};

/// A network's pages as its connector reads them, into a store; asked as the program asks.
class NetworkSide {
public:
    NetworkSide(const QString &path, const MadeNetwork &network)
        : m_desk(path)
        , m_intake(m_desk.writer, m_desk.admission, m_desk.clock)
    {
        m_client.always(network.always);
        auto connector = network.connector(m_client);
        m_channel = connector->channel().id;
        QObject::connect(&m_intake, &Intake::failed, &m_loop,
            [](const QString &, const Error &error) { must(Result<void>(tl::unexpected(error))); });
        QObject::connect(&m_intake, &Intake::settled, &m_loop, &QEventLoop::quit);
        m_intake.add(std::move(connector));
    }
    void take(const SpokenPaths &paths)
    {
        m_client.tell(paths);
        m_intake.fetchNow(m_channel);
        m_loop.exec();
    }
    FollowedDesk &desk() { return m_desk; }
    [[nodiscard]] qint64 bytes() const { return m_client.bytes(); }

private:
    FollowedDesk m_desk;
    SpokenClient m_client;
    Intake m_intake;
    QEventLoop m_loop;
    ChannelId m_channel;
};

/// The lines of the same pages, through the importer.
class LinesSide {
public:
    LinesSide(const QString &path, const QString &file)
        : m_desk(path)
        , m_source(must(ImportSource::open(file, must(ColumnMap::read(Lines::map())))))
    {
        must(m_source->setMap(m_source->map()));
        m_state = must(m_desk.importer.begin(must(describe(*m_source, false))));
    }
    void take(int rows)
    {
        auto batch = must(m_source->next(rows));
        QList<Arrival> arrivals;
        for (Verdict &each : batch.verdicts)
            arrivals.append(std::move(each.arrival));
        ImportLot lot;
        const Channel channel { ChannelId::fromName("channel", "lines"), m_source->network(), u"lines"_s, {} };
        lot.channels.insert(channel.name,
            { channel, prepareAll(arrivals, m_source->network(), m_state.startedAt, m_desk.importer.reader()) });
        lot.after = batch.after;
        lot.atEnd = batch.atEnd;
        m_state = must(m_desk.importer.take(m_state, lot));
    }
    FollowedDesk &desk() { return m_desk; }

private:
    FollowedDesk m_desk;
    std::unique_ptr<ImportSource> m_source;
    ImportState m_state;
};

void benchNetwork(
    Report &report, const QString &folder, const MadeNetwork &network, const std::vector<QList<Said>> &all)
{
    const QString stem = folder + u"/answers-"_s + QString::number(qHash(network.name));
    const QString file = stem + u".jsonl"_s;
    std::vector<SpokenPaths> told;
    std::vector<int> rows;
    {
        // Read once outside of any clock, so that the lines hold what the network tells.
        SpokenClient client;
        client.always(network.always);
        client.tell(network.tell({}));
        const auto connector = network.connector(client);
        QByteArray cursor = waitFor(connector->fetch({})).cursor;
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly))
            qFatal("no room for %s", qPrintable(file));
        for (const auto &page : all) {
            told.push_back(network.tell(page));
            client.tell(told.back());
            const Page read = waitFor(connector->fetch(cursor));
            cursor = read.cursor;
            rows.push_back(Lines().write(out, read.arrivals, connector->channel().network));
        }
    }
    NetworkSide ours(stem + u".wheelhouse"_s, network);
    LinesSide lines(stem + u"-lines.wheelhouse"_s, file);
    ours.take(network.tell({})); // what was there before anybody listened
    const qint64 before = ours.bytes();
    const Pair pair = turnAbout(
        pages, [&](int i) { ours.take(told[size_t(i)]); }, [&](int i) { lines.take(rows[size_t(i)]); });
    const qint64 came = ours.desk().mentions();
    if (came < pages * pageItems || came != lines.desk().mentions())
        report.note(
            u"%1: %2 came from the network, and %3 from the lines: the line below means nothing"_s.arg(network.name)
                .arg(came)
                .arg(lines.desk().mentions()));
    report.say({ u"%1, page of 40 (%2 KB): bytes to committed; from JSON Lines, p50"_s.arg(network.name)
                     .arg((ours.bytes() - before) / pages / 1024),
        pair.ours.median(), pair.baseline.median(), u"ms"_s, ratioAtMost(1.5) });
    report.say({ u"%1, p99"_s.arg(network.name), pair.ours.p99(), pair.baseline.p99(), u"ms"_s, {} });
    QFile::remove(file);
}

} // namespace

void benchAnswers(Report &report, const QString &folder, const QString &only)
{
    const auto networks = madeNetworks();
    if (networks.size() < 7)
        report.note(u"answers of networks: the recorded ones are not here (WH_SHARED_DATA); theirs are left out"_s);
    const auto all = said();
    for (const MadeNetwork &network : networks)
        if (network.name.contains(only))
            benchNetwork(report, folder, network, all);
}

} // namespace wheelhouse
