#pragma once

#include <QString>

namespace wheelhouse {

/// Where a program of ours keeps its log: "wheelhouse/log" in the place for state (XDG_STATE_HOME, else
/// ~/.local/state).
QString logFolder();

/// Sends what is said with qCDebug, qCInfo, qCWarning and qCCritical to a file "NAME.log" in \a folder: one category a
/// folder of the program (`Q_LOGGING_CATEGORY(log, "wh.inbox")`), times in UTC, secrets taken out. Each file is at most
/// \a bytes long and three are kept (0600); one that is longer when the program starts is thrown away. Programs that
/// run side by side use names of their own ("wheelhouse", "wheelhouse-agent"), as one must not turn the other's file.
/// Where the folder cannot be written the program goes on, and warnings go to standard error.
void startLog(const QString &folder, qint64 bytes = 5'000'000, const QString &name = QStringLiteral("wheelhouse"));

/// Writes what is waiting, closes the file, and gives messages back to Qt.
void stopLog();

/// \a line without the values of tokens, passwords, cookies and Authorization headers: each becomes "[secret]".
QString withoutSecrets(const QString &line);

} // namespace wheelhouse
