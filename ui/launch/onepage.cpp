#include "ui/launch/onepage.h"

#include "ui/kit/canvas.h"
#include "ui/kit/emptystate.h"
#include "ui/launch/stepwords.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QTimeZone>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {
constexpr int widthPx = 250;
constexpr int headPx = 56; // as the facts beside it
constexpr int sidePx = 14;
constexpr int rowPx = 26;
} // namespace

GateList::GateList(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Gates still open"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void GateList::show(const LaunchSight &sight)
{
    m_rows.clear();
    for (const LaneReadiness &lane : sight.ready.lanes)
        for (const StepId id : lane.open) {
            const LaunchStep *step = sight.plan->step(id);
            const StepLook own = lookOf(*step);
            const StepDays days = daysOf(*step, sight.plan->launch);
            const QString day = days.isValid()
                ? QLocale().toString(days.last, tr("ddd d", "a day in a narrow row, as QLocale writes it"))
                : tr("no day");
            m_rows.append(
                { id, own.icon, own.tint == Tint::Plain ? m_look.theme().text3 : m_look.theme().hue(own.tint).text,
                    step->name, tr("%1, %2", "department, day").arg(sight.plan->lane(lane.lane)->name, day) });
        }
    m_current = qBound(0, m_current, qMax(0, int(m_rows.size()) - 1));
    setVisible(!m_rows.isEmpty());
    updateGeometry();
    update();
}

int GateList::rowHeight() const
{
    return m_look.scaled(rowPx);
}

QSize GateList::sizeHint() const
{
    return { m_look.scaled(200), int(m_rows.size()) * rowHeight() };
}

void GateList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const QFont font = m_look.font(Type::Small, QFont::Medium);
    const QFont quiet = m_look.font(Type::Small);
    for (int i = 0; i < int(m_rows.size()); ++i) {
        const Row &row = m_rows.at(i);
        const QRect line(0, i * rowHeight(), width(), rowHeight());
        if (hasFocus() && i == m_current)
            canvas.fill(line, m_look.theme().selected, 3);
        const int side = m_look.scaled(14);
        canvas.icon(QRect(line.left(), line.top(), side, line.height()), row.icon, row.ink);
        const int left = line.left() + side + m_look.scaled(8);
        const int room = line.right() - left;
        const int where = qMin(Canvas::textWidth(row.where, quiet) + 2, room / 2);
        canvas.text(QRect(left, line.top(), room - where - m_look.scaled(6), line.height()), row.name, font,
            m_look.theme().text);
        canvas.text(QRect(line.right() - where, line.top(), where, line.height()), row.where, quiet,
            m_look.theme().text3, Canvas::Side::Trailing);
        canvas.hairline(line, m_look.theme().line);
    }
}

void GateList::go(int row)
{
    m_current = qBound(0, row, qMax(0, int(m_rows.size()) - 1));
    if (m_current < m_rows.size())
        setAccessibleDescription(m_rows.at(m_current).name);
    update();
}

void GateList::mousePressEvent(QMouseEvent *event)
{
    go(int(event->position().y()) / rowHeight());
    if (m_current < m_rows.size())
        emit picked(m_rows.at(m_current).step);
}

void GateList::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
        return go(m_current - 1);
    case Qt::Key_Down:
        return go(m_current + 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current < m_rows.size())
            emit picked(m_rows.at(m_current).step);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GateList::focusInEvent(QFocusEvent *event)
{
    update();
    QWidget::focusInEvent(event);
}

void GateList::focusOutEvent(QFocusEvent *event)
{
    update();
    QWidget::focusOutEvent(event);
}

OnePage::OnePage(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setFixedWidth(look.scaled(widthPx));
    auto *inside = new QWidget(this);
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(sidePx, space::card, sidePx, space::card);
    m_column->setSpacing(space::grid);
    m_layers = new QVBoxLayout;
    m_layers->setSpacing(space::gap);
    m_column->addLayout(m_layers);
    heading(tr("What we all say"));
    m_says = paragraph();
    m_plan = paragraph(Ink::Third);
    heading(tr("What we do not say"));
    m_saysNot = paragraph();
    auto *edit = new Link(look, Type::Small, tr("Change the page"), inside);
    edit->setToolTip(plainTip(tr("E")));
    connect(edit, &Link::clicked, this, &OnePage::editRequested);
    m_column->addWidget(edit, 0, Qt::AlignLeading);
    heading(tr("Gates still open"));
    m_gates = new GateList(look, inside);
    m_column->addWidget(m_gates);
    connect(m_gates, &GateList::picked, this, &OnePage::stepPicked);
    m_noGates = paragraph(Ink::Third);
    m_noGates->setText(tr("None: every gate is passed."));
    heading(tr("Go or no-go"));
    m_go = paragraph();
    m_column->addSpacing(space::gap);
    m_behind = new QVBoxLayout;
    m_behind->setSpacing(space::gap);
    m_column->addLayout(m_behind);
    m_column->addStretch();
    auto *room = new QScrollArea(this);
    room->setWidgetResizable(true);
    room->setFrameShape(QFrame::NoFrame);
    room->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    room->setFocusPolicy(Qt::NoFocus);
    room->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    room->setWidget(inside);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(1, look.scaled(headPx), 0, 0);
    whole->addWidget(room);
}

