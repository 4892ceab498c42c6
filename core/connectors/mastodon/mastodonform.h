#pragma once

#include "core/connectors/mastodon/mastodoncalls.h"
#include "core/networks/outgoing.h"

namespace wheelhouse {

/// A form without files, its fields in their order.
class MastodonForm {
public:
    void add(const QByteArray &name, const QString &value);
    [[nodiscard]] MastodonCalls::Deed deed(const QByteArray &method, const QString &path) const;

private:
    QByteArray m_bytes;
};

/// What a message says, as it is said first and as it is changed.
[[nodiscard]] MastodonForm mastodonForm(const Outgoing &said);
/// afterSaying(), and what only servers of this kind answer.
[[nodiscard]] Error afterSayingToMastodon(Error error);

} // namespace wheelhouse
