#include "core/inbox/search.h"
#include "app/cli/command.h"
#include "core/inbox/triagestate.h"
#include "core/store/fileheader.h"
#include "core/store/migrations.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace wheelhouse {

namespace {

constexpr int usualLimit = 50;
constexpr int mostAtOnce = 10'000;

class SearchCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("search"); }
    [[nodiscard]] QString summary() const override { return tr("Finds mentions by words and filters, newest first."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption(
            { QStringLiteral("limit"), tr("How many at most."), QStringLiteral("N"), QString::number(usualLimit) });
        parser.addPositionalArgument(QStringLiteral("query"), tr("What to look for."), QStringLiteral("QUERY…"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr(
            "  wheelhouse-cli search --workspace FILE '\"order number\" OR refund -is:done after:7d'\n"
            "\n"
            "Filters: from: channel: in: is: turn: label: lang: before: after: has: assigned: need: mood: promised: "
            "due:\n"
            "Words side by side must all stand; OR, NOT, -, parentheses, \"phrases\" and begin* do what they say. "
            "Before a question that begins with a minus "
            "stands --. It ends with 1 where nothing is found.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        bool isNumber = false;
        const int limit = parser.value(QStringLiteral("limit")).toInt(&isNumber);
        if (!isNumber || limit < 1 || limit > mostAtOnce)
            return out.misuse(tr("--limit is a number from 1 to %L1.").arg(mostAtOnce));
        auto reader = openToRead(workspacePath(*given));
        if (!reader)
            return out.fail(reader.error());
        Search search(**reader, m_clock);
        search.setStop(&wasStopped);
        const QString text = parser.positionalArguments().mid(1).join(u' ');
        const auto page = search.find({ parseQuery(text), SearchRequest::By::Mention, 0, {}, limit });
        if (!page)
            return out.fail(page.error());
        MentionStore store(**reader);
        for (const SearchHit &hit : page->hits)
            tell(hit.item, store, out);
        return page->hits.isEmpty() ? 1 : 0;
    }

private:
    /// A file that is up to date is read without the looks, locks and backups of opening it to work in.
    Result<std::unique_ptr<Database>> openToRead(const QString &path)
    {
        const auto header = readHeader(path);
        if (header && header->look == FileHeader::Look::Workspace && header->version == newestMigration())
            if (auto reader = Database::open(path, Database::Mode::Read); reader)
                return reader;
        auto file = WorkspaceFile::open(path, m_clock);
        if (!file)
            return tl::unexpected(file.error());
        m_file = std::move(*file);
        return m_file->openReader();
    }
    static void tell(const ConversationItem &item, MentionStore &store, const Output &out)
    {
        if (!out.isJson()) {
            out.say(QStringLiteral("%1  %2  %3  %4")
                        .arg(item.at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                            stateWord(item.state).leftJustified(7), item.name.leftJustified(20, u' ', true),
                            item.snippet.left(120)));
            return;
        }
        const auto mention = store.mention(item.mention);
        if (!mention || !*mention)
            return;
        out.data(QJsonObject { { QStringLiteral("id"), (*mention)->id.toString() },
            { QStringLiteral("global_name"), (*mention)->globalName }, { QStringLiteral("url"), (*mention)->url },
            { QStringLiteral("written_at"), item.at.toString(Qt::ISODateWithMs) },
            { QStringLiteral("network"), networkWord(item.network) }, { QStringLiteral("name"), item.name },
            { QStringLiteral("handle"), item.handle }, { QStringLiteral("language"), item.language },
            { QStringLiteral("state"), stateWord(item.state) }, { QStringLiteral("title"), (*mention)->title },
            { QStringLiteral("text"), (*mention)->text } });
    }

    SystemClock m_clock;
    std::unique_ptr<WorkspaceFile> m_file; ///< only where it had to be opened in full
};

const Registered<SearchCommand> registered;

} // namespace

} // namespace wheelhouse
