#include "ui/calendar/calendaractions.h"

#include "ui/calendar/calendarpanel.h"
#include "ui/calendar/clashbox.h"
#include "ui/calendar/placedialog.h"
#include "ui/calendar/plannerview.h"
#include "ui/calendar/repeatdialog.h"
#include "ui/calendar/tray.h"
#include "ui/kit/notice.h"
#include "ui/kit/shortcuts.h"
#include "ui/kit/smalllist.h"

#include <QMenu>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr const char *menuCommands[] = { "calendar.open", "", "calendar.pickUp", "calendar.date", "calendar.freeHour",
    "calendar.instead", "calendar.repeat", "calendar.toTray", "calendar.cut", "calendar.duplicate", "",
    "calendar.schedule", "calendar.unschedule", "calendar.hold", "", "calendar.drop" };

QList<PostId> postsOf(const QList<Card> &cards)
{
    QList<PostId> posts;
    for (const Card &card : cards)
        if (!posts.contains(card.post))
            posts.append(card.post);
    return posts;
}

} // namespace

CalendarActions::CalendarActions(CalendarPanel &panel, Shortcuts &shortcuts)
    : QObject(&panel)
    , m_panel(panel)
    , m_shortcuts(shortcuts)
{
    addMoves();
    addShapes();
    addDeeds();
    addLayers();
}

void CalendarActions::add(const char *id, const QString &text, const QStringList &keys, const char *icon,
    std::function<void()> run, May may, const QString &hint)
{
    m_shortcuts.add({ QLatin1String("calendar.") + QLatin1String(id), text, m_panel.scope(), keys, QLatin1String(icon),
        std::move(run), std::move(may), hint, false });
}

bool CalendarActions::hasKeyboard() const
{
    return (m_panel.view() && m_panel.view()->hasFocus()) || m_panel.m_tray->hasCurrent();
}

QList<Card> CalendarActions::chosen() const
{
    if (m_panel.m_tray->hasCurrent())
        return m_panel.m_tray->chosen();
    return m_panel.view() ? m_panel.view()->chosen() : QList<Card>();
}

void CalendarActions::addMoves()
{
    const auto view = [this] { return m_panel.view(); };
    const auto keyboard = [this] { return hasKeyboard(); };
    add(
        "open", tr("Open the post, or drop what is carried"), { QStringLiteral("Return") }, "document-open",
        [this, view] {
            if (m_panel.m_tray->hasCurrent())
                emit m_panel.openRequested(m_panel.m_tray->chosen().value(0).post);
            else
                view()->enter();
        },
        keyboard, tr("open"));
    add(
        "pickUp", tr("Pick up, to carry by the arrows"), { QStringLiteral("Space") }, "", [this] { pickUp(); },
        keyboard, tr("pick up"));
    add(
        "cut", tr("Cut, to put on another day"), { QStringLiteral("Ctrl+X") }, "", [view] { view()->cut(); },
        [view] { return view() && view()->hasFocus(); });
    add(
        "paste", tr("Put what was cut on this day"), { QStringLiteral("Ctrl+V") }, "", [view] { view()->paste(); },
        [view] { return view() && view()->hasFocus() && view()->hasCut(); });
    add(
        "date", tr("Date and hour…"), { QStringLiteral("D") }, "appointment-new", [this] { openDate(); },
        [this] { return !chosen().isEmpty(); });
    add(
        "toTray", tr("Take the date away"), { QStringLiteral("B") }, "", [this] { toTray(); },
        [this] { return !chosen().isEmpty() && !m_panel.m_tray->hasCurrent(); });
    add(
        "freeHour", tr("Into the next free hour of its outposts"), { QStringLiteral("F") }, "",
        [this] { placeInFreeHours(); }, [this] { return !chosen().isEmpty() && m_panel.m_layer == 0; });
    add(
        "instead", tr("Move it to where nothing clashes"), { QStringLiteral("Shift+F") }, "",
        [this] { placeInstead(); },
        [this] {
            const QList<Card> cards = chosen();
            const auto clash = cards.size() == 1 ? clashToMend(cards.first(), m_panel.m_sight) : std::nullopt;
            return clash && clash->instead;
        });
    add("back", tr("Earlier"), { QStringLiteral("[") }, "go-previous", [this] { m_panel.page(-1); });
    add("forth", tr("Later"), { QStringLiteral("]") }, "go-next", [this] { m_panel.page(1); });
    add("today", tr("Today"), { QStringLiteral("T") }, "view-calendar",
        [this] { m_panel.showDay(m_panel.m_sight.today()); });
}

