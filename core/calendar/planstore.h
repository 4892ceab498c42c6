#pragma once

#include "core/calendar/card.h"
#include "core/store/statement.h"

#include <QJsonObject>

namespace wheelhouse {

/// A post as the calendar holds it.
struct PlannedPost {
    qint64 row = 0;
    PostId id;
    QString state; ///< "draft", "submitted", "discarded"
    qint64 campaign = 0; ///< row; 0: none
    QString title;
    bool isReply = false; ///< it has no place in a calendar
    std::optional<Series> when; ///< none: it has no date
    friend bool operator==(const PlannedPost &, const PlannedPost &) = default;

    [[nodiscard]] bool isSubmitted() const { return state == QLatin1String("submitted"); }
};

/// Whether \a series is a single date: its card and its deliveries bear no name then.
[[nodiscard]] bool isOnce(const Series &series);
/// The occurrence that a card or a delivery called \a name means; none: the series has no such.
[[nodiscard]] std::optional<Occurrence> occurrenceCalled(const Series &series, const QString &name);
/// Those between two days, single dates under the empty name.
[[nodiscard]] Occurrences cardsOf(const Series &series, QDate from, QDate to, int most = 10'000);

/// A wall time on one line: its name, and behind it the zone, and "second" where that is meant; and back. Of whole days
/// the day alone.
[[nodiscard]] QString wallLine(const WallTime &at);
[[nodiscard]] WallTime wallTimeFromLine(const QString &line);
/// What \a name, as occurrenceName() writes it, says in \a zone.
[[nodiscard]] WallTime wallOf(QStringView name, const QByteArray &zone, bool isSecond);

/// A series as operations and rows write it; it names no words.
[[nodiscard]] QJsonObject seriesJson(const Series &series);
/// Malformed, naming the field.
[[nodiscard]] Result<Series> seriesFromJson(const QJsonObject &json);

/// Rows of `plan`, and what else of a post a step in the calendar changes. On the writing connection, or to read on
/// any.
class PlanStore {
public:
    explicit PlanStore(Database &database);
    [[nodiscard]] Result<std::optional<PlannedPost>> find(PostId id);
    /// Of a post (row); none: it has no date.
    [[nodiscard]] Result<std::optional<Series>> read(qint64 post);
    /// Puts \a when in place of what there was; none: takes it away. What the outbox has of it is kept in mind.
    [[nodiscard]] Result<void> write(Transaction &transaction, qint64 post, const std::optional<Series> &when);
    /// Makes what is stored of a post what \a post says.
    [[nodiscard]] Result<void> put(Transaction &transaction, const PlannedPost &post);

    /// What stands in columns 0 to 6: start, zone, turn, rule, dropped, moved, added. Whole days keep their zone.
    [[nodiscard]] static Series seriesOf(const Row &row, int first);

private:
    Statement m_find;
    Statement m_read;
    Statement m_write;
    Statement m_remove;
    Statement m_put;
};

} // namespace wheelhouse
