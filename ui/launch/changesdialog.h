#pragma once

#include "core/launch/launchbook.h"
#include "ui/launch/launchform.h"

namespace wheelhouse {

/// What changed of a plan since somebody saw it.
class ChangesDialog : public LaunchForm {
    Q_OBJECT
public:
    /// \a isMine: pressing Enter says that I have seen it.
    ChangesDialog(
        const Look &look, const QString &title, const QList<LaunchChange> &changes, bool isMine, QWidget *parent);
};

} // namespace wheelhouse
