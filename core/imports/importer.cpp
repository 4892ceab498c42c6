#include "core/imports/importer.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QLocale>

#include <array>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

constexpr const char *operationKind = "import";

constexpr std::array<const char *, 5> stageWords { "running", "paused", "done", "undone", "undoing" };

QString stageWord(ImportState::Stage stage)
{
    return QString::fromLatin1(stageWords[static_cast<size_t>(stage)]);
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

ImportState readState(const Row &row)
{
    ImportState state;
    state.row = row.number(0);
    state.id = row.id<ImportId>(1);
    state.source = row.text(2);
    state.fileName = row.text(3);
    state.digest = row.text(4);
    state.map = row.text(5);
    state.asHistory = row.text(6) == QLatin1String("history");
    for (size_t i = 0; i < stageWords.size(); ++i)
        if (row.text(7) == QLatin1String(stageWords[i]))
            state.stage = static_cast<ImportState::Stage>(i);
    state.position = { row.number(8), row.number(9) };
    state.added = row.number(10);
    state.known = row.number(11);
    state.refused = row.number(12);
    state.startedAt = row.number(13);
    return state;
}

QString arriveAs(const ImportState &state)
{
    return state.asHistory ? QStringLiteral("history") : QStringLiteral("new");
}

} // namespace

Importer::Importer(Database &database, Admission &admission, OperationLog &log, const Clock &clock)
    : m_database(database)
    , m_admission(admission)
    , m_log(log)
    , m_clock(clock)
    , m_unfinished(database, R"(
        SELECT row, id, source, file_name, digest, map, arrive_as, state, position, rows_read, added, known, refused, started_at
          FROM import
         WHERE digest = ?1 AND source = ?2 AND map = ?3 AND arrive_as = ?4 AND state IN ('running', 'paused')
         ORDER BY row DESC LIMIT 1)")
    , m_begin(database, R"(
        INSERT INTO import (id, source, file_name, digest, map, arrive_as, state, started_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'running', ?7))")
    , m_position(database, "SELECT rows_read FROM import WHERE row = ?1 AND state = 'running'")
    , m_write(database, R"(
        UPDATE import
           SET state = ?2, position = ?3, rows_read = ?4, added = ?5, known = ?6, refused = ?7, ended_at = nullif(?8, 0)
         WHERE row = ?1)")
    , m_drop(database, "DELETE FROM import WHERE row = ?1")
    , m_all(database, R"(
        SELECT row, id, source, file_name, digest, map, arrive_as, state, position, rows_read, added, known, refused, started_at
          FROM import ORDER BY row DESC)")
    , m_byId(database, R"(
        SELECT row, id, source, file_name, digest, map, arrive_as, state, position, rows_read, added, known, refused, started_at
          FROM import WHERE id = ?1)")
    , m_beingTakenOut(database, "SELECT count(*) FROM import WHERE digest = ?1 AND source = ?2 AND state = 'undoing'")
    , m_half(database, R"(
        SELECT o.row FROM import i JOIN operation o ON o.kind = 'import'
         WHERE i.state = 'undoing' AND json_extract(o.payload, '$.import') = lower(substr(hex(i.id), 1, 8) || '-'
            || substr(hex(i.id), 9, 4) || '-' || substr(hex(i.id), 13, 4) || '-' || substr(hex(i.id), 17, 4) || '-'
            || substr(hex(i.id), 21)) ORDER BY o.row)")
{
}

Result<std::optional<ImportState>> Importer::unfinished(const ImportState &wanted)
{
    return m_unfinished.one<ImportState>(&readState, wanted.digest, wanted.source, wanted.map, arriveAs(wanted));
}

/// What comes in again while it goes out would go with the rest.
Result<void> Importer::mayBegin(const ImportState &wanted)
{
    auto leaving = m_beingTakenOut.number(wanted.digest, wanted.source);
    if (!leaving)
        return tl::unexpected(leaving.error());
    if (leaving->value_or(0) > 0)
        return fail(
            Error::Kind::Conflict, Words::tr("This file is just being taken out again. Import it when that is done."));
    return {};
}

Result<ImportState> Importer::begin(const ImportState &wanted)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto may = mayBegin(wanted); !may)
        return tl::unexpected(may.error());
    auto found = unfinished(wanted);
    if (!found)
        return tl::unexpected(found.error());
    ImportState state = found->value_or(wanted);
    state.stage = ImportState::Stage::Running;
    if (!*found) {
        state.id = ImportId::fresh();
        state.startedAt = m_clock.nowMs();
        auto begun = m_begin.run(
            state.id, state.source, state.fileName, state.digest, state.map, arriveAs(state), state.startedAt);
        if (!begun)
            return tl::unexpected(begun.error());
        state.row = sqlite3_last_insert_rowid(m_database.handle());
    }
    if (auto written = write(state); !written)
        return tl::unexpected(written.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return state;
}

