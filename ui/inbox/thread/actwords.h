#pragma once

#include "core/inbox/mention.h"

namespace wheelhouse {

class NameBook;

/// What somebody did, in one sentence: "Tomasz gave this to you". Empty for acts that nobody needs to read in a thread
/// (read, unread, claims, notes, which stand there themselves).
[[nodiscard]] QString actSentence(const ActLine &act, const NameBook &names);

} // namespace wheelhouse
