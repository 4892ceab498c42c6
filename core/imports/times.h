#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <optional>

namespace wheelhouse {

/// How the times of a file are written. Auto reads every form that can be read in one way only.
enum class TimeForm { Auto, MonthFirst, DayFirst, EpochSeconds, EpochMilliseconds };

/// A time as a file tells it. Neither \c at nor \c reason: nothing was written there.
struct ReadTime {
    std::optional<QDateTime> at; ///< UTC
    QString remark; ///< read, but a person should know how
    QString reason; ///< not read, and why
};

/// Reads times as archives and spreadsheets write them: ISO 8601 (also with a blank, and in its basic form),
/// RFC 2822 with GMT, EST and the like (Qt's own reader refuses the names and takes year 26 for the year 26), Twitter's
/// "Tue Oct 31 22:10:47 +0000 2017", seconds or milliseconds since 1970, and 10/31/2017 when a person chose the order.
class TimeReader {
public:
    /// \a zone is for times that say no offset of their own; not valid: such a time is refused with words.
    explicit TimeReader(TimeForm form = TimeForm::Auto, const QTimeZone &zone = {});
    [[nodiscard]] ReadTime read(QStringView text) const;

private:
    struct Wall; ///< date and time as written, and the offset where one is
    [[nodiscard]] ReadTime resolved(const Wall &wall) const;
    [[nodiscard]] ReadTime fromEpoch(QStringView digits) const;

    TimeForm m_form;
    QTimeZone m_zone;
};

} // namespace wheelhouse
