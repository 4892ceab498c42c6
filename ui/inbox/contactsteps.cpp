#include "ui/inbox/contactsteps.h"

#include "core/inbox/labels.h"
#include "ui/inbox/mergepeopledialog.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/timelinedialog.h"
#include "ui/inbox/tolerancedialog.h"
#include "ui/inbox/triagelists.h"
#include "ui/kit/smalllist.h"

#include <QInputDialog>
#include <QPointer>

namespace wheelhouse {

namespace {
constexpr int plotLimit = 2000;
}

ContactSteps::ContactSteps(InboxServices &services, const Look &look, QWidget *card)
    : QObject(card)
    , m_services(services)
    , m_look(look)
    , m_card(card)
{
}

void ContactSteps::setPerson(qint64 identity, const QString &name)
{
    m_identity = identity;
    m_name = name;
}

void ContactSteps::act(const Work &work, const std::function<void()> &then)
{
    m_services.engine.ask(
        this, [&people = m_services.people, work] { return work(people); },
        [this, then](const Result<Acted> &done) {
            if (!done)
                emit failed(done.error());
            else if (!done->sentence.isEmpty())
                emit acted(done->sentence);
            emit changed();
            if (then)
                then();
        });
}

void ContactSteps::confirm(const MatchProposal &proposal, MatchReason reason)
{
    act([one = proposal.identity, other = proposal.other, reason](
            PeopleDesk &people) { return people.contacts.merge(one, other, reason); });
}

void ContactSteps::refuse(const MatchProposal &proposal)
{
    act([one = proposal.identity, other = proposal.other](
            PeopleDesk &people) { return people.contacts.refuse(one, other); });
}

void ContactSteps::split(qint64 identity)
{
    act([identity](PeopleDesk &people) { return people.contacts.split(identity); });
}

void ContactSteps::mergeByHand()
{
    auto *dialog = new MergePeopleDialog(m_card, m_services, m_look, m_identity);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, identity = m_identity] {
        act([identity, other = dialog->other(), reason = dialog->reason()](
                PeopleDesk &people) { return people.contacts.merge(identity, other, reason); });
    });
    dialog->open();
}

void ContactSteps::mark(StrainKind kind)
{
    act([identity = m_identity, kind](PeopleDesk &people) { return people.judgements.markStrain(identity, kind); });
}

void ContactSteps::addWork()
{
    auto *dialog = new QInputDialog(m_card);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("A work of theirs"));
    dialog->setLabelText(tr("The web address of what they made, and that you looked at"));
    dialog->setOkButtonText(tr("Add the work"));
    dialog->setCancelButtonText(tr("Cancel"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, identity = m_identity](const QString &url) {
        act([identity, url](
                PeopleDesk &people) { return people.judgements.addEvidence(identity, url, QStringLiteral("other")); });
    });
    dialog->open();
}

void ContactSteps::label(QWidget *below)
{
    NameBook names(m_services.store, m_services.roster);
    const auto on = m_services.peopleReading.labels.of(m_identity);
    if (auto read = names.read(); !read || !on) {
        emit failed(!read ? read.error() : on.error());
        return;
    }
    const QSet<qint64> borne(on->begin(), on->end());
    SmallList *list = labelList(m_look, names, borne, m_card->window());
    connect(list, &SmallList::picked, this, [this, borne, labels = names.labels()](const QString &id) {
        for (const Label &label : labels)
            if (QString::number(label.row) == id)
                putLabel(label, !borne.contains(label.row));
    });
    connect(list, &SmallList::created, this, &ContactSteps::makeLabel);
    list->openAt(below);
}

void ContactSteps::putLabel(const Label &label, bool isOn)
{
    act([identity = m_identity, label, isOn](PeopleDesk &people) {
        return isOn ? people.labels.put(identity, label) : people.labels.takeOff(identity, label);
    });
}

void ContactSteps::makeLabel(const QString &name)
{
    act([identity = m_identity, name, &book = m_services.labels](PeopleDesk &people) -> Result<Acted> {
        const auto label = book.called(name);
        if (!label)
            return tl::unexpected(label.error());
        return people.labels.put(identity, *label);
    });
}

void ContactSteps::showTimeline()
{
    auto *dialog = new TimelineDialog(m_card, m_look, m_name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const auto read = [this, dialog = QPointer(dialog), identity = m_identity] {
        m_services.engine.ask(
            this,
            [&people = m_services.people, identity, now = m_services.clock.now()] {
                return people.timeline.of(identity, now);
            },
            [this, dialog](const Result<TimelineSheet> &sheet) {
                if (!sheet)
                    emit failed(sheet.error());
                else if (dialog)
                    dialog->setSheet(*sheet);
            });
    };
    connect(dialog, &TimelineDialog::conversationRequested, this, &ContactSteps::conversationRequested);
    connect(dialog, &TimelineDialog::pledgeConfirmed, this, [this, read](qint64 mention, const QDateTime &due) {
        act([mention, due](PeopleDesk &people) { return people.pledges.confirm(mention, due); }, read);
    });
    connect(dialog, &TimelineDialog::pledgeRefused, this, [this, read](qint64 mention) {
        act([mention](PeopleDesk &people) { return people.pledges.refuse(mention); }, read);
    });
    dialog->open();
    read();
}

void ContactSteps::showTolerance()
{
    const auto agreement = m_services.peopleReading.judgements.agreement();
    if (!agreement) {
        emit failed(agreement.error());
        return;
    }
    auto *dialog = new ToleranceDialog(m_card, m_look, *agreement);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_services.engine.ask(
        dialog,
        [&people = m_services.people, now = m_services.clock.nowMs()] {
            return people.figureReader.strained(now, plotLimit);
        },
        [dialog](const Result<QList<Standpoint>> &people) {
            if (people)
                dialog->setPeople(*people);
        });
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        act([curve = dialog->curve(), why = dialog->why()](
                PeopleDesk &people) { return people.judgements.agree(curve, why); });
    });
    dialog->open();
}

} // namespace wheelhouse
