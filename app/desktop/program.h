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
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;
    ~Program() override;

    int run();

private:
    [[nodiscard]] int begin();
    [[nodiscard]] Result<void> openSample();
    [[nodiscard]] Result<void> openDesk(const QString &path);
    void welcome(const std::optional<Error> &why = std::nullopt);
    void newDesk(bool thenImport);
    void openFile();
    void attempt(const Result<void> &result);
    [[nodiscard]] QWidget *window() const; ///< that is open; null before any is
    template<typename Work> [[nodiscard]] auto elsewhere(Work work, const QString &words);
    void tellTrouble(const Error &error);
    void changeDesks(); ///< the next one becomes the one that is open
    void giveUpNext();
    void tellFirstPaint();

    QApplication &m_app;
    QElapsedTimer m_sinceStart;
    Settings m_asked;
    std::unique_ptr<QSettings> m_settings;
    SystemClock m_clock;
    Look m_look;
    Appearance m_appearance;
    std::unique_ptr<Shortcuts> m_frontKeys;
    std::unique_ptr<MainWindow> m_front; ///< the window of the welcome
    /// A desk and the right to be its only window.
    struct Desk {
        QString path;
        std::unique_ptr<SingleWindow> single;
        std::unique_ptr<Workbench> bench;
    };
    Desk m_desk; ///< the one that is open
    Desk m_next; ///< the one that wants to be
    bool m_thenImport = false; ///< when it is open
};

} // namespace wheelhouse
