#include "core/people/traits.h"

#include "core/people/handlekey.h"

namespace wheelhouse {

namespace {

constexpr qsizetype longestValue = 512;

/// Empty: it names nobody.
QString compared(const ProfileClaim &claim)
{
    const QString value = claim.value.trimmed();
    if (value.size() > longestValue)
        return {};
    if (claim.kind == ProfileClaim::Kind::Link)
        return profileKey(value);
    const QString address = value.startsWith(QLatin1String("mailto:"), Qt::CaseInsensitive) ? value.mid(7) : value;
    const qsizetype at = address.indexOf(u'@');
    return at > 0 && at + 1 < address.size() ? address.toCaseFolded() : QString();
}

} // namespace

Traits::Traits(Database &database)
    : m_drop(database, "DELETE FROM trait WHERE identity = ?1")
    , m_add(database, R"(
        INSERT INTO trait (identity, kind, value, verified) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (identity, kind, value) DO UPDATE SET verified = max(verified, excluded.verified))")
{
}

Result<void> Traits::keep(Transaction &, qint64 identity, const QList<ProfileClaim> &claims)
{
    if (auto done = m_drop.run(identity); !done)
        return done;
    for (const ProfileClaim &claim : claims.mid(0, limit)) {
        const QString value = compared(claim);
        const QString kind = claim.kind == ProfileClaim::Kind::Email ? QStringLiteral("email") : QStringLiteral("link");
        if (!value.isEmpty())
            if (auto done = m_add.run(identity, kind, value, claim.isVerified); !done)
                return done;
    }
    return {};
}

} // namespace wheelhouse
