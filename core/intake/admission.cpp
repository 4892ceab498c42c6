#include "core/intake/admission.h"

#include "core/intake/turns.h"

#include <QtEndian>

#include <sqlite3.h>

#include <algorithm>

namespace wheelhouse {

namespace {

size_t claimsOf(const Author &author)
{
    size_t all = 0;
    for (const ProfileClaim &claim : author.claims)
        all = qHashMulti(all, int(claim.kind), claim.value, claim.isVerified);
    return all;
}

} // namespace

Admission::Admission(Database &database)
    : m_database(database)
    , m_counters(database)
    , m_threads(database, m_counters)
    , m_traits(database)
    , m_copies(database)
    , m_alterations(database)
    , m_channelRow(database, "SELECT row, network FROM channel WHERE id = ?1 OR row = ?2")
    , m_addChannel(database, "INSERT INTO channel (id, network, name, handle) VALUES (?1, ?2, ?3, ?4)")
    , m_identityRow(database, "SELECT row, name, handle, folded FROM identity WHERE id = ?1")
    , m_addContact(database, "INSERT INTO contact (id) VALUES (?1)")
    , m_addIdentity(database, R"(
        INSERT INTO identity (id, contact, network, global_name, handle, name, folded, profile_url, followers, is_us, first_at)
        VALUES (?1, last_insert_rowid(), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))")
    , m_renameIdentity(database,
          "UPDATE identity SET name = ?2, handle = ?3, folded = ?4, followers = coalesce(?5, followers) WHERE row = ?1")
    , m_taken(database, "SELECT written_at FROM mention WHERE row = ?1")
    , m_known(database, "SELECT row FROM mention WHERE id = ?1")
    , m_insert(database, R"(
        INSERT INTO mention (row, id, conversation, identity, channel, is_ours, written_at, received_at, time_doubt,
                             language, global_name, reply_to, url, title, text, spans, media, salt, import, is_history,
                             need, second_need, mood, tone, sureness, remote_id, audience, is_warned, edited_at,
                             moderation)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
                ?25, ?26, ?27, ?28, ?29, ?30))")
    , m_index(database, "INSERT INTO mention_index (rowid, text, tags) VALUES (?1, ?2, ?3)")
    , m_indexPerson(database, "INSERT INTO identity_index (rowid, folded) VALUES (?1, ?2)")
    , m_unindexPerson(database, "INSERT INTO identity_index (identity_index, rowid, folded) VALUES ('delete', ?1, ?2)")
    , m_erasedCount(database, "SELECT count(*) FROM erased_identity")
    , m_erasedIds(database, "SELECT id FROM erased_identity")
    , m_countRefused(database, "UPDATE erased_identity SET refused = refused + 1 WHERE id = ?1")
    , m_respond(database, R"(
        INSERT OR IGNORE INTO response (id, channel, identity, kind, about, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        RETURNING row)")
{
}

void Admission::forget()
{
    m_identities.clear();
    m_counters.drop();
}

Result<qint64> Admission::channel(Transaction &, const Channel &channel)
{
    auto row = m_channelRow.number(channel.id, qint64(0));
    if (!row)
        return tl::unexpected(row.error());
    if (*row)
        return **row;
    auto made = m_addChannel.run(channel.id, networkWord(channel.network), channel.name, channel.handle);
    if (!made)
        return tl::unexpected(made.error());
    row = m_channelRow.number(channel.id, qint64(0));
    if (!row)
        return tl::unexpected(row.error());
    return row->value_or(0);
}

Result<qint64> Admission::identity(Transaction &transaction, const Prepared &one, NetworkId network, qint64 receivedAt)
{
    const Author &author = one.author;
    const size_t looks = qHashMulti(0, author.displayName, author.handle);
    const size_t claims = claimsOf(author);
    if (const Seen *seen = m_identities.object(one.identity); seen && seen->looks == looks && seen->claims == claims)
        return seen->row;
    qint64 row = 0;
    bool renamed = false;
    QByteArray wasFolded;
    auto found = m_identityRow.each(
        [&](const Row &stored) {
            row = stored.number(0);
            renamed = stored.text(1) != author.displayName || stored.text(2) != author.handle;
            wasFolded = stored.bytes(3);
            return false;
        },
        one.identity);
    if (!found)
        return tl::unexpected(found.error());
    if (row == 0) {
        auto contact = m_addContact.run(ContactId::fromName("contact", one.identity.bytes()));
        if (!contact)
            return tl::unexpected(contact.error());
        auto made = m_addIdentity.run(one.identity, networkWord(network), author.globalName, author.handle,
            author.displayName, Utf8 { one.folded }, author.profileUrl, author.followers, author.isUs, receivedAt);
        if (!made)
            return tl::unexpected(made.error());
        row = sqlite3_last_insert_rowid(m_database.handle());
        m_freshPeople.append({ row, one.folded });
    } else if (renamed) {
        auto done = m_renameIdentity.run(row, author.displayName, author.handle, Utf8 { one.folded }, author.followers);
        if (!done)
            return tl::unexpected(done.error());
        if (auto indexed = indexAnew(row, wasFolded, one.folded); !indexed)
            return tl::unexpected(indexed.error());
    }
    // A network that tells no profile with a message says nothing against what an earlier one said.
    if (!author.claims.isEmpty())
        if (auto kept = m_traits.keep(transaction, row, author.claims); !kept)
            return tl::unexpected(kept.error());
    m_identities.insert(one.identity, new Seen { row, looks, claims });
    return row;
}

Result<qint64> Admission::freeRow(const Prepared &one)
{
    const QByteArray id = one.id.bytes();
    const auto random = qFromBigEndian<quint64>(id.constData() + 8);
    auto parent = parentAbove(one, m_known, m_taken);
    if (!parent)
        return tl::unexpected(parent.error());
    const qint64 first = *parent ? **parent + 1 : one.writtenAt << tieBits;
    const int bits = *parent ? stepBits : tieBits;
    // A millisecond that is full (an archive that knows only days) spreads over twice as many numbers at each try.
    for (int spread = bits;; ++spread) {
        const qint64 row = first + qint64((random >> (spread - bits)) & ((1ULL << spread) - 1));
        auto taken = m_taken.number(row);
        if (!taken)
            return tl::unexpected(taken.error());
        if (!*taken)
            return row;
    }
}

Result<void> Admission::insert(
    const Prepared &one, qint64 row, qint64 conversation, qint64 identity, const AdmissionTerms &terms, bool asHistory)
{
    const auto textOrNull = [](const QByteArray &text) {
        return text.isEmpty() ? std::nullopt : std::optional(Utf8 { text });
    };
    const auto word = [](QLatin1StringView view) { return Utf8 { QByteArrayView(view.data(), view.size()) }; };
    const ReadingMark &reading = one.reading;
    // Nothing is owed for a sentence that is the network's own.
    const bool isOwedNothing = asHistory || one.kind == Arrival::Kind::Notice;
    return m_insert.run(row, one.id, conversation, identity, terms.channel, one.author.isUs, one.writtenAt,
        terms.receivedAt, one.timeDoubt, Utf8 { one.language }, Utf8 { one.globalName }, one.replyTo, Utf8 { one.url },
        Utf8 { one.title }, Utf8 { one.text }, textOrNull(one.spans), textOrNull(one.media), one.salt, terms.import,
        isOwedNothing, word(needWord(reading.need)), word(needWord(reading.second)), word(moodWord(reading.mood)),
        reading.tone, word(reading.mood == Mood::Unread ? QLatin1StringView("") : surenessWord(reading.sureness)),
        textOrNull(one.remoteId), Utf8 { audienceWord(one.audience) }, one.isWarned, one.editedAt,
        Utf8 { one.moderation });
}

/// Whether nothing is owed for it: it was written before anybody listened, or only surrounds what concerns us. What we
/// said ourselves answers, wherever it was found.
static bool isHistory(const Prepared &one, const AdmissionTerms &terms)
{
    // Many networks tell whole seconds: what was written in the same second counts as new.
    return terms.asHistory || one.writtenAt / 1000 < terms.newsSince / 1000
        || (one.kind == Arrival::Kind::Context && !one.author.isUs);
}

/// A thread that was asked for beside may tell of a mention before the network says that it is to us.
Result<void> Admission::raise(
    Transaction &transaction, const Prepared &one, const AdmissionTerms &terms, AdmissionReport &report)
{
    // Where nobody said since when it counts, the network's first answer did, and that is not here any more.
    if (terms.newsSince == 0 || one.author.isUs || one.kind != Arrival::Kind::Message || isHistory(one, terms))
        return {};
    auto row =
        m_threads.raise({ 0, one.id, one.replyTo, 0, terms.channel, false, one.courtesy, false, one.writtenAt, 0 });
    if (!row || !*row)
        return row ? Result<void>() : tl::unexpected(row.error());
    report.news.append(**row);
    return m_copies.remember(transaction, **row, one);
}

Result<void> Admission::admitOne(Transaction &transaction, const Prepared &one, NetworkId network,
    const AdmissionTerms &terms, AdmissionReport &report)
{
    auto known = m_known.number(one.id);
    if (!known)
        return tl::unexpected(known.error());
    if (*known) {
        ++report.known;
        if (terms.import || m_erased.contains(one.identity))
            return {};
        m_again.append({ &one, &terms });
        return raise(transaction, one, terms, report);
    }
    if (m_erased.contains(one.identity)) {
        ++report.erased;
        return m_countRefused.run(one.identity);
    }
    auto who = identity(transaction, one, network, terms.receivedAt);
    auto row = freeRow(one);
    if (!who || !row)
        return tl::unexpected(!who ? who.error() : row.error());
    const bool asHistory = isHistory(one, terms);
    // An archive is told as it was; only what comes in now is asked whether it is here from elsewhere.
    auto original = asHistory ? Result<std::optional<Copies::Original>>() : m_copies.originalOf(one, terms.channel);
    if (!original)
        return tl::unexpected(original.error());
    const qint64 copyIn = *original ? (*original)->conversation : 0;
    auto conversation = m_threads.place({ *row, one.id, one.replyTo, *who, terms.channel, one.author.isUs, one.courtesy,
        asHistory, one.writtenAt, copyIn });
    if (!conversation)
        return tl::unexpected(conversation.error());
    if (auto written = insert(one, *row, *conversation, *who, terms, asHistory); !written)
        return written;
    m_fresh.append({ *row, &one, terms.channel });
    report.rows.append(*row);
    ++report.added;
    report.copies += *original ? 1 : 0;
    report.history += asHistory ? 1 : 0;
    if (asHistory)
        return {};
    if (!*original)
        report.news.append(*row);
    auto kept = *original ? m_copies.keepAsCopy(transaction, *row, **original) : Result<void>();
    return kept ? m_copies.remember(transaction, *row, one) : kept;
}

/// After the words of the batch can be searched, since what is changed is taken out of the search first.
Result<void> Admission::hearAgain(Transaction &transaction, AdmissionReport &report)
{
    for (const auto &[one, terms] : std::as_const(m_again)) {
        auto came = m_alterations.heard(transaction, *one, terms->channel, terms->receivedAt);
        if (!came)
            return tl::unexpected(came.error());
        report.changed += *came == Alterations::Came::Same ? 0 : 1;
    }
    m_again.clear();
    return {};
}

Result<int> Admission::respond(Transaction &transaction, const QList<Response> &responses, const AdmissionTerms &terms)
{
    auto network = networkOf(terms.channel);
    if (!network)
        return tl::unexpected(network.error());
    if (auto learnt = learnErased(); !learnt)
        return tl::unexpected(learnt.error());
    m_freshPeople.clear();
    int added = 0;
    for (const Response &one : responses) {
        const Prepared who = prepareAuthor(one.who, *network);
        if (one.globalName.isEmpty() || m_erased.contains(who.identity))
            continue;
        auto row = identity(transaction, who, *network, terms.receivedAt);
        if (!row)
            return tl::unexpected(row.error());
        const auto about = one.about.isEmpty() ? MentionId() : MentionId::fromName("mention", one.about.toUtf8());
        const qint64 at = one.at && one.at->isValid() ? one.at->toMSecsSinceEpoch() : terms.receivedAt;
        auto made = m_respond.number(Id<Response>::fromName("response", one.globalName.toUtf8()), terms.channel, *row,
            responseWord(one.kind), about, at);
        if (!made)
            return tl::unexpected(made.error());
        added += *made ? 1 : 0;
    }
    if (auto indexed = indexPeople(); !indexed)
        return tl::unexpected(indexed.error());
    return added;
}

Result<QList<qint64>> Admission::gone(
    Transaction &transaction, const QStringList &globalNames, const AdmissionTerms &terms)
{
    return m_alterations.gone(transaction, globalNames, terms.channel, terms.receivedAt);
}

Result<void> Admission::tellFollowers(Transaction &transaction, const QList<qint64> &fresh)
{
    if (fresh.isEmpty())
        return {};
    for (const Follower &follower : std::as_const(m_followers))
        if (auto done = follower(transaction, fresh); !done)
            return done;
    return {};
}

/// Another process may have erased somebody since the last batch.
Result<void> Admission::learnErased()
{
    auto count = m_erasedCount.number();
    if (!count || count->value_or(0) == m_erased.size())
        return count ? Result<void>() : tl::unexpected(count.error());
    m_erased.clear();
    return m_erasedIds.each([this](const Row &row) {
        m_erased.insert(row.id<IdentityId>(0));
        return true;
    });
}

Result<NetworkId> Admission::networkOf(qint64 channel)
{
    auto word = m_channelRow.one<QString>([](const Row &row) { return row.text(1); }, nullptr, channel);
    if (!word)
        return tl::unexpected(word.error());
    return networkFromWord(word->value_or(QString()));
}

Result<AdmissionReport> Admission::admit(
    Transaction &transaction, const QList<Prepared> &batch, const AdmissionTerms &terms)
{
    return admit(transaction, { AdmissionBatch { batch, terms } });
}

Result<AdmissionReport> Admission::admit(Transaction &transaction, const QList<AdmissionBatch> &batches)
{
    QList<Turn> turns;
    for (const AdmissionBatch &batch : batches) {
        auto network = networkOf(batch.terms.channel);
        if (!network)
            return tl::unexpected(network.error());
        for (const Prepared &mention : batch.mentions)
            turns.append({ &mention, &batch.terms, *network });
    }
    putInOrder(turns);
    if (auto learnt = learnErased(); !learnt)
        return tl::unexpected(learnt.error());
    AdmissionReport report;
    m_fresh.clear();
    m_freshPeople.clear();
    m_again.clear();
    for (const Turn &turn : std::as_const(turns)) {
        if (auto done = admitOne(transaction, *turn.mention, turn.network, *turn.terms, report); !done)
            return tl::unexpected(done.error());
    }
    if (auto indexed = index(); !indexed)
        return tl::unexpected(indexed.error());
    if (auto indexed = indexPeople(); !indexed)
        return tl::unexpected(indexed.error());
    if (auto counted = m_counters.flush(transaction); !counted)
        return tl::unexpected(counted.error());
    if (auto heard = hearAgain(transaction, report); !heard)
        return tl::unexpected(heard.error());
    if (auto followed = tellFollowers(transaction, report.news); !followed)
        return tl::unexpected(followed.error());
    return report;
}

} // namespace wheelhouse
