#pragma once

#include "core/connecting/connecting.h"
#include "core/http/httpclient.h"
#include "core/networks/accountbook.h"
#include "core/networks/connector.h"
#include "core/networks/signin.h"

#include <memory>

namespace wheelhouse {

/// The one list of networks. \a secret empty where nobody signs in. nullptr: this program knows no such network, as
/// where a newer one made the account.
[[nodiscard]] std::unique_ptr<Connector> makeConnector(const Account &account, const Secret &secret, HttpClient &http);
/// nullptr: nobody signs in there.
[[nodiscard]] std::unique_ptr<SignIn> makeSignIn(NetworkId network, HttpClient &http);

/// Where the browser comes back to.
[[nodiscard]] std::unique_ptr<ReturnDoor> makeReturnDoor();
/// What may be done on it, whoever is asked; for menus.
[[nodiscard]] QSet<Gesture::Kind> gesturesOn(NetworkId network);

} // namespace wheelhouse
