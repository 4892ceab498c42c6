#pragma once

#include "app/engine/engine.h"
#include "ui/planfiles/plandoors.h"
#include "ui/shell/mainwindow.h"

#include <QObject>

namespace wheelhouse {

class Look;
class Shortcuts;

/// The plan in and out of files, on the window: the commands and their dialogs. All references outlive it.
class PlanFilesDesk : public QObject {
    Q_OBJECT
public:
    PlanFilesDesk(Engine &engine, MainWindow &window, const Look &look, Shortcuts &shortcuts);

    void openImport(const QString &path = {});
    void openExport();

private:
    [[nodiscard]] PlanDoors doors(const QStringList &channels) const;

    Engine &m_engine;
    MainWindow &m_window;
    const Look &m_look;
};

} // namespace wheelhouse
