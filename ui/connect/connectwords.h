#pragma once

#include "core/networks/signin.h"

namespace wheelhouse::connectwords {

/// What the field of the server is called on that network, and what stands in it while it is empty.
[[nodiscard]] QString serverLabel(NetworkId network);
[[nodiscard]] QString serverExample(NetworkId network);
/// "Found: Mastodon 4.5, 12,400 people, posts up to 500 characters, alt text up to 1,500".
[[nodiscard]] QString found(const ServerFacts &facts);
/// "Read mentions and replies", and behind it "to fill the inbox".
[[nodiscard]] QString permission(Permission permission);
[[nodiscard]] QString reason(Permission permission);
/// Where a person makes what is pasted or typed on that network.
[[nodiscard]] QString passwordHint(NetworkId network, SignIn::Way way);

} // namespace wheelhouse::connectwords
