#include "core/publishing/publisherrun.h"

#include "core/base/failpoint.h"
#include "core/http/verdict.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QLoggingCategory>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.publishing")

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Publisher)
};

constexpr qint64 minute = 60'000;
constexpr qint64 arrivalMs = minute; // between leaving and being seen there, at most
// How long after each look in vain at what is in doubt the next one comes; the last for ever.
constexpr std::array<qint64, 7> lookPauses { 5'000, 20'000, minute, 5 * minute, 15 * minute, 60 * minute,
    360 * minute };

qint64 lookPause(int looks)
{
    return lookPauses.at(size_t(std::clamp(looks, 0, int(lookPauses.size()) - 1)));
}

} // namespace

QString cannotGo(const Delivery &delivery)
{
    return Words::tr("%1 is paused, signed out or removed, or nothing can be said there.").arg(delivery.channel.name);
}

/// Goes on with the first part that is not out.
void Publisher::next(const RunPtr &run)
{
    auto &parts = run->claim.parts;
    const auto waiting = std::find_if(parts.cbegin(), parts.cend(), [](const DeliveryPart &each) {
        return each.state == DeliveryPart::State::Waiting || each.state == DeliveryPart::State::Intent;
    });
    if (waiting == parts.cend())
        return end(run, {});
    run->part = int(std::distance(parts.cbegin(), waiting));
    auto handles = m_parts.dispatch.uploads(*waiting);
    if (!handles)
        return end(run, tl::unexpected(handles.error()));
    run->handles = std::move(*handles);
    run->isAbsent = waiting->state == DeliveryPart::State::Waiting;
    run->isFirst = false;
    // Whatever may have left before is looked for first, whoever says that it did not.
    if (run->isLook || waiting->tries > 0)
        return seek(run);
    bring(run);
}

template<typename T>
void Publisher::await(const RunPtr &run, QFuture<Result<T>> future, void (Publisher::*take)(RunPtr, const Result<T> &))
{
    auto *watcher = new QFutureWatcher<Result<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, run, take] {
        watcher->deleteLater();
        // A connector that is replaced meanwhile takes its promise with it.
        (this->*take)(run,
            watcher->future().resultCount() == 0
                ? Result<T>(fail(Error::Kind::Cancelled, Words::tr("The account was changed meanwhile.")))
                : watcher->result());
    });
    watcher->setFuture(future);
}

/// Where the account is not asked any more the delivery waits for it as it stands.
Connector *Publisher::connectorOf(const RunPtr &run)
{
    Connector *connector = m_parts.find(run->claim.delivery.channel.id);
    if (connector != nullptr)
        return connector;
    if (run->isLook)
        end(run, {});
    else
        end(run, m_parts.dispatch.postpone(run->claim, cannotGo(run->claim.delivery), 0, run->isAbsent));
    return nullptr;
}

/// Brings the pictures of this part there, one after the other, and then says it.
void Publisher::bring(const RunPtr &run)
{
    const Outgoing outgoing = run->outgoing();
    for (int i = 0; i < outgoing.media.size(); ++i) {
        if (!outgoing.media.at(i).handle.isEmpty())
            continue;
        OutgoingMedia media = outgoing.media.at(i);
        auto bytes = m_parts.media(media.digest);
        if (!bytes)
            return end(run, m_parts.dispatch.reject(run->claim, bytes.error().message, run->isAbsent));
        media.bytes = std::move(*bytes);
        Connector *connector = connectorOf(run);
        if (auto reached = failpoint("upload.write"); !reached)
            return postpone(run, reached.error());
        return connector != nullptr ? await(run, connector->upload(media), &Publisher::takeHandle) : void();
    }
    say(run);
}

void Publisher::takeHandle(RunPtr run, const Result<QString> &handle)
{
    if (run->isDropped)
        return;
    if (!handle) // nobody sees a picture alone: it may be brought twice
        return isVerdict(handle.error())
            ? end(run, m_parts.dispatch.reject(run->claim, handle.error().message, run->isAbsent))
            : postpone(run, handle.error());
    const Outgoing outgoing = run->outgoing();
    const auto missing = std::find_if(outgoing.media.cbegin(), outgoing.media.cend(),
        [](const OutgoingMedia &each) { return each.handle.isEmpty(); });
    const int number = int(std::distance(outgoing.media.cbegin(), missing));
    if (auto kept = m_parts.dispatch.uploaded(run->current(), number, *handle); !kept)
        return postpone(run, kept.error());
    run->handles.insert(number, *handle);
    bring(run);
}

void Publisher::seek(const RunPtr &run)
{
    if (Connector *connector = connectorOf(run))
        await(run, connector->find(run->outgoing()), &Publisher::takeFound);
}

