#pragma once

#include "core/connectors/feed/feedlists.h"
#include "ui/outposts/outpostservices.h"

#include <QDialog>

class QProgressBar;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace wheelhouse {

class Look;
class Notice;
class TextLabel;

/// Somebody's list of feeds (OPML) comes in: its folders and feeds with what each row would do, ticked one by one, then
/// followed in one step that can be taken back. Reading happens on a lane of its own.
class FeedListDialog : public QDialog {
    Q_OBJECT
public:
    FeedListDialog(const OutpostServices &services, const Look &look, QWidget *parent = nullptr);
    FeedListDialog(const FeedListDialog &) = delete;
    FeedListDialog &operator=(const FeedListDialog &) = delete;
    ~FeedListDialog() override;
    void openFile(const QString &path);

signals:
    void followed(const QString &sentence); ///< for the status line: it can be taken back

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void layOut();
    void chooseFile();
    void present(const Result<FeedOffers> &offers);
    void addOffer(int place, const FeedOffer &offer);
    [[nodiscard]] QTreeWidgetItem *folder(const QString &name);
    void tickUnder(QTreeWidgetItem &item, bool isOn);
    void tick(bool isOn);
    void count();
    void follow();
    void settle();
    [[nodiscard]] QString summary() const;

    OutpostServices m_services;
    const Look &m_look;
    Lane m_lane { QStringLiteral("feedlist"), Lane::Pace::Background };
    FeedOffers m_offers;
    QHash<QString, QTreeWidgetItem *> m_folders; ///< by name; owned by the list
    int m_chosen = 0;
    int m_opened = 0; ///< what is read of an earlier file falls to the ground
    bool m_isBusy = false;

    TextLabel *m_file;
    QPushButton *m_choose;
    QTreeWidget *m_list;
    TextLabel *m_summary;
    QPushButton *m_all;
    QPushButton *m_none;
    QProgressBar *m_progress;
    Notice *m_notice;
    QPushButton *m_follow;
    QPushButton *m_close;
};

} // namespace wheelhouse
