#pragma once

#include "ui/kit/label.h"

#include <QFrame>

#include <functional>

class QHBoxLayout;

namespace wheelhouse {

/// A strip above the panels that pushes them down and never covers them: offline, a desk that cannot be written, …
class Banner : public QFrame {
    Q_OBJECT
public:
    struct Action {
        QString text;
        std::function<void()> run;
    };

    explicit Banner(const Look &look, QWidget *parent = nullptr);
    void say(Tint tint, const QString &icon, const QString &fact, const QString &detail, const QList<Action> &actions);
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void dress();
    const Look &m_look;
    QLabel *m_icon;
    TextLabel *m_fact;
    TextLabel *m_detail;
    QHBoxLayout *m_actions;
    QString m_iconName;
    Tint m_tint = Tint::Amber;
};

} // namespace wheelhouse
