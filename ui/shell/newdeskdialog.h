#pragma once

#include <QDialog>

#include <optional>

class QDialogButtonBox;
class QLineEdit;

namespace wheelhouse {

class Look;

/// Asks for the two names a new desk needs: its own, and that of the person at it. Writes nothing.
class NewDeskDialog : public QDialog {
    Q_OBJECT
public:
    struct Wanted {
        QString desk;
        QString person;
    };
    /// None where it was given up. \a thenImport: the words say that a file is asked for next.
    static std::optional<Wanted> ask(QWidget *parent, const Look &look, bool thenImport);

private:
    NewDeskDialog(QWidget *parent, const Look &look, bool thenImport);
    void check();

    QLineEdit *m_desk;
    QLineEdit *m_person;
    QDialogButtonBox *m_buttons;
};

} // namespace wheelhouse
