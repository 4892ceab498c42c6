#pragma once

#include "core/networks/gesture.h"

#include <array>

namespace wheelhouse {

/// All that a gesture is called on the screen. The words are English, to be given to gestureText().
struct GestureName {
    Gesture::Kind kind;
    const char *id; ///< of its command, behind "there."
    const char *key; ///< of its command, after T; empty: none
    const char *menu; ///< in the menu of a message, under "On their network"
    const char *command; ///< in the palette, which has to say where
    const char *isSo; ///< in the menu where it stands so already
    const char *takesBack; ///< as isSo, where choosing it takes it back; empty: nothing does
    const char *waiting; ///< an act that is on its way: "You like this"
    const char *done; ///< an act that was done: "You liked this"
    const char *failed; ///< "Could not be liked"
    const char *stands = ""; ///< where the moderation queue has it when it would change nothing
    bool beginsGroup = false; ///< a line is drawn before it in a menu
};

/// Every kind, in the order of the menus.
[[nodiscard]] const std::array<GestureName, 16> &gestureNames();
[[nodiscard]] const GestureName &gestureName(Gesture::Kind kind);
/// Words of a GestureName in the window's language.
[[nodiscard]] QString gestureText(const char *words);

} // namespace wheelhouse
