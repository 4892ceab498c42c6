#include "ui/housekeeping/bundledialog.h"

#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace wheelhouse {

BundleDialog::BundleDialog(const Look &look, const Collect &collect, const Clock &clock, QWidget *parent)
    : QDialog(parent)
    , m_clock(clock)
    , m_text(new QPlainTextEdit(this))
    , m_notice(new Notice(look, this))
{
    setWindowTitle(tr("Support bundle"));
    auto *why = new TextLabel(look, Type::Body, Ink::Second,
        tr("This helps to find a fault. It holds counts, times and our own log: nobody's words, names or addresses. "
           "Read it before you save it; it is sent nowhere."),
        this);
    why->setWordWrap(true);
    m_text->setReadOnly(true);
    m_text->setProperty("kind", QStringLiteral("field"));
    QFont even = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    even.setPixelSize(look.font(Type::Small).pixelSize());
    m_text->setFont(even); // counts stand in columns
    m_text->setAccessibleName(tr("What is in the bundle"));
    m_text->setPlainText(tr("Collecting…"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    m_save = new QPushButton(tr("Save…"), this);
    m_save->setProperty("kind", QStringLiteral("primary")); // before the box asks for its size, which settles its look
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    m_save->setEnabled(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    column->addWidget(why);
    column->addWidget(m_text, 1);
    column->addWidget(m_notice);
    column->addWidget(buttons);
    const QSize room = parent ? parent->window()->size() : QSize(1024, 700);
    resize(QSize(look.scaled(640), look.scaled(520)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &BundleDialog::save);
    m_lane.ask(this, collect, [this](const Result<SupportBundle> &made) {
        if (!made)
            return m_notice->say(made.error());
        m_bundle = *made;
        m_text->setPlainText(m_bundle.shown());
        m_save->setEnabled(true);
    });
}

void BundleDialog::save()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save the support bundle"), QStringLiteral("wheelhouse-support.zip"), tr("ZIP (*.zip)"));
    if (path.isEmpty())
        return;
    // The file dialog has asked already.
    m_lane.ask(
        this,
        [bundle = m_bundle, path, at = m_clock.now()] { return bundle.save(path, WholeFile::Existing::Replace, at); },
        [this, path](const Result<void> &saved) {
            if (saved)
                m_notice->say(tr("Saved as %1.").arg(path));
            else
                m_notice->say(saved.error());
        });
}

} // namespace wheelhouse
