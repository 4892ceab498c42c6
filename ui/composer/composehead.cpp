#include "ui/composer/composehead.h"

#include "ui/composer/flowrow.h"
#include "ui/composer/planpicker.h"
#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/kit/menubutton.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int headHeight = 50; // px before the text scale
constexpr int leadWidth = 56;
constexpr int leastTitle = 160;
constexpr int mostTitle = 420;

} // namespace

/// An outpost with a box to tick, its network's glyph and its name.
class OutpostBox : public QAbstractButton {
public:
    OutpostBox(const Look &look, const Channel &channel, QWidget *parent)
        : QAbstractButton(parent)
        , m_look(look)
        , m_channel(channel)
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setText(channel.name);
        setAccessibleName(ComposeHead::tr("Goes to %1").arg(channel.name));
        setToolTip(plainTip(channel.name));
        setProperty("elides", true);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }
    [[nodiscard]] const Channel &channel() const { return m_channel; }
    [[nodiscard]] QSize sizeHint() const override
    {
        return { Canvas::textWidth(text(), m_look.font(Type::Small)) + m_look.scaled(62),
            m_look.rowHeight(RowKind::Button) };
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return { m_look.scaled(80), sizeHint().height() }; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Canvas canvas(painter, m_look, layoutDirection(), rect());
        const Theme &theme = m_look.theme();
        canvas.fill(rect(), isChecked() ? theme.accent.ground : theme.base, space::radius);
        canvas.frame(rect(), isChecked() ? theme.accent.text : theme.outline, space::radius);
        const int side = m_look.scaled(16);
        const int top = (height() - side) / 2;
        canvas.checkBox(QRect(m_look.scaled(9), top, side, side), isChecked());
        const QRect glyph(m_look.scaled(32), (height() - m_look.scaled(14)) / 2, m_look.scaled(14), m_look.scaled(14));
        canvas.icon(glyph, Icons::networkName(networkWord(m_channel.network)), theme.text2);
        canvas.text(rect().adjusted(m_look.scaled(52), 0, -m_look.scaled(8), 0), text(), m_look.font(Type::Small),
            isChecked() ? theme.text : theme.text2);
    }

private:
    const Look &m_look;
    Channel m_channel;
};

