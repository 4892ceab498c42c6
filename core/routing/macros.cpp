#include "core/routing/macros.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Macros)
};
} // namespace

Macros::Macros(Database &database, Triage &triage, const Clock &clock)
    : m_triage(triage)
    , m_clock(clock)
    , m_list(database)
    , m_acts(database)
{
}

Result<Acted> Macros::run(RuleId id, const QList<qint64> &conversations)
{
    auto found = m_list.find(id);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || (*found)->kind != Rule::Kind::Macro)
        return fail(Error::Kind::Missing, Words::tr("This macro is not there any more."));
    const Rule &macro = **found;
    auto acts = m_acts.ready(macro.text.acts, m_clock.now(), QTimeZone::systemTimeZone());
    if (!acts)
        return tl::unexpected(acts.error());
    // Half a macro would leave a person guessing which half.
    for (const ReadyAct &act : std::as_const(*acts))
        if (act.trouble)
            return fail(Error::Kind::Refused,
                Words::tr("“%1” cannot run now: %2. Nothing was done.")
                    .arg(macro.text.name, sparedSentence(*act.trouble)));
    const Triage::Step step { "macro", Words::tr("%1: %2").arg(macro.text.name, u"%1"_qs),
        { { QStringLiteral("macro"), macro.id.toString() }, { QStringLiteral("version"), macro.version } } };
    const ActTerms terms { By::Person, m_clock.nowMs(), false };
    return m_triage.apply(step, conversations,
        [&](const Subject &subject) -> std::optional<Standing> { return afterActs(subject, *acts, terms).standing; });
}

} // namespace wheelhouse
