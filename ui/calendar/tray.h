#pragma once

#include "ui/calendar/traymodel.h"
#include "ui/kit/label.h"

#include <QListView>

class QCheckBox;
class QVBoxLayout;

namespace wheelhouse {

class EmptyState;
class Shortcuts;

/// Beside the days: the posts that have no date yet, to be dragged onto one, and which campaigns are shown. In a small
/// window it is a drawer below them.
class Tray : public QWidget {
    Q_OBJECT
public:
    Tray(const Look &look, Shortcuts &shortcuts, QWidget *parent);

    void setSight(const CalendarSight &sight, const CalendarFilter &filter);
    void setDrawer(bool isDrawer); ///< below the days, a row of cards
    void takeFocus();
    [[nodiscard]] bool hasCurrent() const; ///< and the keyboard is here
    [[nodiscard]] QList<Card> chosen() const;
    [[nodiscard]] const TrayModel &model() const { return m_model; }

signals:
    void pickUpRequested(const QList<wheelhouse::Card> &cards);
    void openRequested(const wheelhouse::CardKey &card);
    void menuRequested(const QPoint &globalPlace);
    void dropped(const QList<wheelhouse::CardKey> &cards);
    void campaignToggled(qint64 campaign, bool shown);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fillCampaigns(const CalendarSight &sight, const CalendarFilter &filter);
    void layOut();
    void dress();

    const Look &m_look;
    Shortcuts &m_shortcuts;
    TrayModel m_model;
    TextLabel *m_title;
    TextLabel *m_count;
    QListView *m_list;
    TextLabel *m_nothing;
    QWidget *m_campaigns;
    QVBoxLayout *m_boxes;
    QList<Campaign> m_shown;
    CalendarFilter m_filter;
    bool m_isDrawer = false;
};

} // namespace wheelhouse
