#pragma once

#include "ui/inbox/choice.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/inboxservices.h"

#include <functional>

class QSettings;

namespace wheelhouse {

class Shortcuts;
class SmallList;

/// The verbs of triage with their keys. Each acts on what is ticked, or else on the current conversation, as one step
/// on the engine's lane; rows that will leave the view leave at once and come back if the act was refused. Above
/// twenty conversations it asks first.
class TriageActions : public QObject {
    Q_OBJECT
public:
    static constexpr int askAbove = 20;
    static constexpr QLatin1String scope { "inbox" };

    TriageActions(const InboxServices &services, const Look &look, Shortcuts &shortcuts, const NameBook &names,
        ConversationListModel &list, ConversationListView &view, Choice &choice, QSettings &settings);

    [[nodiscard]] QList<qint64> targets() const;
    void undo();
    void redo();
    /// The message \a mention and all later ones become a conversation of their own.
    void split(qint64 mention);
    /// The current conversation has been looked at for a while.
    void markSeen(qint64 conversation);
    /// Goes on with what \a confirmationWanted asked about.
    void confirm();
    void cancel();

signals:
    void acted(const QString &sentence);
    void failed(const wheelhouse::Error &error);
    void remarked(const QString &words); ///< of a snooze in the night when the clock is moved
    void confirmationWanted(const QString &question);
    void confirmationDropped(); ///< by Esc
    void undone(const QList<qint64> &conversations);
    void replyRequested();
    void noteRequested();
    void openRequested();
    void contactToggled();
    void focusToggled();

private:
    using Rows = QList<qint64>;
    using Work = std::function<Result<Acted>(const Rows &)>;
    enum class After { Stay, Leave };

    void addMoving();
    void addVerbs();
    void addLists();
    void addChoosing();
    void addReading();
    void add(const char *id, const QString &text, const QStringList &keys, const char *icon, std::function<void()> run,
        const QString &hint = {});
    /// \a after Leave: the rows go from the list at once.
    void act(const QString &question, After after, const Work &work, bool stays = false);
    void start(const Rows &rows, After after, const Work &work, bool stays);
    void finish(const Rows &rows, After after, const Result<Acted> &done);
    /// What a conversation does that is no longer anybody's turn.
    [[nodiscard]] After leaves(std::initializer_list<View::Kind> kinds) const;
    void go(Undo::Way way);
    void openAt(SmallList *list);
    void assign();
    void hand();
    void label();
    void labelWith(const QList<qint64> &add, const QList<qint64> &remove);
    void labelNew(const QString &name);
    void snooze(SnoozeMode mode);
    void escalate();
    void spam();
    void merge();
    void openOriginal();
    void copy(bool text);
    void extend(int by);
    void chooseAll();
    [[nodiscard]] bool allOf(const std::function<bool(const ConversationItem &)> &is) const;
    [[nodiscard]] QList<ConversationItem> targetItems() const;

    InboxServices m_services;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    const NameBook &m_names;
    ConversationListModel &m_list;
    ConversationListView &m_view;
    Choice &m_choice;
    QSettings &m_settings;
    std::function<void()> m_asked; ///< waits for confirm()
};

} // namespace wheelhouse
