#pragma once

class QMenuBar;

namespace wheelhouse {

class Shortcuts;

/// Fills the menu bar from the commands: "app.*" under File, "go.*" under Go, "view.*" under View, "edit.*" under Edit,
/// a menu for each panel's scope, "help.*" under Help. Keys are shown as text; pressing them is the business of
/// Shortcuts.
void fillMenus(QMenuBar &bar, Shortcuts &shortcuts);

} // namespace wheelhouse
