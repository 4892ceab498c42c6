#pragma once

#include "ui/savedwords/savedreplypicker.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace wheelhouse {

class Notice;
class SegmentedButton;
class TextLabel;

/// Keeps saved replies and templates: a list, and the one that is chosen to change beside it. Each change is one step
/// to undo.
class SavedWordsDialog : public QDialog {
    Q_OBJECT
public:
    enum class Kind { Replies, Templates };

    SavedWordsDialog(const SavedWordsServices &services, const Look &look, QWidget *parent);
    void show(Kind kind);
    /// A new template with these words, to be named.
    void offer(const PostContent &content);

signals:
    void acted(const QString &sentence);

private:
    void layOut();
    [[nodiscard]] QWidget *form();
    void read(const QString &chosen = {}); ///< \a chosen the name that is shown; empty: the first
    void choose(int row);
    void begin();
    void keep();
    void remove();
    void hear(const Result<QString> &done);
    void judge();
    [[nodiscard]] bool isReply() const;

    SavedWordsServices m_services;
    const Look &m_look;
    QList<SavedReply> m_replies;
    QList<PostTemplate> m_templates;
    SavedReply m_reply; ///< the one being changed; a null id: a new one
    PostTemplate m_template;
    SegmentedButton *m_which;
    QListWidget *m_list;
    QLineEdit *m_name;
    QLineEdit *m_language;
    PlainEditor *m_text;
    TextLabel *m_open; ///< which placeholders it has
    Notice *m_notice;
    QPushButton *m_keep;
    QPushButton *m_remove;
};

} // namespace wheelhouse
