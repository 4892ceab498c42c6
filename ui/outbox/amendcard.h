#pragma once

#include "core/posts/content.h"
#include "core/publishing/outboxbook.h"
#include "ui/kit/label.h"

class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace wheelhouse {

/// Asks before what is out there is deleted, or for other words in its place; says what that means on each network. For
/// an overlay.
class AmendCard : public QWidget {
    Q_OBJECT
public:
    AmendCard(const Look &look, QWidget *parent = nullptr);
    void askToRemove(const QList<OutboxRow> &rows);
    void askToChange(const OutboxRow &row, const PostContent &content);
    [[nodiscard]] QWidget *firstFocus() const;

signals:
    void removing();
    void changing(const wheelhouse::PostContent &content);
    void cancelled();

private:
    void clear();
    void agree();
    void judge();

    const Look &m_look;
    TextLabel *m_title;
    TextLabel *m_means;
    QVBoxLayout *m_parts;
    QList<QPlainTextEdit *> m_fields;
    QPushButton *m_yes;
    QPushButton *m_no;
    PostContent m_content;
    bool m_isChange = false;
};

} // namespace wheelhouse
