#include "ui/housekeeping/retentionpage.h"

#include "ui/housekeeping/retentionrun.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int longest = 36'500; // days; who wants more wants no rule

QString nameOf(const QList<std::pair<qint64, QString>> &all, qint64 row, const QString &none)
{
    const auto found = std::find_if(all.begin(), all.end(), [row](const auto &each) { return each.first == row; });
    return found == all.end() ? none : found->second;
}

void fill(QComboBox &box, const QString &none, const QList<std::pair<qint64, QString>> &all)
{
    box.addItem(none, 0);
    for (const auto &[row, name] : all)
        box.addItem(name, row);
}

} // namespace

RetentionPage::RetentionPage(const Look &look, RetentionDoor door, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_door(std::move(door))
    , m_list(new QTreeWidget(this))
    , m_none(new EmptyState(look, this))
    , m_channel(new QComboBox(this))
    , m_label(new QComboBox(this))
    , m_days(new QSpinBox(this))
    , m_reason(new QLineEdit(this))
    , m_isOn(new QCheckBox(tr("Runs once a day"), this))
    , m_would(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_notice(new Notice(look, this))
    , m_preview(new QPushButton(tr("What would go?"), this))
    , m_keep(new QPushButton(tr("Keep this rule"), this))
    , m_end(new QPushButton(tr("Remove"), this))
    , m_runNow(new QPushButton(tr("Run now…"), this))
    , m_run(new RetentionRun(look, m_door, m_lane, this))
{
    layOut();
    connect(m_list, &QTreeWidget::currentItemChanged, this,
        [this](QTreeWidgetItem *item) { take(item ? m_list->indexOfTopLevelItem(item) : -1); });
    connect(m_reason, &QLineEdit::textChanged, this, [this] { settle(); });
    connect(m_preview, &QPushButton::clicked, this, &RetentionPage::preview);
    connect(
        m_keep, &QPushButton::clicked, this, [this] { act([set = m_door.set, rule = asked()] { return set(rule); }); });
    connect(m_end, &QPushButton::clicked, this, [this] {
        if (QTreeWidgetItem *item = m_list->currentItem())
            act([end = m_door.end, id = m_rules.at(m_list->indexOfTopLevelItem(item)).id] { return end(id); });
    });
    connect(m_runNow, &QPushButton::clicked, this, [this] {
        if (QTreeWidgetItem *item = m_list->currentItem())
            m_run->ask(m_rules.at(m_list->indexOfTopLevelItem(item)));
    });
    connect(m_run, &RetentionRun::changed, this, &RetentionPage::settle);
    connect(m_run, &RetentionRun::failed, m_notice, qOverload<const Error &>(&Notice::say));
    connect(m_run, &RetentionRun::ended, this, [this](const QString &sentence) {
        m_notice->say(sentence);
        read();
    });
    settle();
    read();
}

RetentionPage::~RetentionPage() = default;

void RetentionPage::layOut()
{
    m_list->setHeaderLabels({ tr("Channel"), tr("Label"), tr("Days"), tr("Why"), tr("State") });
    m_list->setRootIsDecorated(false);
    m_list->setAccessibleName(tr("Rules"));
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (const int named : { 0, 1 }) { // names are as long as people make them, and the reason wants room
        m_list->header()->setSectionResizeMode(named, QHeaderView::Interactive);
        m_list->header()->resizeSection(named, m_look.scaled(120));
    }
    m_list->header()->setSectionResizeMode(3, QHeaderView::Stretch);
    m_list->header()->setMinimumSectionSize(m_look.scaled(70));
    for (QComboBox *each : { m_channel, m_label }) {
        each->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        each->setMinimumContentsLength(14);
    }
    fill(*m_channel, tr("Every channel"), m_door.channels);
    fill(*m_label, tr("With any label or none"), m_door.labels);
    m_none->setContent(
        QStringLiteral("chronometer"), tr("No rule yet"), tr("All words are kept, until a rule says otherwise."));
    m_none->hide();
    m_days->setRange(1, longest);
    m_days->setValue(365);
    m_days->setSuffix(tr(" days"));
    m_reason->setPlaceholderText(tr("Our privacy notice promises a year"));
    m_reason->setMaxLength(200);
    m_would->setWordWrap(true);
    m_runNow->setObjectName(QStringLiteral("runNow"));
    m_keep->setProperty("kind", QStringLiteral("primary"));
    auto *why = new TextLabel(m_look, Type::Body, Ink::Second,
        tr("Without a rule all words are kept. What is open, escalated, claimed or evidence always stays; what a rule "
           "took is gone for ever."),
        this);
    why->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::pane);
    form->setVerticalSpacing(space::gap);
    form->addRow(tr("&Channel"), m_channel);
    form->addRow(tr("&Label"), m_label);
    form->addRow(tr("&Keep for"), m_days);
    form->addRow(tr("&Why"), m_reason);
    form->addRow(QString(), m_isOn);
    auto *ofRule = new QHBoxLayout;
    ofRule->setSpacing(space::gap);
    ofRule->addWidget(m_end);
    ofRule->addWidget(m_runNow);
    ofRule->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(m_preview);
    buttons->addWidget(m_keep);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(space::card);
    auto *title = new TextLabel(m_look, Type::Title, Ink::First, tr("What is kept, and how long?"), this);
    title->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(why);
    column->addWidget(m_list, 1);
    column->addWidget(m_none, 1);
    column->addLayout(ofRule);
    column->addLayout(form);
    column->addWidget(m_would);
    column->addWidget(m_run);
    column->addWidget(m_notice);
    column->addLayout(buttons);
}

RetentionRule RetentionPage::asked() const
{
    RetentionRule rule;
    rule.channel = m_channel->currentData().toLongLong();
    rule.label = m_label->currentData().toLongLong();
    rule.days = m_days->value();
    rule.reason = m_reason->text().trimmed();
    rule.isOn = m_isOn->isChecked();
    return rule;
}

void RetentionPage::settle()
{
    m_keep->setEnabled(!m_reason->text().trimmed().isEmpty());
    m_keep->setToolTip(m_keep->isEnabled() ? QString() : plainTip(tr("Say why first.")));
    const bool isRule = m_list->currentItem() != nullptr;
    m_end->setEnabled(isRule && !m_run->isBusy());
    m_runNow->setVisible(m_door.begin != nullptr);
    m_runNow->setEnabled(isRule && !m_run->isBusy());
    m_runNow->setToolTip(plainTip(isRule ? tr("Says first what would go") : tr("Choose a rule of the list first.")));
}

void RetentionPage::read()
{
    m_lane.ask(this, m_door.list, [this](const Result<QList<RetentionRule>> &rules) {
        if (rules)
            present(*rules);
        else
            m_notice->say(rules.error());
    });
}

void RetentionPage::present(const QList<RetentionRule> &rules)
{
    m_rules = rules;
    m_list->clear();
    for (const RetentionRule &rule : rules) {
        auto *item = new QTreeWidgetItem(m_list,
            { nameOf(m_door.channels, rule.channel, tr("Every channel")), nameOf(m_door.labels, rule.label, tr("Any")),
                QLocale().toString(rule.days), rule.reason, rule.isOn ? tr("on") : tr("off") });
        item->setToolTip(3, plainTip(rule.reason));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    }
    m_list->setVisible(!rules.isEmpty());
    m_none->setVisible(rules.isEmpty());
    settle();
}

void RetentionPage::take(int index)
{
    if (index >= 0 && index < m_rules.size()) {
        const RetentionRule &rule = m_rules.at(index);
        m_channel->setCurrentIndex(std::max(0, m_channel->findData(rule.channel)));
        m_label->setCurrentIndex(std::max(0, m_label->findData(rule.label)));
        m_days->setValue(rule.days);
        m_reason->setText(rule.reason);
        m_reason->setCursorPosition(0);
        m_isOn->setChecked(rule.isOn);
        m_would->clear();
    }
    settle();
}

void RetentionPage::preview()
{
    m_would->setText(tr("Looking…"));
    m_lane.ask(
        this, [look = m_door.preview, rule = asked()] { return look(rule); },
        [this](const Result<RetentionPreview> &found) {
            m_would->setText(found ? found->sentence() : QString());
            if (!found)
                m_notice->say(found.error());
        });
}

void RetentionPage::act(const std::function<Result<Acted>()> &work)
{
    m_door.engine.ask(this, work, [this](const Result<Acted> &done) {
        if (done)
            m_notice->say(done->sentence);
        else
            m_notice->say(done.error());
        read();
    });
}

} // namespace wheelhouse
