#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThread>

#include <functional>
#include <memory>
#include <utility>

namespace wheelhouse {

/// Calls \a then with the answer on the thread of \a asker, unless the asker is gone or the work was dropped.
/// A watcher owned by the asker does it: QFuture::then(context, …) of Qt 6.4 keeps a bare pointer to its context and
/// crashes when that is deleted first.
template<typename T, typename Then> void whenDone(const QFuture<T> &future, QObject *asker, Then then)
{
    auto *watcher = new QFutureWatcher<T>(asker);
    QObject::connect(watcher, &QFutureWatcherBase::finished, asker, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater();
        if (watcher->isCanceled())
            return;
        if constexpr (std::is_void_v<T>)
            then();
        else
            then(watcher->result());
    });
    watcher->setFuture(future);
}

/// One thread and its door. What lives on a lane is made there, touched there and ended there; others ask.
///
/// `lane.ask(work)` runs `work` on the lane and answers with a future; `lane.ask(this, work, then)` brings the answer
/// back to the asker's own thread, where it falls to the ground when the asker is gone. Work runs in the order it was
/// asked.
/// stop() finishes what was asked and ends the thread; a lane that was stopped drops what is asked afterwards
/// (its future is cancelled, never left hanging).
class Lane {
public:
    /// Background: gives way to the window's thread where there are fewer cores than work (the kernel's niceness).
    enum class Pace { Prompt, Background };

    explicit Lane(const QString &name, Pace pace = Pace::Prompt);
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;
    ~Lane();

    template<typename Work> auto ask(Work work)
    {
        using Answer = std::invoke_result_t<Work>;
        auto promise = std::make_shared<QPromise<Answer>>();
        auto future = promise->future();
        promise->start();
        post([promise, work = std::move(work)]() mutable {
            if constexpr (std::is_void_v<Answer>)
                work();
            else
                promise->addResult(work());
            promise->finish();
        });
        return future;
    }

    template<typename Work, typename Then> void ask(QObject *asker, Work work, Then then)
    {
        whenDone(ask(std::move(work)), asker, std::move(then));
    }

    /// An object that lives on the lane: the context for timers and signals tied to it.
    [[nodiscard]] QObject *context() { return m_door.get(); }
    [[nodiscard]] bool isHere() const { return QThread::currentThread() == &m_thread; }
    void stop();

private:
    void post(std::function<void()> work);

    QThread m_thread;
    std::unique_ptr<QObject> m_door;
};

} // namespace wheelhouse
