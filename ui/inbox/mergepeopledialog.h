#pragma once

#include "core/inbox/peoplefinder.h"
#include "core/people/contactbook.h"
#include "core/people/matching.h"
#include "ui/inbox/inboxservices.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;
class QRadioButton;

namespace wheelhouse {

class Look;
class Notice;
class TextLabel;

/// Somebody here knows that two are one person: finds the other one by name, shows what becomes one, and why it is
/// believed. Reads only; who opened it takes the step.
class MergePeopleDialog : public QDialog {
    Q_OBJECT
public:
    MergePeopleDialog(QWidget *parent, InboxServices &services, const Look &look, qint64 identity);
    [[nodiscard]] qint64 other() const; ///< row of an identity; 0: nobody is chosen
    [[nodiscard]] MatchReason reason() const;
    void find(const QString &words); ///< as if it had been typed

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOut();
    void ask();
    void present(const QList<FoundPerson> &people);
    void showWhatBecomesOne();

    InboxServices &m_services;
    const Look &m_look;
    qint64 m_identity;
    ContactSheet m_sheet;
    int m_asked = 0;
    TextLabel *m_title;
    QLineEdit *m_field;
    QListWidget *m_people;
    TextLabel *m_becomes;
    QRadioButton *m_byHand;
    QRadioButton *m_said;
    Notice *m_notice;
    QPushButton *m_merge;
};

} // namespace wheelhouse
