#pragma once

#include "core/inbox/mentionstore.h"

class QSettings;

namespace wheelhouse {

class NameBook;

struct RememberedView {
    View view;
    Order order = Order::Soonest;
};

/// What the inbox showed last, and in which order. The settings are the program's, rows
/// are each desk's own: what a view is about is kept by its global name, so
/// that another desk never opens its own label of the same row.
[[nodiscard]] RememberedView rememberedView(const QSettings &settings, const NameBook &names);
void rememberView(QSettings &settings, const NameBook &names, const RememberedView &shown);

} // namespace wheelhouse
