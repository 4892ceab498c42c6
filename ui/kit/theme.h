#pragma once

#include <QColor>

namespace wheelhouse {

/// A hue by what it says: red breach, amber soon, green done, blue in review, violet held, accent ours.
enum class Tint { Plain, Red, Amber, Green, Blue, Violet, Accent };

/// One hue in its three uses; \c text and \c ground are safe on each other (WCAG 2.1: 4.5:1).
struct Hue {
    QColor text; ///< words and glyphs on any ground of the window
    QColor ground; ///< behind words of this hue
    QColor fill; ///< filled shapes and buttons, graphics only (3:1)
};

/// Colours by meaning, after DESIGN 2. A plain value: made by light() or dark(), handed on through Look.
struct Theme {
    QColor window; ///< rail, trees, bars
    QColor base; ///< lists, editors
    QColor alternate; ///< group headers, quoted messages
    QColor off; ///< weekends, outside the month
    QColor line; ///< pane borders; decoration only
    QColor rowLine; ///< between rows; decoration only
    QColor outline; ///< of fields, buttons, chips (3:1)
    QColor text, text2, text3; ///< first, second, third
    QColor onFill; ///< words on a filled button
    QColor bar; ///< selection bar, unread dot
    QColor selected, selectedIdle; ///< the row of the pane with focus, and of one without
    QColor band, heat; ///< expected range, best-hour bars
    QColor removed, added; ///< differences, always with strike-through or underline
    QColor scrim; ///< over the window while an overlay asks
    Hue accent, red, amber, green, blue, violet;
    bool isDark = false;

    [[nodiscard]] static Theme light();
    [[nodiscard]] static Theme dark();
    /// The same colours with every hairline drawn at 3:1.
    [[nodiscard]] Theme inHighContrast() const;

    [[nodiscard]] Hue hue(Tint tint) const;
    friend bool operator==(const Theme &, const Theme &);
};

/// How far two opaque colours stand apart, 1 to 21. Source: WCAG 2.1, "contrast ratio" and "relative luminance".
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

} // namespace wheelhouse
