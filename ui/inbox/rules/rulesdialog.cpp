#include "ui/inbox/rules/rulesdialog.h"

#include "core/inbox/labels.h"
#include "core/routing/routingservices.h"
#include "ui/inbox/rules/ruleeditor.h"
#include "ui/inbox/rules/trypanel.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/notice.h"
#include "ui/kit/segmentedbutton.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int pulseMs = 100;

QPushButton *small(const QString &words, QWidget *parent)
{
    auto *button = new QPushButton(words, parent);
    button->setProperty("small", true);
    button->setAutoDefault(false);
    return button;
}

/// Labels that were typed and are not there yet are made before the rule that names them.
Result<RuleText> withLabels(LabelBook &labels, RuleText text)
{
    for (RuleAct &act : text.acts) {
        if (act.kind != RuleAct::Kind::Label || !act.thing.isNull() || act.words.isEmpty())
            continue;
        auto label = labels.called(act.words);
        if (!label)
            return tl::unexpected(label.error());
        act.thing = label->id.uuid();
        act.words.clear();
    }
    return text;
}

} // namespace

RulesDialog::RulesDialog(const InboxServices &services, const Look &look, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_look(look)
    , m_names(services.store, services.roster)
    , m_which(new SegmentedButton(look, { tr("Rules"), tr("Macros") }, this))
    , m_view(new RuleListView(m_rules, look, this))
    , m_empty(new EmptyState(look, this))
    , m_lists(new QStackedWidget(this))
    , m_notice(new Notice(look, this))
    , m_new(small(tr("New"), this))
    , m_up(small(tr("Up"), this))
    , m_down(small(tr("Down"), this))
    , m_switch(small(tr("Rest"), this))
    , m_remove(small(tr("Remove"), this))
    , m_undo(new QPushButton(tr("Undo"), this))
{
    setWindowTitle(tr("Rules"));
    if (const auto read = m_names.read(); !read)
        m_notice->say(read.error());
    m_editor = new RuleEditor(look, m_names, this);
    m_try = new TryPanel(look, services.routing->path, services.clock, this);
    m_pulse.setSingleShot(true);
    m_pulse.setInterval(pulseMs);
    layOut();
    listen();
    read();
}

QWidget *RulesDialog::listSide()
{
    m_lists->addWidget(m_view);
    m_lists->addWidget(m_empty);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::tightGap);
    for (QPushButton *each : { m_new, m_up, m_down, m_switch, m_remove })
        buttons->addWidget(each);
    buttons->addStretch();
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::gap);
    column->addWidget(m_lists, 1);
    column->addLayout(buttons);
    return side;
}

void RulesDialog::layOut()
{
    auto *right = new QWidget(this);
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(space::pane);
    rightColumn->addWidget(m_editor);
    rightColumn->addWidget(m_try, 1);
    auto *room = new QScrollArea(this);
    room->setWidgetResizable(true);
    room->setFrameShape(QFrame::NoFrame);
    room->setWidget(right);
    auto *both = new QHBoxLayout; // no splitter: right to left it pushes the list out of the window
    both->setSpacing(0);
    both->addWidget(listSide(), 2);
    both->addWidget(room, 3);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &RulesDialog::reject);
    auto *top = new QHBoxLayout;
    top->addWidget(m_which);
    top->addStretch();
    m_undo->setAutoDefault(false);
    top->setSpacing(space::gap);
    top->addWidget(m_undo);
    top->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addLayout(top);
    column->addWidget(m_notice);
    column->addLayout(both, 1);
    const QSize whole = parentWidget() ? parentWidget()->window()->size() : screen()->availableSize();
    resize(QSize(m_look.scaled(1000), m_look.scaled(660)).boundedTo(whole - QSize(2 * space::pane, 2 * space::pane)));
}

void RulesDialog::listen()
{
    connect(m_which, &SegmentedButton::chosen, this,
        [this](int place) { show(place == 0 ? Rule::Kind::Rule : Rule::Kind::Macro); });
    connect(m_view, &RuleListView::currentMoved, this, &RulesDialog::showCurrent);
    connect(m_editor, &RuleEditor::saveRequested, this, &RulesDialog::save);
    connect(m_editor, &RuleEditor::edited, this, [this] {
        const Rule rule = m_editor->rule();
        m_try->setRule(rule, rule.kind == Rule::Kind::Rule && !rule.text.asks.trimmed().isEmpty());
        m_isWarned = false;
    });
    connect(m_editor, &RuleEditor::dropped, this, [this] {
        m_isNew = false;
        showCurrent();
    });
    connect(m_new, &QPushButton::clicked, this, &RulesDialog::begin);
    connect(m_undo, &QPushButton::clicked, this, &RulesDialog::undo);
    const auto step = [this](int by) {
        if (const Rule *rule = m_view->current())
            carry(rule->id, m_view->currentIndex().row() + by);
    };
    connect(m_up, &QPushButton::clicked, this, [step] { step(-1); });
    connect(m_down, &QPushButton::clicked, this, [step] { step(1); });
    connect(m_view, &RuleListView::carried, this, step);
    connect(&m_rules, &RuleListModel::moveRequested, this, &RulesDialog::carry);
    const auto turn = [this] {
        if (const Rule *rule = m_view->current())
            act([&book = m_services.routing->book, id = rule->id, on = !rule->isOn] { return book.setOn(id, on); });
    };
    connect(m_switch, &QPushButton::clicked, this, turn);
    connect(m_view, &RuleListView::switched, this, turn);
    const auto remove = [this] {
        if (const Rule *rule = m_view->current())
            act([&book = m_services.routing->book, id = rule->id] { return book.remove(id); });
    };
    connect(m_remove, &QPushButton::clicked, this, remove);
    connect(m_view, &RuleListView::removed, this, remove);
    connect(&m_pulse, &QTimer::timeout, this, &RulesDialog::read);
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (tables.isEmpty() || tables.contains("rule") || tables.contains("rule_version")
            || NameBook::isTouchedBy(tables))
            m_pulse.start();
    });
}

