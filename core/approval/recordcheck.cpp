#include "core/approval/recordcheck.h"

#include "core/base/json.h"
#include "core/secrets/signer.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Record)
};

using Place = QPair<DeskId, qint64>;

struct Key {
    QByteArray bytes;
    QDateTime madeAt;
    QDateTime endedAt;
    [[nodiscard]] bool stoodAt(const QDateTime &at) const
    {
        return at >= madeAt && (!endedAt.isValid() || at <= endedAt);
    }
};

/// One walk, one part of the record after the other.
class Walk {
public:
    Walk(Database &database, OperationLog &log)
        : m_database(database)
        , m_log(log)
    {
    }

    Result<RecordReport> run(const Anchors &anchors)
    {
        if (auto done = chain(); !done)
            return tl::unexpected(done.error());
        if (auto done = keys(); !done)
            return tl::unexpected(done.error());
        if (auto done = heads(); !done)
            return tl::unexpected(done.error());
        if (auto done = signOffs(); !done)
            return tl::unexpected(done.error());
        for (const LogHead &anchor : anchors)
            compare(anchor);
        return m_report;
    }

private:
    void trouble(const QString &words) { m_report.troubles.append(words); }

    Result<void> chain()
    {
        QHash<DeskId, QPair<qint64, QByteArray>> last;
        return m_log.each(0, [&](const Operation &operation) {
            auto &[seq, hash] = last[operation.desk];
            if (operation.seq != seq + 1)
                trouble(Words::tr("Entries are missing or out of order before number %1.").arg(operation.seq));
            if (operation.prev != (seq == 0 ? QByteArray(32, '\0') : hash))
                trouble(Words::tr("Entry %1 does not follow the one before it.").arg(operation.seq));
            const QByteArray reckoned = hashOf(operation);
            if (reckoned != operation.hash)
                trouble(Words::tr("Entry %1 was changed after it was written.").arg(operation.seq));
            seq = operation.seq;
            hash = operation.hash;
            m_hashes.insert({ operation.desk, operation.seq }, reckoned);
            if (mustBeSigned(operation.kind))
                m_guarded.append({ operation.desk, operation.seq });
            ++m_report.entries;
            return true;
        });
    }

    Result<void> keys()
    {
        Statement read(m_database, "SELECT row, public_key, made_at, ended_at FROM signing_key");
        return read.each([this](const Row &row) {
            m_keys.insert(row.number(0), { row.bytes(1), row.time(2), row.time(3) });
            return true;
        });
    }

    Result<void> heads()
    {
        Statement read(m_database, "SELECT desk, seq, hash, at, signer, signature FROM log_head ORDER BY row");
        auto done = read.each([this](const Row &row) {
            ++m_report.heads;
            const LogHead head { row.id<DeskId>(0), row.number(1), row.bytes(2), row.time(3) };
            const Key key = m_keys.value(row.number(4));
            if (!isSignedBy(key.bytes, headBytes(head), row.bytes(5)))
                trouble(Words::tr("The signature of head %1 is forged.").arg(head.seq));
            else if (!key.stoodAt(head.at))
                trouble(Words::tr("Head %1 was signed with a key that did not stand then.").arg(head.seq));
            else if (m_hashes.value({ head.desk, head.seq }) != head.hash)
                trouble(Words::tr("Head %1 was signed over another history.").arg(head.seq));
            else
                m_signed.insert({ head.desk, head.seq });
            return true;
        });
        if (done)
            lookForUnsigned();
        return done;
    }

    /// From the first signature on, what has to be signed is: whoever forges an entry cannot, and a later head would
    /// cover it.
    void lookForUnsigned()
    {
        qint64 first = 0;
        for (const Place &place : std::as_const(m_signed))
            first = first == 0 ? place.second : std::min(first, place.second);
        for (const Place &place : std::as_const(m_guarded))
            if (first > 0 && place.second > first && !m_signed.contains(place))
                trouble(Words::tr("Entry %1 lacks its own signature.").arg(place.second));
    }

