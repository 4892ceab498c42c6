#include "ui/composer/composerpanel.h"

#include "ui/composer/composehead.h"
#include "ui/composer/planpicker.h"
#include "ui/composer/previewpane.h"
#include "ui/composer/sidecolumn.h"
#include "ui/composer/startpage.h"
#include "ui/composer/variantedit.h"
#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmentedbutton.h"
#include "ui/kit/shortcuts.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

namespace wheelhouse {

namespace {

constexpr int barHeight = 54; // px before the text scale
constexpr int judgeAfterMs = 60;
constexpr int rereadAfterMs = 30;

QScrollArea *scrolling(QWidget *inside, const QString &name, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(name);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    // The panel's own ground shows through, whatever the theme.
    inside->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

/// The bar at the foot, with a line above it.
class FootBar : public QWidget {
public:
    FootBar(const Look &look, QWidget *parent)
        : QWidget(parent)
        , m_look(look)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_look.theme().window);
        painter.fillRect(QRect(0, 0, width(), 1), m_look.theme().line);
    }

private:
    const Look &m_look;
};

} // namespace

ComposerPanel::ComposerPanel(ComposerServices &services, const Look &look, Shortcuts &shortcuts, QWidget *parent)
    : Panel(parent)
    , m_services(services)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_keeper(services)
    , m_spelling(services.background, services.ownWords)
    , m_pictures(services)
    , m_stack(new QStackedWidget(this))
    , m_start(new StartPage(services, look, this))
    , m_work(new QWidget(this))
    , m_write(new QWidget(m_work))
    , m_ways(new SegmentedButton(look, { tr("Write"), tr("Preview") }, this))
    , m_head(new ComposeHead(look, m_write))
    , m_notice(new Notice(look, m_write))
    , m_grid(new QGridLayout)
    , m_shared(new VariantEdit(m_pictures, m_spelling, services.saved, look, m_write))
    , m_preview(new PreviewPane(m_pictures, look, m_work))
    , m_side(new SideColumn(look, services.needsApproval, m_work))
    , m_trouble(new TextLabel(look, Type::Small, Ink::Red, {}, m_write))
    , m_keep(new QPushButton(m_write))
    , m_main(new QPushButton(m_write))
{
    m_judgeSoon.setSingleShot(true);
    m_judgeSoon.setInterval(judgeAfterMs);
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(rereadAfterMs);
    layOut();
    listen();
    addCommands();
    close();
}

ComposerPanel::~ComposerPanel() = default;

QWidget *ComposerPanel::writing()
{
    auto *inside = new QWidget(m_write);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(16, space::card, 16, space::card);
    column->setSpacing(space::pane);
    column->addWidget(m_shared);
    m_grid->setHorizontalSpacing(space::pane);
    m_grid->setVerticalSpacing(space::pane);
    column->addLayout(m_grid);
    column->addStretch();
    m_scroll = scrolling(inside, tr("The post"), m_write);
    m_scroll->setProperty("pane", true);
    m_scroll->setFocusProxy(m_shared);
    return m_scroll;
}

QWidget *ComposerPanel::bottomBar()
{
    auto *bar = new FootBar(m_look, m_write);
    bar->setMinimumHeight(m_look.scaled(barHeight));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(16, space::tightGap, 16, space::tightGap);
    row->setSpacing(10);
    const auto tool = [&](const char *icon, const char *command) {
        auto *button = new QToolButton(bar);
        button->setProperty("kind", QStringLiteral("plain"));
        button->setIcon(Icons::icon(QString::fromLatin1(icon), m_look));
        const QString id = QString::fromLatin1(command);
        connect(button, &QToolButton::clicked, this, [this, id] { std::ignore = m_shortcuts.run(id); });
        connect(&m_look, &Look::changed, button,
            [this, button, icon] { button->setIcon(Icons::icon(QString::fromLatin1(icon), m_look)); });
        QTimer::singleShot(0, button, [this, button, id] {
            if (const Command *known = m_shortcuts.find(id)) {
                button->setAccessibleName(known->text);
                button->setToolTip(
                    tr("%1 (%2)", "a verb, its key").arg(known->text, m_shortcuts.caps(id).join(QLatin1Char('+'))));
            }
        });
        row->addWidget(button);
    };
    tool("insert-image", "composer.picture");
    tool("list-add", "composer.part");
    tool("tag", "composer.template");
    m_trouble->setElides();
    m_trouble->setType(Type::Small, QFont::DemiBold);
    row->addWidget(m_trouble, 1);
    row->addStretch();
    m_keep->setText(tr("Keep as draft") + QStringLiteral("  Ctrl S"));
    m_keep->setAccessibleName(tr("Keep as draft"));
    m_main->setProperty("kind", QStringLiteral("primary"));
    row->addWidget(m_keep);
    row->addWidget(m_main);
    return bar;
}

