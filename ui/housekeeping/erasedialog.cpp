#include "ui/housekeeping/erasedialog.h"

#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {
constexpr int pulseMs = 300;
constexpr int longestNote = 160; // characters of a note that are shown
} // namespace

EraseDialog::EraseDialog(const Look &look, EraseDoor door, QWidget *parent)
    : QDialog(parent)
    , m_look(look)
    , m_door(std::move(door))
    , m_scroll(new QScrollArea(this))
    , m_who(new TextLabel(look, Type::Title, Ink::First, tr("Looking…")))
    , m_lines(new QVBoxLayout)
    , m_notes(new QCheckBox(tr("Erase these notes too"), this))
    , m_evidence(new QCheckBox(tr("Erase what an incident keeps as evidence too"), this))
    , m_copies(new QCheckBox(tr("Replace the backups that hold their words now"), this))
    , m_state(new TextLabel(look, Type::Body, Ink::Second, {}, this))
    , m_progress(new QProgressBar(this))
    , m_notice(new Notice(look, this))
    , m_erase(new QPushButton(tr("Erase for ever"), this))
    , m_close(new QPushButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Erase a person"));
    layOut();
    connect(m_erase, &QPushButton::clicked, this, &EraseDialog::erase);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    m_pulse.setInterval(pulseMs);
    connect(&m_pulse, &QTimer::timeout, this, [this] { this->look(); });
    m_lane.ask(this, m_door.preview, [this](const Result<ErasurePreview> &found) { present(found); });
}

EraseDialog::~EraseDialog() = default;

void EraseDialog::layOut()
{
    auto *inside = new QWidget;
    auto *inner = new QVBoxLayout(inside);
    inner->setContentsMargins(0, 0, 0, 0);
    m_who->setWordWrap(true);
    inner->addWidget(m_who);
    inner->addLayout(m_lines);
    inner->addStretch();
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->setSpacing(space::gap);
    m_state->setWordWrap(true);
    m_state->hide();
    m_progress->hide();
    m_notes->hide();
    m_evidence->hide();
    m_copies->hide();
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far the erasing is"));
    m_erase->setProperty("kind", QStringLiteral("danger"));
    m_erase->setEnabled(false);
    m_erase->setAutoDefault(false);
    m_close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_erase);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    column->addWidget(m_scroll, 1);
    for (QWidget *each :
        { static_cast<QWidget *>(m_notes), static_cast<QWidget *>(m_evidence), static_cast<QWidget *>(m_copies),
            static_cast<QWidget *>(m_state), static_cast<QWidget *>(m_progress), static_cast<QWidget *>(m_notice) })
        column->addWidget(each);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(560), m_look.scaled(520)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

void EraseDialog::addLines(const QString &title, const QStringList &lines)
{
    m_lines->addSpacing(space::gap);
    m_lines->addWidget(new TextLabel(m_look, Type::Heading, Ink::First, title));
    for (const QString &line : lines) {
        auto *label = new TextLabel(m_look, Type::Body, Ink::Second, QStringLiteral("•  ") + line);
        label->setWordWrap(true);
        m_lines->addWidget(label);
    }
}

void EraseDialog::present(const Result<ErasurePreview> &preview)
{
    if (!preview) {
        m_who->setText(tr("This person cannot be erased."));
        m_notice->say(preview.error());
        return;
    }
    m_who->setText(preview->people.join(QLatin1Char('\n')));
    m_total = preview->mentions + preview->answers;
    addLines(tr("Goes for ever"), preview->goes());
    addLines(tr("Stays"), preview->stays());
    QStringList notes;
    for (const Note &note : preview->notes)
        notes.append(note.text.simplified().left(longestNote));
    if (!notes.isEmpty())
        addLines(tr("Notes of your team"), notes);
    m_notes->setVisible(!notes.isEmpty());
    m_evidence->setVisible(preview->evidence > 0);
    m_copies->setVisible(preview->copies > 0);
    m_state->setText(tr("This cannot be undone. The log keeps that it was done, by whom and when."));
    m_state->show();
    m_erase->setEnabled(true);
    QTimer::singleShot(0, this, &EraseDialog::fit); // the lines are shown when the queue comes round
}

/// As high as what it says, and no higher than it was made.
void EraseDialog::fit()
{
    layout()->activate();
    const QLayout *inner = m_scroll->widget()->layout();
    const int spare = m_scroll->viewport()->height() - inner->totalHeightForWidth(m_scroll->viewport()->width());
    if (spare > 0)
        resize(width(), height() - spare);
}

void EraseDialog::erase()
{
    m_erase->setEnabled(false);
    for (QCheckBox *each : { m_notes, m_evidence, m_copies })
        each->setEnabled(false);
    const Erasure::Asked asked { m_notes->isChecked(), m_evidence->isChecked() };
    m_door.engine.ask(
        this, [begin = m_door.begin, asked] { return begin(asked); },
        [this](const Result<Acted> &begun) {
            if (!begun) {
                m_notice->say(begun.error());
                m_erase->setEnabled(true);
                for (QCheckBox *each : { m_notes, m_evidence, m_copies })
                    each->setEnabled(true);
                return;
            }
            m_close->setText(tr("Go on in the background"));
            m_progress->setRange(0, int(m_total));
            m_progress->show();
            m_pulse.start();
        });
}

void EraseDialog::look()
{
    m_door.engine.ask(this, m_door.progress, [this](const Result<std::optional<ErasingProgress>> &now) {
        if (!m_pulse.isActive())
            return;
        if (!now)
            return m_notice->say(now.error());
        if (*now) {
            const bool isCounted = (*now)->step < ErasingProgress::Step::Index;
            m_progress->setRange(0, isCounted ? int(m_total) : 0);
            m_progress->setValue(int((*now)->mentions));
            m_state->setText((*now)->sentence());
            return;
        }
        m_pulse.stop();
        m_progress->setRange(0, 0);
        m_state->setText(m_copies->isChecked() ? tr("Making a fresh backup…") : tr("Looking at the backups…"));
        m_lane.ask(
            this, [copies = m_door.copies, isNow = m_copies->isChecked()] { return copies(isNow); },
            [this](const Result<QDateTime> &until) { tellCopies(until); });
    });
}

void EraseDialog::tellCopies(const Result<QDateTime> &until)
{
    m_progress->hide();
    m_close->setText(tr("Close"));
    m_state->setText(tr("Erased: the words are in no file of this desk any more."));
    if (!until)
        m_notice->say(until.error());
    else if (until->isValid())
        m_notice->warn(tr("Backups made before hold the words until %1, when they are replaced.")
                           .arg(QLocale().toString(until->toLocalTime().date(), QLocale::LongFormat)));
    else
        m_notice->say(tr("No backup holds them."));
}

} // namespace wheelhouse
