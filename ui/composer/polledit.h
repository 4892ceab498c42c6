#pragma once

#include "core/networks/poll.h"
#include "ui/kit/label.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace wheelhouse {

/// The poll of one variant: a link that begins one, then its answers, how long it is open, and what may be chosen.
/// Enter in the last answer adds another.
class PollEdit : public QWidget {
    Q_OBJECT
public:
    explicit PollEdit(const Look &look, QWidget *parent = nullptr);
    /// \a limits: as the network says; where it has no polls a poll that is there can only be taken away.
    void setPoll(const std::optional<Poll> &poll, const PollLimits &limits);
    [[nodiscard]] const std::optional<Poll> &poll() const { return m_poll; }
    void setFrozen(bool frozen); ///< it may be read, and not changed
    void goTo(qsizetype option); ///< -1: its first
    void begin(); ///< an empty poll of two answers, ready to be typed in
    void takeAway(); ///< there is no poll any more

signals:
    void edited();

private:
    [[nodiscard]] QWidget *terms();
    void fill();
    void makeFields();
    QLineEdit *makeField(int at);
    void fillTimes();
    void take();
    void addOption();
    void takeAnswerAway(int at);
    void showState();

    const Look &m_look;
    std::optional<Poll> m_poll;
    PollLimits m_limits;
    bool m_isFilling = false;
    bool m_isFrozen = false;
    Link *m_begin;
    QWidget *m_box;
    QVBoxLayout *m_answers;
    QList<QLineEdit *> m_fields;
    Link *m_add;
    Link *m_remove;
    QComboBox *m_time;
    QCheckBox *m_multiple;
    QCheckBox *m_hides;
};

/// "1 day", "6 hours", "30 minutes".
[[nodiscard]] QString pollTimeWords(std::chrono::seconds time);

} // namespace wheelhouse
