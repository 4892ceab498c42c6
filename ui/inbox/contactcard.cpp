#include "ui/inbox/contactcard.h"

#include "core/base/text.h"
#include "ui/inbox/earlierlist.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/thread/linkgate.h"
#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/notice.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QScrollArea>
#include <QTimeZone>
#include <QToolButton>

namespace wheelhouse {

namespace {

constexpr int historyLines = 20;
constexpr int longestName = 200; // characters
constexpr int pulseMs = 500; // a card is glanced at; twice a second is plenty

void empty(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

QString languageWords(const QStringList &languages)
{
    QStringList names;
    for (const QString &code : languages.mid(0, 3)) {
        const QLocale locale(code);
        names.append(locale.language() == QLocale::C ? code : QLocale::languageToString(locale.language()));
    }
    return names.isEmpty() ? QString() : ContactCard::tr("writes in %1").arg(QLocale().createSeparatedList(names));
}

QToolButton *glyphButton(const Look &look, const QString &icon, const QString &words, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setProperty("kind", QStringLiteral("plain"));
    button->setProperty("glyph", true);
    button->setIcon(Icons::icon(icon, look, look.scaled(14)));
    button->setIconSize(QSize(look.scaled(14), look.scaled(14)));
    button->setFixedSize(look.scaled(24), look.scaled(24));
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(words);
    button->setToolTip(plainTip(words));
    return button;
}

} // namespace

ContactCard::ContactCard(InboxServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_look(look)
    , m_page(new QWidget)
    , m_face(new QLabel(m_page))
    , m_name(new ElidedLabel(look, Type::Heading, Ink::First, {}, m_page))
    , m_about(new TextLabel(look, Type::Small, Ink::Third, {}, m_page))
    , m_identities(new QVBoxLayout)
    , m_since(new TextLabel(look, Type::Tiny, Ink::Third, {}, m_page))
    , m_counts(new QVBoxLayout)
    , m_earlierTitle(new TextLabel(look, Type::Tiny, Ink::Third, tr("Earlier"), m_page))
    , m_earlier(new EarlierList(look, m_page))
    , m_gate(new LinkGate(look, this))
    , m_notice(new Notice(look, this))
{
    m_pulse.setSingleShot(true);
    m_pulse.setInterval(pulseMs);
    layOut();
    connect(m_earlier, &EarlierList::chosen, this, &ContactCard::conversationRequested);
    connect(&m_pulse, &QTimer::timeout, this, &ContactCard::read);
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        static const QSet<QByteArray> ours { "identity", "contact", "mention", "conversation" };
        if (m_identity != 0 && !m_pulse.isActive() && (tables.isEmpty() || tables.intersects(ours)))
            m_pulse.start();
    });
    connect(&look, &Look::changed, this, &ContactCard::dress);
    clear();
}

ContactCard::~ContactCard() = default;

void ContactCard::layOut()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_name);
    names->addWidget(m_about);
    head->addWidget(m_face, 0, Qt::AlignTop);
    head->addLayout(names, 1);
    m_about->setWordWrap(true);
    auto *column = new QVBoxLayout(m_page);
    column->setContentsMargins(space::pane, space::card, space::pane, space::card);
    column->setSpacing(space::grid);
    column->addLayout(head);
    column->addSpacing(space::tightGap);
    auto *title = new TextLabel(m_look, Type::Tiny, Ink::Third, tr("Identities"), m_page);
    for (TextLabel *each : { title, m_since, m_earlierTitle })
        each->setType(Type::Tiny, QFont::DemiBold);
    m_since->setWordWrap(true);
    column->addWidget(title);
    column->addLayout(m_identities);
    const auto line = [&] {
        auto *rule = new QFrame(m_page);
        rule->setFrameShape(QFrame::HLine);
        rule->setFrameShadow(QFrame::Plain);
        rule->setForegroundRole(QPalette::Mid);
        column->addSpacing(space::grid);
        column->addWidget(rule);
        column->addSpacing(space::grid);
    };
    line();
    column->addWidget(m_since);
    column->addLayout(m_counts);
    line();
    column->addWidget(m_earlierTitle);
    column->addWidget(m_earlier);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_page->setBackgroundRole(QPalette::Base);
    m_page->setAutoFillBackground(true);
    scroll->setBackgroundRole(QPalette::Base);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    scroll->setWidget(m_page);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll, 1);
    all->addWidget(m_gate);
    all->addWidget(m_notice);
    setAccessibleName(tr("Who this is"));
    setFocusProxy(m_earlier);
}

void ContactCard::setOpener(std::function<bool(const QUrl &)> open)
{
    m_gate->setOpener(std::move(open));
}

void ContactCard::showIdentity(qint64 identity, qint64 currentConversation)
{
    if (identity == 0) {
        clear();
        return;
    }
    m_identity = identity;
    m_current = currentConversation;
    m_gate->dismiss();
    m_notice->clear();
    read();
}

void ContactCard::markOpen(qint64 conversation)
{
    if (m_identity == 0)
        return;
    m_current = conversation;
    showEarlier();
}

void ContactCard::clear()
{
    m_identity = 0;
    m_sheet = {};
    m_pulse.stop();
    m_page->hide();
}

void ContactCard::read()
{
    auto sheet = m_services.contacts.sheet(m_identity, historyLines);
    if (!sheet) {
        m_notice->say(sheet.error());
        return;
    }
    // The buttons stay where they are, under the mouse and the keyboard, as long as the identities do.
    if (const auto was = std::exchange(m_sheet, *sheet); was.identities != m_sheet.identities || m_page->isHidden())
        showIdentities(m_sheet.identities);
    showSheet(m_sheet);
}

