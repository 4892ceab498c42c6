#pragma once

#include <QDateTime>
#include <QString>
#include <QStringView>

#include <optional>

namespace wheelhouse {

/// A promise as it was written: "I'll get back to you tomorrow".
struct PledgeFound {
    QString words; ///< the sentence
    QDateTime due; ///< UTC; when it says by when, else after two working days
    bool saysWhen = false;
    friend bool operator==(const PledgeFound &, const PledgeFound &) = default;
};

/// The first promise in \a text, written at \a writtenAt, in English, German, French, Spanish or Dutch: somebody says
/// that they will come back, look, ask or send something. By the end of a day means 17:00 of the clock that
/// \a writtenAt bears. A question ("shall I…?") and what was said no to are none.
std::optional<PledgeFound> findPledge(QStringView text, const QDateTime &writtenAt);

} // namespace wheelhouse
