#pragma once

#include "core/approval/approvalstore.h"

namespace wheelhouse {

/// Whether everybody who has to agreed to exactly what one delivery would send, when it would. Asked inside the
/// transaction that claims; any connection.
class GoAhead {
public:
    explicit GoAhead(Database &database);

    struct Question {
        qint64 variant = 0; ///< row of revision_variant
        ChannelId channel;
        QByteArray digest; ///< of the bytes that would be sent, 32 bytes
        QDateTime goesAt; ///< UTC, the hour that is meant; where a person said to send it late: now
        QString occurrence; ///< of a series; empty: once
    };
    /// Why it may not go, in a sentence for a person; empty: it may.
    [[nodiscard]] Result<QString> against(const Question &question, const QDateTime &now);

private:
    ApprovalReader m_reader;
    Statement m_revision;
};

/// Who is still to sign, in a sentence: "Waits for “Legal signs”: 1 of 2 are missing." Empty of what has passed.
[[nodiscard]] QString waitsFor(const ApprovalStanding &standing, const QList<Gate> &gates);

} // namespace wheelhouse
