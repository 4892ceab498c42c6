#include "core/networks/connector.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Connector)
};

Error lacking(const char *verb)
{
    return { Error::Kind::Refused, Words::tr("This network cannot do that."), QString::fromLatin1(verb),
        std::chrono::seconds { 0 } };
}

} // namespace

QFuture<Result<Page>> Connector::look(const QList<RemoteRef> &)
{
    return answered<Page>(tl::unexpected(lacking("look")));
}

QFuture<Result<Page>> Connector::thread(const RemoteRef &)
{
    return answered<Page>(tl::unexpected(lacking("thread")));
}

QFuture<Result<GestureDone>> Connector::make(const Gesture &)
{
    return answered<GestureDone>(tl::unexpected(lacking("make")));
}

QFuture<Result<Limits>> Connector::limits()
{
    return answered<Limits>(tl::unexpected(lacking("limits")));
}

QString Connector::reserve(const Outgoing &) const
{
    return {};
}

QFuture<Result<QString>> Connector::upload(const OutgoingMedia &)
{
    return answered<QString>(tl::unexpected(lacking("upload")));
}

QFuture<Result<Receipt>> Connector::publish(const Outgoing &)
{
    return answered<Receipt>(tl::unexpected(lacking("publish")));
}

QFuture<Result<Found>> Connector::find(const Outgoing &)
{
    return answered<Found>(tl::unexpected(lacking("find")));
}

QFuture<Result<Receipt>> Connector::change(const RemoteRef &, const Outgoing &)
{
    return answered<Receipt>(tl::unexpected(lacking("change")));
}

QFuture<Result<void>> Connector::remove(const RemoteRef &)
{
    return answered<void>(tl::unexpected(lacking("remove")));
}

void Connector::listen(const std::function<void(const Nudge &)> &) { }

} // namespace wheelhouse
