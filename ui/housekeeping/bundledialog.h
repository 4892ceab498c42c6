#pragma once

#include "core/base/lane.h"
#include "core/housekeeping/supportbundle.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace wheelhouse {

class Look;
class Notice;

/// Shows the support bundle as it is, every word of it, and saves it where a person says.
class BundleDialog : public QDialog {
    Q_OBJECT
public:
    using Collect = std::function<Result<SupportBundle>()>;
    /// \a collect is called on the dialog's own lane.
    BundleDialog(const Look &look, const Collect &collect, const Clock &clock, QWidget *parent = nullptr);

private:
    void save();

    const Clock &m_clock;
    SupportBundle m_bundle;
    QPlainTextEdit *m_text;
    Notice *m_notice;
    QPushButton *m_save;
    Lane m_lane { QStringLiteral("bundle"), Lane::Pace::Background };
};

} // namespace wheelhouse
