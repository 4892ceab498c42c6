#pragma once

#include "core/calendar/card.h"
#include "ui/kit/label.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace wheelhouse {

/// One campaign as fields, saying below what it does not understand. Reads and writes nothing.
class CampaignForm : public QWidget {
    Q_OBJECT
public:
    explicit CampaignForm(const Look &look, QWidget *parent = nullptr);
    void setCampaign(const Campaign &campaign);
    /// As it stands in the fields; Refused, in words, where one of them is not understood.
    [[nodiscard]] Result<Campaign> campaign() const;

private:
    void layOut();
    void judge();

    Campaign m_campaign;
    QLineEdit *m_name;
    QLineEdit *m_letter;
    QComboBox *m_tint;
    QLineEdit *m_first;
    QLineEdit *m_last;
    QLineEdit *m_embargo;
    TextLabel *m_verdict;
};

} // namespace wheelhouse
