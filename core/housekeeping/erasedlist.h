#pragma once

#include "core/base/result.h"
#include "core/inbox/mention.h"

namespace wheelhouse {

/// Somebody who was erased, and whether the team's notes about them went too.
struct ErasedOne {
    IdentityId id;
    bool withNotes = false;
    friend bool operator==(const ErasedOne &, const ErasedOne &) = default;
};

/// Who was erased from a workspace, beside its backups ("NAME.wheelhouse.backups/erased", 0600): computed ids, a line
/// each with " notes" behind those whose notes went, so that a backup made before forgets again when it is restored.
struct ErasedList {
    [[nodiscard]] static QString pathFor(const QString &workspace);
    /// Empty where there is no list.
    [[nodiscard]] static Result<QList<ErasedOne>> read(const QString &workspace);
    /// Adds those that are not in it yet, and the mark of the notes; the list is whole or as it was.
    [[nodiscard]] static Result<void> add(const QString &workspace, const QList<ErasedOne> &ones);
};

} // namespace wheelhouse
