#include "ui/shell/keyssheet.h"

#include "ui/kit/canvas.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/kit/shortcuts.h"

#include <QApplication>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace wheelhouse {
namespace {

enum Role { IdRole = Qt::UserRole, KeysRole, ListeningRole };

class Rows : public QStyledItemDelegate {
public:
    Rows(const Look &look, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { 100, m_look.rowHeight(RowKind::Checklist) };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        Canvas canvas(*painter, m_look, option.direction, option.rect);
        const Theme &theme = m_look.theme();
        QRect room = option.rect.adjusted(space::pane, 0, -space::pane, 0);
        if (index.data(IdRole).toString().isEmpty()) {
            canvas.text(room.adjusted(0, 6, 0, 0), index.data().toString(), m_look.font(Type::Tiny, QFont::DemiBold),
                theme.text3);
            return;
        }
        canvas.selectionGround(
            option.rect, option.state.testFlag(QStyle::State_Selected), option.state.testFlag(QStyle::State_HasFocus));
        canvas.hairline(option.rect, theme.rowLine);
        const bool listening = index.data(ListeningRole).toBool();
        if (listening)
            room.setRight(room.right()
                - canvas.text(room, KeysView::tr("Press the new key…"), m_look.font(Type::Small, QFont::DemiBold),
                    theme.accent.text, Canvas::Side::Trailing));
        QStringList keys = listening ? QStringList() : index.data(KeysRole).toStringList();
        std::reverse(keys.begin(), keys.end()); // the first stands first
        for (const QString &each : std::as_const(keys))
            room.setRight(canvas.keycaps(room, Shortcuts::capsOf(each), Canvas::Side::Trailing).left() - space::pane);
        canvas.text(room, index.data().toString(), m_look.font(Type::Body), theme.text);
    }

private:
    const Look &m_look;
};

} // namespace

