#include "ui/inbox/conversationheader.h"

#include "core/base/text.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/namebook.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QLocale>
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
    const QString when = QLocale().toString(at, ConversationHeader::tr("d MMM, HH:mm", "a day and an hour"));
    return opening->isOurs ? ConversationHeader::tr("Answers to our post of %1 · %2").arg(when, place)
                           : ConversationHeader::tr("Written %1 · %2").arg(when, place);
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
    , m_origin(new ElidedLabel(look, Type::Tiny, Ink::Third, {}, this))
    , m_keys { QStringLiteral("E"), QStringLiteral("A"), QStringLiteral("L"), QStringLiteral("S"), QStringLiteral("!") }
{
    layOut();
    connect(&look, &Look::changed, this, &ConversationHeader::dress);
}

void ConversationHeader::layOut()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_origin);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pane, space::tightGap, space::pane, space::tightGap);
    row->setSpacing(space::gap);
    row->addWidget(m_network);
    row->addLayout(words, 1);
    for (int verb = Done; verb <= Escalate; ++verb) {
        auto *each = new QToolButton(this);
        each->setProperty("kind", QStringLiteral("outlined"));
        each->setProperty("small", true);
        each->setFocusPolicy(Qt::TabFocus);
        each->setToolButtonStyle(verb == Done ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
        connect(each, &QToolButton::clicked, this, [this, verb] { emit pressed(verb); });
        m_buttons.append(each);
        row->addWidget(each);
    }
    dress();
}

void ConversationHeader::setKeys(const QStringList &keys)
{
    m_keys = keys;
    dress();
}

void ConversationHeader::show(
    const ConversationItem &item, const std::optional<Mention> &opening, const QString &outpost)
{
    m_networkIcon = NameBook::networkIcon(item.network);
    m_network->setAccessibleName(NameBook::network(item.network));
    m_network->setToolTip(plainTip(NameBook::network(item.network)));
    m_title->setWords(titleOf(item, opening));
    m_origin->setWords(origin(item, opening, outpost));
    m_isDone = item.state == TriageState::Done;
    m_isEscalated = item.escalated;
    dress();
}

void ConversationHeader::dress()
{
    const QStringList icons { QStringLiteral("dialog-ok-apply"), QStringLiteral("im-user"), QStringLiteral("tag"),
        QStringLiteral("chronometer"), QStringLiteral("flag") };
    const QStringList words { m_isDone
        ? tr("Open again")
        : tr("Done"),
            tr("Assign"), tr("Label"), tr("Snooze"), m_isEscalated ? tr("End the escalation") : tr("Escalate") };
    for (int verb = Done; verb <= Escalate; ++verb) {
        QToolButton *each = m_buttons.at(verb);
        const QString key = m_keys.value(verb);
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
    setMinimumHeight(m_look.scaled(50));
}

} // namespace wheelhouse
