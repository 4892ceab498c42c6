#pragma once

#include "core/base/plaintext.h"
#include "core/intake/prepared.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// What happens out there to messages that are here already: their authors change them, or take them away. Only the
/// channel that brought a message may say so: what another server or a bridge makes of the same words is no change.
/// Once nobody asks that channel any more, another one of the same network may. Writer's lane, in the transaction of
/// the answer that told it.
class Alterations {
public:
    explicit Alterations(Database &database);

    enum class Came { Same, Changed, Back };
    /// \a one is here already. Where its words, title or media are others, the old ones are kept as a version, search
    /// and reading go by the new, and the conversation gets its dot back. A message that had been taken away and stands
    /// there again has its words back, unless we erased them.
    [[nodiscard]] Result<Came> heard(Transaction &transaction, const Prepared &one, qint64 channel, qint64 receivedAt);
    /// The messages named \a globalNames do not stand there any more: their words go here too, their promises stop.
    /// What an incident keeps as evidence keeps its words and says that it is gone. Gives the rows that changed.
    [[nodiscard]] Result<QList<qint64>> gone(
        Transaction &transaction, const QStringList &globalNames, qint64 channel, qint64 at);

private:
    struct Known;
    [[nodiscard]] Result<std::optional<Known>> known(MentionId id, qint64 channel);
    [[nodiscard]] Result<void> keep(qint64 row, qint64 at);
    [[nodiscard]] Result<void> say(const Known &was, const Prepared &one);
    [[nodiscard]] Result<void> tell(qint64 conversation, bool raisesDot);

    Statement m_known;
    Statement m_keep;
    Statement m_trim;
    Statement m_unindex;
    Statement m_index;
    Statement m_change;
    Statement m_facts;
    Statement m_gone;
    Statement m_held;
    Statement m_touch;
};

/// What a message said before, oldest first.
struct MentionVersion {
    QString title;
    QString text;
    QList<Span> spans; ///< positions in text
    QDateTime until; ///< UTC, when we saw that it says something else
    friend bool operator==(const MentionVersion &, const MentionVersion &) = default;
};

/// Reads the versions of messages; any connection.
class VersionList {
public:
    static constexpr int limit = 50;
    explicit VersionList(Database &database);
    [[nodiscard]] Result<QList<MentionVersion>> of(qint64 mention);

private:
    Statement m_versions;
};

} // namespace wheelhouse
