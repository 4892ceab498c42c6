#include "ui/launch/lanedialog.h"

#include "ui/launch/launchsight.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>

namespace wheelhouse {

namespace {
constexpr int widthPx = 380;
}

LaneDialog::LaneDialog(const Look &look, const LaunchSight &sight, const LaneTerms &terms, bool isNew, QWidget *parent)
    : LaunchForm(look, isNew ? tr("New lane") : tr("This lane"), isNew ? tr("Add") : tr("Save"), widthPx, parent)
    , m_department(new QComboBox(this))
    , m_owner(new QComboBox(this))
{
    m_department->setEditable(true);
    m_department->setInsertPolicy(QComboBox::NoInsert);
    m_department->lineEdit()->setMaxLength(LaunchDesk::longestName);
    for (const Department &each : sight.departments)
        m_department->addItem(each.name, each.row);
    m_department->setCurrentText(terms.name);
    m_owner->addItem(tr("Nobody yet"), qint64(0));
    for (const Member &each : sight.members)
        m_owner->addItem(each.name, each.row);
    m_owner->setCurrentIndex(qMax(0, m_owner->findData(terms.owner)));
    form().addRow(tr("&Department"), m_department);
    form().addRow(tr("Who has &it"), m_owner);
    const auto settle = [this] { setMay(!this->terms().name.isEmpty()); };
    connect(m_department, &QComboBox::currentTextChanged, this, settle);
    settle();
    m_department->setFocus();
    m_department->lineEdit()->selectAll();
}

LaneTerms LaneDialog::terms() const
{
    const QString name = m_department->currentText().trimmed();
    const int row = m_department->findText(name);
    return { name, row < 0 ? 0 : m_department->itemData(row).toLongLong(), m_owner->currentData().toLongLong() };
}

} // namespace wheelhouse
