#pragma once

#include "core/inbox/savedfilters.h"
#include "ui/inbox/inboxservices.h"
#include "ui/inbox/streammodel.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>

class QWidget;

namespace wheelhouse {

class Look;

/// The saved filters of the tree with what each finds, counted in the background: at most every two seconds while the
/// store changes, and when midnight moves what "today" means. Keeping, renaming and removing go to the engine's lane.
class FilterKeeper : public QObject {
    Q_OBJECT
public:
    FilterKeeper(const InboxServices &services, const Look &look, QObject *parent);

    /// Reads the list again; those that are new or ask something else are counted.
    [[nodiscard]] Result<void> read();
    [[nodiscard]] const QList<Stream> &streams() const { return m_streams; }
    void follow(); ///< the store changed: the counts may have moved

    void save(const QString &query, QWidget *anchor); ///< asks for the name below \a anchor
    void showMenu(const Stream &filter, const QPoint &globalPlace, QWidget *anchor, const QRect &within);

signals:
    void counted();
    void acted(const QString &sentence);
    void failed(const wheelhouse::Error &error);

private:
    void countAll();
    void askName(const QString &title, const QString &pattern, QWidget *anchor, const QRect &within,
        const std::function<void(const QString &)> &named);
    void act(const std::function<Result<Acted>()> &work);
    void rename(qint64 filter, QWidget *anchor, const QRect &within);
    void remove(qint64 filter);

    InboxServices m_services;
    const Look &m_look;
    QList<Stream> m_streams;
    QHash<qint64, SavedFilterId> m_ids; ///< by row
    QTimer m_wait; ///< until the next count
    QTimer m_midnight;
    QElapsedTimer m_sinceCount;
};

} // namespace wheelhouse
