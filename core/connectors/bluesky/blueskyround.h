#pragma once

#include "core/connectors/bluesky/blueskycalls.h"
#include "core/connectors/bluesky/blueskytrail.h"
#include "core/connectors/bluesky/blueskywire.h"

#include <functional>
#include <memory>

namespace wheelhouse::bluesky {

/// One round of fetching: walks every list back to what is known, then passes on what is new, oldest first, a lot at a
/// time. What is left waits in memory for the next question; after a kill it is walked to again, since the cursor knows
/// only what was passed on.
class Round {
public:
    using Then = std::function<void(const Result<Page> &)>;
    /// \a calls outlives it.
    Round(BlueskyCalls &calls, const QStringList &listens);
    void fetch(const QByteArray &cursor, const Then &then);

private:
    /// Something that a list brought.
    struct Item {
        QString list;
        QString uri;
        qint64 at = 0; ///< UTC ms
        bool isHistory = false;
        bool isPost = false; ///< getPosts knows more of it
        std::optional<Arrival> arrival;
        std::optional<Response> response;
    };
    /// One answer of a list.
    struct Sheet {
        QList<Item> items;
        QList<Refused> refused;
        QString cursor;
    };
    struct Turn;
    using TurnPtr = std::shared_ptr<Turn>;
    void walk(const TurnPtr &turn);
    void turnPage(const TurnPtr &turn);
    void take(const TurnPtr &turn, const HttpResponse &answer);
    [[nodiscard]] static Result<Sheet> readSheet(const QString &list, const QByteArray &body, const QString &ours);
    void keep(const TurnPtr &turn, Sheet &sheet);
    void skipList(const TurnPtr &turn, const Error &why);
    void passOn(const TurnPtr &turn);
    void askPosts(const TurnPtr &turn);
    void askPeople(const TurnPtr &turn);
    void finish(const TurnPtr &turn);
    [[nodiscard]] BlueskyCalls::Call callOf(const QString &list, const QString &cursor) const;

    BlueskyCalls &m_calls;
    QStringList m_lists; ///< names of lists, as trails are named
    QList<Item> m_left; ///< walked to and not passed on, oldest first
    bool m_isCut = false; ///< more is there than was kept
    QByteArray m_leftAt; ///< the cursor that goes with it
    QHash<QString, int> m_toldRefused; ///< items of a list that could not be read when it was last asked
};

} // namespace wheelhouse::bluesky
