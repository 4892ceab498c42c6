#pragma once

#include "core/inbox/promisepolicy.h"
#include "ui/kit/label.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace wheelhouse {

/// One promise as fields, each saying beside it what it does not understand. Reads and writes nothing.
class PolicyForm : public QWidget {
    Q_OBJECT
public:
    /// What a promise may be about: names, with the rows to store.
    struct Choices {
        QList<QPair<qint64, QString>> channels;
        QList<QPair<qint64, QString>> departments;
        QList<QPair<qint64, QString>> labels;
    };
    explicit PolicyForm(const Look &look, QWidget *parent = nullptr);
    void setChoices(const Choices &choices);
    void setPolicy(const PromisePolicy &policy);
    /// As it stands in the fields; Refused, in words, where one of them is not understood.
    [[nodiscard]] Result<PromisePolicy> policy() const;
    void setHolidays(const QList<Holiday> &holidays);

signals:
    void changed(); ///< by the person
    void holidaysRequested(); ///< from an .ics file

private:
    void layOut();
    void listen();
    void judge();
    [[nodiscard]] QComboBox *choice(const QString &name);
    static void fill(QComboBox *box, const QString &any, const QList<QPair<qint64, QString>> &things);

    const Look &m_look;
    PromisePolicy m_policy;
    QLineEdit *m_name;
    QLineEdit *m_reason;
    QLineEdit *m_first;
    QLineEdit *m_next;
    QLineEdit *m_hours;
    QComboBox *m_zone;
    TextLabel *m_daysOff;
    QComboBox *m_channel;
    QComboBox *m_department;
    QComboBox *m_label;
    QComboBox *m_need;
    QCheckBox *m_pauses;
    TextLabel *m_verdict;
};

} // namespace wheelhouse
