#include "core/routing/rulebook.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <sqlite3.h>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RuleBook)
};

const QString addKind = QStringLiteral("rule.add");
const QString editKind = QStringLiteral("rule.edit");
const QString moveKind = QStringLiteral("rule.move");
const QString switchKind = QStringLiteral("rule.switch");
const QString removeKind = QStringLiteral("rule.remove");

QString kindWord(Rule::Kind kind)
{
    return kind == Rule::Kind::Macro ? QStringLiteral("macro") : QStringLiteral("rule");
}

qsizetype placeOf(const QList<Rule> &all, RuleId id)
{
    return std::find_if(all.begin(), all.end(), [&](const Rule &each) { return each.id == id; }) - all.begin();
}

} // namespace

RuleBook::RuleBook(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_list(database)
    , m_insert(database, R"(
        INSERT INTO rule (id, kind, position, salt)
        VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM rule WHERE kind = ?2), ?3))")
    , m_insertVersion(database, R"(
        INSERT INTO rule_version (rule, version, name, asks, acts, stops, reason, made_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))")
    , m_salt(database, "SELECT salt FROM rule WHERE row = ?1")
    , m_newest(database, "SELECT max(version) FROM rule_version WHERE rule = ?1")
    , m_setVersion(database, "UPDATE rule SET version = ?2 WHERE row = ?1")
    , m_setPosition(database, "UPDATE rule SET position = ?2 WHERE row = ?1")
    , m_setOn(database, "UPDATE rule SET is_on = ?2 WHERE row = ?1")
    , m_setRemoved(database, "UPDATE rule SET removed = ?2 WHERE row = ?1 AND removed <> ?2")
{
    for (const QString &kind : { addKind, editKind, moveKind, switchKind, removeKind })
        undo.teach(
            kind, [this](Transaction &, const Operation &operation, Undo::Way way) { return invert(operation, way); });
}

Result<Rule> RuleBook::need(RuleId id)
{
    auto found = m_list.find(id);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Missing, Words::tr("This rule is not there any more."));
    return **found;
}

Result<QByteArray> RuleBook::saltOf(qint64 row)
{
    auto salt = m_salt.one<QByteArray>([](const Row &each) { return each.bytes(0); }, row);
    if (!salt)
        return tl::unexpected(salt.error());
    return salt->value_or(QByteArray());
}

Result<void> RuleBook::writeVersion(qint64 rule, int version, const RuleText &text)
{
    return m_insertVersion.run(
        rule, version, text.name, text.asks, Utf8 { actsToJson(text.acts) }, text.stops, text.reason, m_clock.nowMs());
}

Result<Acted> RuleBook::write(
    Transaction &transaction, const QString &kind, QJsonObject payload, RuleId id, const QString &sentence)
{
    payload.insert(QStringLiteral("rule"), id.toString());
    auto operation = m_log.append(transaction, { kind, payload, {}, true, {} });
    if (!operation)
        return tl::unexpected(operation.error());
    if (auto done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    return Acted { sentence, 1, 0, operation->row };
}

Result<Acted> RuleBook::add(Rule::Kind kind, const RuleText &text)
{
    auto kept = checked(kind, text);
    if (!kept)
        return tl::unexpected(kept.error());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto id = RuleId::fresh();
    const QByteArray salt = freshSalt();
    if (auto done = m_insert.run(id, kindWord(kind), salt); !done)
        return tl::unexpected(done.error());
    if (auto done = writeVersion(sqlite3_last_insert_rowid(m_database.handle()), 1, *kept); !done)
        return tl::unexpected(done.error());
    return write(*transaction, addKind,
        { { QStringLiteral("kind"), kindWord(kind) }, { QStringLiteral("text"), saltedDigest(salt, bytesOf(*kept)) } },
        id,
        kind == Rule::Kind::Macro ? Words::tr("Macro added: “%1”").arg(kept->name)
                                  : Words::tr("Rule added: “%1”").arg(kept->name));
}

Result<Acted> RuleBook::edit(RuleId id, const RuleText &text)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto rule = need(id);
    if (!rule)
        return tl::unexpected(rule.error());
    auto kept = checked(rule->kind, text);
    if (!kept)
        return tl::unexpected(kept.error());
    if (*kept == rule->text)
        return Acted {};
    auto newest = m_newest.number(rule->row);
    auto salt = saltOf(rule->row);
    if (!newest || !salt)
        return tl::unexpected(!newest ? newest.error() : salt.error());
    const int version = int(newest->value_or(0)) + 1;
    if (auto done = writeVersion(rule->row, version, *kept); !done)
        return tl::unexpected(done.error());
    if (auto done = m_setVersion.run(rule->row, version); !done)
        return tl::unexpected(done.error());
    return write(*transaction, editKind,
        { { QStringLiteral("was"), rule->version }, { QStringLiteral("now"), version },
            { QStringLiteral("text"), saltedDigest(*salt, bytesOf(*kept)) } },
        id, Words::tr("“%1” is now in version %2").arg(kept->name).arg(version));
}

QString RuleBook::before(const QList<Rule> &all, RuleId id)
{
    const qsizetype place = placeOf(all, id);
    return place <= 0 || place >= all.size() ? QString() : all.at(place - 1).id.toString();
}

Result<void> RuleBook::place(QList<Rule> all, RuleId id, int place)
{
    all.move(placeOf(all, id), std::clamp(place, 0, int(all.size()) - 1));
    for (qsizetype i = 0; i < all.size(); ++i)
        if (auto done = m_setPosition.run(all.at(i).row, i + 1); !done)
            return done;
    return {};
}

Result<Acted> RuleBook::move(RuleId id, int where)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto rule = need(id);
    if (!rule)
        return tl::unexpected(rule.error());
    auto all = m_list.list(rule->kind);
    if (!all)
        return tl::unexpected(all.error());
    const qsizetype from = placeOf(*all, id);
    if (from >= all->size())
        return fail(Error::Kind::Missing, Words::tr("This rule is not there any more."));
    if (std::clamp(where, 0, int(all->size()) - 1) == from)
        return Acted {};
    if (auto done = place(*all, id, where); !done)
        return tl::unexpected(done.error());
    auto after = m_list.list(rule->kind);
    if (!after)
        return tl::unexpected(after.error());
    return write(*transaction, moveKind,
        { { QStringLiteral("was"), before(*all, id) }, { QStringLiteral("now"), before(*after, id) } }, id,
        Words::tr("“%1” is number %2 now").arg(rule->text.name).arg(placeOf(*after, id) + 1));
}

Result<Acted> RuleBook::setOn(RuleId id, bool on)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto rule = need(id);
    if (!rule)
        return tl::unexpected(rule.error());
    if (rule->isOn == on)
        return Acted {};
    if (auto done = m_setOn.run(rule->row, on); !done)
        return tl::unexpected(done.error());
    return write(*transaction, switchKind, { { QStringLiteral("on"), on } }, id,
        on ? Words::tr("“%1” runs").arg(rule->text.name) : Words::tr("“%1” rests").arg(rule->text.name));
}

Result<Acted> RuleBook::remove(RuleId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto rule = need(id);
    if (!rule)
        return tl::unexpected(rule.error());
    if (auto done = m_setRemoved.run(rule->row, true); !done)
        return tl::unexpected(done.error());
    if (sqlite3_changes(m_database.handle()) == 0)
        return Acted {};
    return write(*transaction, removeKind, {}, id, Words::tr("Removed: “%1”").arg(rule->text.name));
}

} // namespace wheelhouse
