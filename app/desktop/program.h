#pragma once

#include "app/desktop/workbench.h"
#include "app/settings.h"
#include "core/store/singlewindow.h"
#include "ui/kit/appearance.h"

#include <QApplication>
#include <QElapsedTimer>

namespace wheelhouse {

/// The program from its arguments to its last window: which workspace, the welcome where there is none, one window a
/// workspace.
class Program : public QObject {
    Q_OBJECT
public:
    explicit Program(QApplication &app);
    ~Program() override;

    int run();

private:
    [[nodiscard]] int begin();
    [[nodiscard]] Result<void> openSample();
    [[nodiscard]] Result<void> openDesk(const QString &path);
    [[nodiscard]] bool raiseFirst(const QString &path);
    void welcome(const std::optional<Error> &why = std::nullopt);
    void newDesk(bool thenImport);
    void openFile();
    void attempt(const Result<void> &result);
    void tellFirstPaint();

    QApplication &m_app;
    QElapsedTimer m_sinceStart;
    Settings m_asked;
    std::unique_ptr<QSettings> m_settings;
    SystemClock m_clock;
    Look m_look;
    Appearance m_appearance;
    std::unique_ptr<SingleWindow> m_single;
    std::unique_ptr<Shortcuts> m_frontKeys;
    std::unique_ptr<MainWindow> m_front; ///< the window of the welcome
    std::unique_ptr<Workbench> m_bench;
};

} // namespace wheelhouse
