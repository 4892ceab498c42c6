#include "ui/inbox/mergepeopledialog.h"

#include "core/base/text.h"
#include "core/inbox/searchservice.h"
#include "ui/inbox/namebook.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int mostPeople = 20;
constexpr int longestName = 80; // characters
constexpr int identityRole = Qt::UserRole;

QString lineOf(const IdentityLine &line)
{
    const QString name = isolate(shorten(oneLine(line.name), longestName));
    const QString handle = isolate(shorten(oneLine(line.handle), longestName));
    return QStringLiteral("•  ")
        + (line.name == line.handle || line.handle.isEmpty()
                ? MergePeopleDialog::tr("%1 on %2", "a name, a network").arg(name, NameBook::network(line.network))
                : MergePeopleDialog::tr("%1, %2 on %3", "a name, a handle, a network")
                      .arg(name, handle, NameBook::network(line.network)));
}

bool holds(const ContactSheet &sheet, qint64 identity)
{
    return std::any_of(sheet.identities.begin(), sheet.identities.end(),
        [identity](const IdentityLine &line) { return line.row == identity; });
}

/// The oldest identity of both names the person, as core does it.
const ContactSheet &elder(const ContactSheet &a, const ContactSheet &b)
{
    const auto oldest = [](const ContactSheet &sheet) {
        qint64 row = std::numeric_limits<qint64>::max();
        for (const IdentityLine &line : sheet.identities)
            row = std::min(row, line.row);
        return row;
    };
    return oldest(a) < oldest(b) ? a : b;
}

} // namespace

MergePeopleDialog::MergePeopleDialog(QWidget *parent, InboxServices &services, const Look &look, qint64 identity)
    : QDialog(parent)
    , m_services(services)
    , m_look(look)
    , m_identity(identity)
    , m_title(new TextLabel(look, Type::Title, Ink::First, {}, this))
    , m_field(new QLineEdit(this))
    , m_people(new QListWidget(this))
    , m_becomes(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_byHand(new QRadioButton(tr("&We know it"), this))
    , m_said(new QRadioButton(tr("&They told us"), this))
    , m_notice(new Notice(look, this))
    , m_merge(new QPushButton(tr("Make them one person"), this))
{
    setWindowTitle(tr("The same person"));
    layOut();
    if (auto sheet = services.contacts.sheet(identity, 1))
        m_sheet = *sheet;
    else
        m_notice->say(sheet.error());
    m_title->setText(tr("Who else is %1?").arg(isolate(shorten(oneLine(m_sheet.name), longestName))));
    connect(m_field, &QLineEdit::textChanged, this, &MergePeopleDialog::ask);
    connect(m_people, &QListWidget::currentRowChanged, this, &MergePeopleDialog::showWhatBecomesOne);
    connect(&services.search, &SearchService::foundPeople, this, [this](int asked, const QList<FoundPerson> &people) {
        if (asked == m_asked)
            present(people);
    });
    connect(m_merge, &QPushButton::clicked, this, &QDialog::accept);
    m_field->installEventFilter(this);
    m_field->setFocus();
    showWhatBecomesOne();
}

void MergePeopleDialog::layOut()
{
    m_title->setWordWrap(true);
    m_title->setProperty("dataText", true);
    m_field->setPlaceholderText(tr("Type a name or a handle"));
    m_field->setAccessibleName(tr("Find the other one"));
    m_field->setClearButtonEnabled(true);
    m_people->setAccessibleName(tr("People found"));
    m_people->setProperty("dataText", true);
    m_people->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_people->setTextElideMode(Qt::ElideRight);
    m_becomes->setWordWrap(true);
    m_becomes->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    m_becomes->setMinimumHeight(6 * m_look.lineHeight(Type::Small));
    m_becomes->setProperty("dataText", true);
    m_byHand->setChecked(true);
    auto *why = new QButtonGroup(this);
    auto *reasons = new QHBoxLayout;
    reasons->setSpacing(space::pane);
    reasons->addWidget(new TextLabel(m_look, Type::Body, Ink::Second, tr("Why:"), this));
    for (QRadioButton *each : { m_byHand, m_said }) {
        why->addButton(each);
        reasons->addWidget(each);
    }
    reasons->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    cancel->setToolTip(plainTip(tr("Esc")));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_merge->setProperty("kind", QStringLiteral("primary"));
    m_merge->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(space::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_merge);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    column->addWidget(m_title);
    column->addWidget(m_field);
    column->addWidget(m_people, 1);
    column->addWidget(m_becomes);
    column->addLayout(reasons);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(520), m_look.scaled(540)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

/// The arrows move in the list while one types.
bool MergePeopleDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int row = m_people->currentRow() + (key == Qt::Key_Down ? 1 : -1);
            m_people->setCurrentRow(qBound(0, row, m_people->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void MergePeopleDialog::find(const QString &words)
{
    m_field->setText(words);
}

void MergePeopleDialog::ask()
{
    const QString words = m_field->text().trimmed();
    if (words.isEmpty()) {
        ++m_asked; // a number nobody answers
        present({});
    } else {
        m_asked = m_services.search.findPeople(words, mostPeople);
    }
}

void MergePeopleDialog::present(const QList<FoundPerson> &people)
{
    m_people->clear();
    for (const FoundPerson &person : people) {
        if (holds(m_sheet, person.identity))
            continue;
        const QString name = shorten(oneLine(person.name), longestName);
        const QString handle = shorten(oneLine(person.handle), longestName);
        const QString count = person.isMore ? tr("%L1+ conversations").arg(person.conversations)
                                            : tr("%Ln conversation(s)", nullptr, person.conversations);
        auto *item = new QListWidgetItem(
            (QStringList { isolate(name) } + (handle == name ? QStringList() : QStringList { isolate(handle) })
                + QStringList { count })
                .join(tr(", ", "between the parts of a line")),
            m_people);
        item->setIcon(Icons::icon(NameBook::networkIcon(person.network), m_look));
        item->setData(identityRole, person.identity);
    }
    m_people->setCurrentRow(m_people->count() > 0 ? 0 : -1);
    showWhatBecomesOne();
}

qint64 MergePeopleDialog::other() const
{
    const QListWidgetItem *item = m_people->currentItem();
    return item ? item->data(identityRole).toLongLong() : 0;
}

MatchReason MergePeopleDialog::reason() const
{
    return m_said->isChecked() ? MatchReason::Said : MatchReason::ByHand;
}

void MergePeopleDialog::showWhatBecomesOne()
{
    const qint64 identity = other();
    m_merge->setEnabled(identity != 0 && m_sheet.contact != 0);
    m_merge->setToolTip(plainTip(
        identity != 0 ? tr("Ctrl+Z takes them apart exactly as they were (Enter)") : tr("Choose somebody first.")));
    if (identity == 0) {
        m_becomes->setText(m_field->text().trimmed().isEmpty()
                ? tr("Find the other one, and see here what would become one. Nothing is done before you say so.")
                : tr("Nobody else here is called so."));
        return;
    }
    const auto sheet = m_services.contacts.sheet(identity, 1);
    if (!sheet)
        return m_notice->say(sheet.error());
    QStringList lines { tr("One person with all of these, called %1:")
                            .arg(isolate(shorten(oneLine(elder(m_sheet, *sheet).name), longestName))) };
    for (const IdentityLine &line : m_sheet.identities + sheet->identities)
        lines.append(lineOf(line));
    lines.append(tr("Their messages, labels and marks stand together then. It can be taken back."));
    m_becomes->setText(lines.join(QLatin1Char('\n')));
}

} // namespace wheelhouse
