#include "ui/inbox/rules/actrows.h"

#include "ui/inbox/namebook.h"
#include "ui/kit/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace wheelhouse {

namespace {

using Kind = RuleAct::Kind;

QString kindWords(Kind kind)
{
    switch (kind) {
    case Kind::Label:
        return ActRows::tr("Label");
    case Kind::Unlabel:
        return ActRows::tr("Take a label off");
    case Kind::Assign:
        return ActRows::tr("Assign to");
    case Kind::HandOver:
        return ActRows::tr("Hand over to");
    case Kind::Prioritise:
        return ActRows::tr("Priority");
    case Kind::Snooze:
        return ActRows::tr("Snooze until");
    case Kind::Done:
        return ActRows::tr("Close as done");
    case Kind::Escalate:
        return ActRows::tr("Escalate");
    }
    return {};
}

constexpr Kind kinds[] = { Kind::Label, Kind::Assign, Kind::HandOver, Kind::Prioritise, Kind::Snooze, Kind::Done,
    Kind::Escalate, Kind::Unlabel };

template<typename Things> void offer(QComboBox &box, const Things &things)
{
    for (const auto &each : things)
        box.addItem(each.name, each.id.uuid());
}

} // namespace

ActRows::ActRows(const Look &look, const NameBook &names, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_names(names)
    , m_column(new QVBoxLayout(this))
    , m_more(new QPushButton(tr("Add an act"), this))
{
    m_more->setProperty("small", true);
    m_more->setAutoDefault(false);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::tightGap);
    m_column->addWidget(m_more, 0, Qt::AlignLeading);
    connect(m_more, &QPushButton::clicked, this, [this] {
        addLine({});
        m_lines.last().kind->setFocus();
        emit changed();
    });
}

void ActRows::setActs(const RuleActs &acts)
{
    for (const Line &line : std::as_const(m_lines))
        delete line.whole;
    m_lines.clear();
    for (const RuleAct &act : acts)
        addLine(act);
}

RuleActs ActRows::acts() const
{
    RuleActs all;
    for (const Line &line : m_lines)
        all.append(actOf(line));
    return all;
}

RuleAct ActRows::actOf(const Line &line) const
{
    RuleAct act;
    act.kind = Kind(line.kind->currentData().toInt());
    const ActField field = fieldOf(act.kind);
    if (act.kind == Kind::Prioritise)
        act.priority = line.thing->currentData().toInt();
    if (act.kind == Kind::Snooze)
        act.words = line.words->text().simplified();
    if (field != ActField::Labels && field != ActField::Who)
        return act;
    const QString typed = line.thing->currentText().simplified();
    const int place = line.thing->findText(typed, Qt::MatchFixedString);
    act.thing = place >= 0 ? line.thing->itemData(place).toUuid() : QUuid();
    if (act.thing.isNull())
        act.words = typed;
    return act;
}

void ActRows::addLine(const RuleAct &act)
{
    auto *whole = new QWidget(this);
    const Line line { whole, new QComboBox(whole), new QComboBox(whole), new QLineEdit(whole) };
    for (QComboBox *box : { line.kind, line.thing }) { // a long label gives way; the list shows it whole
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
    }
    line.kind->setAccessibleName(tr("What it does"));
    line.thing->setAccessibleName(tr("With what, or to whom"));
    line.thing->setProperty("dataText", true);
    line.words->setAccessibleName(tr("Until when"));
    line.words->setPlaceholderText(tr("tomorrow, tue 9, in 2h"));
    for (const Kind kind : kinds)
        line.kind->addItem(kindWords(kind), int(kind));
    line.kind->setCurrentIndex(line.kind->findData(int(act.kind)));
    auto *away = new QToolButton(whole);
    away->setProperty("kind", QStringLiteral("plain"));
    away->setIcon(Icons::icon(QStringLiteral("edit-delete"), m_look, m_look.scaled(16)));
    away->setAccessibleName(tr("Remove this act"));
    away->setToolTip(tr("Remove this act"));
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::tightGap);
    row->addWidget(line.kind, 1);
    row->addWidget(line.thing, 1);
    row->addWidget(line.words, 1);
    row->addStretch();
    row->addWidget(away);
    m_column->insertWidget(m_column->count() - 1, whole);
    m_lines.append(line);
    fill(line, act);
    connect(away, &QToolButton::clicked, this, [this, whole] { drop(whole); });
    connect(line.kind, &QComboBox::activated, this, [this, line] {
        RuleAct fresh;
        fresh.kind = Kind(line.kind->currentData().toInt());
        fill(line, fresh);
        emit changed();
    });
    connect(line.thing, &QComboBox::currentTextChanged, this, &ActRows::changed);
    connect(line.words, &QLineEdit::textEdited, this, &ActRows::changed);
}

void ActRows::fill(const Line &line, const RuleAct &act)
{
    const QSignalBlocker quiet(line.thing);
    line.thing->setEditable(act.kind == Kind::Label);
    line.thing->clear();
    const ActField field = fieldOf(act.kind);
    if (field == ActField::Labels)
        offer(*line.thing, m_names.labels());
    else if (act.kind == Kind::Assign)
        offer(*line.thing, m_names.members());
    else if (act.kind == Kind::HandOver)
        offer(*line.thing, m_names.departments());
    else if (act.kind == Kind::Prioritise)
        for (int i = 1; i <= 4; ++i)
            line.thing->addItem(i == 1 ? tr("1, first of all") : i == 4 ? tr("4, last") : QString::number(i), i);
    const int place = act.kind == Kind::Prioritise ? line.thing->findData(std::max(act.priority, 1))
                                                   : line.thing->findData(act.thing);
    line.thing->setCurrentIndex(std::max(place, 0));
    if (act.thing.isNull() && act.kind == Kind::Label)
        line.thing->setEditText(act.words);
    if (QLineEdit *typed = line.thing->lineEdit())
        typed->setCursorPosition(0); // a long one is read from its beginning
    line.words->setText(act.kind == Kind::Snooze ? act.words : QString());
    line.thing->setVisible(field == ActField::Labels || field == ActField::Who || field == ActField::Priority);
    line.words->setVisible(act.kind == Kind::Snooze);
}

void ActRows::drop(QWidget *whole)
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [whole](const Line &each) { return each.whole == whole; });
    if (found == m_lines.end())
        return;
    m_lines.erase(found);
    whole->deleteLater();
    m_more->setFocus();
    emit changed();
}

} // namespace wheelhouse
