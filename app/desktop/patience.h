#pragma once

#include <QFuture>

class QWidget;

namespace wheelhouse {

/// Waits until \a work, on another thread, is done, and lets the windows paint meanwhile; no key and no click is heard
/// before it is. Where it takes more than a moment, \a words say over \a parent (null: in the middle of the screen)
/// what is being done.
void waitPatiently(const QFuture<void> &work, const QString &words, QWidget *parent);

} // namespace wheelhouse
