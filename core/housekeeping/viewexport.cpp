#include "core/housekeeping/viewexport.h"

#include "core/base/csvwords.h"
#include "core/inbox/search.h"
#include "core/inbox/triagestate.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Housekeeping)
};

constexpr int pageRows = 500;
constexpr const char *marker = "wheelhouse"; // the column by which an import knows its own again

constexpr std::array<const char *, exportColumns> words { "id", "written_at", "network", "channel", "author",
    "author_name", "author_id", "title", "text", "url", "language", "reply_to", "is_ours", "state", "labels",
    "assignee", "conversation" };
constexpr std::array<const char *, exportColumns> names { QT_TRANSLATE_NOOP("Housekeeping", "Id"),
    QT_TRANSLATE_NOOP("Housekeeping", "When it was written"), QT_TRANSLATE_NOOP("Housekeeping", "Network"),
    QT_TRANSLATE_NOOP("Housekeeping", "Channel"), QT_TRANSLATE_NOOP("Housekeeping", "Handle"),
    QT_TRANSLATE_NOOP("Housekeeping", "Name"), QT_TRANSLATE_NOOP("Housekeeping", "Id of the person"),
    QT_TRANSLATE_NOOP("Housekeeping", "Title"), QT_TRANSLATE_NOOP("Housekeeping", "Text"),
    QT_TRANSLATE_NOOP("Housekeeping", "Address"), QT_TRANSLATE_NOOP("Housekeeping", "Language"),
    QT_TRANSLATE_NOOP("Housekeeping", "Answers to"), QT_TRANSLATE_NOOP("Housekeeping", "Written by us"),
    QT_TRANSLATE_NOOP("Housekeeping", "State"), QT_TRANSLATE_NOOP("Housekeeping", "Labels"),
    QT_TRANSLATE_NOOP("Housekeeping", "Assigned to"), QT_TRANSLATE_NOOP("Housekeeping", "Conversation") };

/// The columns of ExportColumn, in its order.
constexpr const char *rowSql = R"(
    SELECT m.global_name, m.written_at, h.network, h.name, i.handle, i.name, i.global_name, m.title, m.text, m.url,
           m.language, coalesce((SELECT p.global_name FROM mention p WHERE p.id = m.reply_to), ''), m.is_ours, c.state,
           coalesce((SELECT group_concat(l.name, ', ') FROM conversation_label x JOIN label l ON l.row = x.label
                      WHERE x.conversation = c.row), ''),
           coalesce((SELECT name FROM member WHERE row = c.assignee), ''), c.id
      FROM mention m JOIN identity i ON i.row = m.identity JOIN channel h ON h.row = m.channel
      JOIN conversation c ON c.row = m.conversation
     WHERE m.row = ?1 AND m.erased_at IS NULL)";

/// One file being written, a line each message.
class Sheet {
public:
    Sheet(Database &reader, const ExportWish &wish, WholeFile &file, const std::function<bool(qint64)> &watch)
        : m_wish(wish)
        , m_file(file)
        , m_watch(watch)
        , m_row(reader, rowSql)
        , m_ofConversation(reader, "SELECT row FROM mention WHERE conversation = ?1 ORDER BY row")
    {
    }

    [[nodiscard]] Result<void> head()
    {
        if (m_wish.form == ExportWish::Form::JsonLines)
            return {};
        QByteArray line = m_wish.hasMark ? QByteArray("\xef\xbb\xbf") : QByteArray();
        for (const ExportColumn column : m_wish.columns)
            line += exportWord(column).toUtf8() + ',';
        return put(line + marker + "\r\n");
    }

    [[nodiscard]] Result<void> conversation(qint64 row)
    {
        auto mentions = m_ofConversation.all<qint64>([](const Row &each) { return each.number(0); }, row);
        if (!mentions)
            return tl::unexpected(mentions.error());
        for (const qint64 each : std::as_const(*mentions))
            if (auto done = mention(each); !done)
                return done;
        return {};
    }

    [[nodiscard]] Result<void> mention(qint64 row)
    {
        QByteArray line;
        auto read = m_row.each(
            [&](const Row &each) {
                line = m_wish.form == ExportWish::Form::Csv ? csvLine(each) : jsonLine(each);
                return false;
            },
            row);
        if (!read || line.isEmpty())
            return read;
        ++report.rows;
        if (m_watch && report.rows % pageRows == 0 && !m_watch(report.rows))
            return fail(Error::Kind::Cancelled, Words::tr("The export was broken off. No file was left behind."));
        return put(line);
    }

