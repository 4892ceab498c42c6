#include "ui/inbox/conversationheader.h"

#include "core/base/text.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/namebook.h"
#include "ui/inbox/waiting.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QTimeZone>
#include <QToolButton>

namespace wheelhouse {

namespace {

constexpr int titleLength = 160; // characters; a first line may be a whole essay

QString origin(const ConversationItem &item, const std::optional<Mention> &opening, const QString &outpost)
{
    const QString network = NameBook::network(item.network);
    const QString place =
        outpost.isEmpty() ? network : ConversationHeader::tr("%1 on %2").arg(isolate(outpost), network);
    if (!opening)
        return place;
    const QDateTime at = opening->writtenAt.toTimeZone(QTimeZone::systemTimeZone());
    const QString when =
        QLocale().toString(at, ConversationHeader::tr("d MMM, HH:mm", "date format: a day and an hour"));
    return opening->isOurs ? ConversationHeader::tr("Answers to our post of %1 · %2").arg(when, place)
                           : ConversationHeader::tr("Written %1 · %2").arg(when, place);
}

/// The hour, not what is left: the list counts down, and the header is written once.
QString withPromise(const QString &words, const ConversationItem &item)
{
    if (!item.promiseDue.isValid())
        return words;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QString due = shortMoment(item.promiseDue, now, QTimeZone::systemTimeZone());
    return ConversationHeader::tr("Answer promised by %1 · %2").arg(due, words);
}

QString withCopies(const QString &origin, const QList<AlsoSeen> &copies)
{
    QStringList places;
    for (const AlsoSeen &copy : copies)
        places.append(copy.channel.isEmpty() ? NameBook::network(copy.network) : isolate(copy.channel));
    places.removeDuplicates();
    return places.isEmpty() ? origin
                            : ConversationHeader::tr("%1 · also seen in %2", "an origin, more places of the same words")
                                  .arg(origin, QLocale().createSeparatedList(places));
}

QString titleOf(const ConversationItem &item, const std::optional<Mention> &opening)
{
    if (!opening)
        return shorten(item.snippet, titleLength);
    const QString own = oneLine(opening->title);
    if (!own.isEmpty())
        return shorten(own, titleLength);
    const QStringView text(opening->text);
    const QString first =
        oneLine(text.left(text.indexOf(u'\n') < 0 ? 1'000 : qMin<qsizetype>(text.indexOf(u'\n'), 1'000)));
    return first.isEmpty() ? ConversationHeader::tr("Without words") : shorten(first, titleLength);
}

} // namespace

ConversationHeader::ConversationHeader(const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_network(new QLabel(this))
    , m_title(new ElidedLabel(look, Type::Heading, Ink::First, {}, this))
    , m_origin(new ElidedLabel(look, Type::Small, Ink::Third, {}, this))
{
    m_network->setProperty("dataText", true); // a network's own name
    layOut();
    connect(&look, &Look::changed, this, &ConversationHeader::dress);
}

void ConversationHeader::layOut()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch();
    words->addWidget(m_title);
    auto *origin = new QHBoxLayout;
    origin->setSpacing(space::gap);
    origin->addWidget(m_origin, 1);
    m_trace = new Link(m_look, Type::Small, {}, this);
    m_trace->hide();
    connect(m_trace, &Link::clicked, this, &ConversationHeader::whyRequested);
    origin->addWidget(m_trace);
    words->addLayout(origin);
    words->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pane, space::tightGap, space::pane, space::tightGap);
    row->setSpacing(space::gap);
    row->addWidget(m_network);
    row->addLayout(words, 1);
    for (int verb = Done; verb <= Escalate; ++verb) {
        m_buttons.append(button());
        connect(m_buttons.last(), &QToolButton::clicked, this, [this, verb] { say(verb); });
        row->addWidget(m_buttons.last());
    }
    m_more = button();
    m_more->setAccessibleName(tr("More"));
    m_more->setToolTip(tr("More"));
    connect(m_more, &QToolButton::clicked, this, &ConversationHeader::showMore);
    row->addWidget(m_more);
    dress();
}

