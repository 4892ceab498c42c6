#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringView>

#include <optional>

/// The AT Protocol as Bluesky uses it.
namespace wheelhouse::bluesky {

// Names of the AT Protocol: each says whether \a text is one, by the page atproto.com/specs/<name>. Pure; any thread.

[[nodiscard]] bool isHandle(QStringView text); ///< "ada.example.social"; no "@"
[[nodiscard]] bool isDid(QStringView text); ///< "did:plc:…", any method
[[nodiscard]] bool isAtIdentifier(QStringView text); ///< a handle or a DID
[[nodiscard]] bool isNsid(QStringView text); ///< "app.bsky.feed.post"
[[nodiscard]] bool isRecordKey(QStringView text);
[[nodiscard]] bool isTid(QStringView text); ///< 13 letters that hold a time
[[nodiscard]] bool isCid(QStringView text); ///< the fingerprint of a record or a file, by its looks
[[nodiscard]] bool isDatetime(QStringView text); ///< by its looks; readDatetime() asks the calendar too
[[nodiscard]] bool isLanguage(QStringView text); ///< well-formed by RFC 5646 2.1

/// An at:// URI. Its strict form: a name, perhaps a collection, perhaps a record; no query, no fragment.
struct AtUri {
    QString authority; ///< a DID, or a handle
    QString collection; ///< an NSID; empty: the whole repository
    QString key; ///< of the record; empty: the whole collection
    [[nodiscard]] QString toString() const;
    friend bool operator==(const AtUri &, const AtUri &) = default;
};
[[nodiscard]] std::optional<AtUri> readAtUri(QStringView text);
/// Whether \a text names one record of somebody by their DID, so that a rename leaves it as it is.
[[nodiscard]] bool isRecordUri(QStringView text);

/// In UTC, to the millisecond; a leap second is the next one's first. None: no time that was.
[[nodiscard]] std::optional<QDateTime> readDatetime(QStringView text);
/// A language tag that may be believed: its language in lower case, no variant or extension twice. None: it may not.
[[nodiscard]] std::optional<QString> readLanguage(QStringView text);

/// The record key of what is done at \a at by the wish \a key (16 bytes): the same for the same two, and another for
/// any others, as far as 20 bits of a digest tell those of one millisecond apart.
[[nodiscard]] QString tidOf(const QByteArray &key, const QDateTime &at);
/// The time in a TID, UTC, to the millisecond; none: it is no TID.
[[nodiscard]] std::optional<QDateTime> timeOfTid(QStringView tid);

} // namespace wheelhouse::bluesky
