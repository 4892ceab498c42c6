#pragma once

#include <QString>

namespace wheelhouse {

/// What a step is called when only its operation is left of it, after a restart: "done", "snoozed".
QString stepName(const QString &kind);

} // namespace wheelhouse
