#pragma once

#include "core/networks/limits.h"

#include <QList>
#include <QStringView>

#include <optional>

namespace wheelhouse {

/// How long a text is where it goes.
struct TextLength {
    int characters = 0; ///< in the network's way of counting; a content warning that counts is in it
    int bytes = 0; ///< of the text's UTF-8
    /// UTF-16 offset in the text from which on it is too long, where a character (or a link that counts as one piece)
    /// begins; none: it fits.
    std::optional<qsizetype> tooLongFrom;
    friend bool operator==(const TextLength &, const TextLength &) = default;
};

/// Measures \a text by \a limits. Pure; any thread. By Limits::Counting::Fediverse the warning counts before the text,
/// a link counts Limits::perLink (0: as many as it has) and "@user@host" counts as "@user".
/// Source: Mastodon's StatusLengthValidator, which counts grapheme clusters. Servers whose Ruby knows Unicode before
/// 15.1 count the bound letters of Indian scripts one by one; such a text they refuse.
[[nodiscard]] TextLength measure(QStringView text, const Limits &limits, QStringView warning = {});

/// A stretch of a text that the Fediverse reads as a link or a mention, in UTF-16 units.
struct Entity {
    enum class Kind { Link, Mention };
    Kind kind = Kind::Link;
    qsizetype start = 0;
    qsizetype length = 0;
    qsizetype counted = 0; ///< of a mention: how much of its beginning counts, "@user"
    friend bool operator==(const Entity &, const Entity &) = default;
};

/// The links (with their scheme; without it the Fediverse makes none) and mentions of \a text, in order; none overlap.
/// Source: Mastodon's Extractor, Account::MENTION_RE and config/initializers/twitter_regex.rb. It knows the list of all
/// top-level domains; here a host's last part is any two letters or more, but for those that are reserved (RFC 2606,
/// 6761, 6762).
[[nodiscard]] QList<Entity> fediverseEntities(QStringView text);

} // namespace wheelhouse
