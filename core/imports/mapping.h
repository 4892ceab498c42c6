#pragma once

#include "core/base/record.h"
#include "core/imports/columns.h"
#include "core/imports/verdict.h"

namespace wheelhouse {

/// Understands the records of a table by a map: each becomes an arrival or a refusal that names row, column and what
/// to do. Pure but for its own caches; one thread at a time.
///
/// Global names: "import:" source ":" id; without an id column the SHA-256 of author, time and text stands for it.
/// People are "import:" source ":author:" and their own id, else their handle in lower case; a row without an author
/// gets one of its own, since nothing says that two such rows are by one person. Tweets come with &amp; &lt; &gt;
/// written out (developer.twitter.com, "Tweet text is HTML-escaped"); for the network twitter these are read back.
class RowMapping {
public:
    /// \a columns of the file. Fails as Refused when the map names a column that is not there, or none for the text.
    static Result<RowMapping> make(const ColumnMap &map, const QStringList &columns);
    [[nodiscard]] Verdict read(const Record &record) const;

private:
    RowMapping(const ColumnMap &map, const QStringList &columns);
    [[nodiscard]] QString cell(const Record &record, ColumnRole role) const;
    [[nodiscard]] QString named(const QString &id) const;
    [[nodiscard]] bool readIds(const Record &record, Verdict &verdict, const QString &when) const;
    [[nodiscard]] bool readTime(const QString &when, Verdict &verdict) const;
    [[nodiscard]] bool readOurs(const Record &record, Verdict &verdict) const;
    void readAuthor(const Record &record, Verdict &verdict, const QString &id) const;
    void remark(Verdict &verdict, ColumnRole role, const QString &words) const;
    void refuse(Verdict &verdict, ColumnRole role, const QString &words) const;

    ColumnMap m_map;
    std::array<int, columnRoles> m_index {}; ///< into Record::cells; -1: no column
    TimeReader m_times;
};

/// What \a word says: yes, true, t, y, 1, x; no, false, f, n, 0, or nothing. None: neither.
std::optional<bool> truthOf(QStringView word);

} // namespace wheelhouse