void CalendarActions::addShapes()
{
    using Shape = CalendarPanel::Shape;
    add(
        "month", tr("Month"), { QStringLiteral("M") }, "view-calendar-month",
        [this] { m_panel.setShape(Shape::Month); }, [this] { return m_panel.shape() != Shape::Month; });
    add(
        "week", tr("Week"), { QStringLiteral("W") }, "view-calendar", [this] { m_panel.setShape(Shape::Week); },
        [this] { return m_panel.shape() != Shape::Week; }, tr("week"));
    add(
        "agenda", tr("Agenda"), { QStringLiteral("A") }, "view-list-text", [this] { m_panel.setShape(Shape::Agenda); },
        [this] { return m_panel.shape() != Shape::Agenda; });
    if (m_panel.m_launch)
        add(
            "launch", tr("Launch room"), { QStringLiteral("V"), QStringLiteral("L") }, "view-calendar-timeline",
            [this] { m_panel.setShape(Shape::Launch); }, [this] { return m_panel.shape() != Shape::Launch; });
    add("tray", tr("To the posts without a date, or back"), { QStringLiteral("U") }, "", [this] {
        if (m_panel.m_tray->hasCurrent())
            m_panel.takeFocus();
        else
            m_panel.showTray();
    });
}

void CalendarActions::addDeeds()
{
    const auto some = [this] { return !chosen().isEmpty(); };
    add("new", tr("New post…"), { QStringLiteral("N") }, "document-edit", [this] {
        const PlannerView *view = m_panel.view();
        emit m_panel.newRequested(view ? view->here() : WallTime {});
    });
    add(
        "hold", tr("Hold outgoing posts…"), { QStringLiteral("H") }, "media-playback-pause", [this] { hold(); }, {},
        tr("hold"));
    add(
        "repeat", tr("Repeat…"), { QStringLiteral("R") }, "view-refresh", [this] { openRepeat(); },
        [this] { return chosen().size() == 1 && chosen().constFirst().at; });
    add(
        "schedule", tr("Queue as planned"), { QStringLiteral("Shift+Q") }, "document-send",
        [this] { m_panel.m_steps->schedule(postsOf(chosen())); }, some);
    add(
        "unschedule", tr("Take out of the outbox: a draft again"), {}, "document-edit",
        [this] { m_panel.m_steps->unschedule(postsOf(chosen())); }, some);
    add(
        "duplicate", tr("Duplicate…"), { QStringLiteral("Shift+D") }, "edit-copy", [this] { duplicate(); },
        [this] { return chosen().size() == 1; });
    add(
        "drop", tr("Leave out of the plan"), { QStringLiteral("Del") }, "edit-delete", [this] { drop(); },
        [this, some] { return hasKeyboard() && some(); });
}

void CalendarActions::addLayers()
{
    add(
        "whatIf", tr("What if… (moves that are only thought of)"), {}, "bulb", [this] { beginLayer(); },
        [this] { return m_panel.m_layer == 0; });
    add(
        "whatIfs", tr("Look at a what-if…"), {}, "bulb", [this] { chooseLayer(); },
        [this] { return !m_panel.m_sight.layers.isEmpty(); });
}

void CalendarActions::pickUp()
{
    PlannerView *view = m_panel.view();
    if (!view)
        return;
    if (!m_panel.m_tray->hasCurrent())
        return view->isCarrying() ? view->enter() : view->pickUp();
    const QList<Card> cards = m_panel.m_tray->chosen();
    if (!cards.isEmpty())
        view->carry(cards, keyOf(cards.first()));
}

void CalendarActions::placeInFreeHours()
{
    QList<CardKey> keys;
    for (const Card &card : chosen())
        keys.append(keyOf(card));
    m_panel.m_steps->placeInFreeHours(keys);
}

void CalendarActions::placeInstead()
{
    const Card card = chosen().constFirst();
    if (const auto clash = clashToMend(card, m_panel.m_sight); clash && clash->instead)
        m_panel.place({ { keyOf(card), clash->instead } });
}

/// The campaign that all that is chosen belongs to is chosen there too.
void CalendarActions::hold()
{
    const QList<Card> cards = chosen();
    const qint64 campaign = cards.isEmpty() ? 0 : cards.first().campaign;
    const bool isOne =
        std::all_of(cards.cbegin(), cards.cend(), [campaign](const Card &card) { return card.campaign == campaign; });
    emit m_panel.holdRequested(isOne ? campaign : 0);
}

void CalendarActions::openDate()
{
    const QList<Card> cards = chosen();
    const Carry carry { cards, keyOf(cards.first()) };
    const CalendarSight &sight = m_panel.m_sight;
    const WallTime from = cards.first().at.value_or(WallTime { m_panel.m_day, {}, sight.zone });
    auto *dialog = new PlaceDialog(
        m_panel.m_look, cards.first().name(), from,
        [carry, sight](const WallTime &to) {
            const DropVerdict verdict = judge(carry, to, sight);
            PlaceDialog::Remarks remarks { {}, verdict.forbids };
            for (const DropVerdict::Line &line : verdict.lines)
                remarks.lines.append(line.words);
            return remarks;
        },
        &m_panel);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PlaceDialog::chosen, this,
        [this, carry](const WallTime &to) { m_panel.place(placementsFor(carry, to)); });
    dialog->open();
}

