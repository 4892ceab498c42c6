#include "core/routing/drytally.h"

#include "core/inbox/triagestate.h"

#include <algorithm>

namespace wheelhouse {

namespace {

using Kind = RuleAct::Kind;
constexpr int mostSamples = 50;

bool movesState(Kind kind)
{
    return fieldOf(kind) == ActField::State;
}

/// Whether two acts on one field want different things of it. Two labels live side by side.
bool clash(const ReadyAct &a, const ReadyAct &b)
{
    if (fieldOf(a.act.kind) != fieldOf(b.act.kind))
        return false;
    if (fieldOf(a.act.kind) == ActField::Labels)
        return a.row == b.row && a.act.kind != b.act.kind;
    return a.act.kind != b.act.kind || a.row != b.row || a.act.priority != b.act.priority || a.act.words != b.act.words;
}

bool sameField(const ReadyAct &a, const ReadyAct &b)
{
    const ActField field = fieldOf(a.act.kind);
    return field == fieldOf(b.act.kind) && (field != ActField::Labels || a.row == b.row);
}

} // namespace

DryTally::DryTally(Database &database, const QList<Rule> &rules, const QList<QList<ReadyAct>> &acts)
    : m_acts(acts)
    , m_fits(size_t(rules.size()))
    , m_acted(size_t(rules.size()))
    , m_standing(database, "SELECT state, escalated, assignee, department, priority FROM conversation WHERE row = ?1")
    , m_labels(database, "SELECT conversation FROM conversation_label WHERE label = ?1")
    , m_escalations(database, R"(
        SELECT DISTINCT a.conversation FROM operation o JOIN act a ON a.operation = o.row
         WHERE o.kind = 'triage.escalate')")
    , m_labelName(database, "SELECT name FROM label WHERE id = ?1")
    , m_memberName(database, "SELECT name FROM member WHERE id = ?1")
    , m_departmentName(database, "SELECT name FROM department WHERE id = ?1")
{
    for (qsizetype i = 0; i < rules.size(); ++i) {
        DryRule rule { rules.at(i).id, int(i) + 1, rules.at(i).text.name, 0, 0, 0, {} };
        for (const RuleAct &act : rules.at(i).text.acts)
            rule.acts.append({ act, {}, 0, 0, 0 });
        m_acted[size_t(i)].resize(size_t(rule.acts.size()));
        m_report.rules.append(rule);
        m_stops.append(rules.at(i).text.stops);
    }
}

Result<void> DryTally::prepare()
{
    auto escalated = m_escalations.each([this](const Row &row) {
        m_escalated.insert(row.number(0));
        return true;
    });
    if (!escalated)
        return escalated;
    for (const auto &acts : m_acts)
        for (const ReadyAct &act : acts) {
            if (fieldOf(act.act.kind) != ActField::Labels || m_labelled.contains(act.row))
                continue;
            QSet<qint64> &bearing = m_labelled[act.row];
            auto read = m_labels.each(
                [&bearing](const Row &row) {
                    bearing.insert(row.number(0));
                    return true;
                },
                act.row);
            if (!read)
                return read;
        }
    return {};
}

Result<DryTally::Met> DryTally::read(qint64 conversation)
{
    auto met = m_standing.one<Met>(
        [](const Row &row) {
            Met one;
            one.standing.state = stateFromWord(row.text(0)).value_or(TriageState::Done);
            one.standing.escalated = row.flag(1);
            one.standing.assignee = row.number(2);
            one.standing.department = row.number(3);
            one.standing.priority = int(row.number(4));
            return one;
        },
        conversation);
    if (!met)
        return tl::unexpected(met.error());
    Met found = met->value_or(Met());
    found.wasEscalated = found.standing.escalated || m_escalated.contains(conversation);
    return found;
}

/// Conversations are numbered as they are met.
Result<int> DryTally::numberOf(qint64 conversation)
{
    const auto known = m_numbers.constFind(conversation);
    if (known != m_numbers.cend())
        return *known;
    auto met = read(conversation);
    if (!met)
        return tl::unexpected(met.error());
    const int number = int(m_met.size());
    m_met.push_back(*met);
    m_numbers.insert(conversation, number);
    m_report.conversations = number + 1;
    return number;
}

bool DryTally::mark(Marks &marks, int number)
{
    if (marks.size() <= size_t(number))
        marks.resize(size_t(number) * 2 + 64);
    const bool isNew = !marks[size_t(number)];
    marks[size_t(number)] = true;
    return isNew;
}

bool DryTally::isOtherwise(const ReadyAct &act, qint64 conversation, const Standing &today) const
{
    switch (act.act.kind) {
    case Kind::Label:
        return !m_labelled.value(act.row).contains(conversation);
    case Kind::Unlabel:
        return m_labelled.value(act.row).contains(conversation);
    case Kind::Assign:
        return today.assignee != act.row;
    case Kind::HandOver:
        return today.department != act.row;
    case Kind::Prioritise:
        return today.priority != act.act.priority;
    case Kind::Snooze:
        return today.state != TriageState::Snoozed;
    case Kind::Done:
        return today.state != TriageState::Done && today.state != TriageState::Spam;
    case Kind::Escalate:
        return !today.escalated;
    }
    return false;
}

void DryTally::count(int place, const DryFit &fit, int number, DrySample *sample)
{
    DryRule &rule = m_report.rules[place];
    const Met &met = m_met[size_t(number)];
    ++rule.mentions;
    if (mark(m_fits[size_t(place)], number)) {
        ++rule.conversations;
        rule.escalated += met.wasEscalated;
    }
    if (sample)
        sample->rules.append(place);
    const QList<ReadyAct> &acts = m_acts.at(place);
    for (int i = 0; i < acts.size(); ++i) {
        const ReadyAct &act = acts.at(i);
        const bool isLate = movesState(act.act.kind) && fit.mention != fit.conversation;
        if (act.trouble || isLate)
            continue;
        const bool otherwise = isOtherwise(act, fit.conversation, met.standing);
        if (sample)
            sample->different = sample->different || otherwise;
        if (!mark(m_acted[size_t(place)][size_t(i)], number))
            continue;
        ++rule.acts[i].conversations;
        rule.acts[i].different += otherwise;
        rule.acts[i].escalated += met.wasEscalated;
    }
}

void DryTally::overlap(int first, int second)
{
    for (const ReadyAct &one : m_acts.at(first))
        for (const ReadyAct &other : m_acts.at(second)) {
            if (!sameField(one, other))
                continue;
            const ActField field = fieldOf(one.act.kind);
            auto found = std::find_if(m_report.overlaps.begin(), m_report.overlaps.end(), [&](const DryOverlap &each) {
                return each.first == first && each.second == second && each.field == field;
            });
            if (found == m_report.overlaps.end()) {
                m_report.overlaps.append({ first, second, field, false, 0 });
                found = m_report.overlaps.end() - 1;
            }
            found->conflicts = found->conflicts || clash(one, other);
            ++found->mentions;
            return;
        }
}

Result<void> DryTally::take(const QList<DryFit> &fits)
{
    auto number = numberOf(fits.first().conversation);
    if (!number)
        return tl::unexpected(number.error());
    DrySample sample;
    sample.item.row = fits.first().conversation;
    sample.item.mention = fits.first().mention;
    const bool isSampled = m_report.samples.size() < mostSamples;
    QList<int> ran;
    for (const DryFit &fit : fits) {
        count(fit.place, fit, *number, isSampled ? &sample : nullptr);
        for (const int earlier : std::as_const(ran))
            overlap(earlier, fit.place);
        ran.append(fit.place);
        if (m_stops.at(fit.place))
            break;
    }
    if (isSampled)
        m_report.samples.append(sample);
    return {};
}

Result<void> DryTally::nameThings(DryReport &report)
{
    for (DryRule &rule : report.rules)
        for (DryAct &act : rule.acts) {
            const bool isLabel = fieldOf(act.act.kind) == ActField::Labels;
            if (!isLabel && fieldOf(act.act.kind) != ActField::Who)
                continue;
            Statement &names = isLabel ? m_labelName : act.act.kind == Kind::HandOver ? m_departmentName : m_memberName;
            auto name = names.one<QString>([](const Row &row) { return row.text(0); }, act.act.thing.toRfc4122());
            if (!name)
                return tl::unexpected(name.error());
            act.name = name->value_or(QString());
        }
    return {};
}

} // namespace wheelhouse
