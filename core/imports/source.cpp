#include "core/imports/source.h"

#include "core/base/csv.h"
#include "core/imports/files/jsontable.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace wheelhouse {

namespace {

constexpr qint64 megabyte = 1 << 20;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

/// The posts of an archive, one JSON document each.
class ArchiveReader final : public RecordReader {
public:
    Result<void> open(const QString &path, std::string_view arrayAfter)
    {
        return m_pieces.open(path, {}, JsonPieces::Cut::Elements, arrayAfter);
    }
    [[nodiscard]] QStringList columns() const override
    {
        return { Words::tr("Id"), Words::tr("Written"), Words::tr("Text"), Words::tr("Answers") };
    }
    bool next(Record &record) override { return m_pieces.next(record); }
    [[nodiscard]] bool failed() const override { return m_pieces.feed().failed(); }
    [[nodiscard]] ImportPosition position() const override { return m_pieces.position(); }
    void seek(const ImportPosition &position) override { m_pieces.seek(position); }
    [[nodiscard]] qint64 bytesRead() const override { return m_pieces.position().offset; }
    [[nodiscard]] qint64 bytesTotal() const override { return m_pieces.feed().size(); }
    [[nodiscard]] QString encodingName() const override { return QString::fromLatin1(m_pieces.feed().encoding().name); }

private:
    JsonPieces m_pieces;
};

Result<void> refusePacked(const QString &path, const QByteArray &head)
{
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06"))
        return fail(Error::Kind::Refused,
            Words::tr(
                "“%1” is a ZIP archive or a workbook. Unpack it yourself and choose the file inside (outbox.json, "
                "tweets.js), or save the sheet as CSV. Wheelhouse unpacks nothing.")
                .arg(path));
    if (head.startsWith("\x1f\x8b") || head.startsWith("7z\xbc\xaf") || head.startsWith("Rar!")
        || head.startsWith("BZh")
        || head.startsWith(QByteArrayView("\xfd"
                                          "7zXZ\0",
            6)))
        return fail(
            Error::Kind::Refused, Words::tr("“%1” is a packed file. Unpack it and choose the file inside.").arg(path));
    if (head.startsWith(QByteArrayView("SQLite format 3\0", 16)) || head.startsWith("%PDF-")
        || head.startsWith("\x89PNG") || head.startsWith("\xff\xd8\xff") || head.startsWith("\xd0\xcf\x11\xe0"))
        return fail(Error::Kind::Refused,
            Words::tr("“%1” is no table of text. Wheelhouse imports CSV, JSON Lines, outbox.json and tweets.js.")
                .arg(path));
    return {};
}

std::string_view withoutBlanks(std::string_view text)
{
    const size_t from = text.find_first_not_of(" \t\r\n");
    return from == std::string_view::npos ? std::string_view() : text.substr(from);
}

} // namespace

Result<std::unique_ptr<ImportSource>> ImportSource::open(const QString &path, const ColumnMap &asked)
{
    std::unique_ptr<ImportSource> source(new ImportSource);
    source->m_path = path;
    source->m_map = asked;
    if (const auto opened = source->openReader(); !opened)
        return tl::unexpected(opened.error());
    source->m_columns = source->m_reader->columns();
    if (!source->takesMap())
        return source;
    source->m_proposal = propose(source->m_columns, source->sample(200), path);
    ColumnMap map = asked.namesColumns() ? asked : source->m_proposal.map;
    map.encoding = asked.encoding;
    map.delimiter = asked.delimiter;
    map.header = asked.header;
    if (!asked.zone.isEmpty())
        map.zone = asked.zone;
    if (asked.dates != TimeForm::Auto || asked.namesColumns())
        map.dates = asked.dates;
    map.network = asked.network ? asked.network : source->m_proposal.map.network;
    map.source = asked.source.isEmpty() ? source->m_proposal.map.source : asked.source;
    if (const auto set = source->setMap(map); !set && asked.namesColumns())
        return tl::unexpected(set.error());
    return source;
}

