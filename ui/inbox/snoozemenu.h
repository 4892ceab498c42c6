#pragma once

#include "core/base/clock.h"
#include "core/inbox/triage.h"
#include "ui/kit/smalllist.h"

#include <functional>

namespace wheelhouse {

/// Until when: a few hours at hand, any other in words ("tue 9"), and what an answer does before then.
class SnoozeMenu : public SmallList {
    Q_OBJECT
public:
    /// \a mode ticked at first; the one that was chosen is handed back with the term.
    SnoozeMenu(const Look &look, const Clock &clock, SnoozeMode mode, QWidget *parent);

signals:
    void chosen(const wheelhouse::SnoozeTerm &term, const QString &remark);
    void refused(const wheelhouse::Error &error);
    void modeChosen(wheelhouse::SnoozeMode mode); ///< the menu is to be opened again with it

private:
    void fill(const QString &typed);
    void take(const QString &id);
    void takeWords(const QString &words);

    const Clock &m_clock;
    QTimeZone m_zone;
    SnoozeMode m_mode;
    QString m_typed;
};

} // namespace wheelhouse
