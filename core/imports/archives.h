#pragma once

#include "core/base/json.h"
#include "core/imports/verdict.h"

namespace wheelhouse {

/// Who the owner of an X archive is, from account.js beside tweets.js. Empty: not told.
struct ArchiveOwner {
    QString id;
    QString handle; ///< without @
    QString name;
};

/// One activity of a Mastodon archive's outbox.json (an ActivityStreams OrderedCollection,
/// docs.joinmastodon.org/user/moving/#export): a Create of a Note is ours; a boost (Announce) and everything else is
/// refused with words. The global name is the note's own URI, the one that the network gives.
Verdict mastodonArrival(const Json &activity, qint64 number);

/// One entry of an X archive's tweets.js (help.x.com, "How to download your X archive", whose README.txt lists the
/// fields). t.co links are written out, those to its own media taken off; reposts are refused with words.
Verdict tweetArrival(const Json &entry, qint64 number, const ArchiveOwner &owner);

/// The owner from the text of account.js (`window.YTD.account.part0 = [ { "account": { … } } ]`).
ArchiveOwner archiveOwner(const QByteArray &accountJs);

} // namespace wheelhouse