QToolButton *ConversationHeader::button()
{
    auto *made = new QToolButton(this);
    made->setProperty("kind", QStringLiteral("outlined"));
    made->setProperty("small", true);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

void ConversationHeader::say(int verb)
{
    emit pressed(verb == Done && m_isDone ? Reopen : Verb(verb));
}

QString ConversationHeader::keyOf(int verb) const
{
    return m_keys.value(verb == Done && m_isDone ? Reopen : verb);
}

/// The title keeps its words, or half of the line if they are many: first Done loses its word, then the verbs
/// from the last on move into the menu.
void ConversationHeader::giveWay()
{
    const int frame = 2 * space::pane + m_network->sizeHint().width() + space::gap;
    const int room = width() - frame;
    const int title = qMin(m_title->fontMetrics().horizontalAdvance(m_title->text()) + 2, room / 2);
    const auto shown = [this](int verbs, bool word) {
        m_buttons.at(Done)->setToolButtonStyle(word ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        int wide = 0;
        for (int verb = Done; verb <= Escalate; ++verb)
            wide += verb < verbs ? m_buttons.at(verb)->sizeHint().width() + space::gap : 0;
        return wide + (verbs <= Escalate ? m_more->sizeHint().width() + space::gap : 0);
    };
    int verbs = Escalate + 1;
    bool word = true;
    while (title + shown(verbs, word) > room && (word || verbs > Assign)) {
        if (word)
            word = false;
        else
            verbs -= verbs > Escalate ? 2 : 1; // a menu of one would take as much room as its verb
    }
    for (int verb = Done; verb <= Escalate; ++verb)
        m_buttons.at(verb)->setVisible(verb < verbs);
    m_more->setVisible(verbs <= Escalate);
}

void ConversationHeader::showMore()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int verb = Done; verb <= Escalate; ++verb) {
        const QToolButton *hidden = m_buttons.at(verb);
        if (!hidden->isHidden())
            continue;
        const QString key = keyOf(verb);
        const QString words = hidden->accessibleName();
        QAction *entry = menu->addAction(hidden->icon(), key.isEmpty() ? words : words + QLatin1Char('\t') + key);
        connect(entry, &QAction::triggered, this, [this, verb] { say(verb); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void ConversationHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    giveWay();
}

void ConversationHeader::setKeys(const QStringList &keys)
{
    if (m_keys == keys)
        return;
    m_keys = keys;
    dress();
}

void ConversationHeader::setTrace(const QString &words)
{
    m_trace->setText(words);
    m_trace->setAccessibleName(words);
    m_trace->setVisible(!words.isEmpty());
    m_trace->updateGeometry();
}

QWidget *ConversationHeader::traceAnchor() const
{
    return m_trace->isVisible() ? static_cast<QWidget *>(m_trace) : m_title;
}

void ConversationHeader::show(const ConversationItem &item, const std::optional<Mention> &opening,
    const QString &outpost, const QList<AlsoSeen> &copies)
{
    m_networkIcon = NameBook::networkIcon(item.network);
    m_network->setAccessibleName(NameBook::network(item.network));
    m_network->setToolTip(plainTip(NameBook::network(item.network)));
    m_title->setWords(titleOf(item, opening));
    m_origin->setWords(withCopies(withPromise(origin(item, opening, outpost), item), copies));
    m_isDone = item.state == TriageState::Done;
    m_isEscalated = item.escalated;
    dress();
}

void ConversationHeader::dress()
{
    const QStringList icons { QStringLiteral("dialog-ok-apply"), QStringLiteral("im-user"), QStringLiteral("tag"),
        QStringLiteral("chronometer"), QStringLiteral("flag") };
    const QStringList words { m_isDone ? tr("Open again") : tr("Done"), tr("Assign"), tr("Label"), tr("Snooze"),
        m_isEscalated ? tr("End the escalation") : tr("Escalate") };
    for (int verb = Done; verb <= Escalate; ++verb) {
        QToolButton *each = m_buttons.at(verb);
        const QString key = keyOf(verb);
        each->setIcon(verb == Escalate && m_isEscalated
                ? Icons::icon(icons.at(verb), m_look.theme().red.text, m_look.scaled(16))
                : Icons::icon(icons.at(verb), m_look, m_look.scaled(16)));
        each->setIconSize(QSize(m_look.scaled(16), m_look.scaled(16)));
        each->setFont(m_look.font(Type::Small, QFont::Medium));
        each->setText(verb == Done && !key.isEmpty() ? words.at(verb) + QStringLiteral("  ") + key : words.at(verb));
        each->setAccessibleName(words.at(verb));
        each->setToolTip(key.isEmpty() ? words.at(verb) : tr("%1 (%2)", "a verb, its key").arg(words.at(verb), key));
    }
    const int side = m_look.scaled(18);
    m_network->setPixmap(
        Icons::pixmap(m_networkIcon, m_look.theme().text2, side, devicePixelRatioF(), layoutDirection()));
    m_more->setIcon(Icons::icon(QStringLiteral("overflow-menu"), m_look, m_look.scaled(16)));
    m_more->setIconSize(QSize(m_look.scaled(16), m_look.scaled(16)));
    setFixedHeight(m_look.scaled(50));
    giveWay();
}

} // namespace wheelhouse
