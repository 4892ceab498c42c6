#pragma once

#include "ui/kit/look.h"
#include "ui/outbox/outboxreader.h"
#include "ui/outbox/outboxservices.h"

#include <QObject>

namespace wheelhouse {

class HoldCard;
class Overlay;

/// Asks over a window how outgoing posts should stand, and does it: the card, its counts, and what is pressed.
class HoldAsk : public QObject {
    Q_OBJECT
public:
    /// \a window is the one that it fills, and owns it.
    HoldAsk(const OutboxServices &services, OutboxReader &reader, const Look &look, QWidget *window);
    /// \a campaign (row; 0: none) is chosen to begin with.
    void open(qint64 campaign);

signals:
    void held(const QString &sentence); ///< can be taken back
    void released(const QString &sentence, int waiting); ///< likewise; so many wait for a person

private:
    void read();
    void hold(qint64 campaign, const QString &reason);
    void release(const QList<HoldId> &holds);

    OutboxServices m_services;
    OutboxReader &m_reader;
    HoldCard *m_card;
    Overlay *m_over;
};

} // namespace wheelhouse
