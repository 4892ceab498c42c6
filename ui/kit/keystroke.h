#pragma once

#include <QKeyEvent>
#include <QString>

#include <optional>

namespace wheelhouse {

/// A pressed key with all that decides what it means; a plain value, so that every layout can be tried without a
/// screen.
struct KeyStroke {
    int key = 0; ///< Qt::Key
    QString text; ///< what it would type
    Qt::KeyboardModifiers modifiers;
    quint32 scanCode = 0; ///< evdev + 8, as X11 and Wayland give it; 0: unknown
    quint32 nativeModifiers = 0; ///< the xkb mask; third and fifth level stand only here, Qt drops them

    [[nodiscard]] static KeyStroke of(const QKeyEvent &event);
};

/// The word a stroke is bound by, or none when it must never start anything: modifiers alone, dead keys, AltGr.
///  - Letters go by what they type: "J", "Shift+J". Where the layout has no Latin letters, by the letter that is
///  printed
///    on the same key of an American board, so that J and K work on a Russian one.
///  - Signs and digits go by what they type, with or without Shift: "?", "/", "1".
///  - Everything with Ctrl, Alt or Meta, and keys without text, go by QKeySequence's portable words: "Ctrl+K", "F6".
[[nodiscard]] std::optional<QString> nameOf(const KeyStroke &stroke);

/// True for a word that typing text would also make: such keys sleep while a text field has the focus (WCAG 2.1.4).
[[nodiscard]] bool isTyped(const QString &keyName);

} // namespace wheelhouse
