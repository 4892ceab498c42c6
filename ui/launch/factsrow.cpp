#include "ui/launch/factsrow.h"

#include "core/launch/launchwords.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/kit/menubutton.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {
constexpr int heightPx = 56;
constexpr int sidePx = 16;
constexpr int gapPx = 22;
constexpr int narrowPx = 840; // without room for who is behind
constexpr int sentencePx = 220;
} // namespace

FactsRow::FactsRow(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_slipsIf(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_move(new MenuButton(look, tr("Move whole plan…"), MenuButton::Frame::Outlined, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(sidePx, 0, sidePx, 0);
    row->setSpacing(gapPx);
    m_doors = addFact(row, tr("Doors open"));
    m_gates = addFact(row, tr("Gates passed"));
    m_way = addFact(row, tr("In the way"));
    m_way.value->setElides(); // names of steps give way; hours and counts are read whole
    m_seen = addFact(row, {});
    row->addStretch(1);
    m_slipsIf->setWordWrap(true);
    m_slipsIf->setFixedWidth(look.scaled(sentencePx));
    row->addWidget(m_slipsIf);
    m_move->setGlyph(QStringLiteral("view-calendar"));
    m_move->setWords(tr("Move whole plan…"));
    m_move->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(m_move);
    connect(m_move, &MenuButton::clicked, this, &FactsRow::moveRequested);
    const auto size = [this] { setFixedHeight(m_look.scaled(heightPx)); };
    connect(&look, &Look::changed, this, size);
    size();
}

FactsRow::Fact FactsRow::addFact(QHBoxLayout *row, const QString &caption)
{
    auto *whole = new QWidget(this);
    Fact fact { whole, new QLabel(whole), new TextLabel(m_look, Type::Tiny, Ink::Third, caption, whole),
        new TextLabel(m_look, Type::Body, Ink::First, {}, whole),
        new TextLabel(m_look, Type::Small, Ink::Second, {}, whole) };
    fact.caption->setType(Type::Tiny, QFont::DemiBold);
    fact.value->setType(Type::Body, QFont::DemiBold);
    fact.detail->setElides();
    auto *line = new QHBoxLayout;
    line->setSpacing(space::grid);
    line->addWidget(fact.icon);
    line->addWidget(fact.value);
    line->addWidget(fact.detail);
    line->addStretch();
    auto *column = new QVBoxLayout(whole);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addStretch();
    column->addWidget(fact.caption);
    column->addLayout(line);
    column->addStretch();
    fact.icon->hide();
    fact.detail->hide();
    row->addWidget(whole);
    return fact;
}

void FactsRow::setMoveKeys(const QStringList &caps)
{
    m_move->setKeys(caps);
}

void FactsRow::show(const LaunchSight &sight)
{
    if (!sight.plan)
        return;
    const LaunchPlan &plan = *sight.plan;
    m_doors.value->setText(doorsWords(plan.launch.doors));
    const QString clocks = clockSentence(plan.launch.doors);
    m_doors.whole->setToolTip(plainTip(clocks.isEmpty() ? QString::fromLatin1(plan.launch.doors.zone) : clocks));
    m_gates.value->setText(tr("%1 of %2").arg(sight.ready.passed).arg(sight.ready.gates));
    QStringList names;
    for (const StepId each : sight.ready.inTheWay)
        names.append(plan.step(each)->name);
    m_way.value->setText(names.isEmpty() ? tr("nothing") : names.join(QStringLiteral(", ")));
    m_way.value->setInk(names.isEmpty() ? Ink::First : Ink::Red);
    m_way.icon->setPixmap(Icons::pixmap(QStringLiteral("post-clash"), m_look.theme().red.text, m_look.scaled(13),
        devicePixelRatioF(), layoutDirection()));
    m_way.icon->setVisible(!names.isEmpty());
    QStringList behind;
    for (const LaunchSeen &each : plan.seen)
        if (each.version != plan.launch.version)
            behind.append(each.version == 0 ? tr("%1 has not seen it").arg(each.name)
                                            : tr("%1 has plan %2").arg(each.name).arg(each.version));
    m_seen.caption->setText(tr("Everyone saw plan %1").arg(plan.launch.version));
    m_seen.value->setText(tr("%1 of %2").arg(plan.seen.size() - behind.size()).arg(plan.seen.size()));
    // Right after a move nearly everybody is behind; beside it stands what is in the way.
    m_seen.detail->setText(
        behind.size() < 2 ? behind.value(0) : tr("%n have an older one", nullptr, int(behind.size())));
    m_seen.detail->setToolTip(behind.join(QLatin1Char('\n')));
    m_slipsIf->setText(plan.launch.slipsIf);
    settle();
}

void FactsRow::settle()
{
    m_slipsIf->setVisible(!m_slipsIf->text().isEmpty() && width() > m_look.scaled(narrowPx + sentencePx));
    m_move->setCompact(width() < m_look.scaled(narrowPx - 100));
    m_seen.detail->setVisible(!m_seen.detail->text().isEmpty() && width() > m_look.scaled(narrowPx));
}

void FactsRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    settle();
}

void FactsRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().base);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_look.theme().line);
}

} // namespace wheelhouse
