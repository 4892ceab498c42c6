#pragma once

#include "ui/shell/banner.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"

#include <QMainWindow>
#include <QTimer>

class QSettings;
class QStackedWidget;

namespace wheelhouse {

class CommandPalette;
class KeysSheet;
class Panel;
class Rail;
class Shortcuts;

/// The window around the panels: bar, rail, banner, pages, status line. It owns no domain; it shows what it is told and
/// says what a person wished. Everything given by reference must outlive it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(const QList<Panel *> &panels, Look &look, Shortcuts &shortcuts, QSettings &settings);

    /// A page that stands in front of all panels: the welcome. The window takes it.
    void showFront(QWidget *page);
    void showPanel(int index);
    void reveal(const QWidget *root); ///< the panel in which it lies

    void setUndo(const QString &deed); ///< "Snoozed “…” until 14:00"; empty: nothing to take back
    void setStatus(const QString &words); ///< where nothing can be undone
    void setStoreFacts(const QString &words);
    void setProgress(const QString &words); ///< of what goes on in the background; empty: nothing
    void setHeld(const QString &words); ///< what does not go out until somebody releases it; empty: all does
    void setSync(const QString &words, SyncState state);
    void setDuty(const QString &person, const QString &words);
    void setAccount(const QString &person);
    void setBanner(Tint tint, const QString &icon, const QString &fact, const QString &detail,
        const QList<Banner::Action> &actions = {});
    void clearBanner();
    void setHints(const QList<KeyHint> &hints);
    /// The hints of all commands of \a scope that have one, now and after every change of keys; or, for as long as
    /// something else matters, those of the commands \a instead, with a word for each.
    void setHintsFor(const QString &scope, const QList<std::pair<QString, QString>> &instead = {});
    /// A page of the preferences, made anew each time they open.
    void addPreferencesPage(const QString &title, std::function<QWidget *()> make);

    [[nodiscard]] CommandPalette &palette() { return *m_palette; }

signals:
    void undoRequested();
    void redoRequested();
    void heldRequested(); ///< by a press on what setHeld() says

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut(const QList<Panel *> &panels);
    void addCommands();
    void addGoCommands();
    void addViewCommands();
    void nextPane(int by);
    void openPreferences();
    void restore();
    void rememberShape();
    void takeShape(); ///< of the width class, when it is another one now
    [[nodiscard]] QString widthClass() const;

    Look &m_look;
    Shortcuts &m_shortcuts;
    QSettings &m_settings;
    QList<Panel *> m_panels;
    TopBar *m_top;
    Rail *m_rail;
    Banner *m_banner;
    QStackedWidget *m_pages;
    QWidget *m_front = nullptr;
    StatusLine *m_status;
    CommandPalette *m_palette;
    KeysSheet *m_keys;
    QTimer m_menus; ///< gathers changes of commands into one rebuilding of the menus
    QList<std::pair<QString, std::function<QWidget *()>>> m_preferencePages;
    QString m_shownClass;
    QString m_hintScope; ///< asked again when a key changes
    QList<std::pair<QString, QString>> m_hintsInstead;
};

} // namespace wheelhouse
