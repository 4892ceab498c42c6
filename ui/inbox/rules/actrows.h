#pragma once

#include "core/routing/act.h"
#include "ui/kit/look.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace wheelhouse {

class NameBook;

/// What a rule does, an act a row: which, and with what. A label may be typed that is not there yet.
class ActRows : public QWidget {
    Q_OBJECT
public:
    ActRows(const Look &look, const NameBook &names, QWidget *parent);
    void setActs(const RuleActs &acts);
    /// The acts; a label that is to be made has no thing, and its name in \c words.
    [[nodiscard]] RuleActs acts() const;

signals:
    void changed();

private:
    struct Line {
        QWidget *whole;
        QComboBox *kind;
        QComboBox *thing; ///< labels, members, departments or numbers
        QLineEdit *words; ///< of a snooze
    };
    void addLine(const RuleAct &act);
    void fill(const Line &line, const RuleAct &act);
    void drop(QWidget *whole);
    [[nodiscard]] RuleAct actOf(const Line &line) const;

    const Look &m_look;
    const NameBook &m_names;
    QVBoxLayout *m_column;
    QPushButton *m_more;
    QList<Line> m_lines;
};

} // namespace wheelhouse
