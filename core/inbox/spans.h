#pragma once

#include "core/base/plaintext.h"

#include <QByteArray>

namespace wheelhouse {

/// Spans as the store keeps them: JSON [[start, length, "kind", "target"], …]; empty for none.
QByteArray spansToJson(const QList<Span> &spans);
/// And back; what is not understood is left out.
QList<Span> spansFromJson(const QByteArray &json);

} // namespace wheelhouse
