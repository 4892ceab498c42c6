#pragma once

#include <QStringList>

class QWidget;

namespace wheelhouse {

/// Every text a person can meet below \a root (visible widgets: labels, buttons, actions, menus, tabs, headers,
/// hints, names for the screen reader) that is not wholly in the pseudo-locale's ⟦brackets⟧, each with its widget.
/// Left out: widgets with the property `dataText` set true, and what lies in them, as they show people's own
/// words; the cells of lists for the same reason; texts without a letter.
QStringList untranslated(QWidget *root);

/// Every visible widget below \a root whose text has less room than it needs, or that sticks out of its parent,
/// with both measures in pixels. Left out: `dataText` as above, and what shortens its text on purpose: property
/// `elides` set true, with the whole text in the tooltip.
QStringList clipped(QWidget *root);

} // namespace wheelhouse
