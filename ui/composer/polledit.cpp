#include "ui/composer/polledit.h"

#include "ui/composer/flowrow.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QStyle>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

using namespace std::chrono_literals;

constexpr int fewest = 2;
constexpr std::array<std::chrono::seconds, 8> usualTimes { 5min, 30min, 1h, 6h, 24h, 72h, 168h, 720h };

} // namespace

QString pollTimeWords(std::chrono::seconds time)
{
    const int minutes = int(time.count() / 60);
    constexpr int hour = 60;
    constexpr int day = 24 * hour;
    if (minutes >= day && minutes % day == 0)
        return PollEdit::tr("%n day(s)", nullptr, minutes / day);
    if (minutes >= hour && minutes % hour == 0)
        return PollEdit::tr("%n hour(s)", nullptr, minutes / hour);
    return PollEdit::tr("%n minute(s)", nullptr, minutes);
}

PollEdit::PollEdit(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_begin(new Link(look, Type::Small, tr("Add a poll"), this))
    , m_box(new QWidget(this))
    , m_answers(new QVBoxLayout)
    , m_add(new Link(look, Type::Small, tr("Add an answer"), m_box))
    , m_remove(new Link(look, Type::Small, tr("Take the poll away"), m_box))
    , m_time(new QComboBox(m_box))
    , m_multiple(new QCheckBox(tr("Several answers"), m_box))
    , m_hides(new QCheckBox(tr("Hide counts until it ends"), m_box))
{
    setAccessibleName(tr("Poll"));
    m_begin->setToolTip(tr("Answers to choose from, under the first part"));
    m_answers->setSpacing(space::tightGap);
    auto *box = new QVBoxLayout(m_box);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(space::tightGap);
    box->addLayout(m_answers);
    box->addWidget(terms());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_begin, 0, Qt::AlignLeading);
    column->addWidget(m_box);
    connect(m_begin, &Link::clicked, this, &PollEdit::begin);
    connect(m_add, &Link::clicked, this, &PollEdit::addOption);
    connect(m_remove, &Link::clicked, this, &PollEdit::takeAway);
    connect(m_time, &QComboBox::activated, this, &PollEdit::take);
    connect(m_multiple, &QCheckBox::toggled, this, &PollEdit::take);
    connect(m_hides, &QCheckBox::toggled, this, &PollEdit::take);
    showState();
}

QWidget *PollEdit::terms()
{
    m_time->setAccessibleName(tr("How long the poll is open"));
    m_multiple->setToolTip(tr("Whoever answers may choose more than one"));
    auto *terms = new QWidget(m_box);
    auto *first = new FlowRow(space::gap); // beside a second network there is not room for long words
    for (QWidget *each : std::initializer_list<QWidget *> { m_add, m_remove, m_time })
        first->addWidget(each);
    auto *rows = new QVBoxLayout(terms);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::tightGap);
    rows->addLayout(first);
    rows->addWidget(m_multiple);
    rows->addWidget(m_hides);
    return terms;
}

void PollEdit::setPoll(const std::optional<Poll> &poll, const PollLimits &limits)
{
    m_limits = limits;
    m_poll = poll;
    fill();
}

void PollEdit::begin()
{
    m_poll = Poll {};
    m_poll->options = { QString(), QString() };
    if (m_limits.longest.count() > 0)
        m_poll->openFor = std::clamp(m_poll->openFor, m_limits.shortest, m_limits.longest);
    fill();
    goTo(0);
    emit edited();
}

void PollEdit::takeAway()
{
    m_poll.reset();
    fill();
    m_begin->setFocus();
    emit edited();
}

void PollEdit::fill()
{
    m_isFilling = true;
    makeFields();
    fillTimes();
    m_multiple->setChecked(m_poll && m_poll->isMultiple);
    m_hides->setChecked(m_poll && m_poll->hidesTotals);
    m_isFilling = false;
    showState();
}

