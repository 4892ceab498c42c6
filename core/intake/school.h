#pragma once

#include "core/base/lane.h"
#include "core/inbox/corrections.h"
#include "core/intake/admission.h"

#include <QObject>

#include <atomic>
#include <memory>

namespace wheelhouse {

/// Where the reading learns: after corrections changed, what they teach is learned anew on a background lane and used
/// for what arrives from then on, unless it does worse than the word lists on corrections it has not seen. Lives on
/// the engine lane.
class School : public QObject {
    Q_OBJECT
public:
    School(Database &database, Corrections &corrections, Admission &admission, QObject *parent = nullptr);
    ~School() override;
    Q_DISABLE_COPY_MOVE(School)

    /// Learns soon; corrections made in one breath are one lesson. What is being learned is broken off.
    void learnSoon();
    /// What \a mention says with the words that weighed, as it would be read now; Missing where it is gone. The stored
    /// mark may be another one: a person's, or of what was taught then.
    [[nodiscard]] Result<Reading> explain(qint64 mention);

signals:
    /// \a isTaught: what the team said is used from now on.
    void learned(bool isTaught);

private:
    void learn();

    Corrections &m_corrections;
    Admission &m_admission;
    Statement m_words;
    std::shared_ptr<std::atomic<quint64>>
        m_round; ///< of the newest lessons; shared with the lane, which stops at a later
    bool m_isSoon = false;
    Lane m_lane { QStringLiteral("school"), Lane::Pace::Background };
};

} // namespace wheelhouse