/// The rule is read where it is kept: a card only says that there is one.
void CalendarActions::openRepeat()
{
    const Card card = chosen().constFirst();
    m_panel.m_services.reader.ask(
        this,
        [path = m_panel.m_services.path, post = card.post]() -> Result<std::optional<Series>> {
            auto database = Database::open(path, Database::Mode::Read);
            if (!database)
                return tl::unexpected(database.error());
            return CalendarBook(**database).series(post);
        },
        [this, card](const Result<std::optional<Series>> &series) {
            if (!series)
                return m_panel.m_notice->say(series.error());
            const auto rule = *series ? (*series)->rule : std::nullopt;
            auto *dialog = new RepeatDialog(m_panel.m_look, card.name(), *card.at, rule, &m_panel);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &RepeatDialog::chosen, this,
                [this, key = keyOf(card)](const std::optional<RecurrenceRule> &chosen, EditScope scope) {
                    m_panel.m_steps->repeat(key, chosen, scope);
                });
            dialog->open();
        });
}

void CalendarActions::drop()
{
    QList<CardKey> keys;
    bool ofSeries = false;
    for (const Card &card : chosen()) {
        keys.append(keyOf(card));
        ofSeries = ofSeries || card.repeats;
    }
    m_panel.m_steps->drop(keys, ofSeries);
}

void CalendarActions::toTray()
{
    QList<Placement> placements;
    for (const Card &card : chosen())
        placements.append({ keyOf(card), std::nullopt });
    m_panel.place(placements);
}

void CalendarActions::duplicate()
{
    const Card card = chosen().constFirst();
    const WallTime from = card.at.value_or(WallTime { m_panel.m_day, {}, m_panel.m_sight.zone });
    auto *dialog = new PlaceDialog(
        m_panel.m_look, tr("Once more: %1").arg(card.name()), from,
        [](const WallTime &) { return PlaceDialog::Remarks(); }, &m_panel);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PlaceDialog::chosen, this,
        [this, key = keyOf(card)](const WallTime &to) { m_panel.m_steps->duplicate(key, to); });
    dialog->open();
}

void CalendarActions::beginLayer()
{
    auto *list = new SmallList(m_panel.m_look, tr("What if…"), &m_panel);
    list->setCreatePattern(tr("Try: %1"));
    connect(list, &SmallList::created, this, [this](const QString &name) { m_panel.m_steps->beginLayer(name); });
    connect(list, &SmallList::closed, list, &QObject::deleteLater);
    list->openAt(&m_panel, QRect(m_panel.width() / 3, 0, 10, 60));
}

void CalendarActions::chooseLayer()
{
    auto *list = new SmallList(m_panel.m_look, tr("Look at a what-if"), &m_panel);
    QList<SmallList::Item> items { { QStringLiteral("0"), tr("The plan as it is"), {}, {}, {}, {} } };
    for (const Layer &layer : m_panel.m_sight.layers)
        items.append({ QString::number(layer.row), layer.name, layer.madeBy, QStringLiteral("bulb"), {}, {} });
    list->setItems(items);
    connect(list, &SmallList::picked, this, [this](const QString &row) { m_panel.lookAtLayer(row.toLongLong()); });
    connect(list, &SmallList::closed, list, &QObject::deleteLater);
    list->openAt(&m_panel, QRect(m_panel.width() / 3, 0, 10, 60));
}

void CalendarActions::openMenu(const QPoint &globalPlace)
{
    auto *menu = new QMenu(&m_panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("What can be done"));
    const QList<Card> cards = chosen();
    if (cards.isEmpty()) {
        for (const char *id : { "calendar.new", "calendar.paste", "calendar.today", "calendar.whatIf" })
            if (const Command *command = m_shortcuts.find(QLatin1String(id)); command && m_shortcuts.mayRun(*command))
                connect(menu->addAction(command->text), &QAction::triggered, this,
                    [this, name = command->id] { std::ignore = m_shortcuts.run(name); });
        return menu->popup(globalPlace);
    }
    if (cards.size() > 1) {
        menu->addAction(tr("%Ln selected", nullptr, int(cards.size())))->setEnabled(false);
        menu->addSeparator();
    }
    for (const char *id : menuCommands) {
        const Command *command = m_shortcuts.find(QLatin1String(id));
        if (!command) {
            menu->addSeparator();
            continue;
        }
        const QString key = m_shortcuts.keys(command->id).value(0);
        QAction *entry = menu->addAction(key.isEmpty() ? command->text : command->text + QLatin1Char('\t') + key);
        entry->setEnabled(m_shortcuts.mayRun(*command));
        connect(entry, &QAction::triggered, this, [this, name = command->id] { std::ignore = m_shortcuts.run(name); });
    }
    menu->popup(globalPlace);
}

} // namespace wheelhouse