Result<void> ImportSource::openReader()
{
    if (QFileInfo(m_path).isDir())
        return fail(Error::Kind::Refused, Words::tr("“%1” is a folder. Choose a file in it.").arg(m_path));
    ByteFeed head;
    if (const auto opened = head.open(m_path, m_map.encoding, true); !opened)
        return opened;
    QFile raw(m_path);
    if (raw.open(QIODevice::ReadOnly))
        if (const auto whole = refusePacked(m_path, raw.peek(16)); !whole)
            return whole;
    head.fill();
    const std::string_view text = withoutBlanks(head.ahead());
    if (text.starts_with("window.YTD.")) {
        m_kind = ImportKind::XArchive;
        QFile account(QFileInfo(m_path).path() + QLatin1String("/account.js"));
        if (account.open(QIODevice::ReadOnly))
            m_owner = archiveOwner(account.read(megabyte));
    } else if (text.starts_with('{') && text.substr(0, 64 * 1024).find("\"orderedItems\"") != std::string_view::npos) {
        m_kind = ImportKind::MastodonArchive;
    } else if (text.starts_with('{') || text.starts_with('[')) {
        m_kind = ImportKind::JsonLines;
        m_jsonArray = text.starts_with('[');
    }
    if (m_kind == ImportKind::XArchive || m_kind == ImportKind::MastodonArchive) {
        auto reader = std::make_unique<ArchiveReader>();
        const auto opened = reader->open(m_path, m_kind == ImportKind::XArchive ? "=" : "\"orderedItems\"");
        m_reader = std::move(reader);
        return opened;
    }
    if (m_kind == ImportKind::JsonLines) {
        auto reader = std::make_unique<JsonTable>();
        const auto cut = m_jsonArray ? JsonPieces::Cut::Elements : JsonPieces::Cut::Lines;
        QStringList also(m_map.columns.begin(), m_map.columns.end());
        also.removeAll(QString());
        const auto opened = reader->open(m_path, m_map.encoding, cut, also);
        m_reader = std::move(reader);
        return opened;
    }
    auto reader = std::make_unique<CsvReader>();
    const auto opened = reader->open(m_path, { m_map.encoding, m_map.delimiter, m_map.header });
    m_reader = std::move(reader);
    return opened;
}

QList<QStringList> ImportSource::sample(int rows)
{
    QList<QStringList> all;
    Record record;
    while (all.size() < rows && m_reader->next(record)) {
        QStringList cells;
        for (const std::string_view cell : record.cells)
            cells.append(QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())));
        if (record.trouble.isEmpty())
            all.append(cells);
    }
    m_reader->seek({});
    return all;
}

Result<void> ImportSource::setMap(const ColumnMap &map)
{
    auto mapping = RowMapping::make(map, m_columns);
    if (!mapping)
        return tl::unexpected(mapping.error());
    m_map = map;
    m_mapping = *std::move(mapping);
    return {};
}

Verdict ImportSource::judge(const Record &record)
{
    if (!record.trouble.isEmpty())
        return Verdict::refusal(record.number, {}, record.trouble);
    if (takesMap())
        return m_mapping->read(record);
    const auto json = Json::parse(QByteArrayView(record.whole.data(), static_cast<qsizetype>(record.whole.size())));
    if (!json)
        return Verdict::refusal(record.number, {}, json.error().message);
    Verdict verdict = m_kind == ImportKind::XArchive ? tweetArrival(*json, record.number, m_owner)
                                                     : mastodonArrival(*json, record.number);
    verdict.channel = verdict.arrival.author.handle; // the account whose archive this is
    return verdict;
}

Result<QList<PreviewRow>> ImportSource::preview(int rows)
{
    if (takesMap() && !m_mapping)
        return tl::unexpected(setMap(m_map).error());
    m_reader->seek({});
    QList<PreviewRow> all;
    Record record;
    while (all.size() < rows && m_reader->next(record)) {
        PreviewRow row;
        row.verdict = judge(record);
        for (const std::string_view cell : record.cells)
            row.cells.append(QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())));
        if (!takesMap()) {
            const Arrival &a = row.verdict.arrival;
            row.cells = { a.globalName, a.writtenAt ? a.writtenAt->toString(Qt::ISODate) : QString(), a.body,
                a.inReplyTo };
        }
        all.append(row);
    }
    if (m_reader->failed())
        return brokenOff();
    m_reader->seek({});
    return all;
}

tl::unexpected<Error> ImportSource::brokenOff() const
{
    return fail(Error::Kind::Storage,
        Words::tr("“%1” cannot be read to its end. What was imported stays; see that the disk or the network is there, "
                  "and import the file again: it goes on where it stopped.")
            .arg(m_path));
}

Result<ImportBatch> ImportSource::next(int rows)
{
    if (takesMap() && !m_mapping)
        return tl::unexpected(setMap(m_map).error());
    ImportBatch batch;
    batch.verdicts.reserve(rows);
    Record record;
    while (batch.verdicts.size() < rows) {
        if (!m_reader->next(record)) {
            if (m_reader->failed())
                return brokenOff();
            batch.atEnd = true;
            break;
        }
        batch.verdicts.append(judge(record));
    }
    batch.after = m_reader->position();
    return batch;
}

void ImportSource::seek(const ImportPosition &position)
{
    m_reader->seek(position);
}

Result<QByteArray> ImportSource::digest() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            Error::Kind::Missing, Words::tr("The file “%1” cannot be opened: %2").arg(m_path, file.errorString()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const quint64 size = qToBigEndian<quint64>(static_cast<quint64>(file.size()));
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(&size), sizeof size));
    hash.addData(file.read(megabyte));
    file.seek(std::max<qint64>(0, file.size() - megabyte));
    hash.addData(file.read(megabyte));
    return hash.result();
}

QString ImportSource::sourceName() const
{
    return takesMap() ? m_map.source : networkWord(network());
}

NetworkId ImportSource::network() const
{
    if (m_kind == ImportKind::MastodonArchive)
        return NetworkId::Mastodon;
    if (m_kind == ImportKind::XArchive)
        return NetworkId::Twitter;
    return m_map.network.value_or(NetworkId::Other);
}

} // namespace wheelhouse
