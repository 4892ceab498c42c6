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

void Connector::listen(const std::function<void(const Nudge &)> &) { }

} // namespace wheelhouse
