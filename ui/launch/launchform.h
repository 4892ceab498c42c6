#pragma once

#include "core/base/result.h"
#include "ui/kit/look.h"

#include <QDialog>

class QFormLayout;
class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace wheelhouse {

class Notice;

/// What the small dialogs of a launch share: fields, what is wrong with them, and what Enter does. It asks for values;
/// whoever opened it does what is submitted, and closes it or says why it could not be.
class LaunchForm : public QDialog {
    Q_OBJECT
public:
    LaunchForm(const Look &look, const QString &title, const QString &does, int width, QWidget *parent);

    void say(const Error &error);
    /// Closes it after what was asked is done.
    void finish(const Result<void> &done);

signals:
    void submitted();

protected:
    [[nodiscard]] QFormLayout &form() { return *m_form; }
    [[nodiscard]] QVBoxLayout &column() { return *m_column; } ///< for what stands below the fields
    /// Enter works, or why not: a sentence at the foot.
    void setMay(bool may);
    QPushButton *addButton(const QString &words); ///< beside the one that Enter presses

    const Look &m_look;

private:
    QFormLayout *m_form;
    QVBoxLayout *m_column;
    Notice *m_notice;
    QPushButton *m_does;
    QPushButton *m_cancel;
    QHBoxLayout *m_buttons;
};

} // namespace wheelhouse
