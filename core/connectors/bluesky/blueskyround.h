#pragma once

#include "core/connectors/bluesky/blueskywalk.h"

#include <functional>
#include <map>
#include <memory>

namespace wheelhouse::bluesky {

/// One round of fetching: walks every list back to what is known, then passes on what is new, oldest first, a lot at a
/// time. What is left waits in memory for the next question, and so does a walk that a failure interrupts; after a kill
/// it is walked to again, since the cursor knows only what was passed on. A search that fails holds up nothing.
class Round {
public:
    using Then = std::function<void(const Result<Page> &)>;
    /// \a calls outlives it. \a newsSince UTC: what was written since then is wanted though nobody listened yet; null:
    /// nothing is.
    Round(BlueskyCalls &calls, const QStringList &listens, const QDateTime &newsSince);
    void fetch(const QByteArray &cursor, const Then &then);

private:
    struct Turn;
    using TurnPtr = std::shared_ptr<Turn>;
    void open(const TurnPtr &turn);
    void walk(const TurnPtr &turn);
    void turnPage(const TurnPtr &turn, const QString &list);
    void take(const TurnPtr &turn, const QString &list, const HttpResponse &answer);
    void tellRefused(const QString &list, bool isNewest, const QList<Refused> &refused);
    void lose(const TurnPtr &turn, const QString &list, const Error &why);
    void pause(const TurnPtr &turn);
    void gather(const TurnPtr &turn);
    void passOn(const TurnPtr &turn);
    void askPosts(const TurnPtr &turn);
    void askPeople(const TurnPtr &turn);
    void finish(const TurnPtr &turn);

    BlueskyCalls &m_calls;
    QStringList m_lists; ///< names of lists, as trails are named
    qint64 m_newsSince; ///< see Walk::Start
    std::map<QString, Walk> m_walks; ///< those under way
    QList<Item> m_left; ///< walked to and not passed on, oldest first
    bool m_isCut = false; ///< more is there than was kept
    QByteArray m_leftAt; ///< the cursor that goes with it
    Trails m_trails; ///< what that cursor says, and lists that were read for the first time
    QList<Refused> m_refused; ///< not told yet
    QHash<QString, int> m_toldRefused; ///< items of a list that could not be read when it was last asked
};

} // namespace wheelhouse::bluesky
