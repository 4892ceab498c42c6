#include "tests/bench/rawlimit.h"

#include "tests/bench/desk.h"

#include <sqlite3.h>

namespace wheelhouse {

namespace {

constexpr int channelsMade = 8;

const QByteArray &stateWordOf(char state)
{
    static const QByteArray fresh = "new";
    static const QByteArray waiting = "waiting";
    static const QByteArray open = "open";
    static const QByteArray done = "done";
    return state == 'n' ? fresh : state == 'w' ? waiting : state == 'o' ? open : done;
}

/// As the view mention_words has them.
QByteArray tagsOf(const Prepared &one, int channel)
{
    QByteArray tags = "c" + QByteArray::number(channel + 1);
    if (!one.language.isEmpty())
        tags += " l" + one.language.left(2);
    if (!one.media.isEmpty())
        tags += " hasmedia";
    if (one.hasLink)
        tags += " haslink";
    if (one.reading.need != Need::Unread)
        tags += " n" + QByteArray(needWord(one.reading.need).data());
    if (one.reading.mood != Mood::Unread)
        tags += " m" + QByteArray(moodWord(one.reading.mood).data());
    return tags + (one.author.isUs ? " ours" : " theirs");
}

QByteArray nullIfEmpty(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QByteArray() : bytes;
}

} // namespace

RawStatement::RawStatement(Database &database, const char *sql)
{
    if (sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr) != SQLITE_OK)
        qFatal("%s: %s", sqlite3_errmsg(database.handle()), sql);
}

RawStatement::~RawStatement()
{
    sqlite3_finalize(m_statement);
}

RawStatement &RawStatement::number(int place, qint64 value)
{
    sqlite3_bind_int64(m_statement, place, value);
    return *this;
}

RawStatement &RawStatement::text(int place, const QByteArray &utf8)
{
    sqlite3_bind_text(m_statement, place, utf8.isNull() ? nullptr : utf8.constData(), int(utf8.size()), SQLITE_STATIC);
    return *this;
}

RawStatement &RawStatement::blob(int place, const QByteArray &bytes)
{
    sqlite3_bind_blob(
        m_statement, place, bytes.isNull() ? nullptr : bytes.constData(), int(bytes.size()), SQLITE_STATIC);
    return *this;
}

void RawStatement::run()
{
    if (sqlite3_step(m_statement) != SQLITE_DONE)
        qFatal("%s: %s", sqlite3_errmsg(sqlite3_db_handle(m_statement)), sqlite3_sql(m_statement));
    sqlite3_reset(m_statement);
}

qint64 RawStatement::first(qint64 otherwise)
{
    const qint64 value = sqlite3_step(m_statement) == SQLITE_ROW ? sqlite3_column_int64(m_statement, 0) : otherwise;
    sqlite3_reset(m_statement);
    return value;
}

int RawStatement::readAll()
{
    int rows = 0;
    qint64 sum = 0;
    const int columns = sqlite3_column_count(m_statement);
    for (; sqlite3_step(m_statement) == SQLITE_ROW; ++rows)
        for (int i = 0; i < columns; ++i)
            if (sqlite3_column_type(m_statement, i) == SQLITE_INTEGER)
                sum += sqlite3_column_int64(m_statement, i);
            else if (const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement, i)))
                sum += std::string(bytes, size_t(sqlite3_column_bytes(m_statement, i))).back();
    sqlite3_reset(m_statement);
    return sum == -1 ? -1 : rows; // the sum keeps the compiler from leaving the reading out
}

