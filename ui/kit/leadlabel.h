#pragma once

#include "ui/kit/label.h"

class QTextLayout;

namespace wheelhouse {

/// Words of several lines that may begin with a lead, drawn bolder; plain text as everywhere, so that text() is what is
/// read.
class LeadLabel : public TextLabel {
    Q_OBJECT
public:
    using TextLabel::TextLabel;
    /// \a lead a whole sentence; empty: none.
    void setWords(const QString &lead, const QString &words);
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int layOut(QTextLayout &layout, int width) const;

    int m_lead = 0; ///< UTF-16 units of the text
};

} // namespace wheelhouse
