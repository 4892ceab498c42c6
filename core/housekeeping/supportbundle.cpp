#include "core/housekeeping/supportbundle.h"

#include "core/base/log.h"
#include "core/housekeeping/zipfile.h"
#include "core/inbox/mentionstore.h"
#include "core/store/check.h"
#include "core/store/fileheader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSysInfo>
#include <QUrl>

#include <algorithm>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

constexpr qsizetype newestLogLines = 2000;
constexpr qsizetype shortestName = 3;

QByteArray aboutText(const QString &version, const WorkspaceFile &file, const Clock &clock)
{
    const auto header = readHeader(file.path());
    const QStringList lines { QStringLiteral("Wheelhouse %1").arg(version),
        QStringLiteral("collected %1").arg(clock.now().toString(Qt::ISODate)),
        QStringLiteral("system %1, %2 %3, %4")
            .arg(QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion(),
                QSysInfo::currentCpuArchitecture()),
        QStringLiteral("Qt %1, SQLite %2")
            .arg(QString::fromLatin1(qVersion()), QString::fromLatin1(sqlite3_libversion())),
        QStringLiteral("store version %1, %2 bytes, log %3 bytes")
            .arg(header ? header->version : -1)
            .arg(QFileInfo(file.path()).size())
            .arg(QFileInfo(file.path() + QStringLiteral("-wal")).size()),
        QStringLiteral("writable %1, kind %2")
            .arg(file.isWritable() ? QStringLiteral("yes") : QStringLiteral("no"),
                file.workspace().kind == Workspace::Kind::Sample ? QStringLiteral("sample") : QStringLiteral("desk")) };
    return lines.join(u'\n').toUtf8() + '\n';
}

Result<QByteArray> countsText(Database &reader)
{
    Statement tables(reader, R"(
        SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'sqlite%'
         ORDER BY name)");
    auto names = tables.all<QByteArray>([](const Row &row) { return row.bytes(0); });
    if (!names)
        return tl::unexpected(names.error());
    QByteArray text;
    for (const QByteArray &name : std::as_const(*names)) {
        auto n = reader.number(("SELECT count(*) FROM " + name).constData());
        text += name + ' ' + (n ? QByteArray::number(*n) : QByteArray("cannot be read")) + '\n';
    }
    return text;
}

QByteArray timesText(Database &reader)
{
    QByteArray text;
    const auto timed = [&text](const char *what, const std::function<bool()> &work) {
        QElapsedTimer timer;
        timer.start();
        const bool isDone = work();
        text += QByteArray(what) + ' ' + QByteArray::number(double(timer.nsecsElapsed()) / 1e6, 'f', 2) + " ms"
            + (isDone ? "" : " failed") + '\n';
    };
    MentionStore store(reader);
    timed("first page of what is open", [&] {
        return store.page({ View::Kind::AllOpen, 0 }, Order::LongestWaiting, {}, 50).has_value();
    });
    timed("the same again", [&] {
        return store.page({ View::Kind::AllOpen, 0 }, Order::LongestWaiting, {}, 50).has_value();
    });
    timed("counts of the views", [&] { return store.tallies().has_value(); });
    timed("a word that nobody wrote", [&] {
        return reader.number("SELECT count(*) FROM mention_index WHERE mention_index MATCH 'qzxjwv'").has_value();
    });
    return text;
}

/// Numbers and switches as they are; of texts only that there is one.
QByteArray settingsText(const QVariantMap &settings)
{
    QByteArray text;
    for (auto each = settings.cbegin(); each != settings.cend(); ++each) {
        static const QRegularExpression plain(QStringLiteral("^(true|false|-?[0-9]{1,10}(\\.[0-9]+)?)$"));
        static const QRegularExpression key(QStringLiteral("^[a-z][A-Za-z0-9./_-]{0,60}$"));
        const QString value = each.value().toString();
        text += (key.match(each.key()).hasMatch() ? each.key().toUtf8() : QByteArray("[key]")) + " = "
            + (plain.match(value).hasMatch() ? value.toUtf8() : QByteArray("[text]")) + '\n';
    }
    return text;
}

