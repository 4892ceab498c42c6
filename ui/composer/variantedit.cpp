#include "ui/composer/variantedit.h"

#include "ui/composer/polledit.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/kit/menubutton.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int sharedHeight = 88; // px before the text scale
constexpr int variantHeight = 150;
constexpr int headHeight = 26;
constexpr std::array<const char *, 18> languages { "", "en", "en-GB", "nl", "de", "fr", "es", "it", "pt", "pt-BR", "da",
    "sv", "nb", "fi", "pl", "ar", "hi", "ro" };

} // namespace

VariantEdit::VariantEdit(
    PictureRoom &pictures, SpellRoom &spelling, const SavedWordsServices &saved, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_pictures(pictures)
    , m_spelling(spelling)
    , m_saved(saved)
    , m_look(look)
    , m_glyph(new QLabel(this))
    , m_name(new TextLabel(look, Type::Body, Ink::First, {}, this))
    , m_state(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_revert(new Link(look, Type::Small, tr("Revert"), this))
    , m_open(new Link(look, Type::Small, tr("Write other words here"), this))
    , m_sign(new QLabel(this))
    , m_count(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_title(new QLineEdit(this))
    , m_body(new QWidget(this))
    , m_bodyColumn(new QVBoxLayout(m_body))
    , m_meta(new MenuButton(look, tr("Spoiler text, readers, language"), MenuButton::Frame::None, this))
    , m_warning(new QLineEdit(this))
    , m_visibility(new QComboBox(this))
    , m_language(new QComboBox(this))
    , m_poll(new PollEdit(look, this))
{
    m_fields = fields();
    layOut();
    connect(m_revert, &Link::clicked, this, &VariantEdit::revertRequested);
    connect(m_open, &Link::clicked, this, [this] {
        m_isOpen = true;
        showHead();
        m_parts.constFirst()->setFocus();
    });
    connect(m_title, &QLineEdit::textEdited, this, &VariantEdit::takeFields);
    connect(m_warning, &QLineEdit::textEdited, this, &VariantEdit::takeFields);
    connect(m_visibility, &QComboBox::activated, this, &VariantEdit::takeFields);
    connect(m_language, &QComboBox::activated, this, &VariantEdit::takeFields);
    connect(m_meta, &MenuButton::clicked, this, [this] {
        m_fields->setVisible(m_fields->isHidden());
        showPoll();
        if (m_fields->isVisible())
            (m_warning->isVisible() ? static_cast<QWidget *>(m_warning) : m_language)->setFocus();
    });
    connect(m_poll, &PollEdit::edited, this, &VariantEdit::takeFields);
    connect(&look, &Look::changed, this, &VariantEdit::showHead);
}

QWidget *VariantEdit::fields()
{
    auto *box = new QWidget(this);
    for (const Visibility each :
        { Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct })
        m_visibility->addItem(visibilityName(each), int(each));
    for (const char *each : languages)
        m_language->addItem(languageName(QLatin1String(each)), QString::fromLatin1(each));
    m_warning->setPlaceholderText(tr("Spoiler text: none"));
    m_warning->setAccessibleName(tr("Spoiler text"));
    m_visibility->setAccessibleName(tr("Who may read it"));
    m_language->setAccessibleName(tr("Language"));
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tightGap);
    row->addWidget(m_warning, 1);
    row->addWidget(m_visibility);
    row->addWidget(m_language);
    box->hide();
    return box;
}

void VariantEdit::layOut()
{
    m_name->setType(Type::Body, QFont::DemiBold);
    m_state->setElides();
    m_title->setPlaceholderText(tr("Title, needed here"));
    auto *line = new QWidget(this);
    line->setFixedHeight(m_look.scaled(headHeight));
    auto *head = new QHBoxLayout(line);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(space::tightGap);
    head->addWidget(m_glyph);
    head->addWidget(m_name);
    head->addWidget(m_state);
    head->addWidget(m_revert);
    head->addWidget(m_open);
    head->addStretch();
    head->addWidget(m_sign);
    head->addWidget(m_count);
    m_bodyColumn->setContentsMargins(0, 0, 0, 0);
    m_bodyColumn->setSpacing(space::gap);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tightGap);
    column->addWidget(line);
    column->addWidget(m_title);
    column->addWidget(m_body);
    column->addWidget(m_fields);
    column->addWidget(m_poll);
    column->addStretch();
}

void VariantEdit::setShared(const PostContent &content)
{
    m_limits.reset();
    m_variant.content = content;
    fill();
}

void VariantEdit::setVariant(const ComposedVariant &variant, const Limits &limits, const QString &called)
{
    m_called = called;
    m_variant = variant;
    m_limits = limits;
    fill();
}

void VariantEdit::fill()
{
    m_isFilling = true;
    makeParts();
    const PostContent &content = m_variant.content;
    if (m_title->text() != content.title)
        m_title->setText(content.title);
    if (m_warning->text() != content.warning)
        m_warning->setText(content.warning);
    m_visibility->setCurrentIndex(m_visibility->findData(int(content.visibility)));
    if (m_language->findData(content.language) < 0)
        m_language->addItem(languageName(content.language), content.language);
    m_language->setCurrentIndex(m_language->findData(content.language));
    m_poll->setPoll(content.poll, m_limits ? m_limits->polls : PollLimits {});
    m_isFilling = false;
    showHead();
    showMeta();
}

PartEdit *VariantEdit::makePart()
{
    auto *part = new PartEdit(m_pictures, m_spelling, m_look, m_limits ? variantHeight : sharedHeight, m_body);
    auto *picker = new SavedReplyPicker(part->field(), m_saved, m_look);
    connect(picker, &SavedReplyPicker::failed, this, &VariantEdit::failed);
    connect(picker, &SavedReplyPicker::keepingRequested, this, &VariantEdit::keepingRequested);
    const int at = int(m_parts.size());
    connect(part, &PartEdit::edited, this, [this, at] { takePart(at); });
    connect(part, &PartEdit::splitRequested, this, [this, at](qsizetype place) { split(at, place); });
    connect(
        part, &PartEdit::joinRequested, this, [this, at] { join(at); }, Qt::QueuedConnection);
    connect(part, &PartEdit::spellingTold, this, &VariantEdit::spellingTold);
    connect(part, &PartEdit::focused, this, [this, at] {
        m_current = at;
        emit focused();
    });
    m_bodyColumn->addWidget(part);
    if (at == 0) // the first part is never taken away
        part->addToFoot(m_meta);
    part->show();
    return part;
}

void VariantEdit::makeParts()
{
    const auto &parts = m_variant.content.parts;
    while (m_parts.size() > parts.size())
        delete m_parts.takeLast();
    while (m_parts.size() < parts.size())
        m_parts.append(makePart());
    for (int i = 0; i < m_parts.size(); ++i)
        m_parts[i]->setPart(parts.at(i),
            { m_limits, m_limits ? networkName(m_variant.channel.network) : QString(), m_variant.content.warning,
                m_variant.content.language, i, int(m_parts.size()) });
}

PartEdit *VariantEdit::current() const
{
    return m_parts.value(qBound(0, m_current, int(m_parts.size()) - 1));
}

/// What is written here is no longer what is shared.
void VariantEdit::change()
{
    m_variant.follows = false;
    makeParts();
    showHead();
    showMeta();
    emit edited();
}

void VariantEdit::takePart(int at)
{
    if (m_isFilling || at >= m_variant.content.parts.size())
        return;
    m_variant.content.parts[at] = m_parts.at(at)->part();
    change();
}

/// Title, warning, visibility and poll are always a variant's own.
void VariantEdit::takeFields()
{
    if (m_isFilling)
        return;
    PostContent &content = m_variant.content;
    content.title = m_title->text();
    content.warning = m_warning->text();
    content.poll = m_poll->poll();
    content.visibility = Visibility(m_visibility->currentData().toInt());
    const QString language = m_language->currentData().toString();
    const bool isOther = language != content.language;
    content.language = language;
    if (isOther)
        return change();
    makeParts();
    showHead();
    showMeta();
    emit edited();
}

void VariantEdit::split(int part, qsizetype at)
{
    QList<PostPart> &parts = m_variant.content.parts;
    if (at <= 0 || at >= parts.at(part).text.size())
        return;
    const QString rest = parts.at(part).text.mid(at).trimmed();
    parts[part].text = parts.at(part).text.left(at).trimmed();
    parts.insert(part + 1, { rest, {} });
    change();
    m_parts.at(part + 1)->setFocus();
}

void VariantEdit::join(int part)
{
    QList<PostPart> &parts = m_variant.content.parts;
    if (part < 1 || part >= parts.size())
        return;
    PostPart &before = parts[part - 1];
    const bool isBreak = !before.text.isEmpty() && !parts.at(part).text.isEmpty();
    before.text += (isBreak ? QStringLiteral(" ") : QString()) + parts.at(part).text;
    before.pictures += parts.at(part).pictures;
    parts.removeAt(part);
    m_current = part - 1;
    change();
    m_parts.at(part - 1)->setFocus();
}

void VariantEdit::addPart()
{
    m_variant.content.parts.append({ QString(), {} });
    change();
    m_parts.constLast()->setFocus();
}

void VariantEdit::showHead()
{
    const bool isBlog = hasTitle();
    const bool isShut = isBlog && m_variant.follows && !m_isOpen;
    const int side = m_look.scaled(16);
    m_glyph->setVisible(m_limits.has_value());
    if (m_limits)
        m_glyph->setPixmap(Icons::pixmap(Icons::networkName(networkWord(m_variant.channel.network)),
            m_look.theme().text2, side, devicePixelRatioF()));
    m_name->setText(m_limits ? m_called : tr("Shared text"));
    m_name->setToolTip(m_variant.channel.name);
    m_state->setText(!m_limits            ? tr("variants follow it until you change them")
            : isBlog && m_variant.follows ? tr("title needed here, body follows shared text")
            : m_variant.follows           ? tr("follows shared text")
                                          : tr("changed here"));
    m_state->setInk(m_limits && !m_variant.follows ? Ink::Accent : Ink::Third);
    m_state->setType(Type::Small, m_limits && !m_variant.follows ? QFont::DemiBold : 0);
    m_revert->setVisible(m_limits && !m_variant.follows);
    m_open->setVisible(isShut);
    m_title->setVisible(isBlog);
    m_title->setAccessibleName(tr("Title for %1").arg(m_variant.channel.name));
    m_body->setVisible(!isShut);
    const PartEdit *only = m_parts.size() == 1 ? m_parts.constFirst() : nullptr;
    m_count->setVisible(m_limits && only && !isShut);
    m_sign->setVisible(m_limits && only && only->isTooLong());
    if (!m_limits || !only)
        return;
    m_count->setText(only->counter());
    m_count->setInk(only->isTooLong() ? Ink::Red : Ink::Second);
    m_count->setType(Type::Small, only->isTooLong() ? QFont::DemiBold : 0);
    m_sign->setPixmap(
        Icons::pixmap(QStringLiteral("post-clash"), m_look.theme().red.text, m_look.scaled(13), devicePixelRatioF()));
}

QString VariantEdit::metaWords() const
{
    const QString language = languageName(m_variant.content.language);
    if (!m_limits || (!m_limits->hasWarning && !m_limits->hasVisibility))
        return language;
    const QString warning = m_variant.content.warning.isEmpty() ? tr("Spoiler text: none")
                                                                : tr("Spoiler text: %1").arg(m_variant.content.warning);
    return tr("%1 · %2 · %3", "spoiler text, who may read it, language")
        .arg(warning, visibilityName(m_variant.content.visibility), language);
}

void VariantEdit::showMeta()
{
    m_meta->setWords(metaWords());
    m_meta->setAccessibleName(tr("%1: change").arg(metaWords()));
    m_warning->setVisible(m_limits && m_limits->hasWarning);
    m_visibility->setVisible(m_limits && m_limits->hasVisibility);
    m_language->setEnabled(!m_isFrozen && (!m_limits || !m_variant.follows));
    m_language->setToolTip(
        m_language->isEnabled() ? QString() : tr("It follows the shared text, and so does its language."));
    m_poll->setFrozen(m_isFrozen);
    showPoll();
}

/// What has no poll has a way to begin one among its fields.
void VariantEdit::showPoll()
{
    const bool mayBegin = m_limits && m_limits->polls.options > 0 && !m_isFrozen && !m_fields->isHidden();
    m_poll->setVisible(m_poll->poll() || mayBegin);
}

void VariantEdit::goTo(int part, const Finding &finding)
{
    if (finding.part == Finding::Part::Title && hasTitle())
        return m_title->setFocus();
    if (finding.part == Finding::Part::Warning) {
        m_fields->show();
        return m_warning->setFocus();
    }
    if (finding.part == Finding::Part::Poll)
        return m_poll->goTo(finding.picture);
    m_isOpen = true;
    showHead();
    PartEdit *edit = m_parts.value(part, m_parts.value(0));
    if (finding.picture >= 0)
        edit->goToPicture(int(finding.picture));
    else
        edit->goTo({ finding.start, finding.length });
}

void VariantEdit::setFrozen(bool frozen)
{
    m_isFrozen = frozen;
    m_title->setReadOnly(frozen);
    m_warning->setReadOnly(frozen);
    m_visibility->setEnabled(!frozen);
    m_revert->setEnabled(!frozen);
    for (PartEdit *each : std::as_const(m_parts))
        each->setFrozen(frozen);
    showMeta();
}

void VariantEdit::takeFocus()
{
    if (hasTitle() && m_body->isHidden())
        m_title->setFocus();
    else if (PartEdit *part = current())
        part->setFocus();
}

} // namespace wheelhouse
