#pragma once

#include "core/base/result.h"
#include "core/inbox/mentionstore.h"

#include <QStringList>
#include <QUrl>

namespace wheelhouse {

/// The web page on which the message of \a item stands, checked: fit to be given to a browser. Missing where the
/// message has none, Refused where the address is none of the web's.
[[nodiscard]] Result<QUrl> originalOf(MentionStore &store, const ConversationItem &item);
/// The words, or the addresses, of the messages of \a items; those that have none are left out.
[[nodiscard]] QStringList wordsOf(MentionStore &store, const QList<ConversationItem> &items);
[[nodiscard]] QStringList linksOf(MentionStore &store, const QList<ConversationItem> &items);

} // namespace wheelhouse
