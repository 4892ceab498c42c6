#pragma once

#include "core/base/lane.h"
#include "core/inbox/peoplefinder.h"
#include "core/inbox/search.h"

namespace wheelhouse {

/// Search for a window: asked on its thread, done on the reader lane, answered by signals. Asking again breaks off
/// what ran before, which then says nothing more. Ends before the lane stops.
class SearchService : public QObject {
    Q_OBJECT
public:
    /// \a path of the workspace, of which the lane gets a reading connection; \a clock outlives the lane.
    SearchService(Lane &reader, const QString &path, const Clock &clock, QObject *parent = nullptr);
    SearchService(const SearchService &) = delete;
    SearchService &operator=(const SearchService &) = delete;
    ~SearchService() override;

    /// Gives the number under which the answers come.
    int find(const SearchRequest &request);
    /// Breaks off the search that runs; it says nothing more.
    void stop();
    /// Counts up to 1,000 in the background, after the searches, and again when one came between; \a key is handed
    /// back. A key that waits to be counted already is counted once, by the newer question.
    void count(qint64 key, const Query &query);

    /// Finds people by name, at most \a limit; gives the number under which foundPeople() answers. A newer question
    /// makes an older one that still waits fall to the ground.
    int findPeople(const QString &words, int limit);

    static constexpr int mostCounted = 1'000;

signals:
    /// Once with the whole page; before that, for what takes longer than 50 ms, with what there is so far.
    void found(int asked, const wheelhouse::SearchPage &page);
    void failed(int asked, const wheelhouse::Error &error);
    void foundPeople(int asked, const QList<wheelhouse::FoundPerson> &people);
    void counted(qint64 key, const wheelhouse::BoundedCount &count);

private:
    class Desk;

    void countNext();

    Lane &m_lane;
    std::shared_ptr<Desk> m_desk; ///< shared with the work on its way; its insides are the lane's
    QList<QPair<qint64, Query>> m_toCount;
    bool m_isCounting = false;
    int m_asked = 0;
    int m_askedPeople = 0;
};

} // namespace wheelhouse
