#pragma once

#include "core/imports/importer.h"
#include "core/imports/importrun.h"
#include "core/inbox/promises.h"
#include "core/inbox/triage.h"
#include "core/store/checkpointer.h"
#include "core/store/workspacefile.h"
#include "core/team/roster.h"

#include <cstdio>
#include <cstdlib>

namespace wheelhouse {

/// The value of \a result; where there is none the bench ends with the reason, since what follows would mean nothing.
template<typename T> T must(Result<T> result)
{
    if (!result) {
        std::fputs(
            qPrintable(result.error().message + QLatin1Char('\n') + result.error().detail + QLatin1Char('\n')), stderr);
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A workspace of the bench, open to write, with the desks over it as the program has them.
class Desk {
public:
    /// Makes \a path where it is not there.
    explicit Desk(const QString &path);

    /// Imports the JSON Lines of \a file as the command line does, and gives how many mentions came in.
    qint64 import(const QString &file, bool asHistory);
    /// A connection to read, as the window has one.
    [[nodiscard]] std::unique_ptr<Database> reader() const { return must(m_file->openReader()); }

    SystemClock clock;

private:
    std::unique_ptr<WorkspaceFile> m_file;
    std::unique_ptr<Database> m_writer;
    Checkpointer m_checkpointer;

public:
    Database &writer;
    OperationLog log;
    Undo undo;
    Promises promises; ///< with no policy unless a bench sets one
    Triage triage;
    Admission admission;
    Importer importer;
};

/// The bytes of \a path and of its log.
qint64 sizeOf(const QString &path);

} // namespace wheelhouse
