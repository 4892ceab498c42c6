#pragma once

#include "core/base/result.h"
#include "core/imports/times.h"
#include "core/networks/network.h"

#include <QString>

#include <array>
#include <optional>

namespace wheelhouse {

/// What a column of a file may mean.
enum class ColumnRole { Id, Text, Author, AuthorName, AuthorId, Time, Reply, Url, Language, Channel, Ours };
inline constexpr int columnRoles = 11;

/// The word for \a role in a map: "id", "text", "author", "name", "author-id", "time", "reply", "url", "lang",
/// "channel", "ours".
QLatin1String roleWord(ColumnRole role);

/// Which column of a file is what, and how the file is to be read. As text, for the command line and the import's row:
/// `id=tweet_id,text=text,author=name,time=tweet_created,ours=!inbound,zone=Europe/Amsterdam`. A comma, backslash or
/// leading exclamation mark of a column's own name is written behind a backslash.
struct ColumnMap {
    std::array<QString, columnRoles> columns; ///< names, or paths in JSON; empty: the file has none
    bool oursInverted = false; ///< `ours=!inbound`: false words mean that we wrote it
    QByteArray zone; ///< IANA, for times that say no offset; empty: such times are refused
    TimeForm dates = TimeForm::Auto; ///< `dates=auto|month-first|day-first|seconds|milliseconds`
    std::optional<NetworkId> network; ///< `network=twitter`; none: other
    QString source; ///< `source=airline`: where ids are unique; empty: the file's name
    QString encoding; ///< `encoding=windows-1252`; empty: found out
    char delimiter = 0; ///< `delimiter=comma|semicolon|tab|pipe`; 0: found out
    bool globalNames = false; ///< `names=global`: an export of ours, whose ids name things everywhere already
    bool guarded = false; ///< `cells=guarded`: an apostrophe before = + - @ was put there against formulas
    bool header = true; ///< `header=no`: the columns are called 1, 2, 3

    [[nodiscard]] const QString &column(ColumnRole role) const { return columns[static_cast<size_t>(role)]; }
    QString &column(ColumnRole role) { return columns[static_cast<size_t>(role)]; }
    [[nodiscard]] bool namesColumns() const; ///< at least one role has a column

    /// Fails as Refused with a sentence that names the part which was not understood.
    static Result<ColumnMap> read(QStringView text);
    [[nodiscard]] QString write() const;
    friend bool operator==(const ColumnMap &, const ColumnMap &) = default;
};

/// Every word of a map with one line each, for `--help`.
QString columnMapHelp();

} // namespace wheelhouse
