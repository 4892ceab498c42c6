#include "core/housekeeping/sparepictures.h"

#include "core/housekeeping/clockdoubt.h"
#include "core/store/namedpictures.h"

namespace wheelhouse {

namespace {
constexpr qint64 graceMs = qint64 { SparePictures::graceDays } * 24 * 60 * 60 * 1000;
} // namespace

SparePictures::SparePictures(Database &writer, const Clock &clock)
    : m_database(writer)
    , m_clock(clock)
    , m_media(writer.path())
    , m_noted(writer, "SELECT since, stamp FROM picture_spare WHERE digest = ?1")
    , m_all(writer, "SELECT digest FROM picture_spare")
    , m_note(writer, R"(
        INSERT INTO picture_spare (digest, since, stamp) VALUES (?1, ?2, ?3)
        ON CONFLICT (digest) DO UPDATE SET since = ?2, stamp = ?3)")
    , m_forget(writer, "DELETE FROM picture_spare WHERE digest = ?1")
    , m_forgetName(writer, "DELETE FROM picture_name WHERE digest = ?1")
{
}

Result<int> SparePictures::tidy()
{
    const auto doubt = ClockDoubt::ask(m_database, m_clock);
    if (!doubt)
        return tl::unexpected(doubt.error());
    if (!doubt->isEmpty())
        return 0;
    // Who writes a draft that names a picture waits for this, or is seen by it.
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto gone = tidyIn(*transaction);
    if (!gone)
        return gone;
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return gone;
}

Result<int> SparePictures::tidyIn(Transaction &)
{
    const auto named = picturesNamedIn(m_database);
    auto noted = m_all.all<QByteArray>([](const Row &row) { return row.bytes(0); });
    if (!named || !noted)
        return tl::unexpected(!named ? named.error() : noted.error());
    int gone = 0;
    const QList<QByteArray> there = m_media.digests();
    for (const QByteArray &digest : *noted)
        if (named->contains(digest) || !there.contains(digest))
            if (auto done = m_forget.run(digest); !done)
                return tl::unexpected(done.error());
    for (const QByteArray &digest : there) {
        if (named->contains(digest))
            continue;
        auto went = look(digest, m_media.stamp(digest));
        if (!went)
            return tl::unexpected(went.error());
        gone += *went ? 1 : 0;
    }
    return gone;
}

/// Of a picture that nothing names: whether it is gone now.
Result<bool> SparePictures::look(const QByteArray &digest, qint64 stamp)
{
    const qint64 now = m_clock.nowMs();
    auto noted = m_noted.one<Noted>([](const Row &row) { return Noted { row.number(0), row.number(1) }; }, digest);
    if (!noted)
        return tl::unexpected(noted.error());
    if (!*noted || (*noted)->stamp != stamp || (*noted)->sinceMs > now)
        return m_note.run(digest, now, stamp).map([] { return false; });
    if (now - (*noted)->sinceMs < graceMs)
        return false;
    auto gone = m_media.remove(digest, stamp);
    if (!gone || !*gone)
        return gone;
    return forget(digest).map([] { return true; });
}

Result<void> SparePictures::forget(const QByteArray &digest)
{
    if (auto done = m_forget.run(digest); !done)
        return done;
    return m_forgetName.run(digest);
}

} // namespace wheelhouse
