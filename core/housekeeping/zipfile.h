#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>

namespace wheelhouse {

/// A ZIP archive of \a parts (name, bytes), stored as they are: small texts that anybody can open. \a at is written as
/// their time. PKWARE APPNOTE 6.3.3.
QByteArray zipOf(const QList<QPair<QString, QByteArray>> &parts, const QDateTime &at);

} // namespace wheelhouse
