#include "core/launch/launchdesk.h"
#include "core/launch/launchwords.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LaunchDesk)
};

using Table = LaunchEdit::Table;

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

Result<LaunchDone> LaunchDesk::finish(
    Transaction &transaction, const Launch &launch, const Deed &deed, const QString &sentence, QList<StepId> steps)
{
    if (m_edit.images().isEmpty() && deed.calendar.isEmpty())
        return LaunchDone { {}, launch.id, std::move(steps) };
    auto last = m_lastVersion.number(launch.row);
    if (!last)
        return tl::unexpected(last.error());
    const int version = deed.isPlan ? int(last->value_or(0)) + 1 : launch.version;
    if (auto done = setVersion(launch.row, version); !done)
        return tl::unexpected(done.error());
    const QJsonObject payload { { QStringLiteral("launch"), launch.id.toString() },
        { QStringLiteral("calendar"), deed.calendar }, { QStringLiteral("from"), launch.version },
        { QStringLiteral("to"), version } };
    if (auto done = keep(transaction, launch, deed, payload, version); !done)
        return tl::unexpected(done.error());
    if (auto committed = transaction.commit(); !committed)
        return tl::unexpected(committed.error());
    return LaunchDone { sentence, launch.id, std::move(steps) };
}

/// The words of it lie beside the log, which names them by an id.
Result<void> LaunchDesk::keep(
    Transaction &transaction, const Launch &launch, const Deed &deed, QJsonObject payload, int version)
{
    const QByteArray id = OperationId::fresh().bytes();
    const QString kind = QLatin1String(deed.kind);
    const QJsonObject stored { { QStringLiteral("images"), m_edit.images() }, { QStringLiteral("posts"), deed.posts },
        { QStringLiteral("slipped"), deed.slipped },
        { QStringLiteral("doors"), launch.doors.date.toString(Qt::ISODate) } };
    const QByteArray text = QJsonDocument(stored).toJson(QJsonDocument::Compact);
    if (auto done = m_addChange.run(id, launch.row, version, kind, Utf8 { text }, m_clock.now()); !done)
        return done;
    payload.insert(QStringLiteral("change"), QString::fromLatin1(id.toHex()));
    auto logged = m_log.append(transaction, { kind, payload, {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    return {};
}

/// Who makes a plan has seen it.
Result<void> LaunchDesk::setVersion(qint64 launch, int version)
{
    if (auto done = m_setVersion.run(launch, version); !done)
        return done;
    return m_see.run(launch, 0, version, m_clock.now());
}

Result<qint64> LaunchDesk::campaign(const QString &name)
{
    if (name.isEmpty())
        return 0;
    auto found = m_findCampaign.number(name);
    if (found && !*found)
        found = m_addCampaign.number(CampaignId::fresh(), name);
    if (!found)
        return tl::unexpected(found.error());
    return found->value_or(0);
}

/// An embargo that somebody set to another hour is theirs, and stays; a new launch, or one that slips, makes none end
/// earlier than it stood.
Result<void> LaunchDesk::setEmbargo(qint64 campaign, const WallTime &was, const WallTime &now, bool isWanted)
{
    if (campaign == 0)
        return {};
    auto stands = m_embargo.number(campaign);
    auto to = resolve(now);
    if (!stands || !to)
        return tl::unexpected(!stands ? stands.error() : to.error());
    const auto before = was.date.isValid() ? resolve(was) : Result<ResolvedTime>(*to);
    const bool isOurs = *stands && before && **stands == before->utc.toMSecsSinceEpoch();
    const bool isLater = *stands && **stands >= to->utc.toMSecsSinceEpoch();
    if (isWanted ? *stands && !isOurs && (was == now || isLater) : !isOurs)
        return {};
    return m_edit.set(Table::Campaign, campaign,
        { { QStringLiteral("embargo_until"), isWanted ? QJsonValue(to->utc.toMSecsSinceEpoch()) : QJsonValue() } });
}

Result<Undone> LaunchDesk::invert(Transaction &transaction, const Operation &step, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    const QJsonObject payload = objectOf(step.payload);
    const QByteArray id = QByteArray::fromHex(payload.value(QLatin1String("change")).toString().toLatin1());
    struct Kept {
        qint64 launch;
        QByteArray images;
    };
    auto kept = m_change.one<Kept>([](const Row &row) { return Kept { row.number(0), row.bytes(1) }; }, id);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return fail(Error::Kind::Missing, Words::tr("What this step did is not kept any more."));
    auto left = m_edit.turn(objectOf((*kept)->images).value(QLatin1String("images")).toArray(), isBack);
    if (!left)
        return tl::unexpected(left.error());
    Undone undone;
    undone.kept = *left;
    const QJsonArray calendar = payload.value(QLatin1String("calendar")).toArray();
    for (qsizetype i = 0; i < calendar.size(); ++i) {
        const qsizetype at = isBack ? calendar.size() - 1 - i : i;
        auto turned = m_calendar.turn(transaction, calendar.at(at).toObject(), way);
        if (!turned)
            return turned;
        undone.kept += turned->kept;
    }
    const int version = payload.value(isBack ? QLatin1String("from") : QLatin1String("to")).toInt();
    if (auto done = setVersion((*kept)->launch, version); !done)
        return tl::unexpected(done.error());
    if (auto done = m_markChange.run(id, isBack); !done)
        return tl::unexpected(done.error());
    const QString what = changeSummary(step.kind, (*kept)->images);
    undone.sentence = isBack ? Words::tr("Taken back: %1").arg(what) : Words::tr("Done again: %1").arg(what);
    return undone;
}

} // namespace wheelhouse
