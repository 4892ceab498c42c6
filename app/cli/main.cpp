#include "app/cli/command.h"
#include "core/base/log.h"
#include "core/secrets/guard.h"
#include "translations/language.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>

using namespace wheelhouse;

namespace {

Q_LOGGING_CATEGORY(cli, "wh.cli")

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

std::vector<std::unique_ptr<Command>> everyCommand()
{
    std::vector<std::unique_ptr<Command>> all;
    for (const MakeCommand make : commands())
        all.push_back(make());
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a->name() < b->name(); });
    return all;
}

void listCommands(const std::vector<std::unique_ptr<Command>> &all)
{
    const Output out(false);
    out.say(Words::tr("Usage: wheelhouse-cli COMMAND [options]"));
    out.say(QString());
    for (const auto &command : all)
        out.say(QStringLiteral("  %1 %2").arg(command->name(), -12).arg(command->summary()));
    out.say(QString());
    out.say(Words::tr("wheelhouse-cli COMMAND --help tells more of one. It ends with 0 when done, 1 when it could not "
                      "be done, 2 when it was asked wrongly."));
}

/// Letters to add, drop or change to come from one word to the other (Levenshtein 1966).
int distance(const QString &a, const QString &b)
{
    std::vector<int> row(size_t(b.size()) + 1);
    for (size_t j = 0; j < row.size(); ++j)
        row[j] = int(j);
    for (int i = 0; i < a.size(); ++i) {
        int corner = std::exchange(row[0], i + 1);
        for (int j = 0; j < b.size(); ++j) {
            const int changed = corner + (a[i] == b[j] ? 0 : 1);
            corner = row[size_t(j) + 1];
            row[size_t(j) + 1] = std::min({ changed, corner + 1, row[size_t(j)] + 1 });
        }
    }
    return row.back();
}

int unknown(const QString &word, const std::vector<std::unique_ptr<Command>> &all)
{
    const auto near = std::min_element(all.begin(), all.end(),
        [&](const auto &a, const auto &b) { return distance(word, a->name()) < distance(word, b->name()); });
    const Output out(false);
    if (near != all.end() && distance(word, (*near)->name()) <= 2)
        return out.misuse(Words::tr("There is no command “%1”. Did you mean “%2”?").arg(word, (*near)->name()));
    return out.misuse(Words::tr("There is no command “%1”. wheelhouse-cli --help lists them.").arg(word));
}

/// What may stand after the command, as help says it; empty: nothing may.
QString wordsAfter(const QCommandLineParser &parser, const Command &command)
{
    const QString text = parser.helpText();
    const auto tail = text.indexOf(QStringLiteral("[options]"));
    return text.mid(tail, text.indexOf(QLatin1Char('\n')) - tail).section(command.name(), 1);
}

/// Qt names the program by the path it was started from; a person types its name.
QString usage(const QCommandLineParser &parser, const Command &command)
{
    const QString text = parser.helpText();
    return Words::tr("Usage: wheelhouse-cli %1 [options]").arg(command.name()) + wordsAfter(parser, command)
        + text.mid(text.indexOf(QLatin1Char('\n')));
}

int runCommand(Command &command, const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(command.summary());
    parser.addOptions({
        { { QStringLiteral("w"), QStringLiteral("workspace") }, Words::tr("The workspace file."),
            QStringLiteral("FILE") },
        { QStringLiteral("json"), Words::tr("Prints data as JSON, an object a line.") },
        { { QStringLiteral("h"), QStringLiteral("help") }, Words::tr("Says what the command does.") },
    });
    parser.addPositionalArgument(command.name(), command.summary(), command.name());
    command.describe(parser);
    const bool isUnderstood = parser.parse(arguments);
    const Output out(parser.isSet(QStringLiteral("json")));
    if (parser.isSet(QStringLiteral("help"))) {
        Output(false).say((usage(parser, command) + QLatin1Char('\n') + command.more()).trimmed());
        return 0;
    }
    if (!isUnderstood)
        return out.misuse(parser.errorText());
    if (const QString more = parser.positionalArguments().value(1);
        !more.isEmpty() && wordsAfter(parser, command).trimmed().isEmpty())
        return out.misuse(Words::tr("“%1” takes no words after it; “%2” is one.").arg(command.name(), more.left(60)));
    // The agent runs beside the other commands for days; one must not turn the file under the other.
    const bool isAgent = command.name() == QStringLiteral("agent");
    startLog(logFolder(), 5'000'000, isAgent ? QStringLiteral("wheelhouse-agent") : QStringLiteral("wheelhouse-cli"));
    const int code = command.run(parser, out);
    qCInfo(cli, "%s ended with %d", qPrintable(command.name()), code);
    stopLog();
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("wheelhouse-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WH_VERSION));
    if (!speak(QStringLiteral("en"))) // its plurals: without, a person reads "3 post(s)"
        Output(false).note(QStringLiteral("the program's own language is missing"));
    const auto all = everyCommand();
    QStringList arguments = QCoreApplication::arguments();
    const QString first = arguments.value(1);
    if (first == QStringLiteral("--help") || first == QStringLiteral("-h") || first == QStringLiteral("help")) {
        listCommands(all);
        return 0;
    }
    if (first == QStringLiteral("--version")) {
        Output(false).say(QStringLiteral("wheelhouse-cli ") + QCoreApplication::applicationVersion());
        return 0;
    }
    if (first.isEmpty()) {
        listCommands(all);
        return 2;
    }
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto &c) { return c->name() == first; });
    if (found == all.end())
        return unknown(first, all);
    arguments[0] = QStringLiteral("wheelhouse-cli");
    return runCommand(**found, arguments);
}
