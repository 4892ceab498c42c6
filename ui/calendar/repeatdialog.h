#pragma once

#include "core/planning/seriesedit.h"
#include "ui/kit/label.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QSpinBox;

namespace wheelhouse {

/// How a post comes again: every day, week, month or year, on which days, until when; with the next dates as they would
/// be. It reads and writes nothing.
class RepeatDialog : public QDialog {
    Q_OBJECT
public:
    /// \a at where the post stands; \a rule how it comes again now: it is asked then which of the series is meant.
    RepeatDialog(const Look &look, const QString &title, const WallTime &at, const std::optional<RecurrenceRule> &rule,
        QWidget *parent);

signals:
    void chosen(const std::optional<wheelhouse::RecurrenceRule> &rule, wheelhouse::EditScope scope);

private:
    void layOut(const QString &title);
    void show(const RecurrenceRule &rule);
    [[nodiscard]] std::optional<RecurrenceRule> rule() const;
    void preview();

    const Look &m_look;
    WallTime m_at;
    std::optional<RecurrenceRule> m_was; ///< it is a series already
    QComboBox *m_frequency;
    QSpinBox *m_interval;
    QList<QCheckBox *> m_weekdays; ///< Monday first
    QComboBox *m_end;
    QDateEdit *m_until;
    QSpinBox *m_count;
    QComboBox *m_scope;
    TextLabel *m_next;
};

} // namespace wheelhouse