void Publisher::takeFound(RunPtr run, const Result<Found> &found)
{
    if (run->isDropped)
        return;
    if (!found) // nothing is said before it was looked for
        return run->isLook ? doubt(run, found.error().message) : postpone(run, found.error());
    if (!found->receipt)
        return takeAbsence(run, *found);
    const auto others = m_parts.dispatch.isAnothers(run->current(), found->receipt->ref);
    if (others && !*others)
        return keep(run, *found->receipt);
    doubt(run,
        others ? Words::tr("The same words are on %1 already, from another post.").arg(run->claim.delivery.channel.name)
               : others.error().message);
}

void Publisher::takeAbsence(const RunPtr &run, const Found &found)
{
    const Delivery &delivery = run->claim.delivery;
    const Connector *connector = connectorOf(run);
    if (connector == nullptr)
        return;
    // What a process wrote before it was killed may be on its way still: a look so soon says nothing for good.
    const QDateTime &tried = run->current().lastTriedAt;
    run->isAbsent = run->isAbsent || (found.isWhole && tried.msecsTo(m_parts.clock.now()) >= arrivalMs);
    const bool mayRepeat = connector->speech().repeat == Speech::Repeat::Same;
    const bool isWished = !run->isLook && delivery.lateAt.isValid(); // a person knows better
    if (!found.isWhole && !isWished)
        return doubt(run,
            Words::tr("Not all that we said on %1 could be read. Look there; then send it again or leave it.")
                .arg(delivery.channel.name));
    if (!run->isLook)
        return bring(run);
    if (mayRepeat) // said again it is the same; whether it is too late for that is asked at the claim
        return end(run, m_parts.dispatch.postpone(run->claim, QString(), 0, run->isAbsent));
    doubt(run,
        Words::tr("It is not on %1 as far as one can see. Look there; then send it again or leave it.")
            .arg(delivery.channel.name));
}

void Publisher::say(const RunPtr &run)
{
    Connector *connector = connectorOf(run);
    if (connector == nullptr)
        return;
    DeliveryPart &part = run->current();
    run->isFirst = part.tries == 0;
    if (!part.firstTriedAt.isValid())
        part.firstTriedAt = m_parts.clock.now();
    if (part.reserved.isEmpty())
        part.reserved = connector->reserve(run->outgoing());
    auto mine = m_parts.dispatch.begin(run->claim, part);
    if (!mine) // the disk says no, and nothing left
        return end(run, tl::unexpected(mine.error()));
    if (!*mine) {
        emit stopped(run->claim.delivery.id);
        return end(run, {});
    }
    leave(run);
}

/// That it may be out there is on the disk.
void Publisher::leave(const RunPtr &run)
{
    Connector *connector = connectorOf(run);
    if (connector == nullptr)
        return;
    if (auto reached = failpoint("publish.write"); !reached)
        return end(run, tl::unexpected(reached.error()));
    await(run, connector->publish(run->outgoing()), &Publisher::takeReceipt);
    // While the network works at it; who waits in the same channel comes sooner.
    if (auto foreseen = m_parts.dispatch.foresee(run->claim.delivery.channelRow); !foreseen)
        qCDebug(log, "what is next could not be read beforehand: %s", qPrintable(foreseen.error().detail));
}

void Publisher::takeReceipt(RunPtr run, const Result<Receipt> &receipt)
{
    if (receipt)
        return keep(run, *receipt);
    if (run->isDropped)
        return;
    takeFailure(run, receipt.error());
}

void Publisher::takeFailure(const RunPtr &run, const Error &error)
{
    if (isVerdict(error)) {
        m_failing.remove(run->claim.delivery.channelRow);
        return end(run, m_parts.dispatch.reject(run->claim, error.message, run->isAbsent));
    }
    if (isSurelyUndone(error))
        return postpone(run, error);
    doubt(run, error.message);
}

void Publisher::doubt(const RunPtr &run, const QString &reason)
{
    const qint64 until = m_parts.clock.nowMs() + lookPause(run->isLook ? run->claim.delivery.looks : 0);
    auto kept = m_parts.dispatch.doubt(run->claim, reason, until);
    if (kept && !run->isLook)
        emit stopped(run->claim.delivery.id);
    end(run, kept);
}

void Publisher::postpone(const RunPtr &run, const Error &error)
{
    const std::chrono::milliseconds asked = error.retryAfter;
    const auto rest = std::max(asked, m_pacing.backOff(++m_failing[run->claim.delivery.channelRow]));
    const qint64 until = m_parts.clock.nowMs() + qint64(rest.count());
    const bool neverLeft = run->isFirst && error.detail.startsWith(notSent);
    end(run,
        neverLeft ? m_parts.dispatch.neverLeft(run->claim, error.message, until)
                  : m_parts.dispatch.postpone(run->claim, error.message, until, run->isAbsent));
}

} // namespace wheelhouse
