#pragma once

#include "ui/housekeeping/printing.h"

#include <QDialog>
#include <QPrinter>

class QPrintPreviewWidget;
class QPushButton;

namespace wheelhouse {

class Look;
class Notice;
class TextLabel;

/// Pages as they will look, to be printed or kept as PDF.
class PrintDialog : public QDialog {
    Q_OBJECT
public:
    PrintDialog(const Look &look, PrintedPages pages, QWidget *parent = nullptr);
    ~PrintDialog() override;
    Q_DISABLE_COPY_MOVE(PrintDialog)

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; ///< PageUp and PageDown turn, + and - zoom

private:
    void layOut();
    void turn(int by);
    void settle();
    void print();
    void savePdf();

    const Look &m_look;
    PrintedPages m_pages;
    QPrinter m_printer { QPrinter::HighResolution };
    QPrintPreviewWidget *m_preview;
    QPushButton *m_back;
    QPushButton *m_next;
    TextLabel *m_page;
    Notice *m_notice;
};

} // namespace wheelhouse
