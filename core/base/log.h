#pragma once

#include <QString>

namespace wheelhouse {

/// Sends what is said with qCDebug, qCInfo, qCWarning and qCCritical to a file "wheelhouse.log" in \a folder: one
/// category a folder of the program (`Q_LOGGING_CATEGORY(log, "wh.inbox")`), times in UTC, secrets taken out. Each file
/// is at most \a bytes long and three are kept (0600); one that is longer when the program starts is thrown away.
/// Where the folder cannot be written the program goes on, and warnings go to standard error.
void startLog(const QString &folder, qint64 bytes = 5'000'000);

/// Writes what is waiting, closes the file, and gives messages back to Qt.
void stopLog();

/// \a line without the values of tokens, passwords, cookies and Authorization headers: each becomes "[secret]".
QString withoutSecrets(const QString &line);

} // namespace wheelhouse