TextLabel *OnePage::heading(const QString &words)
{
    m_column->addSpacing(space::gap);
    auto *label = new TextLabel(m_look, Type::Tiny, Ink::Third, words, this);
    label->setType(Type::Tiny, QFont::DemiBold);
    m_column->addWidget(label);
    return label;
}

TextLabel *OnePage::paragraph(Ink ink)
{
    auto *label = new TextLabel(m_look, Type::Small, ink, {}, this);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_column->addWidget(label);
    return label;
}

void OnePage::clear(QVBoxLayout *boxes)
{
    while (QLayoutItem *item = boxes->takeAt(0)) {
        if (QWidget *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
}

QFrame *OnePage::box(QVBoxLayout *boxes, const QString &words)
{
    auto *frame = new QFrame(this);
    frame->setStyleSheet(
        QStringLiteral("QFrame { background: %1; border-radius: 4px; }").arg(m_look.theme().amber.ground.name()));
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(space::grid);
    auto *label = new TextLabel(m_look, Type::Small, Ink::First, words, frame);
    label->setWordWrap(true);
    column->addWidget(label);
    boxes->addWidget(frame);
    return frame;
}

/// One box for all who have the same plan: what changed since is the same for them.
void OnePage::showBehind(const LaunchSight &sight)
{
    clear(m_behind);
    QMap<int, QList<LaunchSeen>> byVersion;
    for (const LaunchSeen &each : sight.plan->seen) {
        if (each.version == sight.plan->launch.version)
            continue;
        if (each.isMe)
            addBehind({ each },
                each.version == 0 ? tr("You have not seen this plan.") : tr("You have plan %1.").arg(each.version));
        else
            byVersion[each.version].append(each);
    }
    for (auto version = byVersion.cend(); version != byVersion.cbegin();) {
        --version;
        QStringList names;
        for (const LaunchSeen &each : *version)
            names.append(each.name);
        const QString all = QLocale().createSeparatedList(names);
        const int count = int(names.size());
        addBehind(*version,
            version.key() == 0
                ? tr("%1 {has|have} not seen this plan.", nullptr, count).arg(all)
                : tr("%1 {works|work} from plan %2.", nullptr, count).arg(all, QString::number(version.key())));
    }
}

void OnePage::addBehind(const QList<LaunchSeen> &who, const QString &words)
{
    QFrame *frame = box(m_behind, words);
    auto *link = new Link(m_look, Type::Small, tr("Show what changed"), frame);
    frame->layout()->addWidget(link);
    connect(link, &Link::clicked, this, [this, member = who.constFirst().member] { emit changesRequested(member); });
}

void OnePage::showLayers(const LaunchSight &sight)
{
    clear(m_layers);
    for (const SlipLayer &layer : sight.layers) {
        const bool isShown = layer.row == sight.layer;
        QFrame *frame = box(m_layers, tr("What if: %1. Nothing has moved yet.").arg(layer.name));
        const auto add = [&](const QString &words, auto then) {
            auto *link = new Link(m_look, Type::Small, words, frame);
            frame->layout()->addWidget(link);
            connect(link, &Link::clicked, this, then);
        };
        add(isShown ? tr("Look at the plan as it is") : tr("Look at it"),
            [this, row = isShown ? qint64(0) : layer.row] { emit lookRequested(row); });
        add(tr("Do it"), [this, layer] { emit applyRequested(layer); });
        add(tr("Drop it"), [this, layer] { emit dropRequested(layer); });
    }
}

void OnePage::show(const LaunchSight &sight)
{
    if (!sight.plan)
        return;
    const Launch &launch = sight.plan->launch;
    m_says->setText(launch.says.isEmpty() ? tr("Nothing is agreed yet.") : launch.says);
    m_plan->setText(launch.embargoUntil.isValid()
            ? tr("Plan %1 · embargo until %2")
                  .arg(QLocale().toString(launch.version),
                      QLocale().toString(
                          launch.embargoUntil.toTimeZone(QTimeZone(launch.doors.zone)), QLocale::ShortFormat))
            : tr("Plan %1").arg(launch.version));
    m_saysNot->setText(launch.saysNot.isEmpty() ? tr("Nothing is ruled out yet.") : launch.saysNot);
    m_gates->show(sight);
    m_noGates->setVisible(sight.ready.passed == sight.ready.gates);
    m_go->setText(sight.ready.isGo ? tr("Go: every department says so.") : sight.ready.whyNot);
    m_go->setInk(sight.ready.isGo ? Ink::Green : Ink::First);
    showLayers(sight);
    showBehind(sight);
}

void OnePage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_look.theme();
    painter.fillRect(rect(), theme.window);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.fill(QRect(0, 0, 1, height()), theme.line);
    const QRect head(0, 0, width(), m_look.scaled(headPx));
    canvas.text(head.adjusted(sidePx, 0, -sidePx, 0), tr("One page for everybody"),
        m_look.font(Type::Body, QFont::DemiBold), theme.text);
    canvas.hairline(head, theme.line);
}

} // namespace wheelhouse
