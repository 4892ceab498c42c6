#include "core/connectors/mastodon/mastodontoken.h"

namespace wheelhouse {

Secret MastodonToken::kept() const
{
    if (clientId.isEmpty())
        return token.another();
    return Secret(token.reveal() + '\n' + clientId.toUtf8() + '\n' + clientSecret.reveal());
}

MastodonToken MastodonToken::read(const Secret &kept)
{
    const QList<QByteArray> lines = kept.reveal().trimmed().split('\n');
    return { Secret(QByteArray(lines.value(0).trimmed())), QString::fromUtf8(lines.value(1).trimmed()),
        Secret(QByteArray(lines.value(2).trimmed())) };
}

} // namespace wheelhouse
