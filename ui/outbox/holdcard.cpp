#include "ui/outbox/holdcard.h"

#include "core/base/text.h"
#include "ui/kit/canvas.h"
#include "ui/outbox/holdstrip.h"
#include "ui/outbox/holdwords.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyle>

namespace wheelhouse {

namespace {

/// A style sheet looks at a property only when it dresses a widget.
void dressAs(QPushButton &button, const QString &kind)
{
    if (button.property("kind").toString() == kind)
        return;
    button.setProperty("kind", kind);
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

} // namespace

HoldChoice::HoldChoice(const Look &look, bool holds, QWidget *parent)
    : QAbstractButton(parent)
    , m_look(look)
    , m_holds(holds)
{
    setCheckable(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void HoldChoice::setWords(const QString &name, const QString &count)
{
    setText(name);
    m_count = count;
    setAccessibleName(tr("%1, %2", "a way, how many it is about").arg(name, count));
    setToolTip(plainTip(accessibleName()));
    updateGeometry();
    update();
}

/// A name takes no more room when it is chosen than before.
QSize HoldChoice::sizeHint() const
{
    const int words = std::max(Canvas::textWidth(text(), m_look.font(Type::Body, QFont::DemiBold)),
        Canvas::textWidth(m_count, m_look.font(Type::Small)));
    return { std::max(m_look.scaled(120), words + 2 + 2 * space::gap),
        m_look.lineHeight(Type::Body) + m_look.lineHeight(Type::Small) + 2 * space::gap };
}

void HoldChoice::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    const bool isHolding = isChecked() && m_holds;
    if (isHolding)
        paintHatch(painter, rect().adjusted(1, 1, -1, -1), theme);
    else
        canvas.fill(rect(), isChecked() ? theme.selected : theme.base, space::radius);
    canvas.frame(rect(), isHolding ? theme.violet.fill : theme.outline, space::radius);
    if (isChecked())
        canvas.fill(QRect(0, height() - 3, width(), 3), isHolding ? theme.violet.fill : theme.bar);
    const QFont name = m_look.font(Type::Body, isChecked() ? QFont::DemiBold : QFont::Normal);
    QRect line(space::gap, space::gap, width() - 2 * space::gap, m_look.lineHeight(Type::Body));
    const auto centred = [&](const QString &words, const QFont &font, const QColor &ink) {
        const int used = std::min(Canvas::textWidth(words, font) + 2, line.width());
        canvas.text(QRect((width() - used) / 2, line.top(), used, line.height()), words, font, ink);
        line.translate(0, m_look.lineHeight(Type::Body));
    };
    centred(text(), name, isEnabled() ? theme.text : theme.text3);
    line.setHeight(m_look.lineHeight(Type::Small));
    centred(m_count, m_look.font(Type::Small), isHolding ? theme.violet.text : theme.text2);
}

HoldCard::HoldCard(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_ways(new QHBoxLayout)
    , m_campaign(new QComboBox(this))
    , m_stands(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_reason(new QLineEdit(this))
    , m_means(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_trouble(new TextLabel(look, Type::Small, Ink::Red, {}, this))
    , m_yes(new QPushButton(this))
    , m_no(new QPushButton(tr("Not now") + QStringLiteral("  Esc"), this))
{
    auto *group = new QButtonGroup(this);
    for (const Way way : { Running, Campaign, All }) {
        m_choices.append(new HoldChoice(look, way != Running, this));
        group->addButton(m_choices.constLast());
        connect(m_choices.constLast(), &QAbstractButton::clicked, this, [this, way] { choose(way); });
    }
    m_reason->setPlaceholderText(tr("Why: everybody sees it beside what waits"));
    m_reason->setAccessibleName(tr("Why it is held"));
    m_campaign->setAccessibleName(tr("Campaign"));
    m_campaign->setProperty("dataText", true);
    m_no->setAccessibleName(tr("Not now"));
    m_trouble->hide();
    for (TextLabel *each : { m_stands, m_means, m_trouble })
        each->setWordWrap(true);
    layOut();
    connect(m_campaign, &QComboBox::activated, this, [this] { choose(Campaign); });
    connect(m_reason, &QLineEdit::textChanged, this, &HoldCard::settle);
    connect(m_yes, &QPushButton::clicked, this, &HoldCard::agree);
    connect(m_no, &QPushButton::clicked, this, &HoldCard::cancelled);
}

void HoldCard::layOut()
{
    m_ways->setSpacing(0);
    for (HoldChoice *each : std::as_const(m_choices))
        m_ways->addWidget(each, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(m_no);
    buttons->addWidget(m_yes);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, space::pane);
    column->setSpacing(space::card);
    column->addWidget(new TextLabel(m_look, Type::Title, Ink::First, tr("Outgoing posts"), this));
    column->addLayout(m_ways);
    for (QWidget *each : std::initializer_list<QWidget *> { m_campaign, m_stands, m_reason, m_means, m_trouble })
        column->addWidget(each);
    column->addLayout(buttons);
}

/// Three equal columns, or rows where a name or a count would be cut off in one.
void HoldCard::settleWays()
{
    int widest = 0;
    for (const HoldChoice *each : std::as_const(m_choices))
        widest = std::max(widest, each->sizeHint().width());
    const QMargins edge = layout()->contentsMargins();
    const bool fits = widest * m_choices.size() <= width() - edge.left() - edge.right();
    m_ways->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void HoldCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    settleWays();
}

void HoldCard::begin(qint64 campaign)
{
    m_asked = campaign;
    m_isFresh = true;
    m_reason->clear();
    m_trouble->hide();
}

const Hold *HoldCard::holdOf(qint64 campaign) const
{
    const auto found = std::find_if(m_figures.standing.cbegin(), m_figures.standing.cend(),
        [campaign](const Hold &each) { return each.campaign == campaign; });
    return found == m_figures.standing.cend() ? nullptr : &*found;
}

qint64 HoldCard::wantedCampaign() const
{
    return m_way == All ? 0 : m_campaign->currentData().toLongLong();
}

QString HoldCard::countOf(qint64 campaign, int toSend) const
{
    return holdOf(campaign) ? tr("%Ln held", nullptr, toSend) : tr("would hold %Ln", nullptr, toSend);
}

void HoldCard::setFigures(const HoldFigures &figures)
{
    m_figures = figures;
    const qint64 before = m_isFresh ? m_asked : m_campaign->currentData().toLongLong();
    m_campaign->clear();
    for (const HoldFigures::OfCampaign &each : figures.campaigns)
        m_campaign->addItem(
            tr("%1 – %2", "a campaign, how many posts").arg(isolate(each.name), countOf(each.row, each.toSend)),
            each.row);
    const int held = std::max(0,
        m_campaign->findData(figures.standing.isEmpty() ? before
                : before != 0                           ? before
                                                        : figures.standing.constFirst().campaign));
    m_campaign->setCurrentIndex(held);
    if (m_isFresh) // what stands is chosen, so that nothing is changed by a press of Enter
        m_way = m_asked != 0 ? Campaign : figures.standing.isEmpty() ? All : holdOf(0) ? All : Campaign;
    const bool wasFresh = std::exchange(m_isFresh, false);
    settle();
    if (wasFresh && isVisible())
        firstFocus()->setFocus();
}

void HoldCard::choose(Way way)
{
    m_way = way;
    m_trouble->hide();
    settle();
    if (way != Running)
        m_reason->setFocus();
}

void HoldCard::say(const Error &error)
{
    m_trouble->setText(error.message);
    m_trouble->show();
}

QWidget *HoldCard::firstFocus() const
{
    return m_reason->isHidden() ? static_cast<QWidget *>(m_choices.at(m_way)) : m_reason;
}

/// Enter does what the button says, wherever the focus is; but not for who stands on the other one.
void HoldCard::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !m_no->hasFocus())
        return agree();
    QWidget::keyPressEvent(event);
}

void HoldCard::settle()
{
    const int at = m_campaign->currentIndex();
    const bool hasCampaigns = m_campaign->count() > 0;
    const auto ofCampaign = hasCampaigns ? m_figures.campaigns.value(at) : HoldFigures::OfCampaign();
    m_choices.at(Running)->setWords(tr("Running"), tr("%Ln held", nullptr, m_figures.held));
    m_choices.at(Campaign)->setWords(hasCampaigns ? ofCampaign.name : tr("One campaign"),
        hasCampaigns ? countOf(ofCampaign.row, ofCampaign.toSend) : tr("there is none"));
    m_choices.at(Campaign)->setEnabled(hasCampaigns);
    m_choices.at(All)->setWords(tr("Hold everything"), countOf(0, m_figures.toSend));
    settleWays();
    m_choices.at(m_way)->setChecked(true);
    m_campaign->setVisible(m_way == Campaign && m_campaign->count() > 1);
    QStringList standing;
    for (const Hold &each : std::as_const(m_figures.standing))
        standing.append(holdwords::stands(each));
    m_stands->setText(standing.join(QLatin1Char('\n')));
    m_stands->setVisible(!standing.isEmpty());
    const bool isRelease = m_way == Running;
    const bool isHeld = !isRelease && holdOf(wantedCampaign()) != nullptr;
    m_reason->setVisible(!isRelease && !isHeld);
    m_means->setText(isRelease
            ? (m_figures.standing.isEmpty() ? tr("Nothing is held.")
                                            : tr("On release nothing goes out by itself: each one asks."))
            : tr("What is planned stays planned, and nothing of it goes out until somebody releases it. What is out "
                 "there stays.")
                + (m_way == All ? QLatin1Char(' ') + tr("Answers to people wait, too.")
                                : QLatin1Char(' ') + tr("Answers to people still go out.")));
    dressAs(*m_yes, isRelease ? QStringLiteral("primary") : QStringLiteral("danger"));
    m_yes->setText((isRelease ? tr("Release") : tr("Hold")) + QStringLiteral("  \u21b5"));
    m_yes->setAccessibleName(isRelease ? tr("Release") : tr("Hold"));
    m_yes->setEnabled(isRelease ? !m_figures.standing.isEmpty() : !isHeld && !m_reason->text().trimmed().isEmpty());
}

void HoldCard::agree()
{
    if (!m_yes->isEnabled())
        return;
    if (m_way != Running)
        return emit holdRequested(wantedCampaign(), m_reason->text().trimmed());
    QList<HoldId> all;
    for (const Hold &each : std::as_const(m_figures.standing))
        all.append(each.id);
    emit releaseRequested(all);
}

} // namespace wheelhouse
