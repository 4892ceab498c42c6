#pragma once

#include <QString>
#include <QStringView>

namespace wheelhouse {

/// HTML of a feed without what can act: elements and attributes of a list, addresses of harmless schemes and made whole
/// with \a base, styles of a list; scripts, style sheets and comments go with what they hold. Attributes stand in
/// the order of the alphabet, so that the same words stay the same when a server shuffles them. It is not made
/// well-formed and it is not for drawing: that is plainFromHtml()'s work. Linear in its input.
QString cleanHtml(QStringView html, const QString &base);

/// Whether plain words of a feed are HTML after all: an end tag or an entity stands in them, and all of their tags and
/// entities are known ones. RSS does not say which it is.
bool looksLikeHtml(QStringView words);

/// \a address made whole with \a base (may be empty: then it stays relative). Empty where its scheme could act.
QString wholeAddress(const QString &base, const QString &address);

} // namespace wheelhouse
