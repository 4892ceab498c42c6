#pragma once

#include "core/routing/rule.h"
#include "ui/inbox/rules/actrows.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;

namespace wheelhouse {

class NameBook;
class SearchField;
class TextLabel;

/// A rule as it is written: name, which messages, what is done, whether it stops, and why. Says below what is still
/// missing; saving is a wish.
class RuleEditor : public QWidget {
    Q_OBJECT
public:
    RuleEditor(const Look &look, const NameBook &names, QWidget *parent);

    /// \a versions newest first; one that is chosen stands there to be saved anew.
    void edit(const Rule &rule, const QList<Rule> &versions);
    void begin(Rule::Kind kind); ///< an empty one
    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] RuleText text() const;
    [[nodiscard]] Rule rule() const; ///< as it stands here, saved or not
    [[nodiscard]] RuleId id() const { return m_rule.id; } ///< null: a new one
    [[nodiscard]] Rule::Kind kind() const { return m_rule.kind; }
    void takeFocus();

signals:
    void saveRequested();
    void dropped(); ///< what was typed is forgotten
    void edited(); ///< rule() may be another one now

private:
    void layOut();
    void write(const RuleText &text);
    void fillVersions();
    void settle();
    [[nodiscard]] QString lack() const;

    const Look &m_look;
    Rule m_rule;
    QList<Rule> m_versions;
    QLineEdit *m_name;
    SearchField *m_asks;
    ActRows *m_acts;
    QCheckBox *m_stops;
    QLineEdit *m_reason;
    QComboBox *m_kept; ///< the versions
    TextLabel *m_lack;
    QPushButton *m_save;
    QPushButton *m_drop;
    QFormLayout *m_form = nullptr;
    QWidget *m_asksFrame = nullptr;
};

} // namespace wheelhouse
