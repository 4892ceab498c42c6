#pragma once

#include "core/people/timeline.h"

#include <QDialog>

class QTreeWidget;

namespace wheelhouse {

class Look;
class TextLabel;

/// What was asked, promised and kept, with one person: conversations newest first, and the promises that our replies
/// made. What was found by its words waits for a yes or a no. Reads and writes nothing itself.
class TimelineDialog : public QDialog {
    Q_OBJECT
public:
    TimelineDialog(QWidget *parent, const Look &look, const QString &name);
    void setSheet(const TimelineSheet &sheet);

signals:
    void conversationRequested(qint64 conversation);
    void pledgeConfirmed(qint64 mention, const QDateTime &due);
    void pledgeRefused(qint64 mention);

private:
    void showEntries();
    void showPledges();
    void answer(bool isPledge);
    [[nodiscard]] QString path() const;

    const Look &m_look;
    TimelineSheet m_sheet;
    TextLabel *m_about;
    TextLabel *m_pledgesTitle;
    QTreeWidget *m_pledges;
    QWidget *m_answers;
    QTreeWidget *m_entries;
};

} // namespace wheelhouse
