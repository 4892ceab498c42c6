#include "core/routing/arrival.h"

#include <algorithm>

namespace wheelhouse {

namespace {

using Field = QueryFilter::Field;
using Kind = QueryNode::Kind;

const QueryNode everything {};

QueryNode nothing()
{
    QueryNode node;
    node.kind = Kind::Not;
    node.parts = { everything };
    return node;
}

bool isNothing(const QueryNode &node)
{
    return node.kind == Kind::Not && node.parts.first().kind == Kind::All;
}

/// What a filter on a conversation's standing says of one that has just come; none: it asks for something else.
std::optional<bool> onArrival(const QueryFilter &filter)
{
    switch (filter.field) {
    case Field::Is:
        return filter.value == QLatin1String("new") || filter.value == QLatin1String("open")
            || filter.value == QLatin1String("unread");
    case Field::Turn:
        return false;
    case Field::Assigned:
        return filter.value.compare(u"nobody", Qt::CaseInsensitive) == 0;
    case Field::Has:
        if (filter.value == QLatin1String("note") || filter.value == QLatin1String("draft"))
            return false;
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

QueryNode rewritten(const QueryNode &node);

/// And: \a whole is nothing, what is everything is left out. Or: the other way round.
QueryNode joined(const QueryNode &node, bool isAnd)
{
    QueryNode all = node;
    all.parts.clear();
    for (const QueryNode &part : node.parts) {
        const QueryNode now = rewritten(part);
        const bool decides = isAnd ? isNothing(now) : now.kind == Kind::All;
        if (decides)
            return now;
        const bool says = isAnd ? now.kind != Kind::All : !isNothing(now);
        if (says)
            all.parts.append(now);
    }
    if (all.parts.isEmpty())
        return isAnd ? everything : nothing();
    return all.parts.size() == 1 ? all.parts.first() : all;
}

QueryNode rewritten(const QueryNode &node)
{
    switch (node.kind) {
    case Kind::All:
    case Kind::Words:
        return node;
    case Kind::Filter:
        if (const auto known = onArrival(node.filter))
            return *known ? everything : nothing();
        return node;
    case Kind::Not: {
        const QueryNode inside = rewritten(node.parts.first());
        if (isNothing(inside))
            return everything;
        QueryNode all = node;
        all.parts = { inside };
        return all;
    }
    case Kind::And:
    case Kind::Or:
        return joined(node, node.kind == Kind::And);
    }
    return node;
}

bool asksOf(const QueryFilter &filter, ActField field)
{
    switch (filter.field) {
    case Field::Label:
        return field == ActField::Labels;
    case Field::Assigned:
    case Field::Turn:
        return field == ActField::Who;
    case Field::Is:
        return field == (filter.value == QLatin1String("escalated") ? ActField::Escalation : ActField::State);
    default:
        return false;
    }
}

bool asksSomewhere(const QueryNode &node, ActField field)
{
    return (node.kind == Kind::Filter && asksOf(node.filter, field))
        || std::any_of(
            node.parts.begin(), node.parts.end(), [=](const QueryNode &part) { return asksSomewhere(part, field); });
}

} // namespace

Query asItArrived(const Query &question)
{
    Query asked = question;
    asked.root = rewritten(question.root);
    return asked;
}

bool asksFor(const Query &question, ActField field)
{
    return asksSomewhere(question.root, field);
}

} // namespace wheelhouse
