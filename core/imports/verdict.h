#pragma once

#include "core/networks/traffic.h"

#include <QStringList>

namespace wheelhouse {

/// What becomes of one record of a file: taken, taken with a word to it, or refused with the reason and what to do.
struct Verdict {
    enum class Kind { Take, Remark, Refuse };
    Kind kind = Kind::Take;
    qint64 row = 0; ///< as a person counts: see Record::number
    QString column; ///< which column the words speak of; empty: the row as a whole
    QString words; ///< empty: nothing to say
    Arrival arrival; ///< empty when refused
    QString channel; ///< the place it came to, as the file names it; empty: the import's own

    [[nodiscard]] bool isTaken() const { return kind != Kind::Refuse; }
    /// "Row 17, column tweet_created: the year has two digits. …"
    [[nodiscard]] QString sentence() const;
    static Verdict refusal(qint64 row, const QString &column, const QString &words);
};

} // namespace wheelhouse
