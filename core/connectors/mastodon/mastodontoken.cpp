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
    // Each line is cut out by itself, so that no copy is left that nobody overwrites.
    const QByteArray &all = kept.reveal();
    const auto first = all.indexOf('\n');
    const auto second = first < 0 ? -1 : all.indexOf('\n', first + 1);
    MastodonToken one;
    one.token = Secret(all.left(first < 0 ? all.size() : first).trimmed());
    if (second > 0) {
        one.clientId = QString::fromUtf8(all.mid(first + 1, second - first - 1)).trimmed();
        one.clientSecret = Secret(all.mid(second + 1).trimmed());
    }
    return one;
}

} // namespace wheelhouse