Result<void> Importer::write(const ImportState &state)
{
    const bool ended = state.stage == ImportState::Stage::Done || state.stage == ImportState::Stage::Undone;
    const qint64 endedAt = ended ? m_clock.nowMs() : 0;
    return m_write.run(state.row, stageWord(state.stage), state.position.offset, state.position.record, state.added,
        state.known, state.refused, endedAt);
}

/// Two programs may be given one file at once; the one that comes second must not put rows in twice or skip any.
Result<void> Importer::stillOurs(const ImportState &state)
{
    auto rows = m_position.number(state.row);
    if (!rows)
        return tl::unexpected(rows.error());
    if (!*rows || **rows != state.position.record)
        return fail(Error::Kind::Conflict,
            Words::tr(
                "This file is being imported by another Wheelhouse, or its import was taken back meanwhile. Look at "
                "what is there, "
                "then import again."));
    return {};
}

Result<void> Importer::admit(Transaction &transaction, ImportState &state, const ImportLot &lot)
{
    QList<AdmissionBatch> batches;
    for (const ImportLot::OfChannel &each : lot.channels) {
        auto channel = m_admission.channel(transaction, each.channel);
        if (!channel)
            return tl::unexpected(channel.error());
        batches.append({ each.mentions, { *channel, state.startedAt, state.asHistory, state.row } });
    }
    auto report = m_admission.admit(transaction, batches);
    if (!report)
        return tl::unexpected(report.error());
    if (state.added == 0 && report->added > 0) {
        const QJsonObject payload { { QStringLiteral("import"), state.id.toString() },
            { QStringLiteral("source"), state.source }, { QStringLiteral("arrive_as"), arriveAs(state) } };
        if (auto told = m_log.append(transaction, { QString::fromLatin1(operationKind), payload, {}, true }); !told)
            return tl::unexpected(told.error());
    }
    state.added += report->added;
    state.known += report->known;
    state.refused += report->erased;
    return {};
}

Result<ImportState> Importer::take(const ImportState &state, const ImportLot &lot)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    ImportState after = state;
    auto done = stillOurs(state);
    if (done)
        done = admit(*transaction, after, lot);
    after.refused += lot.refused;
    after.position = lot.after;
    if (lot.atEnd)
        after.stage = ImportState::Stage::Done;
    // A file that brought nothing new leaves nothing behind, not even that it was looked at: twice is as once.
    if (done)
        done = lot.atEnd && after.added == 0 ? m_drop.run(after.row) : write(after);
    if (done)
        done = transaction->commit();
    if (!done) {
        m_admission.forget();
        return tl::unexpected(done.error());
    }
    return after;
}

Result<ImportState> Importer::pause(const ImportState &state)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    ImportState after = state;
    after.stage = ImportState::Stage::Paused;
    auto done = stillOurs(state);
    if (done)
        done = write(after);
    if (done)
        done = transaction->commit();
    if (!done)
        return tl::unexpected(done.error());
    return after;
}

Result<QList<ImportState>> Importer::all()
{
    return m_all.all<ImportState>(&readState);
}

void Importer::teach(Undo &undo)
{
    undo.teach(QStringLiteral("import"), [this](Transaction &transaction, const Operation &step, Undo::Way way) {
        return takeOut(transaction, step, way);
    });
}

Result<Undone> Importer::takeOut(Transaction &transaction, const Operation &operation, Undo::Way way)
{
    if (way == Undo::Way::Again)
        return fail(Error::Kind::Refused, Words::tr("The rows are in the file, not here. Import the file again."));
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    auto found =
        m_byId.one<ImportState>(&readState, ImportId::fromString(payload.value(QStringLiteral("import")).toString()));
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Missing, Words::tr("This workspace does not know the import any more."));
    ImportState &state = **found;
    // What is remembered only counts when the store agrees: a lot that could not be committed was not taken.
    TakingOut before = m_takingOut.value(state.row);
    if (state.stage != ImportState::Stage::Undoing || before.after != state.position.offset)
        before = {};
    auto out = takeLotOut(transaction, state.row, before);
    m_admission.forget();
    if (!out)
        return tl::unexpected(out.error());
    state.stage = out->isWhole ? ImportState::Stage::Undone : ImportState::Stage::Undoing;
    state.position.offset = out->after;
    if (auto written = write(state); !written)
        return tl::unexpected(written.error());
    const QLocale locale;
    Undone undone;
    undone.isPart = !out->isWhole;
    if (undone.isPart) {
        m_takingOut.insert(state.row, *out);
        undone.sentence = Words::tr("Taking back the import of “%1”: %2 of %3 mentions so far")
                              .arg(state.fileName, locale.toString(out->removed), locale.toString(state.added));
        return undone;
    }
    m_takingOut.remove(state.row);
    undone.kept = static_cast<int>(out->kept.size());
    undone.sentence = Words::tr("Taken back: the import of “%1”, %2 mentions")
                          .arg(state.fileName, locale.toString(state.added - out->staying));
    return undone;
}

Result<QList<qint64>> Importer::halfTakenOut()
{
    return m_half.all<qint64>([](const Row &row) { return row.number(0); });
}

} // namespace wheelhouse
