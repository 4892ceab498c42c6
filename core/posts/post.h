#pragma once

#include "core/base/id.h"

#include <QDateTime>
#include <QString>

namespace wheelhouse {

using PostId = Id<struct Post>;
using VariantId = Id<struct ComposedVariant>;

/// A reply being written: a draft Post with one Variant, for the channel the mention came from. Nothing sends it yet.
struct ReplyDraft {
    PostId post;
    qint64 conversation = 0;
    qint64 channel = 0;
    QString text;
    QDateTime savedAt; ///< UTC
    friend bool operator==(const ReplyDraft &, const ReplyDraft &) = default;
};

} // namespace wheelhouse
