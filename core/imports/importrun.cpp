#include "core/imports/importrun.h"

#include "core/base/lane.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace wheelhouse {

namespace {

constexpr qsizetype mostSaid = 100; // a file of a million bad rows is one trouble, not a million

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

/// A lot, with what its rows had to say.
struct Ready {
    ImportLot lot;
    QList<Verdict> said;
    qint64 bytesDone = 0;
};

Channel channelOf(const ImportSource &source, const QString &name)
{
    Channel channel;
    const QString space = source.sourceName();
    channel.network = source.network();
    channel.name = name.isEmpty() ? space : name;
    channel.id = ChannelId::fromName("channel", QStringLiteral("import:%1:%2").arg(space, name).toUtf8());
    if (!source.takesMap())
        channel.handle = name; // the archive is the account's own
    return channel;
}

Result<Ready> makeReady(ImportSource &source, qint64 receivedAt, const Reader &reader)
{
    auto batch = source.next(importLotRows);
    if (!batch)
        return tl::unexpected(batch.error());
    Ready ready;
    QMap<QString, QList<Arrival>> arrivals;
    for (Verdict &each : batch->verdicts) {
        if (each.isTaken())
            arrivals[each.channel].append(std::move(each.arrival));
        else
            ++ready.lot.refused;
        if (each.kind != Verdict::Kind::Take && ready.said.size() < mostSaid)
            ready.said.append(each);
    }
    for (auto each = arrivals.cbegin(); each != arrivals.cend(); ++each)
        ready.lot.channels.insert(each.key(),
            { channelOf(source, each.key()), prepareAll(each.value(), source.network(), receivedAt, reader) });
    ready.lot.after = batch->after;
    ready.lot.atEnd = batch->atEnd;
    ready.bytesDone = source.bytesDone();
    return ready;
}

} // namespace

Result<ImportState> describe(const ImportSource &source, bool asHistory)
{
    const auto digest = source.digest();
    if (!digest)
        return tl::unexpected(digest.error());
    ImportState wanted;
    wanted.source = source.sourceName();
    wanted.fileName = QFileInfo(source.path()).fileName();
    wanted.digest = QString::fromLatin1(digest->toHex());
    wanted.map = source.map().write();
    wanted.asHistory = asHistory;
    return wanted;
}

Result<ImportState> runImport(ImportSource &source, ImportState state,
    const std::function<Result<ImportState>(const ImportState &, const ImportLot &)> &commit,
    const std::function<bool(const ImportProgress &)> &watch, const std::function<Reader()> &reader)
{
    source.seek(state.position);
    const qint64 receivedAt = state.startedAt;
    // A thread of its own: Qt paints with the global pool, and a window that shares it stands still behind each lot.
    Lane preparing(QStringLiteral("preparing"), Lane::Pace::Background);
    const auto prepareNext = [&] {
        return preparing.ask(
            [&source, &reader, receivedAt] { return makeReady(source, receivedAt, reader ? reader() : Reader()); });
    };
    auto ahead = prepareNext();
    while (true) {
        const Result<Ready> ready = ahead.takeResult();
        if (!ready)
            return tl::unexpected(ready.error());
        const bool last = ready->lot.atEnd;
        if (!last)
            ahead = prepareNext();
        const Result<ImportState> after = commit(state, ready->lot);
        const bool goOn = after && watch({ *after, ready->bytesDone, source.bytesTotal(), ready->said });
        if (!after || !goOn || last) {
            if (!last)
                ahead.waitForFinished(); // it reads the source, which is the caller's again now
            return after;
        }
        state = *after;
    }
}

QString importSentence(const ImportState &state)
{
    const QLocale locale;
    return Words::tr("%1 added, %2 known already, %3 refused, of %4 rows")
        .arg(locale.toString(state.added), locale.toString(state.known), locale.toString(state.refused),
            locale.toString(state.position.record));
}

} // namespace wheelhouse
