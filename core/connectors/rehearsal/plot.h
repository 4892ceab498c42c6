#pragma once

#include "core/connectors/rehearsal/cast.h"
#include "core/connectors/rehearsal/scenario.h"

#include <optional>

namespace wheelhouse::rehearsal {

/// Something said: who, where, when, in answer to what. Not yet in any network's dress.
struct Line {
    qint64 number = 0; ///< unique in its world, > 0
    qint64 answers = 0; ///< the number of the line it answers; 0: it begins
    qint64 at = 0; ///< UTC ms since 1970
    int place = 0;
    int who = us; ///< in the cast
    QString kind; ///< "ask", "moan", … as in resources/demo
    QString words; ///< paragraphs apart by an empty line
    QString language; ///< BCP 47
    QString title; ///< of the article or forum topic; empty elsewhere
    std::optional<QString> picture; ///< its alt text, empty: none was given; none: no picture
};

/// Writes a day of lines at a time; the same day is always the same lines.
class Plot {
public:
    Plot(const WordStock &stock, const Cast &cast, const Scenario &scenario);

    /// The quiet day that begins at that UTC midnight, and the threads it begins (up to 12 hours longer). By time.
    [[nodiscard]] QList<Line> quietDay(const QDateTime &midnight) const;
    /// The act's day number \a day, from 0, after the scenario's `opens`, its speed applied. By time.
    [[nodiscard]] QList<Line> actDay(int day) const;

private:
    const WordStock &m_stock;
    const Cast &m_cast;
    const Scenario &m_scenario;
};

} // namespace wheelhouse::rehearsal
