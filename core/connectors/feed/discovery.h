#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QUrl>

namespace wheelhouse {

/// A feed that a page names.
struct FoundFeed {
    QUrl url; ///< absolute, http or https
    QString title; ///< as the page calls it; empty: it does not
    QString type; ///< media type as the page says; empty: guessed from the address
    bool isGuess = false; ///< a link in the page's body that looks like one
    friend bool operator==(const FoundFeed &, const FoundFeed &) = default;
};

/// The feeds that an HTML page at \a pageUrl names: `<link rel="alternate">` of a feed's type first, in the page's
/// order, then links in its body whose address ends like a feed's. Each address once, 50 at most. Any thread.
QList<FoundFeed> discoverFeeds(QByteArrayView page, const QByteArray &contentType, const QUrl &pageUrl);

} // namespace wheelhouse
