#pragma once

#include "core/launch/launchdesk.h"
#include "ui/launch/launchform.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLineEdit;
class QPlainTextEdit;
class QTimeEdit;

namespace wheelhouse {

class TextLabel;

/// A launch: what it is called, when doors open, what we all say and do not say.
class LaunchDialog : public LaunchForm {
    Q_OBJECT
public:
    enum class First { Name, Says }; ///< where the keyboard begins
    /// \a isNew: the time can be chosen; of one that is there, "Move whole plan…" changes it.
    LaunchDialog(const Look &look, const LaunchTerms &terms, const QStringList &campaigns, bool isNew, First first,
        QWidget *parent);
    [[nodiscard]] LaunchTerms terms() const;

private:
    void layOut(bool isNew);
    void settle();
    QLineEdit *m_name;
    QDateEdit *m_day;
    QTimeEdit *m_hour;
    QComboBox *m_zone;
    QComboBox *m_campaign;
    QCheckBox *m_embargo;
    QPlainTextEdit *m_says;
    QPlainTextEdit *m_saysNot;
    QLineEdit *m_slipsIf;
    TextLabel *m_clocks;
};

} // namespace wheelhouse
