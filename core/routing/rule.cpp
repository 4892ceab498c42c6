#include "core/routing/rule.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RuleBook)
};

constexpr qsizetype longestName = 80;
constexpr qsizetype longestReason = 500;

Rule readRule(const Row &row)
{
    Rule rule;
    rule.row = row.number(0);
    rule.id = row.id<RuleId>(1);
    rule.kind = row.text(2) == QLatin1String("macro") ? Rule::Kind::Macro : Rule::Kind::Rule;
    rule.isOn = row.flag(3);
    rule.version = int(row.number(4));
    rule.text = { row.text(5), row.text(6), actsFromJson(row.bytes(7)), row.flag(8), row.text(9) };
    rule.madeAt = row.time(10);
    return rule;
}

#define WH_RULE_COLUMNS                                                                                                \
    "SELECT r.row, r.id, r.kind, r.is_on, v.version, v.name, v.asks, v.acts, v.stops, v.reason, v.made_at "            \
    "FROM rule r JOIN rule_version v ON v.rule = r.row "

/// What an act still lacks to mean something; empty: nothing.
QString lackOf(const RuleAct &act)
{
    const ActField field = fieldOf(act.kind);
    if ((field == ActField::Labels || field == ActField::Who) && act.thing.isNull())
        return Words::tr("“%1” says nobody and nothing yet. Choose whom or what.").arg(actWord(act.kind));
    if (act.kind == RuleAct::Kind::Prioritise && (act.priority < 1 || act.priority > 4))
        return Words::tr("A priority is 1 to 4, 1 first.");
    if (act.kind == RuleAct::Kind::Snooze) {
        // What once meant a moment means one again: the words are looked at on a Monday morning.
        const QDateTime monday(QDate(2026, 1, 5), QTime(8, 0), Qt::UTC);
        const auto moment = snoozeMoment(act.words, monday, QTimeZone::utc());
        if (!moment && moment.error().kind == Error::Kind::Malformed)
            return moment.error().message;
    }
    return {};
}

} // namespace

RuleList::RuleList(Database &database)
    : m_list(database,
        WH_RULE_COLUMNS "AND v.version = r.version WHERE r.kind = ?1 AND r.removed = 0 ORDER BY r.position, r.row")
    , m_find(database, WH_RULE_COLUMNS "AND v.version = r.version WHERE r.id = ?1")
    , m_versions(database, WH_RULE_COLUMNS "WHERE r.id = ?1 ORDER BY v.version DESC")
{
}

Result<QList<Rule>> RuleList::list(Rule::Kind kind)
{
    return m_list.all<Rule>(&readRule, kind == Rule::Kind::Macro ? QStringLiteral("macro") : QStringLiteral("rule"));
}

Result<std::optional<Rule>> RuleList::find(RuleId id)
{
    return m_find.one<Rule>(&readRule, id);
}

Result<QList<Rule>> RuleList::versions(RuleId id)
{
    return m_versions.all<Rule>(&readRule, id);
}

Result<RuleText> checked(Rule::Kind kind, const RuleText &text)
{
    RuleText kept = text;
    kept.name = text.name.simplified().left(longestName);
    kept.reason = text.reason.simplified().left(longestReason);
    if (kept.name.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Give it a name."));
    if (kind == Rule::Kind::Macro) {
        kept.asks.clear();
        kept.stops = false;
    } else {
        const Query asked = parseQuery(text.asks);
        if (asked.isEmpty())
            return fail(
                Error::Kind::Refused, Words::tr("Say which messages it is for: words, or a filter like from:."));
        kept.asks = asked.canonical;
    }
    if (kept.acts.isEmpty() && !kept.stops)
        return fail(Error::Kind::Refused, Words::tr("Say what it does: add at least one act."));
    for (const RuleAct &act : std::as_const(kept.acts))
        if (const QString lack = lackOf(act); !lack.isEmpty())
            return fail(Error::Kind::Refused, lack);
    if (kept.reason.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say why: whoever meets this rule will read the reason."));
    return kept;
}

QByteArray bytesOf(const RuleText &text)
{
    return QJsonDocument(
        QJsonArray { text.name, text.asks, QString::fromUtf8(actsToJson(text.acts)), text.stops, text.reason })
        .toJson(QJsonDocument::Compact);
}

} // namespace wheelhouse
