#pragma once

#include "ui/kit/label.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace wheelhouse {

/// What a list shows that has nothing to show: one glyph, one sentence of fact, one detail, the next action with its
/// key.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(const Look &look, QWidget *parent = nullptr);
    void setContent(const QString &icon, const QString &fact, const QString &detail = {});
    /// \a caps of the key that does the same; may be empty. The first action is the filled button.
    void addAction(const QString &text, const QStringList &caps, std::function<void()> run);
    void clearActions();

private:
    void dress();
    const Look &m_look;
    QLabel *m_icon;
    TextLabel *m_fact;
    TextLabel *m_detail;
    QVBoxLayout *m_actions;
    QString m_iconName;
};

} // namespace wheelhouse
