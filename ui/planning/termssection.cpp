#include "ui/planning/termssection.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QSignalBlocker>
#include <QSpinBox>

namespace wheelhouse {

TermsSection::TermsSection(const PlanningServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_gap(minutes(tr("Between two posts of one outpost"), tr("Closer than that the calendar speaks up")))
    , m_grace(minutes(tr("Late by at most"), tr("What is later than that waits for you, and never goes out by itself")))
    , m_approval(new QCheckBox(tr("Nothing goes out that nobody signed"), this))
    , m_objective(new QCheckBox(tr("Every post says why it is written, or that it has no objective"), this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(space::gap);
    form->addRow(tr("&Between two posts of one outpost"), m_gap);
    form->addRow(tr("&Late by at most"), m_grace);
    form->addRow(m_approval);
    m_objective->setToolTip(tr("Also what comes from plan files and the command line; answers are never asked"));
    form->addRow(m_objective);
    auto *hint = new TextLabel(look, Type::Small, Ink::Second,
        tr("Each is kept as you change it. What waits in the outbox is judged by what holds when its time comes."),
        this);
    hint->setWordWrap(true);
    form->addRow(hint);
    read();
    for (QSpinBox *box : { m_gap, m_grace })
        connect(box, &QSpinBox::editingFinished, this, &TermsSection::keep);
    for (QCheckBox *box : { m_approval, m_objective })
        connect(box, &QCheckBox::clicked, this, &TermsSection::keep);
}

QSpinBox *TermsSection::minutes(const QString &name, const QString &tip)
{
    auto *box = new QSpinBox(this);
    box->setAccessibleName(name);
    box->setRange(0, 24 * 60);
    box->setSuffix(tr(" min"));
    box->setSpecialValueText(tr("none"));
    box->setToolTip(tip);
    return box;
}

void TermsSection::read()
{
    const auto now = m_services.termsRead.read();
    if (!now) {
        emit refused(now.error());
        return;
    }
    const QSignalBlocker gap(m_gap);
    const QSignalBlocker grace(m_grace);
    m_gap->setValue(int(now->gap.count()));
    m_grace->setValue(int(now->grace.count()));
    m_approval->setChecked(now->needsApproval);
    m_objective->setChecked(now->asksObjective);
}

void TermsSection::keep()
{
    const PublishingTerms wanted { std::chrono::minutes(m_grace->value()), m_approval->isChecked(),
        std::chrono::minutes(m_gap->value()), m_objective->isChecked() };
    m_services.engine.ask(
        this, [&terms = m_services.terms, wanted] { return terms.set(wanted); },
        [this](const Result<QString> &done) {
            if (!done)
                emit refused(done.error());
            else if (!done->isEmpty())
                emit said(*done);
            read();
        });
}

} // namespace wheelhouse
