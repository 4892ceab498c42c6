#pragma once

#include "core/people/contactbook.h"
#include "core/people/figures.h"
#include "core/people/matching.h"
#include "ui/inbox/inboxservices.h"

#include <QTimer>
#include <QUrl>
#include <QWidget>

#include <functional>

class QLabel;
class QMenu;
class QToolButton;

namespace wheelhouse {

class ChipRow;
class ContactSteps;
class CountList;
class EarlierList;
class ElidedLabel;
class IdentityList;
class TextLabel;
class ToleranceCurveView;
class LinkGate;
class Look;
class Notice;

/// What we know of the person who wrote: who they are on each network and may be elsewhere, how much is borne from
/// them, since when they are with us, what came before.
class ContactCard : public QWidget {
    Q_OBJECT
public:
    ContactCard(InboxServices &services, const Look &look, QWidget *parent = nullptr);
    ContactCard(const ContactCard &) = delete;
    ContactCard &operator=(const ContactCard &) = delete;
    ~ContactCard() override;

    /// \a identity a row; \a currentConversation is marked among the earlier ones.
    void showIdentity(qint64 identity, qint64 currentConversation);
    /// Another conversation of theirs is read: \a conversation is marked, and there is a way to the others.
    void markOpen(qint64 conversation);
    void clear();
    /// What opens a profile; QDesktopServices::openUrl where none is set.
    void setOpener(std::function<bool(const QUrl &)> open);

signals:
    void conversationRequested(qint64 conversation);
    void acted(const QString &sentence); ///< a step that can be taken back

private:
    void layOut();
    void dress();
    void read();
    void showSheet(const ContactSheet &sheet);
    void connectSteps();
    void fillMenu(QMenu &menu);
    [[nodiscard]] Result<void> readFigures();
    void showTolerance();
    void showLabels();
    void showEarlier();
    void showHead(const ContactSheet &sheet);

    InboxServices &m_services;
    const Look &m_look;
    qint64 m_identity = 0;
    qint64 m_current = 0;
    ContactSheet m_sheet;
    QList<MatchProposal> m_proposals;
    PersonFigures m_figures;
    ToleranceCurve m_curve;
    ContactSteps *m_steps;
    QWidget *m_page;
    QLabel *m_face;
    ElidedLabel *m_name;
    TextLabel *m_about;
    QToolButton *m_more;
    ChipRow *m_labels;
    IdentityList *m_identities;
    TextLabel *m_outcome;
    ToleranceCurveView *m_tolerance;
    TextLabel *m_since;
    CountList *m_counts;
    TextLabel *m_earlierTitle;
    EarlierList *m_earlier;
    LinkGate *m_gate;
    Notice *m_notice;
    QTimer m_pulse; ///< re-reads at most ten times a second
};

} // namespace wheelhouse
