#include "core/people/authorlabels.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AuthorLabels)
};

const QString putKind = QStringLiteral("people.label");
const QString offKind = QStringLiteral("people.unlabel");
const QString labelKey = QStringLiteral("label");
const QString bearersKey = QStringLiteral("people");
const QString whoKey = QStringLiteral("i");
const QString byKey = QStringLiteral("by");

} // namespace

struct AuthorLabels::Bearer {
    qint64 identity = 0;
    IdentityId id;
    QString name;
    qint64 byRow = 0; ///< of the step that labelled it; 0: bears no such label
    OperationId by;
};

struct AuthorLabels::Step {
    qint64 row = 0; ///< of the operation
    bool isOn = true;
    qint64 label = 0; ///< row; 0: no longer here
    QList<Bearer> bearers; ///< those it labels, or takes the label from
};

AuthorLabels::AuthorLabels(Database &database, OperationLog &log, Undo &undo)
    : m_database(database)
    , m_log(log)
    , m_bearers(database, R"(
        SELECT i.row, i.id, coalesce(nullif(i.name, ''), i.handle), coalesce(l.operation, 0), o.id
          FROM identity i LEFT JOIN author_label l ON l.identity = i.row AND l.label = ?2
          LEFT JOIN operation o ON o.row = l.operation
         WHERE i.contact = (SELECT contact FROM identity WHERE row = ?1) ORDER BY i.row)")
    , m_labelRow(database, "SELECT row FROM label WHERE id = ?1")
    , m_identityRow(database, "SELECT row FROM identity WHERE id = ?1")
    , m_operationRow(database, "SELECT row FROM operation WHERE id = ?1")
    , m_put(database, "INSERT OR IGNORE INTO author_label (identity, label, operation) VALUES (?1, ?2, ?3)")
    , m_drop(database, "DELETE FROM author_label WHERE identity = ?1 AND label = ?2")
    , m_forgetChosen(database, "DELETE FROM temp.author_chosen")
    , m_chooseTheirs(database, R"(
        INSERT OR IGNORE INTO temp.author_chosen (conversation)
        SELECT DISTINCT m.conversation FROM mention m
         WHERE m.identity = ?1 AND m.is_ours = 0
           AND NOT EXISTS (SELECT 1 FROM conversation_label l WHERE l.conversation = m.conversation AND l.label = ?2))")
    , m_chooseLabelled(database, R"(
        INSERT OR IGNORE INTO temp.author_chosen (conversation)
        SELECT a.conversation FROM act a JOIN conversation_label l ON l.conversation = a.conversation AND l.label = ?2
         WHERE a.operation = ?1)")
    , m_chooseBare(database, R"(
        INSERT OR IGNORE INTO temp.author_chosen (conversation)
        SELECT a.conversation FROM act a JOIN conversation c ON c.row = a.conversation
         WHERE a.operation = ?1 AND c.state <> 'merged'
           AND NOT EXISTS (SELECT 1 FROM conversation_label l WHERE l.conversation = a.conversation AND l.label = ?2))")
    , m_chosen(database, "SELECT count(*) FROM temp.author_chosen")
    , m_label(database, R"(
        INSERT INTO conversation_label (conversation, label)
        SELECT conversation, ?1 FROM temp.author_chosen ORDER BY conversation)")
    // What is promised may go by labels, and is looked at again where a conversation that waits is written.
    , m_stir(database, R"(
        UPDATE conversation SET snooze_wall = snooze_wall
         WHERE state IN ('new', 'open', 'snoozed') AND row IN (SELECT conversation FROM temp.author_chosen))")
    , m_unlabel(database, R"(
        DELETE FROM conversation_label
         WHERE label = ?1 AND conversation IN (SELECT conversation FROM temp.author_chosen))")
    , m_countIn(database, R"(
        INSERT INTO tally (kind, key, state, n)
        SELECT 'label', ?1, c.state, count(*) FROM temp.author_chosen f JOIN conversation c ON c.row = f.conversation
         WHERE c.state <> 'merged' GROUP BY c.state
        ON CONFLICT (kind, key, state) DO UPDATE SET n = n + excluded.n)")
    , m_countOut(database, R"(
        UPDATE tally SET n = tally.n - gone.n
          FROM (SELECT c.state AS state, count(*) AS n FROM temp.author_chosen f
                  JOIN conversation c ON c.row = f.conversation WHERE c.state <> 'merged' GROUP BY c.state) AS gone
         WHERE tally.kind = 'label' AND tally.key = ?1 AND tally.state = gone.state)")
    , m_touch(database, "INSERT INTO act (conversation, operation) SELECT conversation, ?1 FROM temp.author_chosen")
    , m_untouch(database, "DELETE FROM act WHERE operation = ?1")
    , m_any(database, "SELECT 1 FROM author_label LIMIT 1")
    , m_wanted(database, R"(
        SELECT m.conversation, l.label, min(l.operation)
          FROM mention m JOIN identity i ON i.row = m.identity JOIN identity j ON j.contact = i.contact
          JOIN author_label l ON l.identity = j.row
         WHERE m.row = ?1 AND m.is_ours = 0
           AND NOT EXISTS (SELECT 1 FROM conversation_label x WHERE x.conversation = m.conversation AND x.label = l.label)
         GROUP BY l.label)")
    , m_labelOne(database, "INSERT OR IGNORE INTO conversation_label (conversation, label) VALUES (?1, ?2)")
    , m_countOne(database, R"(
        INSERT INTO tally (kind, key, state, n)
        SELECT 'label', ?2, state, 1 FROM conversation WHERE row = ?1 AND state <> 'merged'
        ON CONFLICT (kind, key, state) DO UPDATE SET n = n + 1)")
    , m_touchOne(database, "INSERT INTO act (conversation, operation) VALUES (?1, ?2)")
{
    for (const QString &kind : { putKind, offKind })
        undo.teach(
            kind, [this](Transaction &, const Operation &operation, Undo::Way way) { return invert(operation, way); });
}

