#pragma once

#include "core/networks/poll.h"
#include "ui/kit/look.h"

#include <QWidget>

#include <optional>

namespace wheelhouse {

/// The answers of a poll as readers see them before anybody has chosen, and how long they may.
class PreviewPoll : public QWidget {
    Q_OBJECT
public:
    explicit PreviewPoll(const Look &look, QWidget *parent = nullptr);
    void setPoll(const std::optional<Poll> &poll);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void measure();
    [[nodiscard]] QString terms() const;

    const Look &m_look;
    std::optional<Poll> m_poll;
};

} // namespace wheelhouse