KeysView::KeysView(const Look &look, Shortcuts &shortcuts, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_words(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_single(new QCheckBox(tr("Single letters work while no text is being written"), this))
    , m_notice(new Notice(look, this))
{
    m_words->setPlaceholderText(tr("Type what a command is called, or its key"));
    m_words->setAccessibleName(tr("Find a command"));
    m_words->setClearButtonEnabled(true);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new Rows(look, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Keys"));
    m_list->setAccessibleDescription(tr("Enter changes the key of a command."));
    m_list->setMinimumHeight(look.scaled(240));
    for (QWidget *each : std::initializer_list<QWidget *> { m_list, m_words })
        each->installEventFilter(this);
    m_single->setChecked(shortcuts.singleKeys());
    auto *reset = new QPushButton(tr("All keys as delivered"), this);
    reset->setProperty("small", true);
    auto *foot = new QVBoxLayout; // the words of the box may be long
    foot->setContentsMargins(space::pane, space::gap, space::pane, space::gap);
    foot->setSpacing(space::gap);
    foot->addWidget(m_single);
    foot->addWidget(reset, 0, Qt::AlignLeading);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::pane, 0, space::pane, space::gap);
    head->addWidget(m_words);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    column->addWidget(m_notice);
    column->addLayout(foot);
    setFocusProxy(m_list);
    connect(m_words, &QLineEdit::textChanged, this, [this] {
        m_listening.clear();
        fill();
    });
    connect(m_list, &QListView::doubleClicked, this, &KeysView::listen);
    connect(m_single, &QCheckBox::toggled, &shortcuts, &Shortcuts::setSingleKeys);
    connect(reset, &QPushButton::clicked, &shortcuts, &Shortcuts::resetAll);
    connect(&shortcuts, &Shortcuts::changed, this, &KeysView::fill);
    fill();
}

bool KeysView::isSought(const Command &command, const QStringList &keys) const
{
    const QString words = m_words->text().trimmed();
    const auto hasWords = [&words](const QString &text) { return text.contains(words, Qt::CaseInsensitive); };
    return words.isEmpty() || hasWords(command.text) || std::any_of(keys.cbegin(), keys.cend(), hasWords)
        || std::any_of(keys.cbegin(), keys.cend(),
            [&](const QString &each) { return hasWords(Shortcuts::capsOf(each).join(QLatin1Char(' '))); });
}

void KeysView::addRow(const Command &command, const QStringList &keys)
{
    auto *row = new QStandardItem(command.text);
    row->setEditable(false);
    row->setData(command.id, IdRole);
    row->setData(keys, KeysRole);
    row->setData(command.id == m_listening, ListeningRole);
    row->setData(keys.isEmpty() ? tr("%1, no key").arg(command.text)
                                : tr("%1: %2").arg(command.text, keys.join(QLatin1String(", "))),
        Qt::AccessibleTextRole);
    m_model->appendRow(row);
}

void KeysView::addHeader(const QString &words)
{
    auto *header = new QStandardItem(words);
    header->setFlags(Qt::NoItemFlags);
    m_model->appendRow(header);
}

void KeysView::begin(const QStringList &first)
{
    m_first = first;
    m_listening.clear();
    const QSignalBlocker quiet(m_words);
    m_words->clear();
    m_model->clear(); // nothing is current then: it begins at the top
    fill();
}

QStringList KeysView::scopes() const
{
    QStringList all = m_first;
    for (const QString &each : m_shortcuts.scopes())
        if (!all.contains(each))
            all.append(each);
    return all;
}

/// A command whose whole key was typed is current; else where the person was, as long as it is there.
void KeysView::fill()
{
    const QString before = m_list->currentIndex().data(IdRole).toString();
    const auto isTyped = [typed = m_words->text().trimmed()](const QString &key) {
        return !typed.isEmpty() && key.compare(typed, Qt::CaseInsensitive) == 0;
    };
    m_model->clear();
    int current = 1; // under the first header
    bool isFound = false;
    for (const QString &scope : scopes()) {
        bool hasHeader = false;
        for (const Command &command : m_shortcuts.commands()) {
            const QStringList keys = m_shortcuts.keys(command.id);
            if (command.scope != scope || !isSought(command, keys))
                continue;
            if (!std::exchange(hasHeader, true))
                addHeader(m_shortcuts.scopeTitle(scope).remove(u'&'));
            const bool isHit = std::any_of(keys.cbegin(), keys.cend(), isTyped);
            if ((command.id == before || isHit) && !isFound)
                current = m_model->rowCount();
            isFound = isFound || isHit;
            addRow(command, keys);
        }
    }
    if (m_model->rowCount() == 0)
        addHeader(tr("No command is called that, and none has that key."));
    m_list->setCurrentIndex(m_model->index(current, 0));
}

void KeysView::listen()
{
    m_list->setFocus();
    m_listening = m_list->currentIndex().data(IdRole).toString();
    m_chord.clear();
    m_notice->clear();
    fill();
}

bool KeysView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &press = static_cast<const QKeyEvent &>(*event);
    if (watched == m_words)
        return pressInWords(press);
    if (isListening()) {
        hear(press);
        return true;
    }
    if (press.key() == Qt::Key_Return || press.key() == Qt::Key_Enter) {
        listen();
        return true;
    }
    return narrow(press);
}

/// From the words one goes to the rows, and back to all of them before one leaves.
bool KeysView::pressInWords(const QKeyEvent &press)
{
    switch (press.key()) {
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_list->setFocus();
        return true;
    case Qt::Key_Escape:
        if (m_words->text().isEmpty())
            return false;
        m_words->clear();
        return true;
    default:
        return false;
    }
}

/// What is typed on the rows is looked for in them; nobody has to go to the field first.
bool KeysView::narrow(const QKeyEvent &press)
{
    const bool isWord = !press.text().isEmpty() && press.text().at(0).isPrint()
        && !(press.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isWord && !(m_words->text().isEmpty() && press.key() == Qt::Key_Space)) {
        m_words->setText(m_words->text() + press.text());
        return true;
    }
    if (m_words->text().isEmpty() || (press.key() != Qt::Key_Backspace && press.key() != Qt::Key_Escape))
        return false;
    m_words->setText(press.key() == Qt::Key_Escape ? QString() : m_words->text().chopped(1));
    return true;
}

void KeysView::hear(const QKeyEvent &press)
{
    if (press.key() == Qt::Key_Escape) {
        m_listening.clear();
        fill();
        return;
    }
    if (press.key() == Qt::Key_Backspace || press.key() == Qt::Key_Delete)
        return bind({});
    const auto name = nameOf(KeyStroke::of(press));
    if (!name)
        return;
    if (m_chord.isEmpty() && m_shortcuts.opensChord(*name)) {
        m_chord = *name + QLatin1Char(',');
        return;
    }
    bind({ m_chord + *name });
}

void KeysView::bind(const QStringList &keys)
{
    const QString id = m_listening;
    m_listening.clear();
    m_chord.clear();
    if (const auto done = m_shortcuts.rebind(id, keys); !done) {
        m_notice->say(done.error());
        fill();
    }
}

KeysSheet::KeysSheet(const Look &look, Shortcuts &shortcuts, QWidget *window)
    : Overlay(look, window, Place::Middle)
    , m_shortcuts(shortcuts)
    , m_view(new KeysView(look, shortcuts))
{
    setAccessibleName(tr("All keys"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, space::card, 0, 0);
    auto *title = new TextLabel(look, Type::Title, Ink::First, tr("All keys"));
    auto *help =
        new TextLabel(look, Type::Small, Ink::Second, tr("Type to find a command, Enter changes its key, Esc leaves."));
    for (TextLabel *words : { title, help }) {
        words->setContentsMargins(space::pane, 0, space::pane, 0);
        column->addWidget(words);
    }
    m_view->setMinimumHeight(look.scaled(460));
    column->addWidget(m_view, 1);
    setContent(content, 620);
}

/// What works where the person is comes first.
void KeysSheet::openSheet()
{
    QStringList here = m_shortcuts.activeScopes(QApplication::focusWidget());
    here.removeAll(Shortcuts::window);
    m_view->begin(here);
    open(m_view);
}

} // namespace wheelhouse
