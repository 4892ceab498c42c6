#pragma once

#include "core/intake/prepared.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// The addresses of \a arrival under which the same words may come again, as numbers (63 bits of a digest): its own,
/// and the original's where a bridge states it. Of one post the AT URI and the page on bsky.app are one address, and
/// what Bridgy Fed puts before an address is taken off.
QList<qint64> placesOf(const Arrival &arrival);
/// Whether two texts say the same but for what networks do to it: handles, links, spaces, and an end cut off.
bool wordsAgree(QStringView one, QStringView other);

/// Finds that the same words came already from another place: one address in common, and words that agree. Who wrote it
/// proves nothing, nor do words alone, and a link to somebody's post with words of one's own is no copy. A channel
/// brings no copies of its own: two people may say the same under one page. Writer's lane.
class Copies {
public:
    explicit Copies(Database &database);

    struct Original {
        qint64 mention = 0; ///< row of the first that came
        qint64 conversation = 0; ///< in which it lives now
    };
    [[nodiscard]] Result<std::optional<Original>> originalOf(const Prepared &one, qint64 channel);
    /// That \a one is here as the mention \a row, so that it is found by its places.
    [[nodiscard]] Result<void> remember(Transaction &transaction, qint64 row, const Prepared &one);
    [[nodiscard]] Result<void> keepAsCopy(Transaction &transaction, qint64 row, const Original &original);

private:
    Statement m_at;
    Statement m_remember;
    Statement m_keep;
};

/// Where else a message stands.
struct AlsoSeen {
    qint64 copyOf = 0; ///< row of the message shown
    NetworkId network = NetworkId::Other;
    QString channel; ///< as people call it
    QString handle; ///< under which it stands there
    QString url; ///< empty: nowhere to read it
    friend bool operator==(const AlsoSeen &, const AlsoSeen &) = default;
};

/// Reads where else the messages of a conversation stand; any connection.
class AlsoSeenList {
public:
    static constexpr int limit = 50;

    explicit AlsoSeenList(Database &database);
    [[nodiscard]] Result<QList<AlsoSeen>> of(qint64 conversation);

private:
    Statement m_copies;
};

} // namespace wheelhouse
