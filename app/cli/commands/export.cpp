#include "app/cli/command.h"
#include "core/housekeeping/viewexport.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

class ExportCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("export"); }
    [[nodiscard]] QString summary() const override { return tr("Writes what a question finds as CSV or JSON Lines."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("csv"), tr("Into this file, as CSV."), QStringLiteral("FILE") });
        parser.addOption(
            { QStringLiteral("jsonl"), tr("Into this file, a JSON object a line."), QStringLiteral("FILE") });
        parser.addOption(
            { QStringLiteral("columns"), tr("Which, with commas between; else all."), QStringLiteral("LIST") });
        parser.addOption({ QStringLiteral("raw"), tr("CSV without the apostrophe before = + - @.") });
        parser.addOption({ QStringLiteral("bom"), tr("CSV with the mark by which old spreadsheets know UTF-8.") });
        parser.addOption({ QStringLiteral("replace"), tr("Over the file that is there.") });
        parser.addPositionalArgument(
            QStringLiteral("query"), tr("What to export; nothing: all."), QStringLiteral("[QUERY…]"));
    }
    [[nodiscard]] QString more() const override
    {
        QStringList words;
        for (const ExportColumn column : allExportColumns())
            words.append(exportWord(column));
        return tr("  wheelhouse-cli export --workspace FILE 'label:urgent after:7d' --csv urgent.csv\n\n"
                  "Columns: %1")
            .arg(words.join(QStringLiteral(", ")));
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        auto wish = wished(parser);
        if (!wish)
            return out.misuse(wish.error().message);
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*given, clock);
        if (!file)
            return out.fail(file.error());
        auto reader = (*file)->openReader();
        if (!reader)
            return out.fail(reader.error());
        const auto report = exportView(**reader, *wish, clock, [](qint64) { return !wasStopped(); });
        if (!report)
            return out.fail(report.error());
        out.say(report->sentence(wish->path));
        out.data(QJsonObject { { QStringLiteral("rows"), report->rows }, { QStringLiteral("bytes"), report->bytes } });
        return 0;
    }

private:
    static Result<ExportWish> wished(const QCommandLineParser &parser)
    {
        const QString csv = parser.value(QStringLiteral("csv"));
        const QString lines = parser.value(QStringLiteral("jsonl"));
        if (csv.isEmpty() == lines.isEmpty())
            return fail(Error::Kind::Refused, tr("Say --csv FILE or --jsonl FILE."));
        ExportWish wish;
        wish.what = parseQuery(parser.positionalArguments().mid(1).join(u' '));
        wish.path = csv.isEmpty() ? lines : csv;
        wish.form = csv.isEmpty() ? ExportWish::Form::JsonLines : ExportWish::Form::Csv;
        wish.isGuarded = !parser.isSet(QStringLiteral("raw"));
        wish.hasMark = parser.isSet(QStringLiteral("bom"));
        if (parser.isSet(QStringLiteral("replace")))
            wish.existing = WholeFile::Existing::Replace;
        if (!parser.isSet(QStringLiteral("columns")))
            return wish;
        wish.columns.clear();
        const QStringList asked = parser.value(QStringLiteral("columns")).split(u',', Qt::SkipEmptyParts);
        const QList<ExportColumn> all = allExportColumns();
        for (const QString &word : asked) {
            const auto found = std::find_if(
                all.begin(), all.end(), [&](ExportColumn each) { return exportWord(each) == word.trimmed(); });
            if (found == all.end())
                return fail(Error::Kind::Refused, tr("There is no column “%1”. --help lists them.").arg(word));
            wish.columns.append(*found);
        }
        return wish;
    }
};

const Registered<ExportCommand> registered;

} // namespace

} // namespace wheelhouse
