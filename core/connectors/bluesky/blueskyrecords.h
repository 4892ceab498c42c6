#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace wheelhouse::bluesky {

// What people of the network keep in their repositories, before any of it is believed. Refusals are Malformed and name
// the field's path. Only what we read is checked, and no length: limits have been raised before, and a mention that is
// longer than we know is still a mention. Records of kinds that we do not know are data, and stay as they are.

/// Names a record in the state in which somebody saw it.
struct StrongRef {
    QString uri; ///< at://, of one record
    QString cid; ///< empty: not told, or told so that it cannot be one
    friend bool operator==(const StrongRef &, const StrongRef &) = default;
};

struct PostRecord {
    QString text;
    std::optional<QDateTime> writtenAt; ///< as its author's program says; none: it says nothing that is a time
    QString parent; ///< at:// URI of what it answers; empty: nothing
    QString language; ///< the first it names; empty: none
    QString quoted; ///< at:// URI of the record it shows; empty: none
    QString copyOf; ///< where a bridge says that it took it from; empty: it is no copy
};

/// The data model: whole numbers only, `$type` a word, links, bytes and files in their one form.
/// Source: atproto.com/specs/data-model.
[[nodiscard]] Result<void> checkData(const Json &data);

[[nodiscard]] Result<StrongRef> readStrongRef(const Json &ref);
[[nodiscard]] Result<PostRecord> readPostRecord(const Json &record);
/// What a like or a repost is about.
[[nodiscard]] Result<StrongRef> readSubject(const Json &record);
/// Whom a follow is for: a DID.
[[nodiscard]] Result<QString> readFollowed(const Json &record);

/// A text field that must be one of the network's names: \a is says so.
[[nodiscard]] Result<QString> readName(const Json &field, bool (*is)(QStringView), const char *wanted);

} // namespace wheelhouse::bluesky
