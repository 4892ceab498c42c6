#include "ui/inbox/timelinedialog.h"

#include "core/base/text.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QTimeZone>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int rowRole = Qt::UserRole;
constexpr int dueRole = Qt::UserRole + 1;
constexpr int pledgeRole = Qt::UserRole + 2;

QString dayWords(const QDateTime &at)
{
    return QLocale().toString(at.toTimeZone(QTimeZone::systemTimeZone()).date(), QLocale::ShortFormat);
}

QString stateWords(PledgeState state)
{
    switch (state) {
    case PledgeState::Due:
        return TimelineDialog::tr("due");
    case PledgeState::Kept:
        return TimelineDialog::tr("kept");
    case PledgeState::Late:
        return TimelineDialog::tr("kept late");
    case PledgeState::Broken:
        return TimelineDialog::tr("broken");
    case PledgeState::Refused:
        return TimelineDialog::tr("no promise");
    case PledgeState::Proposed:
        break;
    }
    return TimelineDialog::tr("? a promise, check");
}

QString outcomeWords(const TimelineEntry &entry)
{
    switch (entry.state) {
    case TriageState::Done:
        return entry.isAnswered ? TimelineDialog::tr("answered, done") : TimelineDialog::tr("done without an answer");
    case TriageState::Spam:
        return TimelineDialog::tr("spam");
    case TriageState::Snoozed:
        return TimelineDialog::tr("snoozed");
    case TriageState::Waiting:
        return TimelineDialog::tr("waiting on them");
    case TriageState::New:
    case TriageState::Open:
    case TriageState::Merged:
        break;
    }
    return entry.isAnswered ? TimelineDialog::tr("open, answered once") : TimelineDialog::tr("open");
}

QString roleWords(Role role)
{
    switch (role) {
    case Role::Detractor:
        return TimelineDialog::tr("a detractor");
    case Role::Neutral:
        return TimelineDialog::tr("neutral");
    case Role::Advocate:
        return TimelineDialog::tr("an advocate");
    case Role::Unread:
        break;
    }
    return {};
}

QString roleIcon(Role role)
{
    return role == Role::Detractor ? QStringLiteral("mood-cross")
        : role == Role::Advocate   ? QStringLiteral("mood-glad")
        : role == Role::Neutral    ? QStringLiteral("mood-plain")
                                   : QString();
}

QTreeWidget *table(const QStringList &headers, const QString &name, QWidget *parent)
{
    auto *tree = new QTreeWidget(parent);
    tree->setHeaderLabels(headers);
    tree->setRootIsDecorated(false);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setAccessibleName(name);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    tree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    return tree;
}

} // namespace

