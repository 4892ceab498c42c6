#include "ui/inbox/rules/trypanel.h"

#include "core/base/text.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace wheelhouse {

TryPanel::TryPanel(const Look &look, const QString &path, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_service(new DryRunService(path, clock, this))
    , m_tryOne(new QPushButton(tr("Try this rule"), this))
    , m_tryAll(new QPushButton(tr("Try all rules"), this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_progress(new QProgressBar(this))
    , m_said(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_samples(new QListWidget(this))
{
    layOut();
    setRunning(false);
    m_said->setText(tr("Trying asks all that ever came what a rule would have done with it. Nothing is changed."));
    connect(m_tryOne, &QPushButton::clicked, this, [this] { start({ m_rule }); });
    connect(m_tryAll, &QPushButton::clicked, this, [this] { start(m_all); });
    connect(m_stop, &QPushButton::clicked, m_service, &DryRunService::stop);
    connect(m_service, &DryRunService::progressed, m_progress, &QProgressBar::setValue);
    connect(m_service, &DryRunService::finished, this, [this](const DryReport &report) {
        setRunning(false);
        show(report);
        emit answered();
    });
    connect(m_service, &DryRunService::failed, this, [this](const Error &error) {
        setRunning(false);
        m_said->setInk(error.kind == Error::Kind::Cancelled ? Ink::Second : Ink::Red);
        m_said->setText(error.message);
        emit answered();
    });
}

void TryPanel::layOut()
{
    for (QPushButton *each : { m_tryOne, m_tryAll, m_stop }) {
        each->setProperty("small", true);
        each->setAutoDefault(false);
    }
    m_progress->setAccessibleName(tr("Progress of the trial"));
    m_said->setWordWrap(true);
    m_said->setProperty("dataText", true);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_samples->setAccessibleName(tr("The newest messages that fit"));
    m_samples->setProperty("dataText", true);
    m_samples->setUniformItemSizes(true);
    m_samples->setTextElideMode(Qt::ElideRight);
    m_samples->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_samples->setMinimumHeight(m_look.scaled(90));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addWidget(m_tryOne);
    buttons->addWidget(m_tryAll);
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_stop);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, 0, space::pane, 0); // the same from right to left
    column->setSpacing(space::gap);
    column->addLayout(buttons);
    column->addWidget(m_said);
    column->addWidget(m_samples, 1);
    column->addStretch();
    m_samples->hide();
}

void TryPanel::setRule(const Rule &rule, bool canBeTried)
{
    m_rule = rule;
    m_canBeTried = canBeTried;
    m_tryOne->setEnabled(canBeTried && !isRunning());
}

void TryPanel::setAll(const QList<Rule> &rules)
{
    m_all.clear();
    for (const Rule &rule : rules)
        if (rule.isOn)
            m_all.append(rule);
    m_tryAll->setEnabled(!m_all.isEmpty() && !isRunning());
}

void TryPanel::start(const QList<Rule> &rules)
{
    m_samples->clear();
    m_samples->hide();
    m_said->setInk(Ink::Second);
    m_said->setText(tr("Looking through all that ever came."));
    m_progress->setValue(0);
    m_service->start(rules);
    setRunning(true);
    m_stop->setFocus();
}

void TryPanel::setRunning(bool running)
{
    m_progress->setVisible(running);
    m_stop->setVisible(running);
    m_tryOne->setEnabled(!running && m_canBeTried);
    m_tryAll->setEnabled(!running && !m_all.isEmpty());
}

QStringList TryPanel::sentences(const DryReport &report) const
{
    QStringList lines;
    for (const DryRule &rule : report.rules) {
        const QString count = QLocale().toString(rule.mentions);
        lines.append(report.rules.size() == 1
                ? tr("Fits %1 messages in %Ln conversation(s).", nullptr, int(rule.conversations)).arg(count)
                : tr("%2: fits %1 messages in %Ln conversation(s).", nullptr, int(rule.conversations))
                      .arg(count, rule.name));
        for (const DryAct &act : rule.acts)
            lines.append(drySentence(act));
    }
    for (const DryOverlap &overlap : report.overlaps)
        lines.append(overlapSentence(report, overlap));
    return lines + report.remarks;
}

void TryPanel::show(const DryReport &report)
{
    m_said->setInk(Ink::First);
    m_said->setText(sentences(report).join(QLatin1Char('\n')));
    for (const DrySample &sample : report.samples) {
        const QString when = QLocale().toString(sample.item.at.toLocalTime(), QLocale::ShortFormat);
        const QString line = tr("%1  %2: %3", "when, who, what they wrote")
                                 .arg(when, isolate(sample.item.name), isolate(shorten(sample.item.snippet, 160)));
        auto *row = new QListWidgetItem(line, m_samples);
        row->setToolTip(sample.different ? tr("Stands otherwise today") : tr("Stands so today"));
        if (sample.different)
            row->setForeground(m_look.theme().amber.text);
    }
    m_samples->setVisible(!report.samples.isEmpty());
}

QString TryPanel::words() const
{
    return m_said->text();
}

} // namespace wheelhouse