Result<QList<AuthorLabels::Bearer>> AuthorLabels::bearers(qint64 identity, const Label &label)
{
    auto found = m_bearers.all<Bearer>(
        [](const Row &row) {
            return Bearer { row.number(0), row.id<IdentityId>(1), row.text(2), row.number(3), row.id<OperationId>(4) };
        },
        identity, label.row);
    if (found && found->isEmpty())
        return fail(Error::Kind::Missing, Words::tr("This person is no longer here."));
    return found;
}

Result<Acted> AuthorLabels::put(qint64 identity, const Label &label)
{
    return begin(identity, label, true);
}

Result<Acted> AuthorLabels::takeOff(qint64 identity, const Label &label)
{
    return begin(identity, label, false);
}

Result<Acted> AuthorLabels::begin(qint64 identity, const Label &label, bool isOn)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto found = bearers(identity, label);
    if (!found)
        return tl::unexpected(found.error());
    const QString name = found->constFirst().name;
    Step step { 0, isOn, label.row, {} };
    QJsonArray named;
    for (const Bearer &each : std::as_const(*found)) {
        if ((each.byRow != 0) == isOn)
            continue;
        step.bearers.append(each);
        QJsonObject one { { whoKey, each.id.toString() } };
        if (!isOn)
            one.insert(byKey, each.by.toString());
        named.append(one);
    }
    if (step.bearers.isEmpty())
        return Acted {};
    auto written = m_log.append(*transaction,
        { isOn ? putKind : offKind, { { labelKey, label.id.toString() }, { bearersKey, named } }, {}, true });
    if (!written)
        return tl::unexpected(written.error());
    step.row = written->row;
    auto done = doStep(step);
    if (!done)
        return tl::unexpected(done.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    const QString sentence = isOn ? Words::tr("Labelled %1 and %Ln conversation(s) of theirs", nullptr, *done)
                                  : Words::tr("Label taken off %1 and %Ln conversation(s) of theirs", nullptr, *done);
    return Acted { sentence.arg(quoted(name)), std::max(1, *done), 0, written->row };
}

Result<void> AuthorLabels::chooseNone()
{
    auto made =
        m_database.run("CREATE TEMP TABLE IF NOT EXISTS author_chosen (conversation INTEGER PRIMARY KEY) STRICT");
    return made ? m_forgetChosen.run() : made;
}

Result<int> AuthorLabels::doStep(const Step &step)
{
    if (auto done = chooseNone(); !done)
        return tl::unexpected(done.error());
    for (const Bearer &each : step.bearers) {
        auto done = step.isOn ? m_put.run(each.identity, step.label, step.row) : m_drop.run(each.identity, step.label);
        if (done)
            done = step.isOn ? m_chooseTheirs.run(each.identity, step.label)
                             : m_chooseLabelled.run(each.byRow, step.label);
        if (!done)
            return tl::unexpected(done.error());
    }
    auto changed = step.isOn ? labelChosen(step) : unlabelChosen(step);
    if (!changed)
        return changed;
    if (auto done = m_touch.run(step.row); !done)
        return tl::unexpected(done.error());
    if (auto done = m_stir.run(); !done)
        return tl::unexpected(done.error());
    return changed;
}

