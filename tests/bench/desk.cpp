#include "tests/bench/desk.h"

#include "tests/bench/corpus.h"

#include <QFileInfo>

namespace wheelhouse {

namespace {

std::unique_ptr<WorkspaceFile> openOrMake(const QString &path, const Clock &clock)
{
    if (QFileInfo::exists(path))
        return must(WorkspaceFile::open(path, clock));
    auto file = must(WorkspaceFile::create(path, QStringLiteral("Bench"), Workspace::Kind::Desk, clock));
    const auto writer = must(file->openWriter());
    Roster roster(*writer);
    auto transaction = must(Transaction::begin(*writer));
    must(roster.beginAs(transaction, QStringLiteral("Robin")));
    must(transaction.commit());
    return file;
}

} // namespace

Desk::Desk(const QString &path)
    : m_file(openOrMake(path, clock))
    , m_writer(must(m_file->openWriter()))
    , m_checkpointer(*m_writer)
    , writer(*m_writer)
    , log(writer, clock)
    , undo(writer, log)
    , promises(writer, log, undo, clock)
    , triage(writer, log, undo, clock)
    , admission(writer)
    , importer(writer, admission, log, clock)
{
}

qint64 Desk::import(const QString &file, bool asHistory)
{
    const auto source = must(ImportSource::open(file, must(ColumnMap::read(Corpus::map()))));
    must(source->setMap(source->map()));
    const auto state = must(importer.begin(must(describe(*source, asHistory))));
    const auto take = [this](const ImportState &before, const ImportLot &lot) { return importer.take(before, lot); };
    return must(runImport(*source, state, take, [](const ImportProgress &) { return true; })).added;
}

qint64 sizeOf(const QString &path)
{
    return QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size();
}

} // namespace wheelhouse
