#pragma once

#include "app/desktop/toursite.h"
#include "app/desktop/workbench.h"

#include <QApplication>
#include <QTemporaryDir>

#include <deque>

namespace wheelhouse {

class HoldCard;

/// Walks every screen on a sample of its own, light and dark, wide and narrow, and keeps a picture of each.
class Tour : public QObject {
    Q_OBJECT
public:
    Tour(QApplication &app, Look &look, QString folder);

    /// 0 when every picture was kept; 1, with words on standard error, otherwise.
    int run();

private:
    struct Stop {
        QString name;
        std::function<void()> arrange;
        std::function<void()> leave;
    };
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> openBench(const QString &name);
    [[nodiscard]] Result<void> makeOutposts();
    [[nodiscard]] Result<void> makeDeeds();
    [[nodiscard]] Result<void> makeOutbox(const QString &name);
    void openOutbox();
    void openDesk(const char *name);
    void plan();
    void planDesk(const QString &suffix);
    void planSearch(const QString &suffix);
    void planDialogs(const QString &suffix);
    void planOutposts(const QString &suffix);
    void planOutpostDialogs(const QString &suffix);
    void planConnect(const QString &suffix);
    void lookAtOthers();
    void planDeeds(const QString &suffix);
    void planDeedsDesk(const QString &suffix);
    void planOutbox(const QString &suffix);
    void planOutboxDesk(const QString &suffix);
    void planSamePerson(const QString &suffix);
    void planPseudo();
    void planCalendar(const QString &suffix);
    void planComposer(const QString &suffix, Look::Mode mode);
    void openDraft();
    void planCalendarSizes(const QString &suffix, Look::Mode mode);
    void showRunNow();
    void closeDialog();
    [[nodiscard]] QString sheet();
    [[nodiscard]] QString feedList();
    [[nodiscard]] QString planSheetFile();
    [[nodiscard]] HoldCard *shownHold();
    void agreeToHold();
    void complain(const QString &words);
    void next();
    void keep(const QString &name, QWidget *window);
    [[nodiscard]] MainWindow &window() { return m_bench->window(); }
    void command(const char *id);
    void escape();
    void closePopup();

    QApplication &m_app;
    Look &m_look;
    QString m_folder;
    QTemporaryDir m_home;
    std::unique_ptr<QSettings> m_settings;
    SystemClock m_clock;
    TourSite m_site;
    std::unique_ptr<Shortcuts> m_frontKeys;
    std::unique_ptr<MainWindow> m_front;
    std::unique_ptr<Workbench> m_bench;
    std::deque<Stop> m_stops;
    PostId m_draft; ///< that the composer shows; null: not made yet
    QString m_now; ///< the stop we are at
    int m_outboxes = 0; ///< desks with an outbox made so far
    int m_failures = 0;
};

} // namespace wheelhouse
