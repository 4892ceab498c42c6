#include "core/intake/alterations.h"

#include "core/inbox/spans.h"
#include "core/inbox/takenwords.h"
#include "core/reading/reading.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qint64 mostVersions = VersionList::limit; // of one message; the oldest go first

std::optional<Utf8> orNull(const QByteArray &bytes)
{
    return bytes.isEmpty() ? std::nullopt : std::optional(Utf8 { bytes });
}

Utf8 utf8(QLatin1StringView word)
{
    return { QByteArrayView(word.data(), word.size()) };
}

/// What an author says by pictures: how many, of what kind, described how. Their addresses are the server's own
/// business: it caches, purges and signs them as it likes.
QList<QPair<QString, QString>> shownBy(const QByteArray &media)
{
    QList<QPair<QString, QString>> shown;
    for (const auto each : QJsonDocument::fromJson(media).array())
        shown.append({ each[QLatin1String("kind")].toString(), each[QLatin1String("description")].toString() });
    return shown;
}

} // namespace

struct Alterations::Known {
    qint64 row = 0;
    qint64 conversation = 0;
    bool mayTell = false; ///< the channel that asks may say what becomes of it
    QByteArray title;
    QByteArray text;
    QByteArray media;
    std::optional<qint64> editedAt;
    QByteArray remoteId;
    QByteArray moderation;
    bool isErased = false;
    bool isGone = false;
    bool isImported = false;
    bool isOurs = false;
    bool isCorrected = false;
};

Alterations::Alterations(Database &database)
    // Where nobody asks the channel that brought it any more, another account on the same network says what becomes of
    // it: else an edit would be unheard for ever.
    : m_known(database, R"(
        SELECT m.row, m.conversation,
               m.channel = ?2 OR EXISTS (SELECT 1 FROM account a JOIN channel brought ON brought.row = a.channel
                                           JOIN channel now ON now.row = ?2 AND now.network = brought.network
                                          WHERE a.channel = m.channel AND a.removed = 1),
               m.title, m.text, m.media, m.edited_at, m.remote_id, m.moderation, m.erased_at IS NOT NULL,
               m.gone_at IS NOT NULL, m.import IS NOT NULL, m.is_ours, m.is_corrected
          FROM mention m WHERE m.id = ?1)")
    , m_keep(database, R"(
        INSERT INTO mention_version (mention, title, text, spans, media, until_at)
        SELECT row, title, text, spans, media, ?2 FROM mention WHERE row = ?1)")
    , m_trim(database, R"(
        DELETE FROM mention_version
         WHERE mention = ?1
           AND row NOT IN (SELECT row FROM mention_version WHERE mention = ?1 ORDER BY row DESC LIMIT ?2))")
    // FTS5 forgets a row only when it is told what it held.
    , m_unindex(database, R"(
        INSERT INTO mention_index (mention_index, rowid, text, tags)
        SELECT 'delete', row, text, tags FROM mention_words WHERE row = ?1)")
    , m_index(database,
          "INSERT INTO mention_index (rowid, text, tags) SELECT row, text, tags FROM mention_words WHERE row = ?1")
    , m_change(database, R"(
        UPDATE mention
           SET title = ?2, text = ?3, spans = ?4, media = ?5, salt = ?6, language = ?7, is_warned = ?8, global_name = ?9,
               url = ?10, audience = ?16, erased_at = NULL, gone_at = NULL,
               need = CASE WHEN is_corrected THEN need ELSE ?11 END,
               second_need = CASE WHEN is_corrected THEN second_need ELSE ?12 END,
               mood = CASE WHEN is_corrected THEN mood ELSE ?13 END,
               tone = CASE WHEN is_corrected THEN tone ELSE ?14 END,
               sureness = CASE WHEN is_corrected THEN sureness ELSE ?15 END,
               versions = (SELECT count(*) FROM mention_version v WHERE v.mention = ?1)
         WHERE row = ?1)")
    , m_facts(database, R"(
        UPDATE mention SET remote_id = ?2, edited_at = coalesce(?3, edited_at), moderation = ?4 WHERE row = ?1)")
    , m_gone(database, "UPDATE mention SET gone_at = ?2 WHERE row = ?1")
    , m_held(database, "SELECT 1 FROM held_conversation WHERE conversation = ?1")
    // Also where nothing changes in it: the promises of whatever conversation is written are reckoned anew.
    , m_touch(database, "UPDATE conversation SET unread = max(unread, ?2) WHERE row = ?1")
{
}

Result<std::optional<Alterations::Known>> Alterations::known(MentionId id, qint64 channel)
{
    return m_known.one<Known>(
        [](const Row &row) {
            return Known { row.number(0), row.number(1), row.flag(2), row.bytes(3), row.bytes(4), row.bytes(5),
                row.maybe(6), row.bytes(7), row.bytes(8), row.flag(9), row.flag(10), row.flag(11), row.flag(12),
                row.flag(13) };
        },
        id, channel);
}