    Result<void> signOffs()
    {
        Statement read(m_database, R"(
            SELECT o.row, o.statement, o.signature, k.public_key, m.id, k.made_at, k.ended_at, o.note, s.binding, s.digest
              FROM sign_off o JOIN submission s ON s.row = o.submission
              JOIN signing_key k ON k.row = o.signer JOIN member m ON m.row = k.member ORDER BY o.row)");
        return read.each([this](const Row &row) {
            ++m_report.signOffs;
            const KeptSignOff kept { row.bytes(1), row.bytes(2), row.bytes(3), row.id<MemberId>(4), row.time(5),
                row.time(6), row.text(7) };
            const ReadSignOff said = readKept(kept);
            const QByteArray binding = bindingDigest(row.bytes(8));
            if (!said.trouble.isEmpty())
                trouble(Words::tr("Sign-off %1: %2").arg(row.number(0)).arg(said.trouble));
            else if (binding != row.bytes(9) || said.said.binding != binding)
                trouble(Words::tr("Sign-off %1 was given to something else.").arg(row.number(0)));
            return true;
        });
    }

    void compare(const LogHead &anchor)
    {
        ++m_report.anchors;
        const auto here = m_hashes.constFind({ anchor.desk, anchor.seq });
        if (here == m_hashes.cend())
            trouble(Words::tr("The tail is cut: entry %1 was known outside, and it is not here.").arg(anchor.seq));
        else if (*here != anchor.hash)
            trouble(
                Words::tr("History was rewritten: entry %1 is another one than was known outside.").arg(anchor.seq));
    }

    Database &m_database;
    OperationLog &m_log;
    RecordReport m_report;
    QHash<Place, QByteArray> m_hashes;
    QList<Place> m_guarded;
    QSet<Place> m_signed;
    QHash<qint64, Key> m_keys;
};

tl::unexpected<Error> brokenLine(qsizetype number)
{
    return fail(Error::Kind::Malformed, Words::tr("Line %1 of the anchors cannot be read.").arg(number));
}

} // namespace

Result<RecordReport> checkRecord(Database &database, OperationLog &log, const Anchors &anchors)
{
    return Walk(database, log).run(anchors);
}

Result<Anchors> anchorsOf(Database &database)
{
    Statement read(database, R"(
        SELECT o.desk, o.seq, o.hash FROM operation o
         WHERE o.seq = (SELECT max(seq) FROM operation WHERE desk = o.desk))");
    return read.all<LogHead>([](const Row &row) {
        return LogHead { row.id<DeskId>(0), row.number(1), row.bytes(2), QDateTime::currentDateTimeUtc() };
    });
}

QByteArray anchorsToLines(const Anchors &anchors)
{
    QByteArray lines;
    for (const LogHead &head : anchors)
        lines += QJsonDocument(QJsonObject { { QStringLiteral("desk"), head.desk.toString() },
                                   { QStringLiteral("seq"), head.seq },
                                   { QStringLiteral("hash"), QString::fromLatin1(head.hash.toHex()) },
                                   { QStringLiteral("at"), head.at.toMSecsSinceEpoch() } })
                     .toJson(QJsonDocument::Compact)
            + '\n';
    return lines;
}

Result<Anchors> anchorsFromLines(const QByteArray &lines)
{
    Anchors anchors;
    const QList<QByteArray> all = lines.split('\n');
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.at(i).trimmed().isEmpty())
            continue;
        const auto json = Json::parse(all.at(i));
        if (!json)
            return brokenLine(i + 1);
        const LogHead head { DeskId::fromString((*json)["desk"].textOr()), (*json)["seq"].number().value_or(0),
            QByteArray::fromHex((*json)["hash"].textOr().toLatin1()),
            QDateTime::fromMSecsSinceEpoch((*json)["at"].number().value_or(0), Qt::UTC) };
        if (head.desk.isNull() || head.seq < 1 || head.hash.size() != 32)
            return brokenLine(i + 1);
        anchors.append(head);
    }
    return anchors;
}

} // namespace wheelhouse