ComposeHead::ComposeHead(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_glyph(new QLabel(this))
    , m_title(new QLineEdit(this))
    , m_campaign(new MenuButton(look, tr("Campaign"), MenuButton::Frame::None, this))
    , m_saved(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_plan(new MenuButton(look, tr("Plan for"), MenuButton::Frame::Outlined, this))
    , m_why(new MenuButton(look, tr("Why"), MenuButton::Frame::Outlined, this))
    , m_whyWords(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_outposts(new QWidget(this))
    , m_flow(new FlowRow(space::tightGap))
{
    layOut();
    connect(m_title, &QLineEdit::textEdited, this, &ComposeHead::titled);
    connect(m_title, &QLineEdit::textChanged, this, &ComposeHead::fitTitle);
    connect(m_title, &QLineEdit::returnPressed, this, &ComposeHead::textRequested);
    connect(m_title, &QLineEdit::editingFinished, m_title, [this] { m_title->setCursorPosition(0); }); // how it begins
    connect(m_plan, &MenuButton::clicked, this, &ComposeHead::planRequested);
    connect(m_why, &MenuButton::clicked, this, &ComposeHead::whyRequested);
    connect(m_campaign, &MenuButton::clicked, this, &ComposeHead::campaignRequested);
    connect(&look, &Look::changed, this, &ComposeHead::showState);
}

QWidget *ComposeHead::row(const QString &title)
{
    auto *line = new QWidget(this);
    auto *words = new TextLabel(m_look, Type::Small, Ink::Second, title, line);
    words->setMinimumWidth(m_look.scaled(leadWidth));
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(16, space::gap, 16, space::gap);
    layout->setSpacing(space::gap);
    layout->addWidget(words);
    m_rows.append(line);
    return line;
}

void ComposeHead::layOut()
{
    m_title->setProperty("kind", QStringLiteral("bare"));
    m_title->setFont(m_look.font(Type::Title));
    m_title->setPlaceholderText(tr("Without a name"));
    m_title->setAccessibleName(tr("What the team calls this post"));
    m_title->setMinimumWidth(m_look.scaled(leastTitle));
    m_saved->setElides();
    m_whyWords->setElides();
    m_plan->setGlyph(QStringLiteral("view-calendar-month"));
    m_plan->setSizePolicy(
        QSizePolicy::Minimum, QSizePolicy::Fixed); // the hour is never cut; what is beside it gives way
    m_why->setGlyph(QStringLiteral("flag"));
    auto *top = new QWidget(this);
    top->setMinimumHeight(m_look.scaled(headHeight));
    auto *head = new QHBoxLayout(top);
    head->setContentsMargins(16, 0, space::pane, 0);
    head->setSpacing(space::gap);
    head->addWidget(m_glyph);
    head->addWidget(m_title, 2);
    head->addWidget(m_campaign);
    head->addWidget(m_saved);
    head->addStretch(1);
    head->addWidget(m_plan);
    m_rows.append(top);
    auto *goes = row(tr("Goes to"));
    m_outposts->setLayout(m_flow);
    goes->layout()->addWidget(m_outposts);
    static_cast<QHBoxLayout *>(goes->layout())->setStretch(1, 1);
    auto *why = row(tr("Why"));
    why->layout()->addWidget(m_why);
    why->layout()->addWidget(m_whyWords);
    static_cast<QHBoxLayout *>(why->layout())->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *each : { top, goes, why })
        column->addWidget(each);
}

/// What belongs to it stands beside the name, not at the far end of an empty field.
void ComposeHead::fitTitle()
{
    const int words = Canvas::textWidth(m_title->text(), m_look.font(Type::Title)) + m_look.scaled(24);
    m_title->setMaximumWidth(qBound(m_look.scaled(leastTitle), words, m_look.scaled(mostTitle)));
}

QWidget *ComposeHead::planAnchor() const
{
    return m_plan;
}

QWidget *ComposeHead::whyAnchor() const
{
    return m_why;
}

QWidget *ComposeHead::campaignAnchor() const
{
    return m_campaign;
}

void ComposeHead::goToOutposts()
{
    if (!m_boxes.isEmpty())
        m_boxes.constFirst()->setFocus();
}

void ComposeHead::setSaved(const QString &words, bool isTrouble)
{
    m_saved->setInk(isTrouble ? Ink::Red : Ink::Third);
    m_saved->setText(words);
}

void ComposeHead::showState()
{
    const bool isDraft = m_now.state == Composition::State::Draft;
    m_glyph->setPixmap(Icons::pixmap(isDraft ? QStringLiteral("post-draft") : QStringLiteral("post-approved"),
        isDraft ? m_look.theme().text3 : m_look.theme().green.text, m_look.scaled(16), devicePixelRatioF()));
    m_glyph->setToolTip(isDraft ? tr("Draft") : tr("In the outbox"));
    m_glyph->setAccessibleName(m_glyph->toolTip());
    m_title->setFont(m_look.font(Type::Title));
    m_title->setMinimumWidth(m_look.scaled(leastTitle));
    fitTitle();
    if (!m_title->hasFocus())
        m_title->setCursorPosition(0); // a name is known by how it begins
}

void ComposeHead::showOutposts(const QList<Channel> &outposts)
{
    QList<Channel> all = outposts;
    for (const ComposedVariant &each : std::as_const(m_now.words.variants))
        if (!all.contains(each.channel))
            all.append(each.channel);
    const bool isSame = all.size() == m_boxes.size()
        && std::equal(all.cbegin(), all.cend(), m_boxes.cbegin(),
            [](const Channel &channel, const OutpostBox *box) { return channel == box->channel(); });
    if (!isSame) {
        qDeleteAll(m_boxes);
        m_boxes.clear();
        for (const Channel &each : std::as_const(all)) {
            auto *box = new OutpostBox(m_look, each, m_outposts);
            connect(
                box, &QAbstractButton::clicked, this, [this, id = each.id](bool on) { emit channelToggled(id, on); });
            m_flow->addWidget(box);
            box->show();
            m_boxes.append(box);
        }
    }
    for (OutpostBox *box : std::as_const(m_boxes))
        box->setChecked(std::any_of(m_now.words.variants.cbegin(), m_now.words.variants.cend(),
            [box](const ComposedVariant &each) { return each.channel.id == box->channel().id; }));
}

void ComposeHead::show(
    const Composition &composition, const QList<Channel> &outposts, const std::optional<WallTime> &at)
{
    m_now = composition;
    if (m_title->text() != composition.words.title)
        m_title->setText(composition.words.title);
    fitTitle();
    m_campaign->setWords(composition.campaign.isEmpty() ? tr("No campaign") : composition.campaign);
    m_plan->setWords(at ? planWords(*at) : tr("Plan for…"));
    const Objective &why = composition.objective;
    m_why->setWords(why.isNone ? tr("No objective, knowingly") : why.words.isEmpty() ? tr("Say why…") : why.words);
    m_whyWords->setText(why.isDecided() ? QString() : tr("what should come of it"));
    showOutposts(outposts);
    showState();
}

void ComposeHead::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    painter.fillRect(rect(), m_look.theme().base);
    for (const QWidget *each : std::as_const(m_rows))
        canvas.hairline(each->geometry(), m_look.theme().line);
}

} // namespace wheelhouse
