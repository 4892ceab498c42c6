#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace wheelhouse {

/// A JSON Feed that is no JSON as a whole, taken into pieces that can be read on their own.
struct JsonPieces {
    QByteArray head; ///< the feed with an empty list of items
    QList<QByteArray> items; ///< each object in the list, whole by its brackets
};

/// Where the items of \a utf8 begin and end, told by brackets and quotes alone; an item that is cut off is left out.
/// One linear pass; no item: there is nothing to save.
JsonPieces jsonPieces(QByteArrayView utf8);

} // namespace wheelhouse
