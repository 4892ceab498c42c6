#pragma once

#include <QDialog>

class QListWidget;
class QStackedWidget;

namespace wheelhouse {

class Look;
class Shortcuts;

/// The settings, a page each. Everything takes effect at once; Close only closes. Panels add their own pages.
class Preferences : public QDialog {
    Q_OBJECT
public:
    Preferences(Look &look, Shortcuts &shortcuts, QWidget *parent = nullptr);
    void addPage(const QString &title, QWidget *page);
    void showPage(int index);
    void showPage(const QString &title); ///< of addPage()

private:
    QWidget *lookPage();
    void fitTitles();
    void makeRoomFor(const QWidget &page);
    Look &m_look;
    QListWidget *m_titles;
    QStackedWidget *m_pages;
};

} // namespace wheelhouse
