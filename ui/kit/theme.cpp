#include "ui/kit/theme.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace wheelhouse {
namespace {

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

Theme Theme::light()
{
    Theme t;
    t.window = 0xE8EBED;
    t.base = 0xFFFFFF;
    t.alternate = t.off = 0xF4F6F7;
    t.line = 0xD0D7DC;
    t.rowLine = 0xE6EAED;
    t.outline = 0x7C8791;
    t.text = 0x172027;
    t.text2 = 0x414D57;
    t.text3 = 0x56626C;
    t.onFill = 0xFFFFFF;
    t.bar = t.heat = 0x0B657B;
    t.selected = 0xD1E6EC;
    t.selectedIdle = 0xDFE4E7;
    t.band = 0xD3E4E9;
    t.removed = 0xFFD9D5;
    t.added = 0xCBEBD6;
    t.scrim = QColor(18, 26, 32, 115);
    t.accent = { 0x0A5A6E, 0xE1F0F4, 0x0B657B };
    t.red = { 0xA41E18, 0xFCE9E7, 0xB3261E };
    t.amber = { 0x764600, 0xFFEFCC, 0xB97A06 };
    t.green = { 0x17603A, 0xDFF2E6, 0x2A7F4F };
    t.blue = { 0x1D4C96, 0xE3ECFA, 0x3468B8 };
    t.violet = { 0x573690, 0xEDE6F8, 0x7350B3 };
    return t;
}

Theme Theme::dark()
{
    Theme t;
    t.isDark = true;
    t.window = 0x14181C;
    t.base = 0x1B2025;
    t.alternate = 0x232A31;
    t.off = 0x171B1F;
    t.line = 0x343D45;
    t.rowLine = 0x2A3239;
    t.outline = 0x77838E;
    t.text = 0xE8EDF0;
    t.text2 = 0xBDC7CF;
    t.text3 = 0xA0ACB6;
    t.onFill = 0xFFFFFF;
    t.bar = 0x6CCBE1;
    t.heat = 0x3FA9C1;
    t.selected = 0x183E4A;
    t.selectedIdle = 0x2B333A;
    t.band = 0x24424B;
    t.removed = 0x5A2826;
    t.added = 0x1E4A33;
    t.scrim = QColor(0, 0, 0, 153);
    t.accent = { 0x6CCBE1, 0x143038, 0x147489 };
    t.red = { 0xFF9F95, 0x452321, 0xC5362C };
    t.amber = { 0xF3C065, 0x3B2F15, 0xD69A26 };
    t.green = { 0x82D6A0, 0x18372A, 0x3C9B68 };
    t.blue = { 0x9AC0F7, 0x1D304D, 0x5B8FDB };
    t.violet = { 0xCAB6F5, 0x322849, 0x9473D6 };
    return t;
}

Theme Theme::inHighContrast() const
{
    Theme strong = *this;
    strong.line = strong.rowLine = outline;
    return strong;
}

Hue Theme::hue(Tint tint) const
{
    switch (tint) {
    case Tint::Red:
        return red;
    case Tint::Amber:
        return amber;
    case Tint::Green:
        return green;
    case Tint::Blue:
        return blue;
    case Tint::Violet:
        return violet;
    case Tint::Accent:
        return accent;
    case Tint::Plain:
        break;
    }
    return { text2, alternate, outline };
}

bool operator==(const Theme &a, const Theme &b)
{
    // Every other colour follows from these two: themes are only ever made by the functions above.
    return a.isDark == b.isDark && a.line == b.line;
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace wheelhouse
