#include "ui/calendar/calendarbar.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/menubutton.h"
#include "ui/kit/segmentedbutton.h"
#include "ui/kit/shortcuts.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace wheelhouse {

namespace {

constexpr double barHeight = 46;

QString withKey(const Shortcuts &shortcuts, const QString &words, const char *command)
{
    const QString key = shortcuts.keys(QLatin1String(command)).value(0);
    return key.isEmpty() ? words : words + QLatin1String("  ") + key; // HouseStyle draws the key quieter
}

} // namespace

CalendarBar::CalendarBar(const Look &look, Shortcuts &shortcuts, const QStringList &shapes, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_back(new QToolButton(this))
    , m_today(new QPushButton(this))
    , m_forth(new QToolButton(this))
    , m_title(new TextLabel(look, Type::Title, Ink::First, {}, this))
    , m_shapes(new SegmentedButton(look, shapes, this))
    , m_outposts(new MenuButton(look, tr("Outposts shown"), MenuButton::Frame::Outlined, this))
    , m_new(new QPushButton(this))
{
    setObjectName(QStringLiteral("calendarBar"));
    m_shapes->setAccessibleName(tr("Shape of the calendar"));
    m_title->setProperty("dataText", true);
    m_title->setElides();
    m_new->setProperty("kind", QStringLiteral("primary"));
    for (QPushButton *each : { m_today, m_new })
        each->setProperty("small", true);
    m_outposts->setGlyph(QStringLiteral("view-filter"));
    m_outposts->setProperty("dataText", true);
    m_outposts->setMenu(new QMenu(m_outposts));
    connect(m_outposts->menu(), &QMenu::aboutToShow, this, &CalendarBar::fillOutposts);
    connect(m_back, &QToolButton::clicked, this, [this] { emit pageRequested(-1); });
    connect(m_forth, &QToolButton::clicked, this, [this] { emit pageRequested(1); });
    connect(m_today, &QPushButton::clicked, this, &CalendarBar::todayRequested);
    connect(m_new, &QPushButton::clicked, this, &CalendarBar::newRequested);
    connect(m_shapes, &SegmentedButton::chosen, this, &CalendarBar::shapeChosen);
    connect(&look, &Look::changed, this, &CalendarBar::dress);
    connect(&shortcuts, &Shortcuts::changed, this, &CalendarBar::dress);
    layOut();
    dress();
    setOutposts({}, {});
}

void CalendarBar::layOut()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pane, 0, space::pane, 0);
    row->setSpacing(10);
    for (QWidget *each : std::initializer_list<QWidget *> { m_back, m_today, m_forth })
        row->addWidget(each);
    row->addSpacing(space::grid);
    row->addWidget(m_title);
    row->addSpacing(space::card);
    row->addWidget(m_shapes);
    row->addStretch();
    row->addWidget(m_outposts);
    row->addWidget(m_new);
}

void CalendarBar::dress()
{
    setFixedHeight(m_look.scaled(barHeight));
    m_back->setIcon(Icons::icon(QStringLiteral("go-previous"), m_look));
    m_forth->setIcon(Icons::icon(QStringLiteral("go-next"), m_look));
    m_back->setAccessibleName(tr("Earlier"));
    m_forth->setAccessibleName(tr("Later"));
    m_back->setToolTip(withKey(m_shortcuts, tr("Earlier"), "calendar.back"));
    m_forth->setToolTip(withKey(m_shortcuts, tr("Later"), "calendar.forth"));
    m_today->setToolTip(withKey(m_shortcuts, tr("Today"), "calendar.today"));
    m_new->setToolTip(withKey(m_shortcuts, tr("New post"), "calendar.new"));
    const int side = m_look.rowHeight(RowKind::SmallButton);
    for (QToolButton *each : { m_back, m_forth })
        each->setFixedSize(side + 8, side);
    fit();
}

void CalendarBar::nameButtons(bool withKeys)
{
    m_today->setText(withKeys ? withKey(m_shortcuts, tr("Today"), "calendar.today") : tr("Today"));
    m_new->setText(withKeys ? withKey(m_shortcuts, tr("New post"), "calendar.new") : tr("New post"));
}

void CalendarBar::setTitle(const QString &words)
{
    m_title->setText(words);
    fit();
}

void CalendarBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// Which days these are is said whole as long as it can be: first the outposts are shown as a glyph, then the buttons
/// leave out their keys, which their tooltips say too.
void CalendarBar::fit()
{
    const auto wants = [this] {
        layout()->invalidate();
        return layout()->sizeHint().width() > width();
    };
    nameButtons(true);
    m_outposts->setCompact(m_isNarrow);
    if (wants())
        m_outposts->setCompact(true);
    if (wants())
        nameButtons(false);
}

void CalendarBar::setShape(int index)
{
    m_shapes->setCurrent(index);
}

void CalendarBar::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    fit();
}

void CalendarBar::setOutposts(const QList<Channel> &all, const QSet<ChannelId> &shown)
{
    m_all = all;
    m_shown = shown;
    m_outposts->setVisible(all.size() > 1);
    if (shown.isEmpty()) {
        m_outposts->setWords(tr("All outposts"));
    } else if (shown.size() == 1) {
        for (const Channel &channel : all)
            if (shown.contains(channel.id))
                m_outposts->setWords(channel.name);
    } else {
        m_outposts->setWords(tr("%Ln outpost(s)", nullptr, int(shown.size())));
    }
    fit();
}

void CalendarBar::fillOutposts()
{
    QMenu &menu = *m_outposts->menu();
    menu.clear();
    QAction *every = menu.addAction(tr("All outposts"));
    every->setCheckable(true);
    every->setChecked(m_shown.isEmpty());
    connect(every, &QAction::triggered, this, [this] { emit outpostsChosen({}); });
    menu.addSeparator();
    for (const Channel &channel : std::as_const(m_all)) {
        QString name = channel.name;
        QAction *one = menu.addAction(Icons::icon(Icons::networkName(networkWord(channel.network)), m_look),
            name.replace(QLatin1Char('&'), QLatin1String("&&")));
        one->setCheckable(true);
        one->setChecked(m_shown.contains(channel.id));
        connect(one, &QAction::triggered, this, [this, id = channel.id](bool on) {
            QSet<ChannelId> shown = m_shown;
            if (on)
                shown.insert(id);
            else
                shown.remove(id);
            emit outpostsChosen(shown);
        });
    }
}

/// Arrows point along the line of reading.
void CalendarBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        dress();
}

void CalendarBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(rect(), m_look.theme().base);
    canvas.hairline(rect(), m_look.theme().line);
}

} // namespace wheelhouse