RawRow rawRow(const Prepared &one, int channel)
{
    RawRow raw;
    raw.id = one.id.bytes();
    raw.row = (one.writtenAt << 12) + ((quint8(raw.id[9]) << 8 | quint8(raw.id[10])) & 0xfff);
    raw.channel = channel;
    raw.writtenAt = one.writtenAt;
    raw.followers = one.author.followers.value_or(0);
    raw.ours = one.author.isUs;
    if (!one.replyTo.isNull())
        raw.replyTo = one.replyTo.bytes();
    raw.conversation = ConversationId::fromName("conversation", raw.id).bytes();
    raw.identity = one.identity.bytes();
    raw.contact = ContactId::fromName("contact", raw.identity).bytes();
    raw.language = one.language;
    raw.globalName = one.globalName;
    raw.url = one.url.isEmpty() ? QByteArrayLiteral("") : one.url;
    raw.title = one.title.isEmpty() ? QByteArrayLiteral("") : one.title;
    raw.text = one.text;
    raw.spans = nullIfEmpty(one.spans);
    raw.media = nullIfEmpty(one.media);
    raw.salt = one.salt;
    raw.indexed = one.title.isEmpty() ? one.text : one.title + '\n' + one.text;
    raw.tags = tagsOf(one, channel);
    raw.authorGlobalName = one.author.globalName.toUtf8();
    raw.authorHandle = one.author.handle.toUtf8();
    raw.authorName = one.author.displayName.toUtf8();
    raw.authorFolded = one.folded;
    raw.authorUrl = one.author.profileUrl.isEmpty() ? QByteArrayLiteral("") : one.author.profileUrl.toUtf8();
    if (raw.language.isEmpty())
        raw.language = QByteArrayLiteral("");
    return raw;
}

struct RawLimit::Sql {
    explicit Sql(Database &database)
        : channel(database, "INSERT INTO channel (id, network, name) VALUES (randomblob(16), 'other', ?1)")
        , contact(database, "INSERT INTO contact (id) VALUES (?1)")
        , identity(database, R"(
            INSERT INTO identity (id, contact, network, global_name, handle, name, folded, profile_url, is_us, first_at)
            VALUES (?1, last_insert_rowid(), 'other', ?2, ?3, ?4, ?5, ?6, ?7, ?8))")
        , parent(database, "SELECT conversation FROM mention WHERE id = ?1")
        , start(database, R"(
            INSERT INTO conversation (row, id, channel, identity, state, unread, latest, answered, since)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?1))")
        , heard(database, "UPDATE conversation SET latest = ?2, state = ?3, unread = 1 WHERE row = ?1")
        , answered(database, "UPDATE conversation SET answered = ?2, state = ?3 WHERE row = ?1")
        , mention(database, R"(
            INSERT OR IGNORE INTO mention (row, id, conversation, identity, channel, is_ours, written_at, received_at, time_doubt,
                                           language, global_name, reply_to, url, title, text, spans, media, salt)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17))")
        , index(database, "INSERT INTO mention_index (rowid, text, tags) VALUES (?1, ?2, ?3)")
        , person(database, "INSERT INTO identity_index (rowid, folded) VALUES (?1, ?2)")
        , tally(database, "UPDATE tally SET n = n + ?4 WHERE kind = ?1 AND key = ?2 AND state = ?3")
        , freshTally(database, "INSERT INTO tally (kind, key, state, n) VALUES (?1, ?2, ?3, ?4)")
    {
    }
    RawStatement channel, contact, identity, parent, start, heard, answered, mention, index, person, tally, freshTally;
};

RawLimit::RawLimit(const QString &path)
    : m_database(must(Database::open(path, Database::Mode::Write)))
    , m_checkpointer(*m_database)
    , m_sql(std::make_unique<Sql>(*m_database))
{
    for (int i = 0; i < channelsMade; ++i) {
        m_sql->channel.text(1, QByteArray::number(i)).run();
        m_channels.push_back(sqlite3_last_insert_rowid(m_database->handle()));
    }
}

RawLimit::~RawLimit() = default;