TimelineDialog::TimelineDialog(QWidget *parent, const Look &look, const QString &name)
    : QDialog(parent)
    , m_look(look)
    , m_about(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_pledgesTitle(new TextLabel(look, Type::Small, Ink::First, tr("What we promised"), this))
    , m_pledges(
          table({ tr("Written"), tr("Promise"), tr("By"), tr("What became of it") }, tr("What we promised"), this))
    , m_answers(new QWidget(this))
    , m_entries(table({ tr("Written"), tr("Asked"), tr("What became of it") }, tr("What was asked"), this))
{
    setWindowTitle(tr("With %1 over time").arg(isolate(shorten(oneLine(name), 60))));
    m_about->setWordWrap(true);
    m_pledgesTitle->setType(Type::Small, QFont::DemiBold);
    auto *asked = new TextLabel(look, Type::Small, Ink::First, tr("What was asked"), this);
    asked->setType(Type::Small, QFont::DemiBold);
    auto *yes = new QPushButton(tr("A promise: remind us"), m_answers);
    auto *no = new QPushButton(tr("No promise"), m_answers);
    auto *across = new QHBoxLayout(m_answers);
    across->setContentsMargins(0, 0, 0, 0);
    across->addWidget(yes);
    across->addWidget(no);
    across->addStretch();
    auto *close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    close->button(QDialogButtonBox::Close)->setText(tr("Close"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    for (QWidget *each : { static_cast<QWidget *>(m_about), static_cast<QWidget *>(m_pledgesTitle) })
        column->addWidget(each);
    column->addWidget(m_pledges, 2);
    column->addWidget(m_answers);
    column->addWidget(asked);
    column->addWidget(m_entries, 3);
    column->addWidget(close);
    const QSize room = parent ? parent->window()->size() : QSize(1024, 700);
    resize(QSize(look.scaled(760), look.scaled(520)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(yes, &QPushButton::clicked, this, [this] { answer(true); });
    connect(no, &QPushButton::clicked, this, [this] { answer(false); });
    connect(m_pledges, &QTreeWidget::itemSelectionChanged, this,
        [this] { m_answers->setEnabled(m_pledges->currentItem() && m_pledges->currentItem()->isSelected()); });
    connect(m_entries, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
        emit conversationRequested(item->data(0, rowRole).toLongLong());
        accept();
    });
}

QString TimelineDialog::path() const
{
    if (m_sheet.is == Role::Unread)
        return {};
    return m_sheet.was == m_sheet.is
        ? tr("They are %1.").arg(roleWords(m_sheet.is))
        : tr("They were %1 and are %2 now.").arg(roleWords(m_sheet.was), roleWords(m_sheet.is));
}

void TimelineDialog::setSheet(const TimelineSheet &sheet)
{
    m_sheet = sheet;
    QStringList about;
    if (sheet.firstTouch.isValid())
        about.append(tr("They first wrote on %1.").arg(dayWords(sheet.firstTouch)));
    about.append(tr("Promises kept: %L1; broken or late: %L2.").arg(sheet.kept).arg(sheet.broken));
    about.append(path());
    about.removeAll(QString());
    m_about->setText(about.join(u' '));
    showPledges();
    showEntries();
}

void TimelineDialog::showPledges()
{
    const QVariant current = m_pledges->currentItem() ? m_pledges->currentItem()->data(0, pledgeRole) : QVariant();
    m_pledges->clear();
    for (const Pledge &pledge : std::as_const(m_sheet.pledges)) {
        auto *item = new QTreeWidgetItem(
            m_pledges, { dayWords(pledge.at), oneLine(pledge.words), dayWords(pledge.due), stateWords(pledge.state) });
        item->setData(0, pledgeRole, pledge.mention);
        item->setData(0, dueRole, pledge.due);
        item->setToolTip(1, plainTip(pledge.words));
        const Theme &theme = m_look.theme();
        item->setForeground(3,
            pledge.state == PledgeState::Broken         ? theme.red.text
                : pledge.state == PledgeState::Proposed ? theme.amber.text
                : pledge.state == PledgeState::Kept     ? theme.green.text
                                                        : theme.text2);
        if (item->data(0, pledgeRole) == current)
            m_pledges->setCurrentItem(item);
    }
    const bool has = !m_sheet.pledges.isEmpty();
    m_pledges->setVisible(has);
    m_answers->setVisible(has);
    m_pledgesTitle->setText(has ? tr("What we promised") : tr("No promise was found in our replies."));
    if (!m_pledges->currentItem() && has)
        m_pledges->setCurrentItem(m_pledges->topLevelItem(0));
}

void TimelineDialog::showEntries()
{
    m_entries->clear();
    for (const TimelineEntry &entry : std::as_const(m_sheet.entries)) {
        auto *item = new QTreeWidgetItem(m_entries, { dayWords(entry.at), oneLine(entry.asked), outcomeWords(entry) });
        item->setData(0, rowRole, entry.conversation);
        item->setToolTip(1, plainTip(oneLine(entry.asked)));
        QPixmap nothing(m_look.scaled(12), m_look.scaled(12)); // words stand below each other, mood or none
        nothing.fill(Qt::transparent);
        item->setIcon(2, nothing);
        if (const QString icon = roleIcon(entry.role); !icon.isEmpty()) {
            item->setIcon(2, Icons::icon(icon, m_look, m_look.scaled(12)));
            item->setData(2, Qt::AccessibleTextRole, tr("%1, %2").arg(outcomeWords(entry), roleWords(entry.role)));
        }
    }
}

void TimelineDialog::answer(bool isPledge)
{
    const QTreeWidgetItem *item = m_pledges->currentItem();
    if (!item)
        return;
    const qint64 mention = item->data(0, pledgeRole).toLongLong();
    if (isPledge)
        emit pledgeConfirmed(mention, item->data(0, dueRole).toDateTime());
    else
        emit pledgeRefused(mention);
}

} // namespace wheelhouse
