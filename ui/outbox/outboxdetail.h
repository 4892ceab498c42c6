#pragma once

#include "core/publishing/outboxbook.h"
#include "ui/kit/label.h"

#include <QHash>

class QPushButton;
class QVBoxLayout;

namespace wheelhouse {

class Shortcuts;

/// All there is to know of what is chosen in the outbox, and a button for each thing that may be done about it. The
/// buttons run the commands of the window's scope.
class OutboxDetail : public QWidget {
    Q_OBJECT
public:
    OutboxDetail(const Look &look, Shortcuts &shortcuts, QWidget *parent);
    /// A button for each of \a commands, by id, in this order.
    void setVerbs(const QStringList &commands);
    void show(const QList<OutboxRow> &rows, const QDateTime &now);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fill(const OutboxRow &row, const QDateTime &now);
    void fillMany(const QList<OutboxRow> &rows);
    void settleButtons();
    void say(TextLabel *label, const QString &words);

    const Look &m_look;
    Shortcuts &m_shortcuts;
    TextLabel *m_words;
    TextLabel *m_where;
    TextLabel *m_when;
    TextLabel *m_here;
    TextLabel *m_stands;
    TextLabel *m_next;
    TextLabel *m_tries;
    QVBoxLayout *m_buttons;
    QHash<QString, QPushButton *> m_verbs;
};

} // namespace wheelhouse