void ContactCard::showIdentities(const QList<IdentityLine> &lines)
{
    empty(m_identities);
    for (const IdentityLine &line : lines)
        addIdentity(line);
}

void ContactCard::showSheet(const ContactSheet &sheet)
{
    showHead(sheet);
    empty(m_counts);
    const QDate since = sheet.firstWrote.toTimeZone(QTimeZone::systemTimeZone()).date();
    m_since->setText(sheet.firstWrote.isValid()
            ? tr("With us since %1")
                  .arg(QLocale().toString(since, tr("MMMM yyyy", "date format: a month and its year")))
            : QString());
    // Counted up to a limit; more is said as "500+" and no share of it is claimed.
    const bool bounded = sheet.messages >= ContactBook::countLimit;
    addCount(bounded ? -1 : sheet.messages, tr("message(s)", nullptr, bounded ? 2 : sheet.messages));
    addCount(sheet.conversations, tr("conversation(s), %1 closed", nullptr, sheet.conversations).arg(sheet.closed));
    showEarlier();
    m_page->show();
}

void ContactCard::showEarlier()
{
    m_earlierTitle->setVisible(!m_sheet.earlier.isEmpty());
    m_earlier->setVisible(!m_sheet.earlier.isEmpty());
    m_earlier->setLines(m_sheet.earlier, m_current);
}

void ContactCard::showHead(const ContactSheet &sheet)
{
    const QString name = shorten(oneLine(sheet.name), longestName);
    m_name->setWords(name);
    m_about->setText(languageWords(sheet.languages));
    m_about->setVisible(!m_about->text().isEmpty());
    const int side = m_look.scaled(38);
    QPixmap face(QSize(side, side) * devicePixelRatioF());
    face.setDevicePixelRatio(devicePixelRatioF());
    face.fill(Qt::transparent);
    QPainter painter(&face);
    Canvas canvas(painter, m_look, layoutDirection(), QRect(0, 0, side, side));
    canvas.avatar(QRect(0, 0, side, side), name);
    m_face->setPixmap(face);
}

void ContactCard::addIdentity(const IdentityLine &line)
{
    auto *row = new QWidget(m_page);
    auto *across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(space::gap);
    auto *glyph = new QLabel(row);
    glyph->setPixmap(Icons::pixmap(NameBook::networkIcon(line.network), m_look.theme().text2, m_look.scaled(14),
        devicePixelRatioF(), layoutDirection()));
    glyph->setProperty("dataText", true); // a network's own name
    glyph->setAccessibleName(NameBook::network(line.network));
    glyph->setToolTip(NameBook::network(line.network));
    const QString handle =
        line.handle.trimmed().isEmpty() ? tr("without a handle") : shorten(oneLine(line.handle), longestName);
    const QString since = tr("since %1", "a year").arg(line.firstSeen.date().year());
    // The first line shares its room with the buttons, the second has all of it.
    auto *first = new QHBoxLayout;
    first->setSpacing(0);
    first->addWidget(new ElidedLabel(m_look, Type::Small, Ink::First, handle, row), 1);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addLayout(first);
    words->addWidget(new ElidedLabel(m_look, Type::Tiny, Ink::Third,
        line.followers ? tr("%1 · %2 followers").arg(since, QLocale().toString(*line.followers)) : since, row));
    glyph->setFixedHeight(m_look.scaled(24));
    across->addWidget(glyph, 0, Qt::AlignTop);
    across->addLayout(words, 1);
    if (line.handle.trimmed().isEmpty()) {
        m_identities->addWidget(row);
        return; // nothing to copy or to open
    }
    auto *copy = glyphButton(m_look, QStringLiteral("edit-copy"), tr("Copy %1").arg(handle), row);
    connect(copy, &QToolButton::clicked, this, [this, handle] {
        QGuiApplication::clipboard()->setText(handle);
        m_notice->say(tr("Copied: %1").arg(isolate(handle)));
    });
    first->addWidget(copy);
    if (!line.profileUrl.isEmpty()) {
        auto *open =
            glyphButton(m_look, QStringLiteral("internet-services"), tr("Open the profile of %1").arg(handle), row);
        open->setToolTip(plainTip(LinkGate::tip(line.profileUrl, {})));
        connect(open, &QToolButton::clicked, this, [this, url = line.profileUrl] { m_gate->open(url, {}); });
        first->addWidget(open);
    }
    m_identities->addWidget(row);
}

void ContactCard::addCount(int count, const QString &words)
{
    auto *row = new QWidget(m_page);
    auto *across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(space::gap);
    const QString figures = count < 0 ? tr("%1+", "so many or more").arg(QLocale().toString(ContactBook::countLimit))
                                      : QLocale().toString(count);
    auto *number = new TextLabel(m_look, Type::Small, Ink::First, figures, row);
    number->setType(Type::Small, QFont::DemiBold);
    number->setMinimumWidth(m_look.scaled(40));
    across->addWidget(number, 0, Qt::AlignTop);
    auto *what = new TextLabel(m_look, Type::Small, Ink::Second, words, row);
    what->setWordWrap(true);
    across->addWidget(what, 1);
    row->setAccessibleName(figures + QLatin1Char(' ') + words);
    m_counts->addWidget(row);
}

void ContactCard::dress()
{
    if (m_identity == 0)
        return;
    showIdentities(m_sheet.identities);
    showSheet(m_sheet);
}

} // namespace wheelhouse
