#pragma once

#include "core/inbox/priority.h"
#include "core/routing/ruletrace.h"
#include "ui/kit/label.h"

#include <QFrame>

class QVBoxLayout;

namespace wheelhouse {

class NameBook;

/// Why a conversation stands where it stands, and which rules ran on it with their reasons. A popup: Esc closes it, Tab
/// goes from one "take back" to the next.
class WhyPopover : public QFrame {
    Q_OBJECT
public:
    WhyPopover(const Look &look, QWidget *parent);

    /// \a now UTC.
    void show(const ConversationItem &item, const UrgencyPlaces::Place &place, const QList<RuleRun> &runs,
        const NameBook &names, const QDateTime &now);
    void openBelow(const QWidget *anchor);

    /// "Rules 3, 7 ran"; empty: none did.
    [[nodiscard]] static QString traceWords(const QList<RuleRun> &runs);

signals:
    void takeBackRequested(qint64 operation);

private:
    void addUrgency(const ConversationItem &item, const UrgencyPlaces::Place &place, const QDateTime &now);
    void addRun(const RuleRun &run, const NameBook &names);
    void add(Type type, Ink ink, const QString &words, bool isData = false);

    const Look &m_look;
    QVBoxLayout *m_column;
};

} // namespace wheelhouse