    ExportReport report;

private:
    [[nodiscard]] Result<void> put(const QByteArray &bytes)
    {
        report.bytes += bytes.size();
        return m_file.write(bytes);
    }

    static QByteArray cell(const Row &row, ExportColumn column)
    {
        const int place = static_cast<int>(column);
        switch (column) {
        case ExportColumn::WrittenAt:
            return row.time(place).toString(Qt::ISODateWithMs).toLatin1();
        case ExportColumn::IsOurs:
            return row.flag(place) ? "yes" : "no";
        case ExportColumn::Conversation:
            return row.id<ConversationId>(place).toString().toLatin1();
        default:
            return row.bytes(place);
        }
    }

    [[nodiscard]] QByteArray csvLine(const Row &row) const
    {
        QByteArray line;
        for (const ExportColumn column : m_wish.columns) {
            const QByteArray bytes = cell(row, column);
            line += csvQuoted(m_wish.isGuarded ? guarded(bytes) : bytes) + ',';
        }
        return line + (m_wish.isGuarded ? "guarded" : "plain") + "\r\n";
    }

    [[nodiscard]] QByteArray jsonLine(const Row &row) const
    {
        QJsonObject object { { QLatin1String(marker), QStringLiteral("plain") } };
        for (const ExportColumn column : m_wish.columns) {
            const QString text = QString::fromUtf8(cell(row, column));
            object.insert(exportWord(column),
                column == ExportColumn::IsOurs ? QJsonValue(text == QLatin1String("yes")) : QJsonValue(text));
        }
        return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }

    const ExportWish &m_wish;
    WholeFile &m_file;
    const std::function<bool(qint64)> &m_watch;
    Statement m_row;
    Statement m_ofConversation;
};

Result<void> writeList(Database &reader, const ExportWish &wish, const View &view, Sheet &sheet)
{
    MentionStore store(reader);
    std::optional<ListPlace> after;
    while (true) {
        auto page = store.page(view, wish.order, after, pageRows, wish.since);
        if (!page)
            return tl::unexpected(page.error());
        for (const ConversationItem &item : std::as_const(*page))
            if (auto done = sheet.conversation(item.row); !done)
                return done;
        if (page->size() < pageRows)
            return {};
        after = page->constLast().place();
    }
}

Result<void> writeFound(Database &reader, const Query &query, const Clock &clock, Sheet &sheet)
{
    Search search(reader, clock);
    SearchRequest request { query, SearchRequest::By::Mention, 0, {}, pageRows };
    while (true) {
        auto page = search.find(request);
        if (!page)
            return tl::unexpected(page.error());
        for (const SearchHit &hit : std::as_const(page->hits))
            if (auto done = sheet.mention(hit.item.mention); !done)
                return done;
        if (!page->more)
            return {};
        request.before = page->next;
    }
}

} // namespace

QString exportWord(ExportColumn column)
{
    return QString::fromLatin1(words[static_cast<size_t>(column)]);
}

QString exportName(ExportColumn column)
{
    return QCoreApplication::translate("Housekeeping", names[static_cast<size_t>(column)]);
}

QList<ExportColumn> allExportColumns()
{
    QList<ExportColumn> all;
    for (int i = 0; i < exportColumns; ++i)
        all.append(static_cast<ExportColumn>(i));
    return all;
}

QString ExportReport::sentence(const QString &path) const
{
    return Words::tr("%1 messages were exported to %2 (%3).")
        .arg(QLocale().toString(rows), path, QLocale().formattedDataSize(bytes));
}

Result<ExportReport> exportView(
    Database &reader, const ExportWish &wish, const Clock &clock, const std::function<bool(qint64)> &watch)
{
    auto file = WholeFile::begin(wish.path, wish.existing);
    if (!file)
        return tl::unexpected(file.error());
    if (auto begun = reader.run("BEGIN"); !begun)
        return tl::unexpected(begun.error());
    Sheet sheet(reader, wish, **file, watch);
    auto done = sheet.head();
    if (done && std::holds_alternative<View>(wish.what))
        done = writeList(reader, wish, std::get<View>(wish.what), sheet);
    else if (done)
        done = writeFound(reader, std::get<Query>(wish.what), clock, sheet);
    const auto ended = reader.run("COMMIT");
    if (done)
        done = ended;
    if (done)
        done = (*file)->finish();
    if (!done)
        return tl::unexpected(done.error());
    return sheet.report;
}

} // namespace wheelhouse
