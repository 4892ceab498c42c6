#pragma once

#include "ui/kit/look.h"
#include "ui/outbox/outboxmodel.h"
#include "ui/outbox/outboxreader.h"
#include "ui/outbox/outboxservices.h"

#include <QDialog>
#include <QTimer>

class QListView;
class QMenu;
class QStackedWidget;

namespace wheelhouse {

class AmendCard;
class EmptyState;
class HoldStrip;
class MoveCard;
class Notice;
class OutboxDetail;
class Overlay;
class Pulse;
class Shortcuts;
class TextLabel;

/// What goes out, beside the main window: what needs a person, what is in doubt, what is planned, what went out lately.
/// One or several are sent, withdrawn, moved, changed. Its commands stand in Shortcuts under the scope "outbox".
class OutboxWindow : public QDialog {
    Q_OBJECT
public:
    static constexpr QLatin1String scope { "outbox" };
    static constexpr int pageSize = 200; ///< rows of a group, and as many again when asked for

    OutboxWindow(const OutboxServices &services, const Look &look, Shortcuts &shortcuts, QWidget *parent);
    OutboxWindow(const OutboxWindow &) = delete;
    OutboxWindow &operator=(const OutboxWindow &) = delete;
    ~OutboxWindow() override;

    /// Opens it; \a words are said above the list.
    void open(const QString &words = {});
    /// Opens it with all that was held chosen, so that each is decided about.
    void review(const QString &words);

signals:
    void acted(const QString &sentence); ///< can be taken back
    void told(const QString &sentence);
    void holdsRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Rows = QList<OutboxRow>;
    void layOut();
    void listen();
    void addCommands();
    void addVerb(const char *id, const QString &text, const QString &key, const char *icon,
        const std::function<void()> &run, bool (*fits)(const OutboxRow &));
    void read();
    void present(const Result<OutboxPage> &page);
    void presentHolds(const Result<HoldFigures> &figures);
    void keepSelection(const QList<DeliveryId> &chosen, const QModelIndex &current);
    void settle();
    void tick();
    void activate(const QModelIndex &index);
    void showMenu(const QPoint &place);
    [[nodiscard]] Rows chosen() const;
    [[nodiscard]] Rows fitting(bool (*fits)(const OutboxRow &)) const;
    void decide(Decision decision, bool (*fits)(const OutboxRow &));
    void askWhen();
    void move(const WallTime &at);
    void askToRemove();
    void remove();
    void askToChange();
    void change(const PostContent &content);
    void openLink();
    void copy();
    void ask(QWidget *card, QWidget *first);
    template<typename T> void finish(const Result<T> &done, const QString &sentence);

    OutboxServices m_services;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    OutboxReader m_reader;
    OutboxModel m_model;
    OutboxBook::Most m_most;
    QTimer m_second; ///< what counts down goes on
    bool m_isReviewing = false; ///< what is held is chosen as soon as it is read
    Rows m_asked; ///< what the open card is about
    Pulse *m_pulse;
    TextLabel *m_summary;
    HoldStrip *m_strip;
    QStackedWidget *m_room;
    QListView *m_list;
    EmptyState *m_empty;
    OutboxDetail *m_detail;
    Notice *m_notice;
    MoveCard *m_move;
    AmendCard *m_amend;
    Overlay *m_moveOver;
    Overlay *m_amendOver;
};

} // namespace wheelhouse