/// Whom the workspace knows by name, longest first, so that no half of one is left.
Result<QStringList> knownNames(Database &reader, const WorkspaceFile &file)
{
    QStringList names { file.workspace().name, QFileInfo(file.path()).completeBaseName(), qEnvironmentVariable("USER"),
        QDir::home().dirName(), QSysInfo::machineHostName() };
    Statement all(reader,
        "SELECT name FROM member UNION SELECT name FROM department UNION SELECT name FROM channel"
        " UNION SELECT handle FROM channel UNION SELECT name FROM label"
        " UNION SELECT name FROM saved_filter");
    auto read = all.each([&](const Row &row) {
        names.append(row.text(0));
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    Statement followed(
        reader, "SELECT address FROM account UNION SELECT first_address FROM account UNION SELECT typed FROM account");
    auto hosts = followed.each([&](const Row &row) {
        const QUrl address(row.text(0));
        names.append(address.host().isEmpty() ? row.text(0).section(u':', 0, 0) : address.host());
        return true;
    });
    if (!hosts)
        return tl::unexpected(hosts.error());
    names.removeIf([](const QString &each) { return each.size() < shortestName; });
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
    return names;
}

QByteArray logText(const QString &folder, const QStringList &names)
{
    QStringList lines;
    const auto files =
        QDir(folder).entryInfoList({ QStringLiteral("wheelhouse*.log") }, QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo &each : files) {
        QFile file(each.filePath());
        if (file.open(QIODevice::ReadOnly))
            lines += QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    }
    QByteArray text;
    for (const QString &line : lines.mid(std::max<qsizetype>(0, lines.size() - newestLogLines)))
        if (const QString safe = withoutPeople(line, names); !safe.isEmpty())
            text += safe.toUtf8() + '\n';
    return text;
}

} // namespace

QString withoutPeople(const QString &line, const QStringList &names)
{
    // "2026-11-22T12:00:00.000Z info [123] wh.store: …", as core/base/log writes it.
    static const QRegularExpression ours(
        QStringLiteral("^[-0-9:.TZ]+ [a-z]+ \\[[0-9]+\\] (?:default: )?wh\\.[a-z.]+: "));
    static const QRegularExpression taken[] = {
        QRegularExpression(QStringLiteral("“[^”]*”?|\"[^\"]*\"?|'[^']*'")),
        QRegularExpression(QStringLiteral("[A-Za-z][A-Za-z0-9+.-]*://\\S+")),
        QRegularExpression(QStringLiteral("\\S*@\\S+")),
        QRegularExpression(QStringLiteral("(?<![A-Za-z0-9])[~.]?/[^\\s,;:]+(?: [^\\s,;:]+/[^\\s,;:]+)*")),
    };
    const auto head = ours.match(line);
    if (!head.hasMatch())
        return {};
    QString rest = withoutSecrets(line.mid(head.capturedLength()));
    for (const QRegularExpression &each : taken)
        rest.replace(each, QStringLiteral("[…]"));
    for (const QString &name : names)
        rest.replace(name, QStringLiteral("[…]"), Qt::CaseInsensitive);
    return head.captured() + rest;
}

Result<SupportBundle> SupportBundle::collect(const WorkspaceFile &file, const QVariantMap &settings,
    const QString &version, const QString &logs, const Clock &clock)
{
    auto reader = file.openReader();
    if (!reader)
        return tl::unexpected(reader.error());
    auto names = knownNames(**reader, file);
    auto counts = countsText(**reader);
    if (!names || !counts)
        return tl::unexpected(!names ? names.error() : counts.error());
    const QByteArray times = timesText(**reader);
    auto checked = checkWorkspace(*std::move(reader), false);
    const QByteArray found = !checked ? QByteArray("could not be checked\n")
        : checked->isClean()          ? QByteArray("clean\n")
                                      : QByteArray("damaged pages ") + QByteArray::number(checked->pages.size())
            + "\nstray keys " + QByteArray::number(checked->strayKeys) + "\nindex in step "
            + (checked->isIndexInStep ? "yes" : "no") + "\nnames in step " + (checked->arePeopleInStep ? "yes" : "no")
            + "\nwrong counts " + QByteArray::number(checked->wrongTallies) + "\nwrong lines of the calendar "
            + QByteArray::number(checked->wrongPlanLines) + '\n';
    return SupportBundle { { { QStringLiteral("about.txt"), aboutText(version, file, clock) },
        { QStringLiteral("tables.txt"), *counts }, { QStringLiteral("check.txt"), found },
        { QStringLiteral("times.txt"), times }, { QStringLiteral("settings.txt"), settingsText(settings) },
        { QStringLiteral("log.txt"), logText(logs, *names) } } };
}

QString SupportBundle::shown() const
{
    QString all;
    for (const Part &part : parts)
        all += QStringLiteral("── %1 ──\n%2\n").arg(part.name, QString::fromUtf8(part.text));
    return all;
}

Result<void> SupportBundle::save(const QString &path, WholeFile::Existing existing, const QDateTime &at) const
{
    QList<QPair<QString, QByteArray>> files;
    for (const Part &part : parts)
        files.append({ QStringLiteral("wheelhouse-support/") + part.name, part.text });
    auto file = WholeFile::begin(path, existing);
    if (!file)
        return tl::unexpected(file.error());
    if (auto written = (*file)->write(zipOf(files, at)); !written)
        return written;
    return (*file)->finish();
}

} // namespace wheelhouse
