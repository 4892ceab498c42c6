#pragma once

#include "core/base/result.h"
#include "core/networks/accounts.h"

namespace wheelhouse {

/// A row of somebody's list of feeds, and what may be done with it.
struct FeedOffer {
    enum class Verdict { New, Followed, Refused };
    QString title;
    QString address;
    QString folder; ///< "News / Local"; empty: it stands at the top
    Verdict verdict = Verdict::New;
    QString reason; ///< a sentence, of what was refused
    bool isChosen = true; ///< of what is New
    friend bool operator==(const FeedOffer &, const FeedOffer &) = default;
};

/// A list of feeds as it stands in a file, before anybody follows anything.
struct FeedOffers {
    QList<FeedOffer> feeds; ///< in the file's order, refused rows last
    int duplicates = 0; ///< rows whose address had stood before
    QStringList problems; ///< sentences: what of the file was broken or cut
};

/// Reads the OPML file at \a path against what is followed. Nobody typed what stands in a file: addresses inside a
/// network are refused. 32 MB at most. Any thread; asks nobody.
[[nodiscard]] Result<FeedOffers> readFeedList(const QString &path, const QList<Account> &followed);
/// What was chosen and may be followed.
[[nodiscard]] QList<NewAccount> chosenFeeds(const FeedOffers &offers);
/// Writes \a accounts as OPML, whole or not at all, for its owner only (addresses may bear keys). Conflict where a file
/// is there and \a overwrite is not said; Storage where it cannot be written.
[[nodiscard]] Result<void> writeFeedList(
    const QString &path, const QString &title, const QList<Account> &accounts, bool overwrite);

} // namespace wheelhouse
