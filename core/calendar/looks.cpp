#include "core/calendar/looks.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

const QString whichKey = QStringLiteral("which");
const QString wasKey = QStringLiteral("was");
const QString nowKey = QStringLiteral("now");

} // namespace

Looks::Looks(Database &database, OperationLog &log, Undo &undo, PlanSteps &words)
    : m_database(database)
    , m_log(log)
    , m_undo(undo)
    , m_words(words)
{
}

void Looks::teach(const QString &kind, const Thing &thing)
{
    m_things.insert(kind, thing);
    m_undo.teach(kind, [this](Transaction &, const Operation &step, Undo::Way way) { return invert(step, way); });
}

Result<void> Looks::put(Transaction &transaction, const QString &kind, const QString &key, const QString &look)
{
    const Thing thing = m_things.value(kind);
    auto was = thing.look(key);
    if (!was)
        return tl::unexpected(was.error());
    if (*was == look)
        return {};
    auto which = m_words.keep(key);
    auto before = m_words.keep(*was);
    auto after = m_words.keep(look);
    if (!which || !before || !after)
        return tl::unexpected(!which ? which.error() : !before ? before.error() : after.error());
    if (auto done = thing.put(key, look); !done)
        return done;
    auto logged = m_log.append(
        transaction, { kind, { { whichKey, *which }, { wasKey, *before }, { nowKey, *after } }, {}, true, {} });
    return logged ? Result<void>() : tl::unexpected(logged.error());
}

Result<void> Looks::put(const QString &kind, const QString &key, const QString &look)
{
    auto transaction = Transaction::begin(m_database);
    auto done = transaction ? put(*transaction, kind, key, look) : Result<void>(tl::unexpected(transaction.error()));
    return done ? transaction->commit() : done;
}

Result<Undone> Looks::invert(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const Thing thing = m_things.value(operation.kind);
    const bool isBack = way == Undo::Way::Back;
    auto key = m_words.kept(payload.value(whichKey).toString());
    auto from = m_words.kept(payload.value(isBack ? nowKey : wasKey).toString());
    auto to = m_words.kept(payload.value(isBack ? wasKey : nowKey).toString());
    auto look = key ? thing.look(*key) : key;
    if (!look || !from || !to)
        return tl::unexpected(!look ? look.error() : !from ? from.error() : to.error());
    if (*look != *from)
        return Undone { Words::tr("It was changed since: it stays as it is"), 1, {} };
    if (auto done = thing.put(*key, *to); !done)
        return tl::unexpected(done.error());
    return Undone { isBack ? thing.back : thing.again, 0, {} };
}

} // namespace wheelhouse