qint64 RawLimit::identityOf(const RawRow &one)
{
    const auto [known, isFresh] = m_identities.try_emplace(one.identity.toStdString(), 0);
    if (!isFresh)
        return known->second;
    m_sql->contact.blob(1, one.contact).run();
    m_sql->identity.blob(1, one.identity)
        .text(2, one.authorGlobalName)
        .text(3, one.authorHandle)
        .text(4, one.authorName)
        .text(5, one.authorFolded)
        .text(6, one.authorUrl)
        .number(7, one.ours)
        .number(8, one.writtenAt)
        .run();
    known->second = sqlite3_last_insert_rowid(m_database->handle());
    m_sql->person.number(1, known->second).text(2, one.authorFolded).run();
    return known->second;
}

void RawLimit::count(const Talk &talk, int by)
{
    m_counts[{ -1, talk.state }] += by;
    m_counts[{ -2, talk.state }] += by;
    m_counts[{ talk.channel, talk.state }] += by;
}

qint64 RawLimit::conversationOf(const RawRow &one, qint64 identity, bool asHistory)
{
    const qint64 parent = one.replyTo.isEmpty() ? 0 : m_sql->parent.blob(1, one.replyTo).first(0);
    if (parent == 0) {
        const Talk talk { asHistory || one.ours ? 'd' : 'n', one.channel };
        m_sql->start.number(1, one.row)
            .blob(2, one.conversation)
            .number(3, m_channels[size_t(one.channel)])
            .number(4, identity)
            .text(5, stateWordOf(talk.state))
            .number(6, talk.state == 'n')
            .number(7, one.ours ? 0 : one.row)
            .number(8, one.ours ? one.row : 0)
            .run();
        m_talks[one.row] = talk;
        count(talk, 1);
        return one.row;
    }
    Talk &talk = m_talks[parent];
    count(talk, -1);
    if (!asHistory && talk.state != 'd')
        talk.state = one.ours ? 'w' : talk.state == 'w' ? 'o' : talk.state;
    count(talk, 1);
    auto &write = one.ours ? m_sql->answered : m_sql->heard;
    write.number(1, parent).number(2, one.row).text(3, stateWordOf(talk.state)).run();
    return parent;
}

void RawLimit::flushCounts()
{
    static const QByteArray all = "all";
    static const QByteArray assignee = "assignee";
    static const QByteArray channel = "channel";
    for (auto each = m_counts.cbegin(); each != m_counts.cend(); ++each) {
        const auto [place, state] = each.key();
        if (each.value() == 0)
            continue;
        for (RawStatement *write : { &m_sql->tally, &m_sql->freshTally }) {
            write->text(1,
                     place == -1       ? all
                         : place == -2 ? assignee
                                       : channel)
                .number(2, place < 0 ? 0 : m_channels[size_t(place)])
                .text(3, stateWordOf(state))
                .number(4, each.value())
                .run();
            if (sqlite3_changes(m_database->handle()) > 0)
                break;
        }
    }
    m_counts.clear();
}

void RawLimit::admit(const std::vector<RawRow> &lot, bool asHistory)
{
    auto transaction = must(Transaction::begin(*m_database));
    for (const RawRow &one : lot) {
        const qint64 identity = identityOf(one);
        const qint64 conversation = conversationOf(one, identity, asHistory);
        m_sql->mention.number(1, one.row)
            .blob(2, one.id)
            .number(3, conversation)
            .number(4, identity)
            .number(5, m_channels[size_t(one.channel)])
            .number(6, one.ours)
            .number(7, one.writtenAt)
            .number(8, one.writtenAt)
            .text(9, one.language)
            .text(10, one.globalName)
            .blob(11, one.replyTo)
            .text(12, one.url)
            .text(13, one.title)
            .text(14, one.text)
            .text(15, one.spans)
            .text(16, one.media)
            .blob(17, one.salt)
            .run();
    }
    for (const RawRow &one : lot)
        m_sql->index.number(1, one.row).text(2, one.indexed).text(3, one.tags).run();
    flushCounts();
    must(transaction.commit());
}

} // namespace wheelhouse
