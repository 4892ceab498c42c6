#include "app/settings.h"

#include "core/store/workspacename.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace wheelhouse {

namespace {

QString say(const char *sentence)
{
    return QCoreApplication::translate("Settings", sentence);
}

std::optional<Act> actFromWord(const QString &word)
{
    if (word == QLatin1String("quiet"))
        return Act::Quiet;
    if (word == QLatin1String("launch"))
        return Act::Launch;
    return word == QLatin1String("storm") ? std::optional(Act::Storm) : std::nullopt;
}

QString dataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/wheelhouse");
}

} // namespace

Settings readSettings(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        say(QT_TRANSLATE_NOOP("Settings", "The room from which a company's public talk is steered.")));
    const QCommandLineOption workspace(QStringLiteral("workspace"),
        say(QT_TRANSLATE_NOOP("Settings", "Opens the workspace FILE.")), QStringLiteral("FILE"));
    const QCommandLineOption demo(QStringLiteral("demo"),
        say(QT_TRANSLATE_NOOP("Settings", "Opens the sample: a made-up coffee company. Nothing can be sent.")));
    const QCommandLineOption rehearse(QStringLiteral("rehearse"),
        say(QT_TRANSLATE_NOOP(
            "Settings", "What happens in the sample while it is open: quiet, launch (usual) or storm.")),
        QStringLiteral("ACT"), QStringLiteral("launch"));
    const QCommandLineOption outbox(
        QStringLiteral("outbox"), say(QT_TRANSLATE_NOOP("Settings", "Opens the outbox at once.")));
    const QCommandLineOption tour(QStringLiteral("tour"),
        say(QT_TRANSLATE_NOOP("Settings", "Keeps a picture of every screen in DIR and ends.")), QStringLiteral("DIR"));
    const QCommandLineOption pseudo(
        QStringLiteral("pseudo"), say(QT_TRANSLATE_NOOP("Settings", "Shows every translated sentence 40 % longer.")));
    const QCommandLineOption paint(QStringLiteral("bench-first-paint"),
        say(QT_TRANSLATE_NOOP("Settings", "Prints the time to the first painted inbox and ends.")));
    parser.addOptions({ workspace, demo, rehearse, outbox, tour, pseudo, paint });
    parser.addPositionalArgument(
        QStringLiteral("FILE"), say(QT_TRANSLATE_NOOP("Settings", "A workspace to open.")), QStringLiteral("[FILE]"));
    const QCommandLineOption help = parser.addHelpOption();

    Settings settings;
    settings.wrong = parser.parse(arguments) ? QString() : parser.errorText();
    settings.help = parser.isSet(help);
    settings.helpText = parser.helpText();
    settings.workspace = parser.isSet(workspace) ? parser.value(workspace) : parser.positionalArguments().value(0);
    if (const auto named = readWorkspaceName(settings.workspace);
        settings.wrong.isEmpty() && !settings.workspace.isEmpty() && !named)
        settings.wrong = named.error().message;
    if (const auto files = parser.positionalArguments();
        settings.wrong.isEmpty() && files.size() + (parser.isSet(workspace) ? 1 : 0) > 1)
        settings.wrong = say(QT_TRANSLATE_NOOP("Settings", "One workspace is opened at a time; “%1” is one more."))
                             .arg(files.constLast().left(60));
    settings.demo = parser.isSet(demo);
    const auto act = actFromWord(parser.value(rehearse));
    if (!act && settings.wrong.isEmpty())
        settings.wrong = say(QT_TRANSLATE_NOOP("Settings", "There is no act “%1”. Say quiet, launch or storm."))
                             .arg(parser.value(rehearse));
    settings.rehearse = act.value_or(Act::Launch);
    settings.outbox = parser.isSet(outbox);
    settings.tour = parser.value(tour);
    settings.pseudo = parser.isSet(pseudo) || qEnvironmentVariableIntValue("WHEELHOUSE_PSEUDO") != 0;
    settings.firstPaint = parser.isSet(paint);
    return settings;
}

QString samplePath()
{
    return dataFolder() + QStringLiteral("/marlowe-coffee.wheelhouse");
}

QString newDeskPath(const QString &name)
{
    QString stem;
    const QString words = name.simplified();
    for (const QChar letter : words)
        stem += letter.isLetterOrNumber() ? letter : QLatin1Char('-');
    stem = stem.left(60);
    if (stem.isEmpty())
        stem = QStringLiteral("desk");
    QString path = dataFolder() + QLatin1Char('/') + stem + QStringLiteral(".wheelhouse");
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = dataFolder() + QLatin1Char('/') + stem + QLatin1Char('-') + QString::number(i)
            + QStringLiteral(".wheelhouse");
    return path;
}

} // namespace wheelhouse
