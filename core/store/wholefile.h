#pragma once

#include "core/base/result.h"

#include <QFile>

#include <memory>

namespace wheelhouse {

/// A file that is written piece by piece and is at its place whole or not at all: under another name (0600) until
/// finish() has brought it to the disk and named it. Given up without finish() it leaves nothing behind.
class WholeFile {
public:
    enum class Existing { Refuse, Replace };
    /// Conflict where there is something already and \a existing refuses; Refused, with words, where a link, a folder
    /// or a file that may not be written stands there, or the folder may not be written.
    static Result<std::unique_ptr<WholeFile>> begin(const QString &path, Existing existing);
    ~WholeFile();
    WholeFile(const WholeFile &) = delete;
    WholeFile &operator=(const WholeFile &) = delete;

    [[nodiscard]] Result<void> write(const QByteArray &bytes);
    [[nodiscard]] Result<void> finish();

private:
    WholeFile(QString path, QString part, Existing existing);
    [[nodiscard]] Result<void> flush();

    QString m_path;
    QString m_part;
    Existing m_existing;
    QFile m_file;
    QByteArray m_waiting;
    bool m_isDone = false;
};

} // namespace wheelhouse
