#pragma once

#include <QObject>
#include <QStringList>

#include <functional>

namespace wheelhouse {

class CalendarPanel;
class PlannerView;
class Shortcuts;
struct Card;
struct Layer;

/// The commands of the calendar, with keys, and the menu over a card.
class CalendarActions : public QObject {
    Q_OBJECT
public:
    CalendarActions(CalendarPanel &panel, Shortcuts &shortcuts);

    void openMenu(const QPoint &globalPlace);

private:
    using May = std::function<bool()>;
    void add(const char *id, const QString &text, const QStringList &keys, const char *icon, std::function<void()> run,
        May may = {}, const QString &hint = {});
    void addShapes();
    void addMoves();
    void addDeeds();
    void addLayers();
    [[nodiscard]] QList<Card> chosen() const; ///< in the view or in the tray, whichever has the keyboard
    [[nodiscard]] bool hasKeyboard() const; ///< the view or the tray
    void pickUp();
    void placeInFreeHours();
    void placeInstead();
    void hold();
    void openDate();
    void openRepeat();
    void drop();
    void toTray();
    void duplicate();
    void beginLayer();
    void chooseLayer();

    CalendarPanel &m_panel;
    Shortcuts &m_shortcuts;
};

} // namespace wheelhouse
