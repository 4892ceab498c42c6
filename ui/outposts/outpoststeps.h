#pragma once

#include "ui/outposts/outpostservices.h"

#include <QHash>

class QWidget;

namespace wheelhouse {

/// Takes the steps about what is followed on the engine's lane, and says back what became of them.
class OutpostSteps : public QObject {
    Q_OBJECT
public:
    /// \a window: above which it asks; it owns the steps.
    OutpostSteps(const OutpostServices &services, QWidget *window);

    void askNow(const QList<Account> &accounts);
    void pause(const QList<Account> &accounts, bool isPaused);
    void remove(const QList<Account> &accounts); ///< asks first
    void writeList(); ///< of all that is followed; asks where to
    void writeListTo(const QString &path); ///< over what is there: whoever gives the path has asked

signals:
    void acted(const QString &sentence); ///< a step that can be taken back
    void told(const QString &sentence);
    void failed(const wheelhouse::Error &error);

private:
    using Work = std::function<Result<AccountsChanged>(Accounts &)>;
    [[nodiscard]] static QString afterRemoval(const QList<Account> &accounts);
    void act(const Work &work);
    void hear(const Fare &fare);

    OutpostServices m_services;
    QWidget *m_window;
    QHash<ChannelId, QString> m_asked; ///< whose answer is waited for, and their names
};

} // namespace wheelhouse
