#pragma once

#include "core/routing/rule.h"
#include "ui/inbox/triagesteps.h"

class QSettings;

namespace wheelhouse {

class Look;
class NameBook;
class Shortcuts;
class SmallList;

/// The verbs of triage with their keys, and the small lists in which they ask: what each step is. How a step is taken
/// is the business of TriageSteps.
class TriageActions : public QObject {
    Q_OBJECT
public:
    static constexpr QLatin1String scope { "inbox" };

    TriageActions(const InboxServices &services, const Look &look, Shortcuts &shortcuts, const NameBook &names,
        TriageSteps &steps, ConversationListModel &list, ConversationListView &view, Choice &choice,
        QSettings &settings);

    /// The message \a mention and all later ones become a conversation of their own.
    void split(qint64 mention);
    /// Opens the list in which people say what \a mention asks and how it sounds.
    void correct(qint64 mention);

    void runMacro(RuleId macro, const TriageSteps::Rows &rows);

signals:
    void told(const QString &sentence);
    void failed(const wheelhouse::Error &error);
    void remarked(const QString &words); ///< of a snooze in the night when the clock is moved
    void confirmationDropped(); ///< by Esc
    void replyRequested();
    void noteRequested();
    void contactToggled();
    void focusToggled();
    void whyRequested();
    void undoRequested();

private:
    using Rows = TriageSteps::Rows;
    using After = TriageSteps::After;

    void addMoving();
    void addVerbs();
    void addLists();
    void addChoosing();
    void addReading();
    void add(const char *id, const QString &text, const QStringList &keys, const char *icon, std::function<void()> run,
        const QString &hint = {});
    void openAt(SmallList *list);
    void assign();
    void hand();
    void label();
    void labelWith(const Rows &rows, const QList<qint64> &add, const QList<qint64> &remove);
    void prioritise();
    void askForMacro();
    void labelNew(const Rows &rows, const QString &name);
    void snooze(const Rows &rows, SnoozeMode mode);
    void escalate();
    void spam();
    void merge();
    void correctTargets();
    void askReading(const Rows &conversations, const Rows &mentions, const ReadingMark &mark, const QString &reasons);
    void correctAs(const Rows &conversations, const Rows &mentions, const QString &picked);
    void openOriginal();
    void copyLinks();
    void copyWords();
    void extend(int by);
    void chooseAll();

    InboxServices m_services;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    const NameBook &m_names;
    TriageSteps &m_steps;
    ConversationListModel &m_list;
    ConversationListView &m_view;
    Choice &m_choice;
    QSettings &m_settings;
};

} // namespace wheelhouse
