#pragma once

#include "core/store/database.h"

#include <QStringList>

namespace wheelhouse {

/// Digests (32 bytes) of all pictures that a workspace names: in drafts, also discarded ones, in what a step put aside,
/// in templates, in what was submitted, whether it went out or not, and in what undo brings back. Any connection, also
/// to a backup of an older Wheelhouse, whose tables may lack some of it.
[[nodiscard]] Result<QSet<QByteArray>> picturesNamedIn(Database &reader);

/// A picture that is named and not there, or not as it was.
struct LostPicture {
    QByteArray digest; ///< 32 bytes
    QString name; ///< as it was called where it was taken from; empty: nobody said
    bool isAltered = false; ///< something else lies there; else nothing does
    /// One sentence for a person, by its name, or the beginning of its digest where it has none.
    [[nodiscard]] QString sentence() const;
    friend bool operator==(const LostPicture &, const LostPicture &) = default;
};

/// A sentence for each.
[[nodiscard]] QStringList lostSentences(const QList<LostPicture> &lost);

/// How a picture was called where it was taken from; empty: nobody said.
[[nodiscard]] QString pictureNameIn(Database &reader, const QByteArray &digest);

} // namespace wheelhouse