void ComposerPanel::layOut()
{
    m_sideScroll = scrolling(m_side, tr("Forecast and findings"), m_work);
    m_sideScroll->setProperty("pane", true);
    m_preview->setProperty("pane", true);
    auto *write = new QVBoxLayout(m_write);
    write->setContentsMargins(0, 0, 0, 0);
    write->setSpacing(0);
    write->addWidget(m_head);
    write->addWidget(m_notice);
    write->addWidget(writing(), 1);
    write->addWidget(bottomBar());
    auto *panes = new QHBoxLayout;
    panes->setSpacing(0);
    panes->addWidget(m_write, 1);
    panes->addWidget(m_preview);
    panes->addWidget(m_sideScroll);
    auto *work = new QVBoxLayout(m_work);
    work->setContentsMargins(0, 0, 0, 0);
    work->setSpacing(0);
    m_ways->setAccessibleName(tr("Words or preview"));
    auto *ways = new QHBoxLayout;
    ways->setContentsMargins(16, space::grid, 16, 0);
    ways->addWidget(m_ways, 0, Qt::AlignLeading);
    work->addLayout(ways);
    work->addLayout(panes, 1);
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_work);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_stack);
}

void ComposerPanel::listen()
{
    connect(&m_judgeSoon, &QTimer::timeout, this, &ComposerPanel::judge);
    connect(&m_readSoon, &QTimer::timeout, this, &ComposerPanel::reread);
    connect(m_shared, &VariantEdit::edited, this, &ComposerPanel::takeShared);
    connect(m_shared, &VariantEdit::failed, this, &ComposerPanel::say);
    connect(m_shared, &VariantEdit::keepingRequested, this, [this] { openSaved(false); });
    connect(m_shared, &VariantEdit::spellingTold, m_side, &SideColumn::setSpelling);
    connect(m_head, &ComposeHead::titled, this, [this](const QString &title) {
        if (!m_isShown)
            return;
        m_now.words.title = title;
        typed();
    });
    connect(m_head, &ComposeHead::textRequested, m_shared, &VariantEdit::takeFocus);
    connect(m_head, &ComposeHead::channelToggled, this, &ComposerPanel::toggle);
    connect(m_head, &ComposeHead::planRequested, this, &ComposerPanel::askPlan);
    connect(m_head, &ComposeHead::whyRequested, this, &ComposerPanel::askWhy);
    connect(m_head, &ComposeHead::campaignRequested, this, &ComposerPanel::askCampaign);
    connect(m_side, &SideColumn::findingChosen, this, &ComposerPanel::goTo);
    connect(m_preview, &PreviewPane::chosen, this, [this](int index) {
        m_current = index;
        showPreview();
    });
    connect(m_ways, &SegmentedButton::chosen, this, [this](int index) {
        m_isPreviewing = index == 1;
        arrange();
    });
    connect(&m_pictures, &PictureRoom::changed, &m_judgeSoon, qOverload<>(&QTimer::start));
    connect(&m_pictures, &PictureRoom::failed, this, &ComposerPanel::say);
    connect(&m_spelling, &SpellRoom::failed, this, &ComposerPanel::say);
    connect(m_keep, &QPushButton::clicked, this, &ComposerPanel::keepNow);
    connect(m_main, &QPushButton::clicked, this, &ComposerPanel::plan);
    connect(m_start, &StartPage::newRequested, this, [this] { begin(); });
    connect(m_start, &StartPage::openRequested, this, &ComposerPanel::open);
    connect(
        m_start, &StartPage::templateRequested, this, [this](const PostTemplate &made) { begin({}, made.content); });
    connect(m_start, &StartPage::keepingRequested, this, [this] { openSaved(true); });
    connect(m_start, &StartPage::failed, this, &ComposerPanel::say);
    connect(&m_keeper, &ComposerKeeper::kept, this, [this](const QDateTime &at) {
        m_head->setSaved(tr("saved on this laptop %1").arg(at.toLocalTime().toString(QStringLiteral("HH:mm"))), false);
        if (std::exchange(m_tellsKept, false))
            emit told(tr("Kept as a draft"));
    });
    connect(&m_keeper, &ComposerKeeper::failed, this, [this](const Error &error, bool again) {
        m_head->setSaved(tr("not saved"), true);
        if (!again)
            say(error);
    });
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        static const QSet<QByteArray> ours { "post", "variant", "plan", "delivery", "campaign", "channel_limits",
            "account", "post_template" };
        if ((tables.isEmpty() || tables.intersects(ours)) && !m_readSoon.isActive())
            m_readSoon.start();
    });
}

