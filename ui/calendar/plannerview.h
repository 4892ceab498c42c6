#pragma once

#include "ui/calendar/cardpainter.h"
#include "ui/calendar/carry.h"

#include <QAbstractScrollArea>
#include <QTimer>

class QMimeData;
class QRubberBand;

namespace wheelhouse {

class DropNote;

/// What a point of a planner means; no day: nothing is there.
struct PlannerPoint {
    QDate day;
    QTime time; ///< none: whichever the card has
    friend bool operator==(const PlannerPoint &, const PlannerPoint &) = default;
};

/// Days with cards on them, whatever their shape: chosen, picked up and carried by hand or by keys, dropped. The
/// shapes (month, week, agenda) say which rectangle is which day; rectangles are as if one read from left to right.
/// It changes nothing itself: it says what a person wished.
class PlannerView : public QAbstractScrollArea {
    Q_OBJECT
public:
    /// Where a card is drawn.
    struct Spot {
        int card = 0; ///< its place in cards()
        QRect rect;
        int lines = 2; ///< as in CardPose
        QRect area = {}; ///< what of the view it is seen in; null: all
        [[nodiscard]] bool isSeenIn(const QRect &part) const
        {
            return rect.intersects(part) && (area.isNull() || area.intersects(part));
        }
    };
    /// A cell of the table that a screen reader is told of.
    struct Cell {
        QString words;
        QRect rect;
        bool isCurrent = false;
    };

    PlannerView(const Look &look, QWidget *parent);

    /// Shows \a sight; the choice stays where its cards still are.
    void setSight(const CalendarSight &sight, const CalendarFilter &filter);
    /// What is seen stays until setSight() brings what belongs to the new page, or a moment has gone: nobody is shown
    /// empty days for the blink of an eye, and nothing is painted twice.
    void awaitSight();
    [[nodiscard]] const CalendarSight &sight() const { return m_sight; }
    [[nodiscard]] const QList<Card> &cards() const { return m_cards; } ///< what the filter lets through

    void setDay(QDate day); ///< the keyboard's place; says nothing
    [[nodiscard]] QDate day() const { return m_day; }
    /// Which days it must be given to show \a day.
    [[nodiscard]] virtual std::pair<QDate, QDate> rangeFor(QDate day) const = 0;
    /// The day that tells which page is shown.
    [[nodiscard]] virtual QDate pageDay() const { return m_day; }
    [[nodiscard]] virtual QDate pageStep(QDate day, int pages) const = 0;

    [[nodiscard]] std::optional<Card> current() const;
    [[nodiscard]] QList<Card> chosen() const; ///< what is chosen, else the current one
    /// Chooses \a keys as far as they are shown, and goes to the first.
    void choose(const QList<CardKey> &keys);

    void enter(); ///< drops what is carried, else opens
    void pickUp(); ///< what is chosen
    /// \a cards begin to be carried from \a from: what the tray gives to the keyboard.
    void carry(const QList<Card> &cards, const CardKey &lead);
    void putBack();
    [[nodiscard]] bool isCarrying() const { return !m_carry.isEmpty(); }
    void cut(); ///< marks what is chosen; it stays until it is put elsewhere
    void paste(); ///< what was cut, on the current day
    [[nodiscard]] bool hasCut() const { return !m_cut.isEmpty(); }
    [[nodiscard]] WallTime here() const; ///< the keyboard's place, at any time of it

