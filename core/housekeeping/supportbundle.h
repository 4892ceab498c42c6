#pragma once

#include "core/base/clock.h"
#include "core/store/wholefile.h"
#include "core/store/workspacefile.h"

#include <QVariantMap>

namespace wheelhouse {

/// What helps to find a fault, without anybody's words, names, handles, addresses, paths or secrets: shown to the
/// person as it is, before it is saved.
struct SupportBundle {
    struct Part {
        QString name; ///< "log.txt"
        QByteArray text;
    };
    QList<Part> parts;

    /// Counts and checks the workspace: seconds for each million messages, away from the window's thread. \a settings
    /// as they are kept; \a logs the folder of the log.
    [[nodiscard]] static Result<SupportBundle> collect(const WorkspaceFile &file, const QVariantMap &settings,
        const QString &version, const QString &logs, const Clock &clock);
    /// As one text, to be read before saving.
    [[nodiscard]] QString shown() const;
    [[nodiscard]] Result<void> save(const QString &path, WholeFile::Existing existing, const QDateTime &at) const;
};

/// \a line of a log without what may name or quote somebody: secrets, what stands in quotes, addresses, handles, paths
/// and each of \a names. A line that no part of Wheelhouse wrote is left out.
QString withoutPeople(const QString &line, const QStringList &names);

} // namespace wheelhouse
