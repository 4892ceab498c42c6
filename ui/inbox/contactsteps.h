#pragma once

#include "core/people/peopledesk.h"
#include "ui/inbox/inboxservices.h"

#include <QObject>

#include <functional>

class QWidget;

namespace wheelhouse {

class Look;
class ToleranceDialog;

/// Takes the steps of the contact card on the engine's lane, and shows the dialogs that they need.
class ContactSteps : public QObject {
    Q_OBJECT
public:
    ContactSteps(InboxServices &services, const Look &look, QWidget *card);
    /// Whom steps are about.
    void setPerson(qint64 identity, const QString &name);

    void confirm(const MatchProposal &proposal, MatchReason reason);
    void refuse(const MatchProposal &proposal);
    void split(qint64 identity);
    void mark(StrainKind kind);
    void addWork();
    void label(QWidget *below);
    void mergeByHand();
    void showTimeline();
    void showTolerance();

signals:
    void acted(const QString &sentence); ///< a step that can be taken back
    void failed(const wheelhouse::Error &error);
    void changed(); ///< read again
    void conversationRequested(qint64 conversation);

private:
    using Work = std::function<Result<Acted>(PeopleDesk &)>;
    void act(const Work &work, const std::function<void()> &then = {});
    void putLabel(const Label &label, bool isOn);
    void makeLabel(const QString &name);

    InboxServices &m_services;
    const Look &m_look;
    QWidget *m_card;
    qint64 m_identity = 0;
    QString m_name;
};

} // namespace wheelhouse
