#include "core/demo/demorules.h"

#include "core/routing/rulebook.h"

namespace wheelhouse {

namespace {

using Kind = RuleAct::Kind;

Result<QUuid> idIn(Database &database, const char *sql, qint64 row)
{
    Statement find(database, sql);
    auto id = find.one<QUuid>([](const Row &one) { return QUuid::fromRfc4122(one.bytes(0)); }, row);
    if (!id)
        return tl::unexpected(id.error());
    return id->value_or(QUuid());
}

} // namespace

Result<void> writeRules(
    Database &database, OperationLog &log, Undo &undo, const Clock &clock, const Furniture &furniture)
{
    const auto label = [&](const char *name) {
        return idIn(database, "SELECT id FROM label WHERE row = ?1", furniture.labels.value(QString::fromLatin1(name)));
    };
    const auto department = [&](const char *name) {
        return idIn(database, "SELECT id FROM department WHERE row = ?1",
            furniture.departments.value(QString::fromLatin1(name)));
    };
    const auto allergen = label("Allergen");
    const auto jobs = label("Jobs");
    const auto refund = label("Refund");
    const auto people = department("People");
    const auto care = department("Care");
    for (const auto *each : { &allergen, &jobs, &refund, &people, &care })
        if (!*each)
            return tl::unexpected(each->error());
    const std::pair<Rule::Kind, RuleText> texts[] {
        { Rule::Kind::Rule,
            { QStringLiteral("Allergy first"), QStringLiteral("allergic OR allergy OR rash"),
                { { Kind::Label, *allergen, 0, {} }, { Kind::HandOver, *care, 0, {} },
                    { Kind::Prioritise, {}, 1, {} } },
                true, QStringLiteral("Somebody may be about to eat it.") } },
        { Rule::Kind::Rule,
            { QStringLiteral("Applicants"), QStringLiteral("need:recruiting"),
                { { Kind::Label, *jobs, 0, {} }, { Kind::HandOver, *people, 0, {} } }, false,
                QStringLiteral("People answers whoever wants to work here.") } },
        { Rule::Kind::Macro,
            { QStringLiteral("Refund, to Care"), {},
                { { Kind::Label, *refund, 0, {} }, { Kind::HandOver, *care, 0, {} } }, false,
                QStringLiteral("Care has the form and the card reader.") } },
        { Rule::Kind::Macro,
            { QStringLiteral("Back on Monday"), {}, { { Kind::Snooze, {}, 0, QStringLiteral("mon 9") } }, false,
                QStringLiteral("The roastery answers no questions at the weekend.") } },
    };
    RuleBook book(database, log, undo, clock);
    for (const auto &[kind, text] : texts)
        if (auto added = book.add(kind, text); !added)
            return tl::unexpected(added.error());
    return {};
}

} // namespace wheelhouse
