#include "core/calendar/calendardesk.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

const QString layerKey = QStringLiteral("layer");
const QString wasKey = QStringLiteral("was");
const QString nowKey = QStringLiteral("now");
const QString movesKey = QStringLiteral("moves");
const QString postKey = QStringLiteral("post");
const QString occurrenceKey = QStringLiteral("occurrence");
const QString stateKind = QStringLiteral("calendar.layer-state");
const QString movesKind = QStringLiteral("calendar.layer-moves");
const QString applyKind = QStringLiteral("calendar.apply");

struct Standing {
    qint64 row = 0;
    QString name;
    QString state;
};

QJsonObject payloadOf(const Operation &operation)
{
    return QJsonDocument::fromJson(operation.payload).object();
}

} // namespace

void CalendarDesk::teachLayers(Undo &undo)
{
    undo.teach(stateKind,
        [this](Transaction &, const Operation &step, Undo::Way way) { return turnLayer(payloadOf(step), way); });
    undo.teach(movesKind,
        [this](Transaction &, const Operation &step, Undo::Way way) { return turnMoves(payloadOf(step), way); });
    undo.teach(applyKind, [this](Transaction &transaction, const Operation &step, Undo::Way way) -> Result<Undone> {
        const QJsonObject payload = payloadOf(step);
        auto layer = turnLayer(payload, way);
        auto posts = layer ? turn(transaction, payload, way) : layer;
        if (posts)
            posts->kept += layer->kept;
        return posts;
    });
}

Result<qint64> CalendarDesk::openLayer(LayerId layer)
{
    auto row = m_openLayer.number(layer);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return fail(Error::Kind::Missing, Words::tr("This layer was applied or dropped already."));
    return **row;
}

Result<void> CalendarDesk::setLayer(Transaction &transaction, const QString &kind, QJsonObject payload, LayerId layer,
    const QString &was, const QString &now)
{
    payload.insert(layerKey, layer.toString());
    payload.insert(wasKey, was);
    payload.insert(nowKey, now);
    auto done = m_setLayer.number(layer, was, now);
    auto logged = done ? m_log.append(transaction, { kind, payload, {}, true, {} })
                       : Result<Operation>(tl::unexpected(done.error()));
    return logged ? transaction.commit() : tl::unexpected(logged.error());
}

Result<Undone> CalendarDesk::turnLayer(const QJsonObject &payload, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    const auto layer = LayerId::fromString(payload.value(layerKey).toString());
    auto done = m_setLayer.number(
        layer, payload.value(isBack ? nowKey : wasKey).toString(), payload.value(isBack ? wasKey : nowKey).toString());
    if (!done)
        return tl::unexpected(done.error());
    return *done
        ? Undone { isBack ? Words::tr("The layer is as it was") : Words::tr("The layer is as it was to be"), 0, {} }
        : Undone { Words::tr("It was changed since: it stays as it is"), 1, {} };
}

