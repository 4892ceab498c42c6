#pragma once

#include <QFuture>
#include <QTest>

namespace wheelhouse {

/// What \a future brings, while the events of this thread go on; ends the test program where it takes over a minute.
template<typename T> T waited(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 60'000))
        qFatal("an answer that never came");
    return future.result();
}

} // namespace wheelhouse
