#pragma once

#include "ui/kit/look.h"

#include <QTextDocument>
#include <QWidget>

namespace wheelhouse {

/// Words as a network shows them: plain, with links coloured and what hides in them made visible.
class PreviewText : public QWidget {
    Q_OBJECT
public:
    explicit PreviewText(const Look &look, QWidget *parent = nullptr);
    /// \a isCut: more of it would not fit; a marked ellipsis says so.
    void setWords(const QString &text, bool isCut);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QString words() const { return m_document.toPlainText(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    mutable QTextDocument m_document; ///< laid out anew for each width that is asked about
};

} // namespace wheelhouse