Result<Layer> CalendarDesk::beginLayer(const QString &name)
{
    const QString called = oneLine(name);
    if (called.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say what it is about: “The launch slips three days”."));
    auto transaction = Transaction::begin(m_database);
    const LayerId id = LayerId::fresh();
    auto row = transaction ? m_addLayer.number(id, called, m_clock.now())
                           : Result<std::optional<qint64>>(tl::unexpected(transaction.error()));
    auto done = row ? setLayer(*transaction, stateKind, {}, id, QStringLiteral("dropped"), QStringLiteral("open"))
                    : Result<void>(tl::unexpected(row.error()));
    if (!done)
        return tl::unexpected(done.error());
    return Layer { row->value_or(0), id, called, {}, 0 };
}

Result<Planned> CalendarDesk::dropLayer(LayerId layer)
{
    auto transaction = Transaction::begin(m_database);
    auto row = transaction ? openLayer(layer) : Result<qint64>(tl::unexpected(transaction.error()));
    auto done = row ? setLayer(*transaction, stateKind, {}, layer, QStringLiteral("open"), QStringLiteral("dropped"))
                    : Result<void>(tl::unexpected(row.error()));
    if (!done)
        return tl::unexpected(done.error());
    return Planned { Words::tr("Layer dropped: nothing was moved"), {} };
}

Result<void> CalendarDesk::setMove(qint64 layer, const CardKey &card, const QString &wall)
{
    return wall.isEmpty() ? m_dropMove.run(layer, card.post, card.occurrence)
                          : m_setMove.run(layer, card.post, card.occurrence, wall);
}

Result<QString> CalendarDesk::moveOf(qint64 layer, const CardKey &card)
{
    auto wall = m_findMove.one<QString>([](const Row &row) { return row.text(0); }, layer, card.post, card.occurrence);
    if (!wall)
        return tl::unexpected(wall.error());
    return wall->value_or(QString());
}

Result<Planned> CalendarDesk::imagine(LayerId layer, const QList<Placement> &placements)
{
    auto transaction = Transaction::begin(m_database);
    auto row = transaction ? openLayer(layer) : Result<qint64>(tl::unexpected(transaction.error()));
    if (!row)
        return tl::unexpected(row.error());
    QJsonArray moves;
    Planned planned;
    for (const Placement &each : placements) {
        auto post = m_steps.post(each.card.post);
        auto may = post && each.to ? mayStand({}, *each.to) : Result<void>();
        auto was = moveOf(*row, each.card);
        if (!post || !may || !was)
            return tl::unexpected(!post ? post.error() : !may ? may.error() : was.error());
        const QString now = each.to ? wallLine(*each.to) : QString();
        if (auto done = setMove(*row, each.card, now); !done)
            return tl::unexpected(done.error());
        moves.append(QJsonObject { { postKey, each.card.post.toString() }, { occurrenceKey, each.card.occurrence },
            { wasKey, *was }, { nowKey, now } });
        planned.cards.append(each.card);
    }
    auto logged = m_log.append(
        *transaction, { movesKind, { { layerKey, layer.toString() }, { movesKey, moves } }, {}, true, {} });
    auto done = logged ? transaction->commit() : Result<void>(tl::unexpected(logged.error()));
    if (!done)
        return tl::unexpected(done.error());
    planned.sentence = Words::tr("%n post(s) moved in the layer only", nullptr, int(placements.size()));
    return planned;
}

Result<Undone> CalendarDesk::turnMoves(const QJsonObject &payload, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    auto row = openLayer(LayerId::fromString(payload.value(layerKey).toString()));
    if (!row)
        return Undone { Words::tr("The layer was applied or dropped since: it stays as it is"), 1, {} };
    Undone undone { isBack ? Words::tr("Back where the layer had it") : Words::tr("Moved in the layer again"), 0, {} };
    const QJsonArray moves = payload.value(movesKey).toArray();
    for (const QJsonValue &value : moves) {
        const QJsonObject move = value.toObject();
        const CardKey card { PostId::fromString(move.value(postKey).toString()), move.value(occurrenceKey).toString() };
        auto stands = moveOf(*row, card);
        if (!stands)
            return tl::unexpected(stands.error());
        if (*stands != move.value(isBack ? nowKey : wasKey).toString()) {
            ++undone.kept;
            continue;
        }
        if (auto done = setMove(*row, card, move.value(isBack ? wasKey : nowKey).toString()); !done)
            return tl::unexpected(done.error());
    }
    return undone;
}

Result<Planned> CalendarDesk::apply(LayerId layer)
{
    auto transaction = Transaction::begin(m_database);
    auto row = transaction ? openLayer(layer) : Result<qint64>(tl::unexpected(transaction.error()));
    auto slips = row ? m_countSlips.number(*row) : Result<std::optional<qint64>>();
    auto moves = row ? m_moves.all<Placement>(
                     [](const Row &each) {
                         return Placement { { each.id<PostId>(0), each.text(1) }, wallTimeFromLine(each.text(2)) };
                     },
                     *row)
                     : Result<QList<Placement>>();
    if (!row || !slips || !moves)
        return tl::unexpected(!row ? row.error() : !slips ? slips.error() : moves.error());
    if (slips->value_or(0) > 0)
        return fail(Error::Kind::Refused, Words::tr("A launch slips in this layer: apply it in the launch's room."));
    Step step;
    for (const Placement &each : std::as_const(*moves))
        if (auto done = move(*transaction, each, EditScope::This, step); !done)
            return tl::unexpected(done.error());
    auto done = setLayer(*transaction, applyKind, { { QStringLiteral("posts"), step.done } }, layer,
        QStringLiteral("open"), QStringLiteral("applied"));
    if (!done)
        return tl::unexpected(done.error());
    return Planned { Words::tr("Layer applied: %n post(s) moved", nullptr, int(moves->size())), step.cards };
}

} // namespace wheelhouse
