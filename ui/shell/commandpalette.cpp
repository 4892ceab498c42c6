#include "ui/shell/commandpalette.h"

#include "ui/kit/icons.h"
#include "ui/kit/keycap.h"
#include "ui/kit/label.h"
#include "ui/kit/shortcuts.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/palettelook.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPointer>
#include <QStandardItemModel>

#include <algorithm>
#include <limits>

namespace wheelhouse {
namespace {

constexpr int mostShown = 60;
constexpr int mostRows = 10;
constexpr int mostRecent = 5;

QString shortened(const QString &words)
{
    constexpr int most = 40;
    return words.size() > most ? words.left(most - 1) + QChar(0x2026) : words;
}

} // namespace

CommandPalette::CommandPalette(const Look &look, const Shortcuts &shortcuts, QWidget *window)
    : Overlay(look, window, Place::Top)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_field(new QLineEdit)
    , m_subject(new PaletteSubject(look))
    , m_actsOn(new TextLabel(look, Type::Tiny, Ink::Third, tr("acts on this")))
    , m_signs(new TextLabel(look, Type::Tiny, Ink::Second, {}))
    , m_list(new QListView)
    , m_model(new QStandardItemModel(this))
{
    setAccessibleName(tr("Command palette"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteRows(look, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Found"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head());
    column->addWidget(m_list, 1);
    column->addWidget(foot());
    setContent(content, 640);
    showSubject();
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
}

QWidget *CommandPalette::head()
{
    auto *strip = new PaletteStrip(m_look, false, 46);
    auto *glyph = new QLabel;
    const auto dress = [this, glyph] {
        glyph->setPixmap(
            Icons::pixmap(QStringLiteral("edit-find"), m_look.theme().text, m_look.scaled(18), devicePixelRatioF()));
        QFont font = m_look.font(Type::Body);
        font.setPixelSize(m_look.scaled(15));
        m_field->setFont(font);
    };
    connect(&m_look, &Look::changed, glyph, dress);
    dress();
    m_field->setProperty("kind", QStringLiteral("bare"));
    m_field->setAccessibleName(tr("Go to, find or run"));
    m_field->setPlaceholderText(tr("Go to, find or run…"));
    m_field->installEventFilter(this);
    strip->layout()->addWidget(glyph);
    strip->layout()->addWidget(m_field);
    strip->layout()->addWidget(m_subject);
    strip->layout()->addWidget(m_actsOn);
    return strip;
}

QWidget *CommandPalette::foot()
{
    auto *strip = new PaletteStrip(m_look, true, 32);
    const QList<std::pair<QStringList, QString>> keys { { { QStringLiteral("↑"), QStringLiteral("↓") }, tr("choose") },
        { { QStringLiteral("↵") }, tr("run") }, { { tr("Tab") }, tr("narrow") } };
    for (const auto &[caps, word] : keys) {
        auto *cap = new KeyCap(m_look, caps, word);
        cap->setType(Type::Tiny);
        strip->layout()->addWidget(cap);
    }
    static_cast<QHBoxLayout *>(strip->layout())->addStretch();
    m_signs->setType(Type::Tiny, QFont::Normal);
    m_signs->setElides();
    strip->layout()->addWidget(m_signs);
    tellSigns();
    return strip;
}

/// Only what is there to be found is promised.
void CommandPalette::tellSigns()
{
    const auto has = [this](char sign) {
        return std::any_of(m_sources.cbegin(), m_sources.cend(),
            [sign](const Source &source) { return source.prefix == QLatin1Char(sign); });
    };
    if (has('@') && has('#'))
        m_signs->setText(tr("type @ for people, # for labels, > for commands"));
    else if (has('@'))
        m_signs->setText(tr("type @ for people, > for commands"));
    else if (has('#'))
        m_signs->setText(tr("type # for labels, > for commands"));
    else
        m_signs->setText(tr("type > for commands"));
}

void CommandPalette::addSource(QChar prefix, PaletteSource source)
{
    m_sources.append({ prefix, std::move(source) });
    tellSigns();
}

void CommandPalette::setSubject(std::function<QString()> name)
{
    m_askSubject = std::move(name);
}

void CommandPalette::showSubject()
{
    const QString name = m_askSubject ? m_askSubject() : QString();
    m_subject->setAccessibleName(shortened(name));
    m_subject->updateGeometry();
    m_subject->setVisible(!name.isEmpty());
    m_actsOn->setVisible(!name.isEmpty());
}

void CommandPalette::openWith(const QString &words)
{
    showSubject();
    const bool isNew = m_field->text() != words;
    m_field->setText(words); // searches, if it is new
    if (!isNew)
        search();
    open(m_field);
}

QStringList CommandPalette::shown() const
{
    QStringList texts;
    for (int row = 0; row < m_model->rowCount(); ++row)
        texts.append(m_model->index(row, 0).data().toString());
    return texts;
}

QList<PaletteEntry> CommandPalette::commands() const
{
    QList<PaletteEntry> all;
    for (const Command &command : m_shortcuts.commands())
        if (m_shortcuts.mayRun(command))
            all.append({ tr("Commands"), command.text,
                command.scope == Shortcuts::window ? QString() : m_shortcuts.scopeTitle(command.scope).remove(u'&'),
                command.icon, {}, m_shortcuts.caps(command.id),
                [this, id = command.id] { std::ignore = m_shortcuts.run(id); } });
    return all;
}

void CommandPalette::search()
{
    const QString typed = m_field->text();
    const QString signs = QStringLiteral(">@#");
    const QChar prefix = !typed.isEmpty() && signs.contains(typed.at(0)) ? typed.at(0) : QChar();
    const QString words = prefix.isNull() ? typed : typed.mid(1);
    ++m_question;
    m_awaited = 0;
    m_isChosen = false;
    m_found.clear();
    if (typed.isEmpty())
        takeRecent();
    if (prefix.isNull() || prefix == QLatin1Char('>'))
        take(commands(), words);
    askSources(prefix, words);
    fill();
}

void CommandPalette::askSources(QChar prefix, const QString &words)
{
    QList<const Source *> asked;
    for (const Source &source : std::as_const(m_sources))
        if (prefix.isNull() ? !words.isEmpty() : prefix == source.prefix)
            asked.append(&source);
    m_awaited = int(asked.size()); // before the first of them answers
    for (const Source *source : std::as_const(asked))
        source->ask(words, [self = QPointer(this), question = m_question, words](const QList<PaletteEntry> &entries) {
            if (!self || question != self->m_question)
                return;
            --self->m_awaited;
            self->take(entries, words);
        });
}

/// What cannot be done now is left out, and comes back when it can.
void CommandPalette::takeRecent()
{
    const QList<PaletteEntry> now = commands();
    for (PaletteEntry recent : std::as_const(m_recent)) {
        const auto may = std::find_if(
            now.cbegin(), now.cend(), [&recent](const PaletteEntry &each) { return isSame(each, recent); });
        if (recent.section == tr("Commands") && may == now.cend())
            continue;
        if (may != now.cend())
            recent = *may; // its key may be another by now
        m_found.append({ recent, {}, 0, true });
    }
}

bool CommandPalette::isSame(const PaletteEntry &one, const PaletteEntry &other)
{
    return one.section == other.section && one.text == other.text && one.detail == other.detail;
}

void CommandPalette::remember(const PaletteEntry &entry)
{
    m_recent.removeIf([&entry](const PaletteEntry &each) { return isSame(each, entry); });
    m_recent.prepend(entry);
    m_recent = m_recent.mid(0, mostRecent);
}

void CommandPalette::take(const QList<PaletteEntry> &entries, const QString &words)
{
    const auto stands = [this](const PaletteEntry &entry) {
        return std::any_of(m_found.cbegin(), m_found.cend(),
            [&entry](const Found &found) { return found.isRecent && isSame(found.entry, entry); });
    };
    for (const PaletteEntry &entry : entries)
        if (entry.isLast)
            m_found.append({ entry, {}, std::numeric_limits<int>::min() });
        else if (const auto found = fit(words, entry.text); found && !stands(entry))
            m_found.append({ entry, found->places, found->score });
    fill();
}

QString CommandPalette::sectionOf(const Found &found)
{
    return found.isRecent ? tr("Recent") : found.entry.section;
}

void CommandPalette::addHeader(const QString &text)
{
    auto *header = new QStandardItem(text);
    header->setData(true, HeaderRole);
    header->setFlags(Qt::NoItemFlags);
    m_model->appendRow(header);
}

void CommandPalette::addRow(int place)
{
    const Found &found = m_found.at(place);
    auto *row = new QStandardItem(found.entry.text);
    row->setData(found.entry.detail, DetailRole);
    row->setData(found.entry.icon, IconRole);
    row->setData(found.entry.avatar, AvatarRole);
    row->setData(found.entry.caps, CapsRole);
    row->setData(QVariant::fromValue(QVariantList(found.places.begin(), found.places.end())), PlacesRole);
    row->setData(place, FoundRole);
    m_model->appendRow(row);
}

void CommandPalette::fill()
{
    const std::optional<PaletteEntry> before = m_isChosen ? chosen() : std::nullopt;
    std::stable_sort(m_found.begin(), m_found.end(), [](const Found &a, const Found &b) { return a.score > b.score; });
    QStringList sections; // in the order of their best entry
    for (const Found &found : std::as_const(m_found))
        if (!sections.contains(sectionOf(found)))
            sections.append(sectionOf(found));
    m_model->clear();
    int height = 0;
    for (const QString &section : std::as_const(sections)) {
        if (m_model->rowCount() >= mostShown)
            break;
        addHeader(section);
        for (int i = 0; i < m_found.size() && m_model->rowCount() < mostShown; ++i)
            if (sectionOf(m_found.at(i)) == section)
                addRow(i);
    }
    if (m_found.isEmpty() && m_awaited == 0 && !m_field->text().isEmpty())
        addHeader(tr("Nothing is called “%1”").arg(shortened(m_field->text())));
    for (int row = 0; row < qMin(m_model->rowCount(), mostRows); ++row)
        height += m_look.scaled(m_model->index(row, 0).data(HeaderRole).toBool() ? 28 : 34);
    m_list->setFixedHeight(height);
    choose(before);
    if (isOpen())
        placeCard();
}

/// New answers are put behind the old ones before they are sorted in, so the row still knows its own.
std::optional<PaletteEntry> CommandPalette::chosen() const
{
    bool known = false;
    const int at = m_list->currentIndex().data(FoundRole).toInt(&known);
    return known && at < m_found.size() ? std::optional(m_found.at(at).entry) : std::nullopt;
}

/// None, or one that is gone: the first.
void CommandPalette::choose(const std::optional<PaletteEntry> &entry)
{
    int row = m_model->rowCount() > 1 ? 1 : 0;
    for (int i = 1; entry && i < m_model->rowCount(); ++i) {
        bool known = false;
        const int at = m_model->index(i, 0).data(FoundRole).toInt(&known);
        if (known && isSame(m_found.at(at).entry, *entry))
            row = i;
    }
    m_list->setCurrentIndex(m_model->index(row, 0));
}

void CommandPalette::step(int by)
{
    int row = m_list->currentIndex().row() + by;
    while (row > 0 && row < m_model->rowCount() && m_model->index(row, 0).data(HeaderRole).toBool())
        row += by > 0 ? 1 : -1;
    if (row <= 0 || row >= m_model->rowCount())
        return;
    m_isChosen = true;
    m_list->setCurrentIndex(m_model->index(row, 0));
}

void CommandPalette::narrow()
{
    QString signs = QStringLiteral(">");
    for (const QChar sign : { QLatin1Char('@'), QLatin1Char('#') })
        if (std::any_of(
                m_sources.cbegin(), m_sources.cend(), [sign](const Source &source) { return source.prefix == sign; }))
            signs += sign;
    const QString typed = m_field->text();
    const auto at = typed.isEmpty() ? -1 : signs.indexOf(typed.at(0));
    m_field->setText(signs.mid(at + 1, 1) + (at < 0 ? typed : typed.mid(1)));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<const QKeyEvent &>(*event).key()) {
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_Tab:
            narrow();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run();
            return true;
        default:
            break;
        }
    }
    return Overlay::eventFilter(watched, event);
}

void CommandPalette::run()
{
    const auto entry = chosen();
    if (!entry)
        return;
    remember(*entry);
    dismiss(); // first, so that the deed finds the focus where it was
    entry->run();
}

} // namespace wheelhouse