void ComposerPanel::takeFocus()
{
    if (m_stack->currentWidget() == m_start)
        return m_start->takeFocus();
    if (m_now.words.title.isEmpty() && m_now.words.shared.parts.value(0).text.isEmpty())
        return m_head->title().setFocus();
    m_shared->takeFocus();
}

void ComposerPanel::open(const PostId &post)
{
    if (!(m_now.post == post))
        putAwayBlank();
    m_keeper.flush();
    m_notice->clear();
    m_current = 0;
    m_now = {};
    m_isShown = false;
    m_at.reset();
    m_now.post = post;
    m_limits.clear();
    // Behind whatever was just typed there.
    m_services.engine.ask(
        this, [] { return true; },
        [this, post](bool) {
            if (!(m_now.post == post))
                return;
            auto found = m_services.reader.read(post);
            if (!found)
                return say(found.error());
            if (!*found || (*found)->state == Composition::State::Discarded)
                return close();
            // What the store refused so far stands here still.
            (*found)->words = m_keeper.waiting(post).value_or((*found)->words);
            showComposition(**found);
            m_stack->setCurrentWidget(m_work);
            takeFocus();
        });
}

void ComposerPanel::close()
{
    putAwayBlank();
    m_now = {};
    m_isShown = false;
    m_at.reset();
    m_stack->setCurrentWidget(m_start);
    m_start->read();
}

void ComposerPanel::begin(const std::optional<WallTime> &at, const PostContent &content)
{
    m_keeper.flush();
    const auto outposts = m_services.reader.outposts();
    if (!outposts)
        return say(outposts.error());
    NewComposition made;
    made.words.shared = content;
    if (made.words.shared.language.isEmpty())
        made.words.shared.language = QLocale().bcp47Name().section(u'-', 0, 0);
    for (const Channel &each : *outposts)
        made.words.variants.append({ each, true, {} });
    m_services.engine.ask(
        this,
        [&services = m_services, made, at]() -> Result<Composed> {
            auto begun = services.composing.begin(made);
            if (begun && at && services.plan.place)
                if (auto placed = services.plan.place(begun->post, at); !placed)
                    return tl::unexpected(placed.error());
            return begun;
        },
        [this](const Result<Composed> &begun) {
            if (!begun)
                return say(begun.error());
            emit acted(begun->sentence);
            open(begun->post);
        });
}

const Limits &ComposerPanel::limitsOf(const Channel &channel)
{
    if (!m_limits.contains(channel.id)) {
        const auto limits = m_services.limits.of(channel.id);
        m_limits.insert(channel.id, limits ? *limits : usualLimits(channel.network));
    }
    return m_limits[channel.id];
}

/// What an undo, another window or the agent changed is shown; what is being typed is nobody else's.
void ComposerPanel::reread()
{
    if (m_stack->currentWidget() == m_start)
        return m_start->read();
    if (m_keeper.isBehind())
        return;
    const auto found = m_services.reader.read(m_now.post);
    if (!found)
        return say(found.error());
    if (!*found || (*found)->state == Composition::State::Discarded) {
        close();
        return takeFocus();
    }
    showComposition(**found);
}

void ComposerPanel::showComposition(const Composition &now)
{
    m_now = now;
    m_isShown = true;
    if (m_services.plan.at)
        m_at = m_services.plan.at(now.post).value_or(std::nullopt);
    m_head->setSaved(
        tr("saved on this laptop %1").arg(now.savedAt.toLocalTime().toString(QStringLiteral("HH:mm"))), false);
    showVariants();
    showState();
    judge();
}

VariantEdit *ComposerPanel::makeVariant()
{
    auto *edit = new VariantEdit(m_pictures, m_spelling, m_services.saved, m_look, m_write);
    connect(edit, &VariantEdit::edited, this, [this, edit] { takeVariant(edit); });
    connect(edit, &VariantEdit::revertRequested, this, [this, edit] { askRevert(edit); });
    connect(edit, &VariantEdit::failed, this, &ComposerPanel::say);
    connect(edit, &VariantEdit::keepingRequested, this, [this] { openSaved(false); });
    connect(edit, &VariantEdit::focused, this, [this, edit] {
        m_current = int(m_variants.indexOf(edit));
        showPreview();
    });
    return edit;
}

void ComposerPanel::showVariants()
{
    const auto &variants = m_now.words.variants;
    while (m_variants.size() > variants.size())
        delete m_variants.takeLast();
    while (m_variants.size() < variants.size())
        m_variants.append(makeVariant());
    m_shared->setShared(m_now.words.shared);
    const auto names = outpostNames(variants);
    for (int i = 0; i < m_variants.size(); ++i)
        m_variants[i]->setVariant(
            variants.at(i), limitsOf(variants.at(i).channel), names.value(variants.at(i).channel.id));
    m_current = qBound(0, m_current, qMax(0, int(m_variants.size()) - 1));
    arrange();
}

} // namespace wheelhouse
