#include "core/connectors/saying.h"

#include "core/http/verdict.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Saying)
};

} // namespace

Error beforeSaying(Error error)
{
    const bool isOurs = error.kind == Error::Kind::SignedOut || error.kind == Error::Kind::Expired;
    if (!isOurs && !error.detail.startsWith(notSent))
        error.detail.prepend(notSent);
    return error;
}

Error afterSaying(Error error)
{
    if (error.kind == Error::Kind::Malformed)
        error.message = Words::tr("What came back is no answer of the server, perhaps the login page of this network. "
                                  "Nobody knows whether it was published; it is looked for first.");
    return error;
}

Error strangeAnswer()
{
    return { Error::Kind::Malformed,
        Words::tr("The server answered with something else than what was said. Nobody knows whether it was published; "
                  "it is looked for first."),
        QStringLiteral("another thing than what was said"), std::chrono::seconds { 0 } };
}

} // namespace wheelhouse
