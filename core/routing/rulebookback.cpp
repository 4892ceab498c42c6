#include "core/routing/rulebook.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// How the steps of rulebook.cpp are taken back, and done again.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RuleBook)
};

} // namespace

Result<Undone> RuleBook::invertEdit(const Rule &rule, const QJsonObject &payload, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    const int expected = payload.value(isBack ? QLatin1String("now") : QLatin1String("was")).toInt();
    const int wanted = payload.value(isBack ? QLatin1String("was") : QLatin1String("now")).toInt();
    if (rule.version != expected)
        return Undone { Words::tr("Left as it is: “%1” was changed since").arg(rule.text.name), 1, {} };
    if (auto done = m_setVersion.run(rule.row, wanted); !done)
        return tl::unexpected(done.error());
    return Undone { Words::tr("“%1” is in version %2 again").arg(rule.text.name).arg(wanted), 0, {} };
}

Result<Undone> RuleBook::invertMove(const Rule &rule, const QJsonObject &payload, Undo::Way way)
{
    auto all = m_list.list(rule.kind);
    if (!all)
        return tl::unexpected(all.error());
    const bool isBack = way == Undo::Way::Back;
    const QString expected = payload.value(isBack ? QLatin1String("now") : QLatin1String("was")).toString();
    const QString wanted = payload.value(isBack ? QLatin1String("was") : QLatin1String("now")).toString();
    const auto isIt = [](const QString &id) { return [id](const Rule &each) { return each.id.toString() == id; }; };
    const auto self = std::find_if(all->begin(), all->end(), isIt(rule.id.toString()));
    const auto neighbour = std::find_if(all->begin(), all->end(), isIt(wanted));
    const bool isLost = self == all->end() || (!wanted.isEmpty() && neighbour == all->end());
    if (isLost || before(*all, rule.id) != expected)
        return Undone { Words::tr("Left as it is: the order was changed since"), 1, {} };
    // Behind its neighbour of then, as the list is without the rule itself.
    const auto from = int(self - all->begin());
    const int behind = wanted.isEmpty() ? 0 : int(neighbour - all->begin()) + 1;
    if (auto done = place(*all, rule.id, behind > from ? behind - 1 : behind); !done)
        return tl::unexpected(done.error());
    return Undone { Words::tr("“%1” stands where it stood").arg(rule.text.name), 0, {} };
}

Result<Undone> RuleBook::invert(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    auto rule = need(RuleId::fromString(payload.value(QLatin1String("rule")).toString()));
    if (!rule)
        return tl::unexpected(rule.error());
    const bool isBack = way == Undo::Way::Back;
    if (operation.kind == QLatin1String("rule.edit"))
        return invertEdit(*rule, payload, way);
    if (operation.kind == QLatin1String("rule.move"))
        return invertMove(*rule, payload, way);
    if (operation.kind == QLatin1String("rule.switch")) {
        const bool on = payload.value(QLatin1String("on")).toBool() != isBack;
        if (auto done = m_setOn.run(rule->row, on); !done)
            return tl::unexpected(done.error());
        return Undone { on ? Words::tr("“%1” runs again").arg(rule->text.name)
                           : Words::tr("“%1” rests again").arg(rule->text.name),
            0, {} };
    }
    const bool isRemoved = (operation.kind == QLatin1String("rule.remove")) != isBack;
    if (auto done = m_setRemoved.run(rule->row, isRemoved); !done)
        return tl::unexpected(done.error());
    return Undone { isRemoved ? Words::tr("“%1” is gone again").arg(rule->text.name)
                              : Words::tr("“%1” is back").arg(rule->text.name),
        0, {} };
}

} // namespace wheelhouse
