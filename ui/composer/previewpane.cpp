#include "ui/composer/previewpane.h"

#include "core/networks/counting.h"
#include "ui/composer/variantedit.h"
#include "ui/kit/canvas.h"
#include "ui/kit/label.h"
#include "ui/kit/segmentedbutton.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace wheelhouse {

namespace {

constexpr int saltBytes = 8;

} // namespace

Result<Preview> previewOf(const Channel &channel, const PostContent &content, const Limits &limits)
{
    // The salt of a preview is nobody's: only a digest needs a fresh one.
    const auto bytes = canonicalBytes({ channel.id, content, {}, QByteArray(saltBytes, '\0') });
    const auto said = bytes ? readCanonical(*bytes) : tl::unexpected(bytes.error());
    if (!said)
        return tl::unexpected(said.error());
    Preview preview { channel, said->content.title, said->content.warning, {}, {} };
    const QStringView warning = limits.hasWarning ? QStringView(said->content.warning) : QStringView();
    for (const PostPart &each : said->content.parts) {
        const TextLength length = measure(each.text, limits, warning);
        preview.parts.append({ each.text, length.tooLongFrom.value_or(-1), each.pictures });
    }
    preview.parts.first().poll = said->content.poll;
    return preview;
}

PreviewPane::PreviewPane(PictureRoom &pictures, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_pictures(pictures)
    , m_look(look)
    , m_head(new QWidget(this))
    , m_title(new TextLabel(look, Type::Heading, Ink::First, tr("Preview"), m_head))
    , m_list(new QComboBox(m_head))
    , m_words(new TextLabel(look, Type::Small, Ink::Second, {}, this))
{
    setAccessibleName(tr("Preview"));
    m_head->setFixedHeight(look.scaled(50));
    m_list->setAccessibleName(tr("Network of the preview"));
    m_list->setProperty("dataText", true);
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->hide();
    connect(m_list, &QComboBox::activated, this, &PreviewPane::chosen);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(space::pane, 0, space::pane, 0);
    head->setSpacing(space::gap);
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_list, 2);
    auto *inside = new QWidget(this);
    m_cards = new QVBoxLayout;
    m_cards->setSpacing(space::gap);
    m_words->setWordWrap(true);
    auto *cards = new QVBoxLayout(inside);
    cards->setContentsMargins(space::pane, 16, space::pane, 16);
    cards->setSpacing(16);
    cards->addLayout(m_cards);
    cards->addWidget(m_words);
    cards->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setAccessibleName(tr("Preview"));
    scroll->setWidget(inside);
    inside->setAutoFillBackground(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(scroll, 1);
    connect(&look, &Look::changed, this, [this] {
        fitWays();
        update();
    });
}

QString PreviewPane::words() const
{
    return m_words->text();
}

void PreviewPane::showWays(const QList<ComposedVariant> &variants, int index)
{
    QStringList ways;
    const auto names = outpostNames(variants);
    for (const ComposedVariant &each : variants)
        ways.append(names.value(each.channel.id));
    if (ways != m_shownWays) {
        m_shownWays = ways;
        delete m_ways;
        m_ways = nullptr;
        m_list->clear();
        m_list->addItems(ways);
        if (ways.size() > 1) {
            m_ways = new SegmentedButton(m_look, ways, m_head);
            m_ways->setAccessibleName(tr("Network of the preview"));
            m_head->layout()->addWidget(m_ways);
            connect(m_ways, &SegmentedButton::chosen, this, &PreviewPane::chosen);
        }
        fitWays();
    }
    if (m_ways != nullptr)
        m_ways->setCurrent(index);
    m_list->setCurrentIndex(index);
}

/// Side by side where they have room, else in a list.
void PreviewPane::fitWays()
{
    const bool isChoice = m_ways != nullptr;
    const int room = width() - m_title->sizeHint().width() - 2 * space::pane - 2 * space::gap;
    const bool fits = isChoice && m_ways->sizeHint().width() <= room;
    if (isChoice)
        m_ways->setVisible(fits);
    m_list->setVisible(isChoice && !fits);
}

void PreviewPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitWays();
}

QString PreviewPane::verdict(const ComposedVariant &variant, const Limits &limits) const
{
    const QString network = networkName(variant.channel.network);
    for (const PreviewPart &each : m_preview.parts) {
        if (each.cut < 0)
            continue;
        const TextLength length = measure(each.text, limits, limits.hasWarning ? m_preview.warning : QString());
        const int over = length.characters - limits.characters;
        return over > 0
            ? tr("%1 would refuse this post: %Ln character(s) past %2. The cut is marked with a red line.", nullptr,
                over)
                  .arg(network, QLocale().toString(limits.characters))
            : tr("%1 would refuse this post: it has too many bytes. The cut is marked with a red line.").arg(network);
    }
    return tr("This is what %1 gets, character for character.").arg(network);
}

void PreviewPane::show(
    const QList<ComposedVariant> &variants, int index, const QHash<ChannelId, Limits> &limits, const QString &when)
{
    showWays(variants, index);
    const bool isThere = index >= 0 && index < variants.size();
    auto preview = isThere
        ? previewOf(variants.at(index).channel, variants.at(index).content, limits.value(variants.at(index).channel.id))
        : Result<Preview>(Preview());
    m_preview = preview.value_or(Preview());
    m_preview.when = when;
    while (m_shown.size() > m_preview.parts.size())
        delete m_shown.takeLast();
    while (m_shown.size() < m_preview.parts.size()) {
        m_shown.append(new PreviewCard(m_pictures, m_look, this));
        m_cards->addWidget(m_shown.constLast());
    }
    for (int i = 0; i < m_shown.size(); ++i)
        m_shown[i]->show(m_preview, i);
    m_words->setText(!preview ? preview.error().message
            : isThere         ? verdict(variants.at(index), limits.value(variants.at(index).channel.id))
                              : tr("Choose where it goes: the preview shows it there."));
}

void PreviewPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = m_look.theme();
    painter.fillRect(rect(), theme.alternate);
    painter.fillRect(m_head->geometry(), theme.base);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    canvas.hairline(m_head->geometry(), theme.line);
    const QRect edge = canvas.placed(QRect(0, 0, 1, height()));
    painter.fillRect(edge, theme.line);
}

} // namespace wheelhouse