    // For the screen reader:
    [[nodiscard]] virtual int tableRows() const = 0;
    [[nodiscard]] virtual int tableColumns() const { return 7; }
    [[nodiscard]] virtual Cell tableCell(int row, int column) const = 0;
    [[nodiscard]] virtual QString rowTitle(int row) const = 0;
    [[nodiscard]] virtual QString columnTitle(int column) const = 0;
    /// Where a day stands in it: x and width are columns, y and height rows; empty where each line is its own.
    [[nodiscard]] virtual QRect cellsOf(QDate day) const = 0;
    [[nodiscard]] QRect onScreen(const QRect &rect) const; ///< mirrored, as globalGeometry

signals:
    void openRequested(const wheelhouse::CardKey &card);
    void placeRequested(const QList<wheelhouse::Placement> &placements);
    void menuRequested(const QPoint &globalPlace);
    void dayWanted(QDate day); ///< one that is not shown
    void wholeDayRequested(QDate day);
    void newRequested(const wheelhouse::WallTime &at);
    void choiceChanged();
    void carryChanged(); ///< something is carried, elsewhere, or nothing any more
    void refused(const QString &words);

protected:
    virtual void arrange() = 0; ///< fills spots()
    virtual void paint(Canvas &canvas, QPainter &painter) = 0;
    [[nodiscard]] virtual PlannerPoint pointAt(const QPoint &place) const = 0;
    [[nodiscard]] virtual QRect rectOf(const WallTime &at) const = 0; ///< where it would come to lie; may be empty
    [[nodiscard]] virtual QDate wholeDayAt(const QPoint &) const { return {}; } ///< of "+3 more" there
    /// How far an arrow carries: days, minutes.
    [[nodiscard]] virtual std::pair<int, int> carryStep(int key, bool isFine) const = 0;
    [[nodiscard]] virtual int daysDown() const { return 0; } ///< from a day to the one below; 0: none
    [[nodiscard]] virtual bool hidesCards() const { return false; } ///< which ones goes by where the keyboard is
    virtual void reveal(const QRect &) { } ///< scrolls so that it is seen

    [[nodiscard]] const Look &look() const { return m_look; }
    [[nodiscard]] QList<Spot> &spots() { return m_spots; }
    [[nodiscard]] const QList<Spot> &spots() const { return m_spots; }
    [[nodiscard]] QList<int> cardsOf(QDate day) const { return m_byDay.value(day); } ///< places in cards()
    [[nodiscard]] bool isCurrent(int card) const { return card == m_current; }
    [[nodiscard]] PlannerPoint landingPoint() const; ///< of what is carried; no day: nothing is
    void paintSpots(Canvas &canvas, QPainter &painter, const QRect &clip) const;
    void paintLanding(Canvas &canvas, QPainter &painter) const;
    void rearrange();
    [[nodiscard]] QString daySentence(QDate day) const; ///< the day and what is on it

    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] QPoint logical(const QPoint &place) const; ///< mirrored where one reads from the right
    [[nodiscard]] int cardAt(const QPoint &place) const; ///< -1: none
    [[nodiscard]] CardPose poseOf(int card, const Spot &spot) const;
    void goTo(QDate day, int index);
    void goToCard(int card);
    void step(int key);
    void carryBy(int key, bool isFine);
    bool hearArrow(QKeyEvent &event);
    void speak();
    void describe();
    void chooseOnly(int card);
    void chooseTo(int card);
    void chooseWithin(const QRect &band);
    void startDrag();
    void follow(const PlannerPoint &point);
    void land();
    void settle(const QList<Placement> &placements);
    void scrollWhileDragging(const QPoint &place);
    [[nodiscard]] Carry carriedBy(const QMimeData *goods) const;
    void endCarry();

    const Look &m_look;
    CalendarSight m_sight;
    QList<Card> m_cards;
    QHash<QDate, QList<int>> m_byDay;
    QList<Spot> m_spots;
    QDate m_day;
    int m_current = -1; ///< in m_cards; -1: the day itself
    QSet<CardKey> m_chosen;
    QSet<CardKey> m_cut;
    Carry m_carry;
    WallTime m_to; ///< of its leader
    bool m_isRefused = false; ///< the note offers another place
    DropNote *m_note;
    QRubberBand *m_band;
    QPoint m_pressedAt; ///< of the viewport
    int m_pressed = -1;
    bool m_isPressing = false;
    bool m_isStale = true; ///< spots are to be arranged anew
    bool m_isPainted = false; ///< as large as it is, and since it is seen
    QTimer m_patience; ///< for a sight; then days are seen without it
};

/// What a drag carries within this program.
inline constexpr QLatin1String carriedType { "application/x-wheelhouse-cards" };
[[nodiscard]] QByteArray carriedBytes(const QList<Card> &cards, const CardKey &lead);
[[nodiscard]] QList<CardKey> carriedKeys(const QByteArray &bytes); ///< the leader first

} // namespace wheelhouse
