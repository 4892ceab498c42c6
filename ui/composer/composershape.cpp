// How the composer's panes stand, and what its bars say.
#include "ui/composer/composehead.h"
#include "ui/composer/composerpanel.h"
#include "ui/composer/planpicker.h"
#include "ui/composer/previewpane.h"
#include "ui/composer/sidecolumn.h"
#include "ui/composer/variantedit.h"
#include "ui/kit/canvas.h"
#include "ui/kit/label.h"
#include "ui/kit/segmentedbutton.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int previewWidth = 318; // px before the text scale
constexpr int sideWidth = 286;
constexpr int narrowBelow = 1100;
constexpr int twoColumnsFrom = 560; // of the room for variants

} // namespace

bool ComposerPanel::isNarrow() const
{
    return width() < m_look.scaled(narrowBelow);
}

void ComposerPanel::arrange()
{
    const bool isNarrow = this->isNarrow();
    m_ways->setVisible(isNarrow);
    m_ways->setCurrent(m_isPreviewing ? 1 : 0);
    m_write->setVisible(!isNarrow || !m_isPreviewing);
    m_preview->setVisible(!isNarrow || m_isPreviewing);
    m_sideScroll->setVisible(!isNarrow || m_isPreviewing);
    m_sideScroll->setFixedWidth(m_look.scaled(sideWidth));
    if (isNarrow)
        m_preview->setMaximumWidth(QWIDGETSIZE_MAX);
    else
        m_preview->setFixedWidth(m_look.scaled(previewWidth));
    m_preview->setMinimumWidth(m_look.scaled(isNarrow ? 200 : previewWidth));
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    const int room = width() - (isNarrow ? 0 : m_look.scaled(previewWidth + sideWidth));
    const int columns = !isNarrow && room >= m_look.scaled(twoColumnsFrom) ? 2 : 1;
    showTabs(isNarrow && m_variants.size() > 1);
    int place = 0;
    for (int i = 0; i < m_variants.size(); ++i) {
        VariantEdit *edit = m_variants.at(i);
        const bool isWide = columns == 1 || edit->hasTitle();
        place += isWide && place % columns != 0 ? 1 : 0;
        m_grid->addWidget(edit, 1 + place / columns, place % columns, 1, isWide ? columns : 1);
        place += isWide ? columns : 1;
        edit->setVisible(!isNarrow || i == m_current);
    }
    for (int i = 0; i < 2; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
}

/// One variant at a time where there is no room for several.
void ComposerPanel::showTabs(bool isTabbed)
{
    QStringList words;
    const auto names = outpostNames(m_now.words.variants);
    if (isTabbed)
        for (const VariantEdit *each : std::as_const(m_variants))
            words.append(names.value(each->variant().channel.id));
    if (words != m_shownTabs) {
        m_shownTabs = words;
        delete m_tabs;
        m_tabs = nullptr;
        if (isTabbed) {
            m_tabs = new SegmentedButton(m_look, words, m_write);
            m_tabs->setAccessibleName(tr("Variant"));
            connect(m_tabs, &SegmentedButton::chosen, this, &ComposerPanel::goToVariant);
        }
    }
    if (m_tabs == nullptr)
        return;
    m_tabs->setCurrent(m_current);
    m_grid->addWidget(m_tabs, 0, 0, Qt::AlignLeading);
    m_tabs->show();
}

void ComposerPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    arrange();
    if (!m_now.post.isNull())
        showMain();
}

void ComposerPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().base);
}

QList<Channel> ComposerPanel::outposts() const
{
    return m_services.reader.outposts().value_or(QList<Channel>());
}

void ComposerPanel::showState()
{
    m_head->show(m_now, outposts(), m_at);
    const bool isDraft = this->isDraft();
    m_head->title().setReadOnly(!isDraft);
    QList<VariantEdit *> all = m_variants;
    all.prepend(m_shared);
    for (VariantEdit *each : std::as_const(all))
        each->setFrozen(!isDraft);
    m_keep->setVisible(isDraft);
    showMain();
}

