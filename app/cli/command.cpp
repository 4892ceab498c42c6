#include "app/cli/command.h"

#include "core/store/workspacename.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>

#include <csignal>
#include <cstdio>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(cli, "wh.cli")

volatile std::sig_atomic_t stopped = 0;

/// As a terminal may have it: what would move its cursor or change its title is not ours to say.
QByteArray shown(QString line)
{
    for (QChar &each : line)
        if (each.category() == QChar::Other_Control && each != u'\n' && each != u'\t')
            each = QChar::ReplacementCharacter;
    return line.toUtf8();
}

void print(FILE *where, const QByteArray &line)
{
    std::fwrite(line.constData(), 1, size_t(line.size()), where);
    std::fputc('\n', where);
    std::fflush(where);
}

QByteArray toJson(const QJsonValue &value)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    const QByteArray wrapped = QJsonDocument(QJsonArray { value }).toJson(QJsonDocument::Compact);
    return wrapped.mid(1, wrapped.size() - 2);
}

} // namespace

void Output::say(const QString &line) const
{
    if (!m_asJson)
        print(stdout, shown(line));
}

void Output::data(const QJsonValue &value) const
{
    if (m_asJson)
        print(stdout, toJson(value));
}

void Output::note(const QString &line) const
{
    print(stderr, shown(line));
}

int Output::fail(const Error &error) const
{
    note(error.message);
    if (!error.detail.isEmpty())
        qCWarning(cli, "%s", qPrintable(error.detail));
    return 1;
}

int Output::misuse(const QString &sentence) const
{
    note(sentence);
    return 2;
}

std::vector<MakeCommand> &commands()
{
    static std::vector<MakeCommand> all;
    return all;
}

Result<QString> askedWorkspace(const QCommandLineParser &parser)
{
    return readWorkspaceName(parser.value(QStringLiteral("workspace")));
}

bool wasStopped()
{
    static const bool listening = [] {
        std::signal(SIGINT, [](int) { stopped = 1; });
        std::signal(SIGTERM, [](int) { stopped = 1; });
        return true;
    }();
    return listening && stopped != 0;
}

} // namespace wheelhouse
