#pragma once

#include "ui/inbox/inboxservices.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/rules/rulelist.h"

#include <QDialog>
#include <QTimer>

class QPushButton;
class QStackedWidget;

namespace wheelhouse {

class EmptyState;
class Notice;
class RuleEditor;
class SegmentedButton;
class TextLabel;
class TryPanel;

/// Rules and macros: the list in its order, the editor beside it, the trial below. What a person does goes to the
/// engine's lane and comes back as a sentence with its undo.
class RulesDialog : public QDialog {
    Q_OBJECT
public:
    RulesDialog(const InboxServices &services, const Look &look, QWidget *parent = nullptr);

    void show(Rule::Kind kind);
    void reject() override; ///< Esc stops a trial, warns where something is not saved, and else closes

signals:
    void acted(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut();
    void listen();
    void read();
    void showCurrent();
    void begin();
    void save();
    void act(std::function<Result<Acted>()> work, bool choosesLast = false);
    void undo();
    void carry(RuleId id, int place);
    [[nodiscard]] QWidget *listSide();

    InboxServices m_services;
    const Look &m_look;
    NameBook m_names;
    RuleListModel m_rules;
    Rule::Kind m_kind = Rule::Kind::Rule;
    SegmentedButton *m_which;
    RuleListView *m_view;
    EmptyState *m_empty;
    QStackedWidget *m_lists;
    RuleEditor *m_editor;
    TryPanel *m_try;
    Notice *m_notice;
    QPushButton *m_new;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_switch;
    QPushButton *m_remove;
    QPushButton *m_undo;
    QTimer m_pulse; ///< the store changed
    bool m_choosesLast = false; ///< what was added becomes current when it is read
    bool m_isSaved = false; ///< what stands in the editor was written: it shows what is in the store again
    bool m_isWarned = false; ///< was told that closing forgets what is written
    bool m_isNew = false; ///< the editor holds one that is not in the list yet
};

} // namespace wheelhouse
