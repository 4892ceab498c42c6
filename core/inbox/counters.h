#pragma once

#include "core/inbox/mention.h"
#include "core/store/statement.h"

#include <QHash>

namespace wheelhouse {

/// Where a conversation counts: its state, and under whom and what.
struct Place {
    TriageState state = TriageState::New;
    qint64 channel = 0;
    qint64 assignee = 0; ///< 0: nobody, which is counted too
    qint64 department = 0; ///< 0: none, which is not counted
    QList<qint64> labels;
    friend bool operator==(const Place &, const Place &) = default;
};

/// How many conversations stand where, kept as they change, never counted. Changes are gathered and written in the
/// transaction of the acts they come from.
class Counters {
public:
    explicit Counters(Database &database);

    void enters(const Place &place) { move(place, +1); }
    void leaves(const Place &place) { move(place, -1); }
    [[nodiscard]] Result<void> flush(Transaction &transaction);
    /// Forgets what was gathered for a transaction that will not be committed.
    void drop() { m_deltas.clear(); }

private:
    struct Key {
        char kind = 'a';
        qint64 key = 0;
        TriageState state = TriageState::New;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.kind, key.key, int(key.state));
        }
    };
    void move(const Place &place, int by);

    Database &m_database;
    QHash<Key, qint64> m_deltas;
    Statement m_update;
    Statement m_insert;
};

/// The counts as they stand, read at once.
class Tallies {
public:
    [[nodiscard]] static Result<Tallies> read(Statement &statement);
    /// The statement that read() wants.
    static constexpr const char *sql = "SELECT kind, key, state, n FROM tally WHERE n > 0";

    /// \a kind as in the table: "all" (key 0), "channel", "assignee" (key 0: nobody), "department", "label".
    [[nodiscard]] qint64 of(QLatin1String kind, qint64 key, TriageState state) const;
    /// New and open together: it is somebody's turn.
    [[nodiscard]] qint64 turnOf(QLatin1String kind, qint64 key) const
    {
        return of(kind, key, TriageState::New) + of(kind, key, TriageState::Open);
    }

private:
    QHash<QPair<char, qint64>, QHash<int, qint64>> m_counts;
};

} // namespace wheelhouse
