#pragma once

#include "core/base/result.h"
#include "core/inbox/mention.h"

namespace wheelhouse {

/// Who was erased from a workspace, beside its backups ("NAME.wheelhouse.backups/erased", 0600): computed ids, a line
/// each, so that a backup made before forgets again when it is restored.
struct ErasedList {
    [[nodiscard]] static QString pathFor(const QString &workspace);
    /// Empty where there is no list.
    [[nodiscard]] static Result<QList<IdentityId>> read(const QString &workspace);
    /// Adds those that are not in it yet; the list is whole or as it was.
    [[nodiscard]] static Result<void> add(const QString &workspace, const QList<IdentityId> &ids);
};

} // namespace wheelhouse
