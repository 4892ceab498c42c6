#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace wheelhouse {

/// A feed in a list of subscriptions.
struct Subscription {
    QString title;
    QUrl url;
    QUrl page; ///< the page that the feed belongs to; may be empty
    QStringList folders; ///< from the outside in; empty: it stands at the top
    friend bool operator==(const Subscription &, const Subscription &) = default;
};

/// What an OPML file holds, before anybody follows anything.
struct SubscriptionList {
    QString title;
    QList<Subscription> feeds; ///< each address once, in the file's order
    int duplicates = 0; ///< rows whose address had stood before
    struct Refusal {
        int row = 0; ///< the how-manieth outline with an address, from 1
        int line = 0; ///< of the file, from 1
        QString title;
        QString address; ///< as written
        QString reason; ///< a sentence for a person
        friend bool operator==(const Refusal &, const Refusal &) = default;
    };
    QList<Refusal> refused;
    QStringList problems; ///< sentences: what of the file was broken or cut
    friend bool operator==(const SubscriptionList &, const SubscriptionList &) = default;
};

/// Reads OPML 1.0 to 2.0, broken ones too. Only http and https addresses are taken; what else stands there is refused
/// with its place and reason. 200,000 outlines at most. Fails as Malformed where it is no OPML. Any thread.
Result<SubscriptionList> parseOpml(QByteArrayView bytes);

/// OPML 2.0 with the folders as outlines, in the order given.
QByteArray toOpml(const QString &title, const QList<Subscription> &feeds);

} // namespace wheelhouse
