#pragma once

#include "ui/inbox/choice.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/inboxservices.h"

#include <functional>

namespace wheelhouse {

/// Takes one step on what is ticked, or else on the conversation that is read, on the engine's lane: rows that will
/// leave the view leave at once and come back if the step was refused. Above twenty conversations it asks first.
class TriageSteps : public QObject {
    Q_OBJECT
public:
    static constexpr int askAbove = 20;
    using Rows = QList<qint64>;
    using Work = std::function<Result<Acted>(const Rows &)>;
    /// Leave: the rows go from the list at once, and the one after them becomes current.
    enum class After { Stay, Leave };

    TriageSteps(const InboxServices &services, ConversationListModel &list, ConversationListView &view, Choice &choice);

    [[nodiscard]] Rows targets() const;
    /// The one conversation that is read: what was put aside, or else what is current in the list; 0: none.
    [[nodiscard]] qint64 subject() const;
    /// Another conversation than the list's is shown; steps are about it until the list moves on. 0: none.
    void setAside(qint64 conversation) { m_aside = conversation; }
    [[nodiscard]] QString subjectName() const; ///< of whom the subject is; empty: nobody
    [[nodiscard]] QList<ConversationItem> targetItems() const;
    [[nodiscard]] bool allOf(const std::function<bool(const ConversationItem &)> &is) const;
    /// Leave, unless what is shown is one of \a kinds, or was found by a search.
    [[nodiscard]] After leaves(std::initializer_list<View::Kind> kinds) const;

    /// On the targets. \a question is asked above twenty.
    void act(const QString &question, After after, const Work &work) { actOn(targets(), question, after, work); }
    /// On \a rows, whatever is current by now.
    void actOn(const Rows &rows, const QString &question, After after, const Work &work);
    void start(const Rows &rows, After after, const Work &work);
    /// Goes on with what \a confirmationWanted asked about.
    void confirm();
    void cancel();
    [[nodiscard]] bool isAsking() const { return bool(m_asked); }
    /// What was said around it meanwhile is asked for.
    void lookInto(qint64 conversation);
    /// The current conversation has been looked at for a while.
    void markSeen(qint64 conversation);

signals:
    void acted(const QString &sentence); ///< a step that can be taken back
    void told(const QString &sentence); ///< nothing was changed that could be
    void failed(const wheelhouse::Error &error);
    void confirmationWanted(const QString &question);
    void leftAside(); ///< what was put aside has been dealt with: the list goes on

private:
    void finish(const Rows &rows, After after, const Result<Acted> &done);
    [[nodiscard]] qint64 nextAfter(const Rows &gone) const;

    InboxServices m_services;
    ConversationListModel &m_list;
    ConversationListView &m_view;
    Choice &m_choice;
    qint64 m_aside = 0;
    std::function<void()> m_asked; ///< waits for confirm()
};

} // namespace wheelhouse
