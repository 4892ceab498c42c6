#include "core/base/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <cstdio>

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

namespace wheelhouse {

namespace {

constexpr int filesKept = 3;

// One for the process: messages come from every thread, also from those of libraries, and Qt asks for a function.
std::shared_ptr<spdlog::logger> &current()
{
    static std::shared_ptr<spdlog::logger> logger;
    return logger;
}

spdlog::level::level_enum levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return spdlog::level::debug;
    case QtInfoMsg:
        return spdlog::level::info;
    case QtWarningMsg:
        return spdlog::level::warn;
    default:
        return spdlog::level::critical;
    }
}

void write(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const auto logger = current();
    const QString safe = withoutSecrets(text);
    const std::string line = QStringLiteral("%1: %2")
                                 .arg(QString::fromUtf8(context.category ? context.category : "default"), safe)
                                 .toStdString();
    if (logger)
        logger->log(levelOf(type), line);
    if (type == QtFatalMsg || (!logger && type != QtDebugMsg && type != QtInfoMsg))
        std::fprintf(stderr, "%s\n", line.c_str());
    if (type == QtFatalMsg && logger)
        logger->flush();
}

/// An older program may have left a log of any size; rotating would only keep it under another name.
void throwAwayTooLong(const QString &folder, qint64 bytes)
{
    const auto files = QDir(folder).entryInfoList({ QStringLiteral("wheelhouse*.log") }, QDir::Files);
    for (const QFileInfo &file : files)
        if (file.size() > bytes)
            QFile::remove(file.filePath());
}

} // namespace

QString logFolder()
{
    const QString asked = qEnvironmentVariable("XDG_STATE_HOME");
    // specifications.freedesktop.org/basedir-spec: a path that is not absolute is to be ignored.
    const QString state =
        asked.startsWith(QLatin1Char('/')) ? asked : QDir::homePath() + QStringLiteral("/.local/state");
    return state + QStringLiteral("/wheelhouse/log");
}

void startLog(const QString &folder, qint64 bytes, const QString &name)
{
    current().reset();
    try {
        if (!QFileInfo(folder).isDir()) {
            QDir().mkpath(QFileInfo(folder).absolutePath());
            QDir().mkdir(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        }
        throwAwayTooLong(folder, bytes);
        spdlog::file_event_handlers onlyOwner;
        onlyOwner.after_open = [](const spdlog::filename_t &, std::FILE *file) { ::fchmod(::fileno(file), 0600); };
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            QFile::encodeName(QStringLiteral("%1/%2.log").arg(folder, name)).toStdString(), size_t(bytes),
            filesKept - 1, false, onlyOwner);
        auto logger = std::make_shared<spdlog::logger>("wheelhouse", std::move(sink));
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l [%t] %v", spdlog::pattern_time_type::utc);
        logger->set_level(spdlog::level::debug);
        logger->flush_on(spdlog::level::warn);
        // A full disk takes the line, not the program.
        logger->set_error_handler([](const std::string &) {});
        current() = std::move(logger);
    } catch (const spdlog::spdlog_ex &) {
        std::fprintf(stderr, "The log cannot be written; warnings are shown here instead.\n");
    }
    qInstallMessageHandler(write);
}

void stopLog()
{
    qInstallMessageHandler(nullptr);
    if (current())
        current()->flush();
    current().reset();
}

QString withoutSecrets(const QString &line)
{
    static const QRegularExpression header(
        QStringLiteral(R"(\b((?:proxy-)?authorization|(?:set-)?cookie)("?\s*[:=]\s*)[^\r\n]*)"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression value(
        QStringLiteral(
            R"re(((?:token|password|passwd|passphrase|secret|api_?key|jwt)"?\s*[:=]\s*)("[^"]*"|[^\s&,;"}]+))re"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bearer(
        QStringLiteral(R"(\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,})"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression inUrl(QStringLiteral(R"((\w+://[^\s/:@]*):[^\s/@]+@)"));
    QString safe = line;
    safe.replace(header, QStringLiteral("\\1\\2[secret]"));
    safe.replace(value, QStringLiteral("\\1[secret]"));
    safe.replace(bearer, QStringLiteral("\\1 [secret]"));
    safe.replace(inUrl, QStringLiteral("\\1:[secret]@"));
    return safe;
}

} // namespace wheelhouse