Result<void> Alterations::keep(qint64 row, qint64 at)
{
    auto kept = m_keep.run(row, at);
    return kept ? m_trim.run(row, mostVersions) : kept;
}

Result<void> Alterations::say(const Known &was, const Prepared &one)
{
    if (auto out = m_unindex.run(was.row); !out)
        return out;
    const ReadingMark &reading = one.reading;
    auto done = m_change.run(was.row, Utf8 { one.title }, Utf8 { one.text }, orNull(one.spans), orNull(one.media),
        one.salt, Utf8 { one.language }, one.isWarned, Utf8 { one.globalName }, Utf8 { one.url },
        utf8(needWord(reading.need)), utf8(needWord(reading.second)), utf8(moodWord(reading.mood)), reading.tone,
        utf8(reading.mood == Mood::Unread ? QLatin1StringView("") : surenessWord(reading.sureness)),
        Utf8 { audienceWord(one.audience) });
    return done ? m_index.run(was.row) : done;
}

Result<void> Alterations::tell(qint64 conversation, bool raisesDot)
{
    return m_touch.run(conversation, raisesDot);
}

Result<Alterations::Came> Alterations::heard(Transaction &, const Prepared &one, qint64 channel, qint64 receivedAt)
{
    auto found = known(one.id, channel);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || !(*found)->mayTell || (*found)->isImported)
        return Came::Same;
    const Known &was = **found;
    if (was.isErased && !was.isGone)
        return Came::Same;
    // One that knows of no edit though there was one comes from a copy that lags behind.
    const bool isOlder = was.editedAt && (!one.editedAt || *one.editedAt < *was.editedAt);
    const bool hasOtherMedia = was.media != one.media;
    const bool differs =
        was.title != one.title || was.text != one.text || (hasOtherMedia && shownBy(was.media) != shownBy(one.media));
    const bool isBack = was.isGone && one.moderation != "trash" && one.moderation != "spam";
    Came came = Came::Same;
    if ((differs && !isOlder && !was.isGone) || isBack) {
        came = isBack ? Came::Back : Came::Changed;
        auto kept = was.isErased || !differs ? Result<void>() : keep(was.row, receivedAt);
        auto said = kept ? say(was, one) : kept;
        auto told = said ? tell(was.conversation, !was.isOurs) : said;
        if (!told)
            return tl::unexpected(told.error());
    } else if (hasOtherMedia && !isOlder && !was.isGone) {
        if (auto said = say(was, one); !said)
            return tl::unexpected(said.error());
    }
    const bool factsDiffer = was.remoteId != one.remoteId || was.moderation != one.moderation
        || (one.editedAt && one.editedAt != was.editedAt);
    if (factsDiffer && !isOlder)
        if (auto noted = m_facts.run(was.row, orNull(one.remoteId), one.editedAt, Utf8 { one.moderation }); !noted)
            return tl::unexpected(noted.error());
    return came;
}

Result<QList<qint64>> Alterations::gone(
    Transaction &transaction, const QStringList &globalNames, qint64 channel, qint64 at)
{
    QList<qint64> rows;
    QList<qint64> wordless;
    QSet<qint64> conversations;
    for (const QString &name : globalNames) {
        auto found = known(MentionId::fromName("mention", name.toUtf8()), channel);
        if (!found)
            return tl::unexpected(found.error());
        if (!*found || !(*found)->mayTell || (*found)->isGone || (*found)->isErased)
            continue;
        auto held = m_held.number((*found)->conversation);
        if (!held)
            return tl::unexpected(held.error());
        if (!*held)
            wordless.append((*found)->row);
        if (auto marked = m_gone.run((*found)->row, at); !marked)
            return tl::unexpected(marked.error());
        rows.append((*found)->row);
        conversations.insert((*found)->conversation);
    }
    if (!wordless.isEmpty())
        if (auto taken = takeWords(transaction, wordless, at, Taken::Gone); !taken)
            return tl::unexpected(taken.error());
    for (const qint64 conversation : std::as_const(conversations))
        if (auto told = tell(conversation, false); !told)
            return tl::unexpected(told.error());
    return rows;
}

VersionList::VersionList(Database &database)
    : m_versions(database, R"(
        SELECT title, text, spans, until_at FROM mention_version WHERE mention = ?1 ORDER BY row DESC LIMIT ?2)")
{
}

Result<QList<MentionVersion>> VersionList::of(qint64 mention)
{
    auto read = m_versions.all<MentionVersion>(
        [](const Row &row) {
            return MentionVersion { row.text(0), row.text(1), spansFromJson(row.bytes(2)), row.time(3) };
        },
        mention, qint64(limit));
    if (read)
        std::reverse(read->begin(), read->end());
    return read;
}

} // namespace wheelhouse
