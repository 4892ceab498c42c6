#pragma once

#include "core/routing/dryrunservice.h"
#include "ui/kit/look.h"

#include <QWidget>

class QListWidget;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace wheelhouse {

class TextLabel;

/// Tries a rule, or all of them, on all that ever came: says what they would have done, how that differs from today,
/// and shows the newest messages. Nothing is changed.
class TryPanel : public QWidget {
    Q_OBJECT
public:
    TryPanel(const Look &look, const QString &path, const Clock &clock, QWidget *parent);

    void setRule(const Rule &rule, bool canBeTried);
    void setAll(const QList<Rule> &rules);
    [[nodiscard]] bool isRunning() const { return m_service->isRunning(); }
    void stop() { m_service->stop(); }
    [[nodiscard]] QString words() const; ///< of the answer, a sentence a line

signals:
    void answered();

private:
    void layOut();
    void start(const QList<Rule> &rules);
    void setRunning(bool running);
    void show(const DryReport &report);
    [[nodiscard]] QStringList sentences(const DryReport &report) const;

    const Look &m_look;
    DryRunService *m_service;
    Rule m_rule;
    bool m_canBeTried = false;
    QList<Rule> m_all;
    QPushButton *m_tryOne;
    QPushButton *m_tryAll;
    QPushButton *m_stop;
    QProgressBar *m_progress;
    TextLabel *m_said;
    QListWidget *m_samples;
};

} // namespace wheelhouse
