#include "ui/housekeeping/retentionrun.h"

#include "ui/housekeeping/retentionpage.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace wheelhouse {

namespace {
constexpr int pulseMs = 300;
}

RetentionRun::RetentionRun(const Look &look, const RetentionDoor &door, Lane &lane, QWidget *parent)
    : QWidget(parent)
    , m_door(door)
    , m_lane(lane)
    , m_words(new TextLabel(look, Type::Small, Ink::First, {}, this))
    , m_progress(new QProgressBar(this))
    , m_take(new QPushButton(tr("Take them for ever"), this))
    , m_leave(new QPushButton(tr("Leave them"), this))
{
    m_words->setWordWrap(true);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How far the run is"));
    m_take->setProperty("kind", QStringLiteral("danger"));
    for (QPushButton *each : { m_take, m_leave })
        each->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::gap);
    row->addWidget(m_words, 2);
    row->addWidget(m_progress, 1);
    row->addWidget(m_leave);
    row->addWidget(m_take);
    m_pulse.setInterval(pulseMs);
    connect(&m_pulse, &QTimer::timeout, this, &RetentionRun::look);
    connect(m_take, &QPushButton::clicked, this, &RetentionRun::begin);
    connect(m_leave, &QPushButton::clicked, this, &RetentionRun::leaveOrStop);
    show(Stage::Hidden, {});
}

void RetentionRun::show(Stage stage, const QString &words)
{
    m_stage = stage;
    m_words->setText(words);
    m_progress->setVisible(stage == Stage::Looking || stage == Stage::Running);
    m_take->setVisible(stage == Stage::Asking && m_total > 0);
    m_leave->setVisible(stage != Stage::Hidden);
    m_leave->setEnabled(true);
    m_leave->setText(stage == Stage::Running ? tr("Stop")
            : stage == Stage::Asking         ? m_total > 0 ? tr("Leave them") : tr("Close")
                                             : tr("Break off"));
    m_leave->setToolTip(
        plainTip(stage == Stage::Running ? tr("No more words are taken; what is gone stays gone") : QString()));
    setVisible(stage != Stage::Hidden);
    emit changed();
}

void RetentionRun::ask(const RetentionRule &rule)
{
    m_rule = rule;
    m_progress->setRange(0, 0);
    show(Stage::Looking, tr("Looking what would go…"));
    m_lane.ask(
        this, [look = m_door.preview, rule] { return look(rule); },
        [this, asked = ++m_asked](const Result<RetentionPreview> &found) {
            if (asked == m_asked && m_stage == Stage::Looking)
                present(found);
        });
}

void RetentionRun::present(const Result<RetentionPreview> &found)
{
    if (!found) {
        show(Stage::Hidden, {});
        emit failed(found.error());
        return;
    }
    m_total = found->mentions;
    show(Stage::Asking,
        m_total > 0 ? tr("%1 This cannot be undone.", "after a sentence with figures").arg(found->sentence())
                    : found->sentence());
    m_leave->setFocus(); // what is safe
}

void RetentionRun::begin()
{
    m_taken = 0;
    m_isStopped = false;
    m_progress->setRange(0, int(std::min<qint64>(m_total, std::numeric_limits<int>::max())));
    m_progress->setValue(0);
    show(Stage::Running, tr("Beginning…"));
    m_door.engine.ask(
        this, [begin = m_door.begin, id = m_rule.id] { return begin(id); },
        [this](const Result<Acted> &begun) {
            if (begun)
                return m_pulse.start();
            show(Stage::Hidden, {});
            emit failed(begun.error());
        });
}

void RetentionRun::look()
{
    m_door.engine.ask(this, m_door.progress, [this](const Result<std::optional<ErasingProgress>> &now) {
        if (!m_pulse.isActive())
            return;
        if (now)
            return tell(*now);
        m_pulse.stop();
        show(Stage::Hidden, {});
        emit failed(now.error());
    });
}

/// Another one's words may be taken first: it waits its turn.
void RetentionRun::tell(const std::optional<ErasingProgress> &now)
{
    if (now && now->retention == m_rule.row) {
        m_taken = now->mentions;
        m_progress->setMaximum(now->step < ErasingProgress::Step::Index ? int(m_total) : 0);
        m_progress->setValue(int(m_taken));
        m_words->setText(now->sentence());
        m_leave->setEnabled(now->step == ErasingProgress::Step::Words && !m_isStopped);
        return;
    }
    if (now)
        return m_words->setText(tr("Waiting for what is taken before it…"));
    m_pulse.stop();
    show(Stage::Hidden, {});
    emit ended(m_isStopped ? tr("Stopped. What was taken until then is gone; the rest stays.")
                           : tr("The rule has run: its words are in no list and no search any more."));
}

void RetentionRun::leaveOrStop()
{
    if (m_stage != Stage::Running)
        return show(Stage::Hidden, {});
    m_isStopped = true;
    m_leave->setEnabled(false);
    m_door.engine.ask(
        this, [stop = m_door.stop, id = m_rule.id] { return stop(id); },
        [this](const Result<void> &done) {
            if (!done)
                emit failed(done.error());
        });
}

} // namespace wheelhouse
