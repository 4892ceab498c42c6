#include "ui/inbox/rules/ruleeditor.h"

#include "ui/inbox/rules/askcompleter.h"
#include "ui/inbox/searchbar.h"
#include "ui/kit/label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace wheelhouse {

RuleEditor::RuleEditor(const Look &look, const NameBook &names, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_name(new QLineEdit(this))
    , m_asks(new SearchField(look, this))
    , m_acts(new ActRows(look, names, this))
    , m_stops(new QCheckBox(tr("Stop: later rules do not see what it fits"), this))
    , m_reason(new QLineEdit(this))
    , m_kept(new QComboBox(this))
    , m_lack(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_save(new QPushButton(tr("Save"), this))
    , m_drop(new QPushButton(tr("Forget the changes"), this))
{
    new AskCompleter(*m_asks, names);
    layOut();
    for (QLineEdit *each : std::initializer_list<QLineEdit *> { m_name, m_asks, m_reason })
        connect(each, &QLineEdit::textChanged, this, &RuleEditor::settle);
    connect(m_acts, &ActRows::changed, this, &RuleEditor::settle);
    connect(m_stops, &QCheckBox::toggled, this, &RuleEditor::settle);
    connect(m_kept, &QComboBox::activated, this, [this](int place) {
        if (place < m_versions.size())
            write(m_versions.at(place).text);
    });
    connect(m_save, &QPushButton::clicked, this, &RuleEditor::saveRequested);
    connect(m_drop, &QPushButton::clicked, this, [this] {
        write(m_rule.text);
        emit dropped();
    });
    settle();
}

void RuleEditor::layOut()
{
    m_asks->setProperty("kind", QVariant()); // it stands in a form: a frame of its own
    m_asks->setFrame(true);
    m_asks->setAccessibleName(tr("Which messages it is for"));
    m_asks->setPlaceholderText(tr("refund OR \"money back\" lang:en"));
    m_name->setAccessibleName(tr("Name"));
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("Whoever meets this rule reads it"));
    m_kept->setAccessibleName(tr("Versions"));
    for (QWidget *each : std::initializer_list<QWidget *> { m_name, m_reason, m_kept })
        each->setProperty("dataText", true);
    m_lack->setWordWrap(true);
    m_save->setProperty("kind", QStringLiteral("primary"));
    for (QPushButton *each : { m_save, m_drop })
        each->setAutoDefault(false);
    m_form = new QFormLayout;
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setVerticalSpacing(space::gap);
    m_form->addRow(tr("Name"), m_name);
    m_form->addRow(tr("For"), m_asks);
    m_form->addRow(tr("Does"), m_acts);
    m_form->addRow(QString(), m_stops);
    m_form->addRow(tr("Why"), m_reason);
    m_form->addRow(tr("Versions"), m_kept);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addWidget(m_lack, 1);
    buttons->addWidget(m_drop);
    buttons->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, 0, space::pane, 0); // the same from right to left
    column->setSpacing(space::gap);
    column->addLayout(m_form);
    column->addLayout(buttons);
    column->addStretch();
}

void RuleEditor::edit(const Rule &rule, const QList<Rule> &versions)
{
    m_rule = rule;
    m_versions = versions;
    fillVersions();
    write(rule.text);
}

void RuleEditor::begin(Rule::Kind kind)
{
    m_rule = {};
    m_rule.kind = kind;
    m_versions.clear();
    fillVersions();
    write({});
}

void RuleEditor::fillVersions()
{
    m_kept->clear();
    for (const Rule &version : std::as_const(m_versions))
        m_kept->addItem(tr("Version %1 of %2")
                            .arg(version.version)
                            .arg(QLocale().toString(version.madeAt.toLocalTime(), QLocale::ShortFormat)));
    for (int place = 0; place < m_versions.size(); ++place)
        if (m_versions.at(place).version == m_rule.version)
            m_kept->setCurrentIndex(place);
    const bool isRule = m_rule.kind == Rule::Kind::Rule;
    for (QWidget *each : std::initializer_list<QWidget *> { m_asks, m_stops }) {
        each->setVisible(isRule);
        if (QWidget *label = m_form->labelForField(each))
            label->setVisible(isRule);
    }
    m_kept->setVisible(m_versions.size() > 1);
    if (QWidget *label = m_form->labelForField(m_kept))
        label->setVisible(m_versions.size() > 1);
}

void RuleEditor::write(const RuleText &text)
{
    m_name->setText(text.name);
    m_asks->setText(text.asks);
    m_asks->setCursorPosition(0);
    m_acts->setActs(text.acts);
    m_stops->setChecked(text.stops);
    m_reason->setText(text.reason);
    m_reason->setCursorPosition(0);
    settle();
}

RuleText RuleEditor::text() const
{
    return { m_name->text(), m_asks->text(), m_acts->acts(), m_stops->isChecked(), m_reason->text() };
}

Rule RuleEditor::rule() const
{
    Rule now = m_rule;
    now.text = text();
    return now;
}

bool RuleEditor::isDirty() const
{
    const RuleText now = text();
    const RuleText &was = m_rule.text;
    return now.name != was.name || parseQuery(now.asks).canonical != parseQuery(was.asks).canonical
        || now.acts != was.acts || now.stops != was.stops || now.reason != was.reason;
}

/// A label that is typed and not there yet is made as the rule is saved.
QString RuleEditor::lack() const
{
    RuleText now = text();
    for (RuleAct &act : now.acts)
        if (act.kind == RuleAct::Kind::Label && act.thing.isNull() && !act.words.isEmpty())
            act.thing = QUuid::createUuid();
    const auto kept = checked(m_rule.kind, now);
    return kept ? QString() : kept.error().message;
}

void RuleEditor::settle()
{
    const QString missing = lack();
    const bool dirty = isDirty();
    m_lack->setText(dirty ? missing : QString());
    m_save->setEnabled(dirty && missing.isEmpty());
    m_drop->setEnabled(dirty);
    emit edited();
}

void RuleEditor::takeFocus()
{
    m_name->setFocus();
    m_name->selectAll();
}

} // namespace wheelhouse
