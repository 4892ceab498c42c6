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
    const auto folded = [](const char *pattern) {
        return QRegularExpression(QString::fromLatin1(pattern), QRegularExpression::CaseInsensitiveOption);
    };
    static const QRegularExpression header =
        folded(R"(\b((?:proxy-)?authorization|(?:set-)?cookie|dpop)("?\s*[:=]\s*)[^\r\n]*)");
    static const QRegularExpression value = folded(
        R"re(((?:token|password|passwd|passphrase|secret|api_?key|jwt|code_verifier|code_challenge|client_assertion)"?\s*[:=]\s*)("[^"]*"|[^\s&,;"}]+))re");
    static const QRegularExpression bearer = folded(R"(\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,})");
    static const QRegularExpression inUrl(QStringLiteral(R"((\w+://[^\s/:@]*):[^\s/@]+@)"));
    // RFC 6749 4.1.2: the code lets anybody in who also has the verifier; the state ties it to a person.
    static const QRegularExpression inQuery = folded(R"(([?&#](?:code|state|sig|signature|nonce)=)[^\s&#"]+)");
    // A JSON web token (RFC 7519) begins with the letters of '{"' wherever it stands.
    static const QRegularExpression webToken(QStringLiteral(R"(\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4})"));
    // What WordPress and Bluesky hand out as application passwords: six groups of four that are no words, four groups.
    static const QRegularExpression applicationPassword(QStringLiteral(
        R"((?<![A-Za-z0-9])(?:(?=[A-Za-z0-9 ]{0,27}(?:\d|[a-z][A-Z]))[A-Za-z0-9]{4}(?: [A-Za-z0-9]{4}){5}|[a-z2-7]{4}(?:-[a-z2-7]{4}){3})(?![A-Za-z0-9-]))"));
    QString safe = line;
    safe.replace(header, QStringLiteral("\\1\\2[secret]"));
    safe.replace(value, QStringLiteral("\\1[secret]"));
    safe.replace(bearer, QStringLiteral("\\1 [secret]"));
    safe.replace(inUrl, QStringLiteral("\\1:[secret]@"));
    safe.replace(inQuery, QStringLiteral("\\1[secret]"));
    for (const QRegularExpression &whole : { webToken, applicationPassword })
        safe.replace(whole, QStringLiteral("[secret]"));
    return safe;
}

} // namespace wheelhouse
