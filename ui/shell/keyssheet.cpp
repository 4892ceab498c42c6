#include "ui/shell/keyssheet.h"

#include "ui/kit/canvas.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/kit/shortcuts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

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
        const QStringList keys = listening ? QStringList() : index.data(KeysRole).toStringList();
        for (auto each = keys.crbegin(); each != keys.crend(); ++each) // the first stands first
            room.setRight(canvas.keycaps(room, Shortcuts::capsOf(*each), Canvas::Side::Trailing).left() - space::pane);
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
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_single(new QCheckBox(tr("Single letters work while no text is being written"), this))
    , m_notice(new Notice(look, this))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new Rows(look, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Keys"));
    m_list->setAccessibleDescription(tr("Enter changes the key of a command."));
    m_list->setMinimumHeight(look.scaled(240));
    m_list->installEventFilter(this);
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
    column->addWidget(m_list, 1);
    column->addWidget(m_notice);
    column->addLayout(foot);
    setFocusProxy(m_list);
    connect(m_list, &QListView::doubleClicked, this, &KeysView::listen);
    connect(m_single, &QCheckBox::toggled, &shortcuts, &Shortcuts::setSingleKeys);
    connect(reset, &QPushButton::clicked, &shortcuts, &Shortcuts::resetAll);
    connect(&shortcuts, &Shortcuts::changed, this, &KeysView::fill);
    fill();
}

void KeysView::fill()
{
    const int before = qMax(1, m_list->currentIndex().row());
    m_model->clear();
    for (const QString &scope : m_shortcuts.scopes()) {
        auto *header = new QStandardItem(m_shortcuts.scopeTitle(scope));
        header->setFlags(Qt::NoItemFlags);
        m_model->appendRow(header);
        for (const Command &command : m_shortcuts.commands()) {
            if (command.scope != scope)
                continue;
            const QStringList keys = m_shortcuts.keys(command.id);
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
    }
    m_list->setCurrentIndex(m_model->index(before, 0));
}

void KeysView::listen()
{
    m_listening = m_list->currentIndex().data(IdRole).toString();
    m_chord.clear();
    m_notice->clear();
    fill();
}

bool KeysView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &press = static_cast<const QKeyEvent &>(*event);
    if (isListening()) {
        hear(press);
        return true;
    }
    if (press.key() == Qt::Key_Return || press.key() == Qt::Key_Enter) {
        listen();
        return true;
    }
    return false;
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
    , m_view(new KeysView(look, shortcuts))
{
    setAccessibleName(tr("All keys"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, space::card, 0, 0);
    auto *title = new TextLabel(look, Type::Title, Ink::First, tr("All keys"));
    auto *help = new TextLabel(look, Type::Small, Ink::Second, tr("Enter changes a key, Esc leaves."));
    for (TextLabel *words : { title, help }) {
        words->setContentsMargins(space::pane, 0, space::pane, 0);
        column->addWidget(words);
    }
    m_view->setMinimumHeight(look.scaled(460));
    column->addWidget(m_view, 1);
    setContent(content, 620);
}

void KeysSheet::openSheet()
{
    open(m_view);
}

} // namespace wheelhouse