/// The lines that the step left in the conversations go with it: what it is done to again is found anew.
Result<int> AuthorLabels::undoStep(const Step &step)
{
    if (auto done = chooseNone(); !done)
        return tl::unexpected(done.error());
    for (const Bearer &each : step.bearers)
        if (auto done =
                step.isOn ? m_drop.run(each.identity, step.label) : m_put.run(each.identity, step.label, each.byRow);
            !done)
            return tl::unexpected(done.error());
    auto found = (step.isOn ? m_chooseLabelled : m_chooseBare).run(step.row, step.label);
    if (!found)
        return tl::unexpected(found.error());
    auto changed = step.isOn ? unlabelChosen(step) : labelChosen(step);
    if (!changed)
        return changed;
    if (auto done = m_untouch.run(step.row); !done)
        return tl::unexpected(done.error());
    if (auto done = m_stir.run(); !done)
        return tl::unexpected(done.error());
    return changed;
}

Result<int> AuthorLabels::labelChosen(const Step &step)
{
    for (Statement *each : { &m_label, &m_countIn })
        if (auto done = each->run(step.label); !done)
            return tl::unexpected(done.error());
    return m_chosen.number().map([](std::optional<qint64> n) { return int(n.value_or(0)); });
}

Result<int> AuthorLabels::unlabelChosen(const Step &step)
{
    for (Statement *each : { &m_countOut, &m_unlabel })
        if (auto done = each->run(step.label); !done)
            return tl::unexpected(done.error());
    return m_chosen.number().map([](std::optional<qint64> n) { return int(n.value_or(0)); });
}

Result<AuthorLabels::Step> AuthorLabels::read(const Operation &operation)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    Step step { operation.row, operation.kind == putKind, 0, {} };
    auto label = m_labelRow.number(LabelId::fromString(payload.value(labelKey).toString()));
    if (!label)
        return tl::unexpected(label.error());
    step.label = label->value_or(0);
    const QJsonArray named = payload.value(bearersKey).toArray();
    for (const auto &each : named) {
        auto identity = m_identityRow.number(IdentityId::fromString(each[whoKey].toString()));
        auto by = m_operationRow.number(OperationId::fromString(each[byKey].toString()));
        if (!identity || !by)
            return tl::unexpected(!identity ? identity.error() : by.error());
        if (*identity)
            step.bearers.append({ **identity, {}, {}, by->value_or(0), {} });
    }
    return step;
}

Result<Undone> AuthorLabels::invert(const Operation &operation, Undo::Way way)
{
    auto step = read(operation);
    if (!step)
        return tl::unexpected(step.error());
    if (step->label == 0 || step->bearers.isEmpty())
        return Undone { Words::tr("Left as it is: the person or the label is no longer here"), 1, {} };
    auto done = way == Undo::Way::Back ? undoStep(*step) : doStep(*step);
    if (!done)
        return tl::unexpected(done.error());
    const bool isOn = step->isOn == (way == Undo::Way::Again);
    return Undone { isOn ? Words::tr("The label is on the person and on %Ln conversation(s) again", nullptr, *done)
                         : Words::tr("The label is off the person and off %Ln conversation(s) again", nullptr, *done),
        0, {} };
}

Result<void> AuthorLabels::label(qint64 conversation, qint64 label, qint64 operation)
{
    if (auto done = m_labelOne.run(conversation, label); !done)
        return done;
    if (auto done = m_countOne.run(conversation, label); !done)
        return done;
    return m_touchOne.run(conversation, operation);
}

Result<void> AuthorLabels::follow(Transaction &, const QList<qint64> &mentions)
{
    auto any = m_any.number();
    if (!any)
        return tl::unexpected(any.error());
    if (!*any)
        return {};
    struct Wanted {
        qint64 conversation;
        qint64 label;
        qint64 operation;
    };
    for (const qint64 mention : mentions) {
        auto wanted = m_wanted.all<Wanted>(
            [](const Row &row) {
                return Wanted { row.number(0), row.number(1), row.number(2) };
            },
            mention);
        if (!wanted)
            return tl::unexpected(wanted.error());
        for (const Wanted &each : std::as_const(*wanted))
            if (auto done = label(each.conversation, each.label, each.operation); !done)
                return done;
    }
    return {};
}

AuthorLabelList::AuthorLabelList(Database &database)
    : m_labels(database, R"(
        SELECT DISTINCT l.label FROM identity i JOIN author_label l ON l.identity = i.row
         WHERE i.contact = (SELECT contact FROM identity WHERE row = ?1) ORDER BY l.label)")
{
}

Result<QList<qint64>> AuthorLabelList::of(qint64 identity)
{
    return m_labels.all<qint64>([](const Row &row) { return row.number(0); }, identity);
}

} // namespace wheelhouse
