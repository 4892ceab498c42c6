#pragma once

#include <QWidget>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace wheelhouse {

class ConversationView;
class Look;
class ViewBar;

/// How the panes of the inbox stand: views | list | conversation and contact. A narrow window folds views and contact
/// away, the focus view leaves the conversation alone. Widths that a person chose are kept in the settings.
class InboxShape : public QWidget {
    Q_OBJECT
public:
    /// Made by the panel, owned by this from here on.
    struct Panes {
        QWidget *views;
        QWidget *field;
        ViewBar *bar;
        QWidget *notice;
        QWidget *rows; ///< the list
        QWidget *empty; ///< stands where the list does when there is none
        QWidget *loading; ///< stands there while a search lets itself be waited for
        QWidget *bulkBar;
        QWidget *bulkPane; ///< stands where the conversation does while several are selected
        ConversationView *conversation;
        QWidget *contact;
    };
    InboxShape(const Panes &panes, const Look &look, QSettings &settings, QWidget *parent);

    void showRows(bool any);
    void showLoading();
    void showBulk(bool on);
    void toggleContact();
    void showContact(); ///< however narrow it is
    [[nodiscard]] bool hasContact() const;
    void toggleFocusView();
    [[nodiscard]] bool isFocusView() const { return m_isFocusView; }
    void restore();
    void remember() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *listColumn();
    [[nodiscard]] QWidget *rightSide();
    void applyListWidthSoon();
    void fold();

    Panes m_panes;
    const Look &m_look;
    QSettings &m_settings;
    QSplitter *m_all;
    QSplitter *m_work;
    QWidget *m_column; ///< of the list
    QStackedWidget *m_list;
    QStackedWidget *m_right;
    QWidget *m_thread; ///< conversation and contact card
    bool m_wantsContact = true;
    bool m_isFocusView = false;
    bool m_isNarrow = false;
    int m_listWidth[2] {}; ///< in a wide window and in a narrow one, px at 100 % text
    int m_foldedScale = 0; ///< the text scale for which the panes stand
};

} // namespace wheelhouse