void RulesDialog::show(Rule::Kind kind)
{
    m_kind = kind;
    m_isNew = false;
    m_which->setCurrent(kind == Rule::Kind::Rule ? 0 : 1);
    m_try->setVisible(kind == Rule::Kind::Rule);
    read();
    QDialog::show();
    m_lists->currentWidget()->setFocus();
}

void RulesDialog::read()
{
    if (const auto names = m_names.read(); !names)
        m_notice->say(names.error());
    const auto rules = m_services.routing->list.list(m_kind);
    if (!rules) {
        m_notice->say(rules.error());
        return;
    }
    const RuleId was = m_editor->id();
    m_rules.setRules(*rules);
    m_try->setAll(*rules);
    m_empty->clearActions();
    m_empty->setContent(QStringLiteral("view-filter"),
        m_kind == Rule::Kind::Rule ? tr("No rules yet") : tr("No macros yet"),
        m_kind == Rule::Kind::Rule
            ? tr("A rule labels, assigns or sorts what arrives, and says why. It never sends anything.")
            : tr("A macro does several things to what you selected, in one step."));
    m_empty->addAction(
        m_kind == Rule::Kind::Rule ? tr("Write the first rule") : tr("Write the first macro"), {}, [this] { begin(); });
    m_lists->setCurrentIndex(rules->isEmpty() ? 1 : 0);
    if (m_isNew && !std::exchange(m_choosesLast, false))
        return; // somebody is writing
    const bool hasCome = std::exchange(m_isNew, false);
    if (!rules->isEmpty())
        m_view->setCurrent(m_rules.rowOf(was) >= 0 ? was : hasCome ? rules->last().id : rules->first().id);
    showCurrent();
}

void RulesDialog::showCurrent()
{
    const Rule *rule = m_view->current();
    for (QPushButton *each : { m_up, m_down, m_switch, m_remove })
        each->setEnabled(rule != nullptr);
    if (m_isNew)
        return;
    if (!rule) {
        m_editor->begin(m_kind);
        return;
    }
    m_up->setEnabled(m_view->currentIndex().row() > 0);
    m_down->setEnabled(m_view->currentIndex().row() + 1 < m_rules.rowCount());
    m_switch->setText(rule->isOn ? tr("Rest") : tr("Run"));
    if (m_editor->id() == rule->id && m_editor->isDirty() && !std::exchange(m_isSaved, false))
        return;
    auto versions = m_services.routing->list.versions(rule->id);
    if (!versions) {
        m_notice->say(versions.error());
        return;
    }
    m_editor->edit(*rule, *versions);
}

void RulesDialog::begin()
{
    m_isNew = true;
    m_editor->begin(m_kind);
    m_editor->takeFocus();
}

void RulesDialog::save()
{
    const RuleId id = m_editor->id();
    const RuleText text = m_editor->text();
    act(
        [&book = m_services.routing->book, &labels = m_services.labels, id, text, kind = m_kind]() -> Result<Acted> {
            auto whole = withLabels(labels, text);
            if (!whole)
                return tl::unexpected(whole.error());
            return id.isNull() ? book.add(kind, *whole) : book.edit(id, *whole);
        },
        id.isNull());
}

void RulesDialog::act(std::function<Result<Acted>()> work, bool choosesLast)
{
    m_services.engine.ask(this, std::move(work), [this, choosesLast](const Result<Acted> &acted) {
        if (!acted) {
            m_notice->say(acted.error());
            return;
        }
        m_choosesLast = choosesLast;
        m_isSaved = acted->changed > 0;
        read();
        if (!acted->sentence.isEmpty())
            emit this->acted(acted->sentence);
    });
}

void RulesDialog::undo()
{
    m_services.engine.ask(
        this, [&undo = m_services.undo] { return undo.back(); },
        [this](const Result<Undone> &undone) {
            if (!undone)
                return m_notice->say(undone.error());
            m_isNew = false;
            read();
            m_notice->say(undone->sentence);
        });
}

void RulesDialog::carry(RuleId id, int place)
{
    act([&book = m_services.routing->book, id, place] { return book.move(id, place); });
}

void RulesDialog::reject()
{
    if (m_try->isRunning())
        m_try->stop();
    else if (m_editor->isDirty() && !std::exchange(m_isWarned, true))
        m_notice->warn(tr("What you wrote is not saved. Ctrl+S saves it; Esc once more forgets it."));
    else
        QDialog::reject();
}

void RulesDialog::keyPressEvent(QKeyEvent *event)
{
    const bool isControl = event->modifiers() == Qt::ControlModifier;
    if (isControl && event->key() == Qt::Key_S)
        save();
    else if (isControl && event->key() == Qt::Key_N)
        begin();
    else if (isControl && event->key() == Qt::Key_Z)
        undo();
    else
        QDialog::keyPressEvent(event);
}

} // namespace wheelhouse
