#pragma once

#include <QPlainTextEdit>

namespace wheelhouse {

class Look;

/// A field for plain words. What is pasted or dropped comes as plain text within textbounds, whatever it was. A text of
/// a hundred scripts is shown with one font (calmFont).
class PlainEditor : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit PlainEditor(const Look &look, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void dress();

    const Look &m_look;
};

} // namespace wheelhouse
