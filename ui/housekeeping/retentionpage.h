#pragma once

#include "core/base/lane.h"
#include "core/housekeeping/retention.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace wheelhouse {

class EmptyState;
class Look;
class Notice;
class RetentionRun;
class TextLabel;

/// How the page reaches the rules. list and preview are called on the page's own lane and open what they need; the
/// others inside engine.ask().
struct RetentionDoor {
    Lane &engine;
    std::function<Result<QList<RetentionRule>>()> list;
    std::function<Result<RetentionPreview>(const RetentionRule &)> preview;
    std::function<Result<Acted>(const RetentionRule &)> set;
    std::function<Result<Acted>(RetentionId)> end;
    QList<std::pair<qint64, QString>> channels; ///< row and name
    QList<std::pair<qint64, QString>> labels;
    std::function<Result<Acted>(RetentionId)> begin {};
    std::function<Result<void>(RetentionId)> stop {};
    std::function<Result<std::optional<ErasingProgress>>()> progress {}; ///< of what is taken now
};

/// "What is kept" in the preferences: a rule for each channel and label, with the reason, and what it would take now.
class RetentionPage : public QWidget {
    Q_OBJECT
public:
    RetentionPage(const Look &look, RetentionDoor door, QWidget *parent = nullptr);
    RetentionPage(const RetentionPage &) = delete;
    RetentionPage &operator=(const RetentionPage &) = delete;
    ~RetentionPage() override;

private:
    void layOut();
    void read();
    void present(const QList<RetentionRule> &rules);
    void take(int index);
    void preview();
    void act(const std::function<Result<Acted>()> &work);
    void settle();
    [[nodiscard]] RetentionRule asked() const;

    const Look &m_look;
    RetentionDoor m_door;
    QList<RetentionRule> m_rules;
    QTreeWidget *m_list;
    EmptyState *m_none;
    QComboBox *m_channel;
    QComboBox *m_label;
    QSpinBox *m_days;
    QLineEdit *m_reason;
    QCheckBox *m_isOn;
    TextLabel *m_would;
    Notice *m_notice;
    QPushButton *m_preview;
    QPushButton *m_keep;
    QPushButton *m_end;
    QPushButton *m_runNow;
    RetentionRun *m_run;
    Lane m_lane { QStringLiteral("retention"), Lane::Pace::Background };
};

} // namespace wheelhouse
