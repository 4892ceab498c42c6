#pragma once

#include <QSslConfiguration>

namespace wheelhouse {

/// How every private line of ours is made: TLS 1.2 at least, the other side's certificate checked against the system's
/// store, no way round it. The store is the one that OpenSSL's programs use: SSL_CERT_FILE and SSL_CERT_DIR name
/// others, which Qt by itself does not read. Read once, when first asked for; any thread.
const QSslConfiguration &trustedTls();

} // namespace wheelhouse
