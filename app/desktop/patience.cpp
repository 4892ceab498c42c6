#include "app/desktop/patience.h"

#include <QEventLoop>
#include <QFutureWatcher>
#include <QProgressDialog>
#include <QTimer>

namespace wheelhouse {

namespace {

constexpr int momentMs = 400;

} // namespace

void waitPatiently(const QFuture<void> &work, const QString &words, QWidget *parent)
{
    QProgressDialog note(words, {}, 0, 0, parent); // no button: half-way there is nothing to stop at
    note.reset(); // it shows itself otherwise, after four seconds
    note.setWindowModality(Qt::ApplicationModal);
    QTimer::singleShot(momentMs, &note, &QWidget::show);
    QEventLoop loop;
    QFutureWatcher<void> watcher;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(work);
    loop.exec(QEventLoop::ExcludeUserInputEvents);
}

} // namespace wheelhouse
