#include "ui/inbox/contactcard.h"

#include "core/base/text.h"
#include "core/people/peopledesk.h"
#include "ui/inbox/chiprow.h"
#include "ui/inbox/contactsteps.h"
#include "ui/inbox/countlist.h"
#include "ui/inbox/earlierlist.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/identitylist.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/thread/linkgate.h"
#include "ui/inbox/tolerancecurve.h"
#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/notice.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QTimeZone>
#include <QToolButton>

namespace wheelhouse {

namespace {

constexpr int historyLines = 20;
constexpr int longestName = 200; // characters
constexpr int mostProposals = 3;
constexpr int pulseMs = 500; // a card is glanced at; twice a second is plenty

QString languageWords(const QStringList &languages)
{
    QStringList names;
    for (const QString &code : languages.mid(0, 3)) {
        const QLocale locale(code);
        names.append(locale.language() == QLocale::C ? code : QLocale::languageToString(locale.language()));
    }
    return names.isEmpty() ? QString() : ContactCard::tr("writes in %1").arg(QLocale().createSeparatedList(names));
}

/// "✓ keep talking", and its ink.
QString outcomeLine(Outcome outcome)
{
    return (outcome == Outcome::KeepTalking ? QStringLiteral("✓ ") : QStringLiteral("! ")) + outcomeWords(outcome);
}

Ink inkOf(Outcome outcome)
{
    return outcome == Outcome::KeepTalking ? Ink::Green : outcome == Outcome::AnswerOnce ? Ink::Amber : Ink::Red;
}

} // namespace

ContactCard::ContactCard(InboxServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_look(look)
    , m_steps(new ContactSteps(services, look, this))
    , m_page(new QWidget)
    , m_face(new QLabel(m_page))
    , m_name(new ElidedLabel(look, Type::Heading, Ink::First, {}, m_page))
    , m_about(new TextLabel(look, Type::Small, Ink::Third, {}, m_page))
    , m_more(new QToolButton(m_page))
    , m_labels(new ChipRow(look, m_page))
    , m_identities(new IdentityList(look, m_page))
    , m_outcome(new TextLabel(look, Type::Tiny, Ink::Green, {}, m_page))
    , m_tolerance(new ToleranceCurveView(look, m_page))
    , m_since(new TextLabel(look, Type::Tiny, Ink::Third, {}, m_page))
    , m_counts(new CountList(look, m_page))
    , m_earlierTitle(new TextLabel(look, Type::Tiny, Ink::Third, tr("Earlier"), m_page))
    , m_earlier(new EarlierList(look, m_page))
    , m_gate(new LinkGate(look, this))
    , m_notice(new Notice(look, this))
{
    m_pulse.setSingleShot(true);
    m_pulse.setInterval(pulseMs);
    layOut();
    connectSteps();
    connect(m_earlier, &EarlierList::chosen, this, &ContactCard::conversationRequested);
    connect(&m_pulse, &QTimer::timeout, this, &ContactCard::read);
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        static const QSet<QByteArray> ours { "identity", "contact", "mention", "conversation", "identity_match",
            "identity_refusal", "trait", "author_label", "evidence", "strain_mark", "tolerance", "response" };
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
    auto *under = new QHBoxLayout; // the name has all of the first line
    under->addWidget(m_about, 1);
    under->addStretch();
    under->addWidget(m_more, 0, Qt::AlignTop);
    names->addWidget(m_name);
    names->addLayout(under);
    head->addWidget(m_face, 0, Qt::AlignTop);
    head->addLayout(names, 1);
    m_about->setWordWrap(true);
    auto *column = new QVBoxLayout(m_page);
    column->setContentsMargins(space::pane, space::card, space::pane, space::card);
    column->setSpacing(space::grid);
    column->addLayout(head);
    column->addWidget(m_labels);
    column->addSpacing(space::tightGap);
    auto *title = new TextLabel(m_look, Type::Tiny, Ink::Third, tr("Identities"), m_page);
    for (TextLabel *each : { title, m_since, m_earlierTitle })
        each->setType(Type::Tiny, QFont::DemiBold);
    m_since->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(m_identities);
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
    auto *borne = new QHBoxLayout;
    auto *tolerance = new TextLabel(m_look, Type::Tiny, Ink::Third, tr("Tolerance"), m_page);
    tolerance->setType(Type::Tiny, QFont::DemiBold);
    m_outcome->setType(Type::Tiny, QFont::DemiBold);
    m_outcome->setElides();
    borne->addWidget(tolerance);
    borne->addStretch();
    borne->addWidget(m_outcome);
    column->addLayout(borne);
    column->addWidget(m_tolerance);
    line();
    column->addWidget(m_since);
    column->addWidget(m_counts);
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
    m_sheet = *sheet;
    if (auto done = readFigures(); !done) {
        m_notice->say(done.error());
        return;
    }
    m_steps->setPerson(m_identity, m_sheet.name);
    showSheet(m_sheet);
}

Result<void> ContactCard::readFigures()
{
    PeopleReading &reading = m_services.peopleReading;
    auto proposals = reading.matching.proposals(m_identity, mostProposals);
    auto figures = reading.figures.of(m_sheet.contact, m_services.clock.nowMs());
    auto agreement = reading.judgements.agreement();
    if (!proposals || !figures || !agreement)
        return tl::unexpected(!proposals ? proposals.error() : !figures ? figures.error() : agreement.error());
    m_proposals = *proposals;
    m_figures = *figures;
    m_curve = agreement->curve;
    return {};
}

void ContactCard::showSheet(const ContactSheet &sheet)
{
    showHead(sheet);
    showLabels();
    m_identities->setLines(sheet.identities, m_proposals);
    showTolerance();
    QList<CountList::Line> counts;
    const QDate since = sheet.firstWrote.toTimeZone(QTimeZone::systemTimeZone()).date();
    m_since->setText(sheet.firstWrote.isValid()
            ? tr("With us since %1")
                  .arg(QLocale().toString(since, tr("MMMM yyyy", "date format: a month and its year")))
            : QString());
    // Counted up to a limit; more is said as "500+" and no share of it is claimed.
    const bool bounded = sheet.messages >= ContactBook::countLimit;
    counts.append({ bounded ? tr("%1+", "so many or more").arg(QLocale().toString(ContactBook::countLimit))
                            : QLocale().toString(sheet.messages),
        tr("message(s)", nullptr, bounded ? 2 : sheet.messages), {} });
    const auto add = [&counts](int count, const QString &words, const QString &tip = {}) {
        counts.append({ QLocale().toString(count), words, tip });
    };
    add(sheet.conversations, tr("conversation(s), %1 closed", nullptr, sheet.conversations).arg(sheet.closed));
    if (sheet.favourites > 0)
        add(sheet.favourites, tr("like(s) of ours", nullptr, sheet.favourites));
    if (sheet.boosts > 0)
        add(sheet.boosts, tr("boost(s) of ours", nullptr, sheet.boosts));
    QStringList parts;
    for (const InfluencePart &part : m_figures.influence.parts)
        parts.append(tr("%1 for %2", "points, and what for").arg(part.points).arg(part.words));
    add(m_figures.influence.score, tr("influence, of 100"), parts.join(u'\n'));
    m_counts->setLines(counts);
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
    QStringList about { languageWords(sheet.languages) };
    if (sheet.isFollower)
        about.append(tr("follows us"));
    about.removeAll(QString());
    m_about->setText(about.join(QStringLiteral(" · ")));
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

void ContactCard::showTolerance()
{
    const Standpoint who = m_figures.standpoint(m_sheet.contact);
    const Outcome outcome = outcomeFor(m_curve, who);
    m_outcome->setInk(inkOf(outcome));
    m_outcome->setText(outcomeLine(outcome));
    m_tolerance->show(m_curve, who, NameBook::firstName(shorten(oneLine(m_sheet.name), longestName)));
}

void ContactCard::showLabels()
{
    QList<ChipRow::Chip> chips;
    const auto borne = m_services.peopleReading.labels.of(m_identity);
    const auto all = m_services.store.labels();
    if (borne && all)
        for (const Label &label : *all)
            if (borne->contains(label.row))
                chips.append({ label.name, NameBook::tint(label.colour) });
    m_labels->setChips(chips);
}

void ContactCard::connectSteps()
{
    const QString words = tr("More about this person");
    m_more->setProperty("kind", QStringLiteral("plain"));
    m_more->setProperty("glyph", true);
    m_more->setIcon(Icons::icon(QStringLiteral("overflow-menu"), m_look, m_look.scaled(14)));
    m_more->setFixedSize(m_look.scaled(24), m_look.scaled(24));
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setAccessibleName(words);
    m_more->setToolTip(plainTip(words));
    auto *menu = new QMenu(m_more);
    fillMenu(*menu);
    connect(m_more, &QToolButton::clicked, menu,
        [this, menu] { menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    connect(m_identities, &IdentityList::copyRequested, this, [this](const QString &handle) {
        QGuiApplication::clipboard()->setText(handle);
        m_notice->say(tr("Copied: %1").arg(isolate(handle)));
    });
    connect(m_identities, &IdentityList::profileRequested, this, [this](const QString &url) { m_gate->open(url, {}); });
    connect(m_identities, &IdentityList::splitRequested, m_steps, &ContactSteps::split);
    connect(m_identities, &IdentityList::refused, m_steps, &ContactSteps::refuse);
    connect(m_identities, &IdentityList::confirmed, m_steps,
        [this](const MatchProposal &each) { m_steps->confirm(each, each.reasons.value(0, MatchReason::ByHand)); });
    connect(m_identities, &IdentityList::saidThemselves, m_steps,
        [this](const MatchProposal &each) { m_steps->confirm(each, MatchReason::Said); });
    connect(m_tolerance, &ToleranceCurveView::curveRequested, m_steps, &ContactSteps::showTolerance);
    connect(m_steps, &ContactSteps::acted, this, &ContactCard::acted);
    connect(m_steps, &ContactSteps::failed, this, [this](const Error &error) { m_notice->say(error); });
    connect(m_steps, &ContactSteps::conversationRequested, this, &ContactCard::conversationRequested);
    connect(m_steps, &ContactSteps::changed, this, [this] {
        if (m_identity != 0)
            read();
    });
}

void ContactCard::fillMenu(QMenu &menu)
{
    menu.addAction(tr("Over time…"), m_steps, &ContactSteps::showTimeline);
    menu.addAction(tr("How much we bear…"), m_steps, &ContactSteps::showTolerance);
    menu.addSeparator();
    menu.addAction(tr("The same person as…"), m_steps, &ContactSteps::mergeByHand);
    menu.addAction(tr("Label this person…"), this, [this] { m_steps->label(m_more); });
    menu.addAction(tr("Add a work of theirs…"), m_steps, &ContactSteps::addWork);
    menu.addSeparator();
    menu.addAction(tr("This took our time"), this, [this] { m_steps->mark(StrainKind::Time); });
    menu.addAction(tr("This was abusive"), this, [this] { m_steps->mark(StrainKind::Abuse); });
    menu.addAction(tr("This was a threat"), this, [this] { m_steps->mark(StrainKind::Threat); });
}

void ContactCard::dress()
{
    if (m_identity == 0)
        return;
    m_more->setIcon(Icons::icon(QStringLiteral("overflow-menu"), m_look, m_look.scaled(14)));
    m_more->setFixedSize(m_look.scaled(24), m_look.scaled(24));
    showSheet(m_sheet);
}

} // namespace wheelhouse
