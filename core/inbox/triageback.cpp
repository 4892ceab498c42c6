#include "core/inbox/triage.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

// How the acts of triage.cpp are taken back, and done again.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Triage)
};

} // namespace

Result<bool> Triage::invertOne(Transaction &transaction, const QJsonObject &target, Undo::Way way, Undone &undone)
{
    const QString wanted = way == Undo::Way::Back ? QStringLiteral("was") : QStringLiteral("now");
    const QString expected = way == Undo::Way::Back ? QStringLiteral("now") : QStringLiteral("was");
    auto row = m_standings.find(MentionId::fromString(target.value(QLatin1String("c")).toString()));
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return false;
    auto subject = m_standings.read(**row);
    if (!subject)
        return tl::unexpected(subject.error());
    undone.conversations.append(**row);
    if (undone.sentence.isEmpty())
        undone.sentence = quoted(subject->snippet);
    auto part = m_standings.stillStanding(subject->standing, target.value(expected).toObject(),
        target.value(wanted).toObject(), subject->hasNewsSince(target.value(QLatin1String("seen")).toString()));
    if (!part)
        return tl::unexpected(part.error());
    if (part->isEmpty())
        return false;
    auto standing = m_standings.with(subject->standing, *part);
    if (!standing)
        return tl::unexpected(standing.error());
    if (auto written = m_standings.write(transaction, m_counters, *subject, *standing); !written)
        return tl::unexpected(written.error());
    return part->size() == target.value(expected).toObject().size();
}

Result<Undone> Triage::invert(Transaction &transaction, const Operation &operation, Undo::Way way)
{
    m_counters.drop();
    Undone undone;
    const QJsonArray on = QJsonDocument::fromJson(operation.payload).object().value(QLatin1String("on")).toArray();
    for (const auto &target : on) {
        auto done = invertOne(transaction, target.toObject(), way, undone);
        if (!done)
            return tl::unexpected(done.error());
        undone.kept += *done ? 0 : 1;
    }
    if (auto counted = m_counters.flush(transaction); !counted)
        return tl::unexpected(counted.error());
    const QString what = on.size() == 1 ? undone.sentence : Words::tr("%Ln conversation(s)", nullptr, int(on.size()));
    undone.sentence =
        way == Undo::Way::Back ? Words::tr("Taken back: %1").arg(what) : Words::tr("Done again: %1").arg(what);
    if (undone.kept > 0)
        undone.sentence +=
            QStringLiteral(" · ") + Words::tr("what others changed since in %Ln was left alone", nullptr, undone.kept);
    return undone;
}

} // namespace wheelhouse
