#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace wheelhouse {

class Look;

/// One set of one-coloured glyphs, Breeze's and our own, painted in whatever colour is asked for. What was painted is
/// kept in QPixmapCache under name, colour, size and scale; there is nothing to clear when the theme changes.
class Icons {
public:
    /// \a name a file of resources/icons or of cmake/icons' Breeze list, without ending; \a size its side in px.
    /// Glyphs that point along the line of reading are mirrored for right-to-left. An unknown name: a null pixmap.
    [[nodiscard]] static QPixmap pixmap(const QString &name, const QColor &colour, int size, qreal dpr,
        Qt::LayoutDirection direction = Qt::LeftToRight);
    /// For buttons and menus: usual in the second text colour, checked in the accent, disabled in the third.
    [[nodiscard]] static QIcon icon(const QString &name, const Look &look, int size = 16);
    [[nodiscard]] static QIcon icon(const QString &name, const QColor &colour, int size = 16);

    /// The glyph of a network by its stored word ("mastodon"); a plain globe for one we do not know.
    [[nodiscard]] static QString networkName(const QString &networkWord);
    [[nodiscard]] static bool has(const QString &name);
};

} // namespace wheelhouse
