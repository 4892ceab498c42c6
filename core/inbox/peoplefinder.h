#pragma once

#include "core/inbox/searchwords.h"
#include "core/networks/network.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// Somebody who wrote to us, as one network knows them.
struct FoundPerson {
    qint64 identity = 0; ///< row
    QString name; ///< as shown; never empty
    QString handle;
    NetworkId network = NetworkId::Other;
    int conversations = 0; ///< among their newest PeopleFinder::countLimit messages
    bool isMore = false; ///< they wrote more than was counted
    friend bool operator==(const FoundPerson &, const FoundPerson &) = default;
};

/// Finds people by the beginnings of their name's or handle's words; bounded, so that 100,000 of them cost little more
/// than 100. Works on any connection.
class PeopleFinder {
public:
    static constexpr int countLimit = 100;

    explicit PeopleFinder(Database &database);
    /// At most \a limit: those whose name begins so first, of each the newest first. Nothing typed: the newest.
    [[nodiscard]] Result<QList<FoundPerson>> find(const QString &words, int limit);

private:
    [[nodiscard]] Result<void> gather(Statement &statement, const QString &match, int limit);
    [[nodiscard]] Result<void> count(FoundPerson &person);

    Tokenizer m_tokenizer;
    Statement m_matching;
    Statement m_newest;
    Statement m_counts;
    QList<FoundPerson> m_found;
};

/// The question that finds what \a person wrote, for parseQuery().
QString queryFor(const FoundPerson &person);

} // namespace wheelhouse
