#pragma once

#include "core/connectors/samewords.h"
#include "core/connectors/wordpress/wordpressconnector.h"
#include "core/networks/outgoing.h"

#include <QPromise>

/// What the parts of WordPressConnector that speak share; nobody else includes it.
namespace wheelhouse {

/// Where a comment stands.
struct WordPressConnector::Place {
    QString post; ///< number
    QString parent = QStringLiteral("0"); ///< number of the comment that it answers; "0": it answers the post
};

namespace wordpress {

[[nodiscard]] Receipt receiptOf(const Arrival &arrival);
/// How much a post or a comment says what we said; the blog keeps it as HTML.
[[nodiscard]] Likeness wordsIn(const Json &thing, const PlainText &said);
[[nodiscard]] bool isComment(const Outgoing &said);
/// Title and content of a post.
[[nodiscard]] QJsonObject postOf(const Outgoing &said);
[[nodiscard]] WordPressDoor::Deed jsonDeed(const QString &route, const QJsonObject &body);
/// What is refused since it is not there, for good or in the bin.
[[nodiscard]] bool isGoneThere(const Error &error);

/// A question's answer, given once.
template<typename T> std::function<void(const Result<T> &)> ending(QFuture<Result<T>> &future)
{
    auto promise = std::make_shared<QPromise<Result<T>>>(); // held by what is under way
    promise->start();
    future = promise->future();
    return [promise](const Result<T> &result) {
        promise->addResult(result);
        promise->finish();
    };
}

} // namespace wordpress

} // namespace wheelhouse