void ComposerPanel::showPreview()
{
    if (m_tabs != nullptr)
        arrange();
    const QString when = m_at ? QLocale().toString(m_at->date, tr("ddd d MMM", "a day: Tue 27 Oct")) : QString();
    m_preview->show(asSent().variants, m_current, m_limits, when);
    if (!m_services.forecast || m_current >= m_now.words.variants.size())
        return m_side->setForecast({});
    const ComposedVariant variant = m_now.words.variants.at(m_current);
    m_services.forecast(variant, m_at, [this](const ForecastWords &words) { m_side->setForecast(words); });
}

/// As it goes out: with the pictures that are ready in place of those that were given.
ComposedWords ComposerPanel::asSent() const
{
    ComposedWords words = m_now.words;
    for (ComposedVariant &variant : words.variants)
        for (PostPart &part : variant.content.parts)
            for (PictureRef &picture : part.pictures) {
                const Limits limits = m_limits.value(variant.channel.id);
                const auto made = m_pictures.madeAlready(picture.digest, limits);
                if (!made) // it is judged when it is there; until then the button rests
                    picture.type = limits.pictureTypes.value(0);
                if (!made)
                    picture.size = {};
                if (!made)
                    continue;
                picture.digest = made->made.digest;
                picture.type = made->made.type;
                picture.size = made->made.size;
            }
    return words;
}

void ComposerPanel::judge()
{
    if (m_now.post.isNull())
        return;
    m_findings = findingsOf(asSent(), m_now.objective, m_limits);
    m_side->setFindings(m_findings, outpostNames(m_now.words.variants));
    showPreview();
    showMain();
}

QString ComposerPanel::obstacle() const
{
    for (const ComposedFinding &each : m_findings) {
        if (!each.finding.stops)
            continue;
        const auto variant = std::find_if(m_variants.cbegin(), m_variants.cend(),
            [&each](const VariantEdit *edit) { return edit->variant().channel.id == each.channel; });
        if (each.finding.kind == Finding::Kind::TooLong && variant != m_variants.cend()) {
            const PostContent &content = (*variant)->content();
            const Limits limits = m_limits.value(each.channel);
            const TextLength length = measure(content.parts.value(each.part).text, limits,
                limits.hasWarning ? QStringView(content.warning) : QStringView());
            return tr("%1 is %Ln over", nullptr, length.characters - limits.characters)
                .arg(outpostNames(m_now.words.variants).value(each.channel));
        }
        return each.finding.sentence;
    }
    for (const ComposedVariant &variant : m_now.words.variants)
        for (const PostPart &part : variant.content.parts)
            for (const PictureRef &picture : part.pictures) {
                if (const QString trouble = m_pictures.trouble(picture.digest); !trouble.isEmpty())
                    return trouble;
                const Limits limits = m_limits.value(variant.channel.id);
                if (!m_pictures.refusal(picture.digest, limits).isEmpty())
                    return tr("%1 cannot have one of the pictures").arg(networkName(variant.channel.network));
                if (!m_pictures.madeAlready(picture.digest, limits))
                    return tr("A picture is being made ready");
            }
    return {};
}

void ComposerPanel::showMain()
{
    const QString key = QStringLiteral("  Ctrl \u21b5");
    const bool hasHour = m_at && m_at->time.isValid();
    const QString obstacle = isDraft() ? this->obstacle() : QString();
    const QString whole = hasHour ? tr("Put it in the outbox for %1").arg(planWords(*m_at)) : tr("Plan it");
    // Where it has no room the day stands in the head, and here in the tooltip.
    const bool isShort = Canvas::textWidth(whole, m_main->font()) + m_look.scaled(440) > m_write->width();
    const QString verb = !isDraft() ? tr("Take it out and change it")
        : hasHour && isShort        ? tr("Put it in the outbox")
                                    : whole;
    m_main->setText(verb + key);
    m_main->setAccessibleName(verb);
    m_main->setEnabled(obstacle.isEmpty() && m_services.plan.schedule);
    m_main->setToolTip(obstacle.isEmpty()
            ? tr("%1 (%2)", "a verb, its key").arg(isDraft() ? whole : verb, tr("Ctrl+Enter"))
            : obstacle);
    m_trouble->setInk(isDraft() ? Ink::Red : Ink::Second);
    m_trouble->setText(isDraft() ? obstacle
            : m_at               ? tr("In the outbox for %1. Changing it takes it out.").arg(planWords(*m_at))
                                 : tr("Changing it takes it out of the outbox."));
}

} // namespace wheelhouse