void PollEdit::makeFields()
{
    const QStringList options = m_poll ? m_poll->options : QStringList();
    while (m_fields.size() > options.size())
        delete m_fields.takeLast();
    while (m_fields.size() < options.size())
        m_fields.append(makeField(int(m_fields.size())));
    for (int i = 0; i < m_fields.size(); ++i)
        if (m_fields[i]->text() != options.at(i))
            m_fields[i]->setText(options.at(i));
}

QLineEdit *PollEdit::makeField(int at)
{
    auto *field = new QLineEdit(m_box);
    const QString name = tr("Answer %1").arg(QLocale().toString(at + 1));
    field->setPlaceholderText(name);
    field->setAccessibleName(name);
    auto *away =
        field->addAction(field->style()->standardIcon(QStyle::SP_LineEditClearButton), QLineEdit::TrailingPosition);
    away->setText(tr("Take this answer away"));
    connect(
        away, &QAction::triggered, this, [this, at] { takeAnswerAway(at); }, Qt::QueuedConnection);
    connect(field, &QLineEdit::textEdited, this, &PollEdit::take);
    connect(field, &QLineEdit::returnPressed, this, [this, at] {
        if (at + 1 < m_fields.size())
            m_fields.at(at + 1)->setFocus();
        else
            addOption();
    });
    m_answers->addWidget(field);
    field->show();
    return field;
}

/// What is usual and allowed, and what it has already.
void PollEdit::fillTimes()
{
    m_time->clear();
    QList<std::chrono::seconds> times;
    for (const auto each : usualTimes)
        if (each >= m_limits.shortest && (m_limits.longest.count() == 0 || each <= m_limits.longest))
            times.append(each);
    if (m_poll && !times.contains(m_poll->openFor))
        times.append(m_poll->openFor);
    std::sort(times.begin(), times.end());
    for (const auto each : times)
        m_time->addItem(tr("Open for %1").arg(pollTimeWords(each)), qint64(each.count()));
    if (m_poll)
        m_time->setCurrentIndex(m_time->findData(qint64(m_poll->openFor.count())));
}

void PollEdit::take()
{
    if (m_isFilling || !m_poll)
        return;
    for (int i = 0; i < m_fields.size(); ++i)
        m_poll->options[i] = m_fields.at(i)->text();
    m_poll->openFor = std::chrono::seconds(m_time->currentData().toLongLong());
    m_poll->isMultiple = m_multiple->isChecked();
    m_poll->hidesTotals = m_hides->isChecked();
    showState();
    emit edited();
}

void PollEdit::addOption()
{
    if (!m_poll || m_isFrozen || m_poll->options.size() >= m_limits.options)
        return;
    m_poll->options.append(QString());
    fill();
    goTo(m_fields.size() - 1);
    emit edited();
}

/// The last two are emptied, not taken: a poll has two at least.
void PollEdit::takeAnswerAway(int at)
{
    if (!m_poll || m_isFrozen || at >= m_poll->options.size())
        return;
    if (m_poll->options.size() > fewest)
        m_poll->options.removeAt(at);
    else
        m_poll->options[at].clear();
    fill();
    goTo(qMin(at, int(m_fields.size()) - 1));
    emit edited();
}

void PollEdit::goTo(qsizetype option)
{
    if (QLineEdit *field = m_fields.value(qMax(qsizetype { 0 }, option), m_fields.value(m_fields.size() - 1)))
        field->setFocus();
    else
        m_begin->setFocus();
}

void PollEdit::setFrozen(bool frozen)
{
    m_isFrozen = frozen;
    showState();
}

void PollEdit::showState()
{
    const bool isChangeable = !m_isFrozen && m_limits.options > 0;
    m_begin->setVisible(!m_poll && isChangeable);
    m_box->setVisible(m_poll.has_value());
    m_add->setVisible(isChangeable && m_poll && m_poll->options.size() < m_limits.options);
    m_remove->setVisible(!m_isFrozen);
    for (QLineEdit *each : std::as_const(m_fields)) {
        each->setReadOnly(!isChangeable);
        for (QAction *action : each->actions())
            action->setVisible(isChangeable);
    }
    for (QWidget *each : QList<QWidget *> { m_time, m_multiple, m_hides })
        each->setEnabled(isChangeable);
}

} // namespace wheelhouse
