#include "ui/inbox/whypopover.h"

#include "ui/inbox/namebook.h"

#include <QGuiApplication>
#include <QLocale>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int wide = 400;

QString placeWords(const UrgencyPlaces::Place &place)
{
    if (place.place == 0)
        return WhyPopover::tr("Nobody waits for an answer here");
    if (place.more)
        return WhyPopover::tr("Behind more than %L1 others").arg(place.place - 1);
    return place.place == 1 ? WhyPopover::tr("First of all that waits")
                            : WhyPopover::tr("Number %L1 of all that waits").arg(place.place);
}

QString didWords(const RuleRun &run, const NameBook &names)
{
    QStringList did;
    for (const int place : run.did)
        if (place < run.text.acts.size())
            did.append(actSentence(run.text.acts.at(place), names.thing(run.text.acts.at(place).thing)));
    return did.join(WhyPopover::tr(", ", "between acts"));
}

} // namespace

WhyPopover::WhyPopover(const Look &look, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_look(look)
    , m_column(new QVBoxLayout(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Why it stands here"));
    m_column->setContentsMargins(space::card, space::card, space::card, space::card);
    m_column->setSpacing(space::grid);
    setFixedWidth(m_look.scaled(wide));
}

void WhyPopover::add(Type type, Ink ink, const QString &words, bool isData)
{
    auto *label = new TextLabel(m_look, type, ink, words, this);
    label->setWordWrap(true);
    label->setProperty("dataText", isData);
    m_column->addWidget(label);
}

void WhyPopover::addUrgency(const ConversationItem &item, const UrgencyPlaces::Place &place, const QDateTime &now)
{
    add(Type::Heading, Ink::First, placeWords(place));
    if (place.place == 0)
        return;
    const auto reasons = urgencyOf(item).reasons;
    for (const UrgencyReason &reason : reasons)
        add(Type::Small, Ink::Second, urgencySentence(reason, item, now));
    if (item.priority != 0)
        add(Type::Tiny, Ink::Third,
            place.byPerson ? tr("The priority was set by a person.") : tr("The priority was set by a rule."));
}

void WhyPopover::addRun(const RuleRun &run, const NameBook &names)
{
    m_column->addSpacing(space::gap);
    const QString name = run.number > 0 ? tr("Rule %1: %2").arg(run.number).arg(run.text.name)
                                        : tr("A rule that was removed: %1").arg(run.text.name);
    add(Type::Body, Ink::First, name, true);
    const QString when = QLocale().toString(run.at.toLocalTime(), QLocale::ShortFormat);
    add(Type::Tiny, Ink::Third, tr("Version %1, %2").arg(run.version).arg(when));
    if (!run.did.isEmpty())
        add(Type::Small, Ink::Second, didWords(run, names), true);
    for (const auto &[place, why] : run.spared)
        if (place < run.text.acts.size())
            add(Type::Small, Ink::Third,
                tr("Not done: %1, since %2.")
                    .arg(actSentence(run.text.acts.at(place), names.thing(run.text.acts.at(place).thing)),
                        sparedSentence(why)),
                true);
    add(Type::Small, Ink::Second, tr("Why: %1").arg(run.text.reason), true);
    if (run.isTakenBack)
        add(Type::Small, Ink::Third, tr("Taken back."));
    else if (run.operation != 0) {
        auto *back = new Link(m_look, Type::Small, tr("Take back what it did"), this);
        m_column->addWidget(back, 0, Qt::AlignLeading);
        connect(back, &Link::clicked, this, [this, operation = run.operation] {
            emit takeBackRequested(operation);
            close();
        });
    }
}

void WhyPopover::show(const ConversationItem &item, const UrgencyPlaces::Place &place, const QList<RuleRun> &runs,
    const NameBook &names, const QDateTime &now)
{
    addUrgency(item, place, now);
    if (runs.isEmpty()) {
        m_column->addSpacing(space::gap);
        add(Type::Small, Ink::Third, tr("No rule ran on it."));
    }
    for (const RuleRun &run : runs)
        addRun(run, names);
}

void WhyPopover::openBelow(const QWidget *anchor)
{
    adjustSize();
    const QRect screen = anchor->screen()->availableGeometry();
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    QPoint at = anchor->mapToGlobal(QPoint(rightToLeft ? anchor->width() - this->width() : 0, anchor->height()));
    at.setX(std::clamp(at.x(), screen.left(), std::max(screen.left(), screen.right() - this->width())));
    at.setY(std::clamp(at.y(), screen.top(), std::max(screen.top(), screen.bottom() - height())));
    move(at);
    QFrame::show();
    setFocus();
}

QString WhyPopover::traceWords(const QList<RuleRun> &runs)
{
    QList<int> numbers;
    for (const RuleRun &run : runs)
        if (run.number > 0 && !numbers.contains(run.number))
            numbers.append(run.number);
    std::sort(numbers.begin(), numbers.end());
    QStringList words;
    for (const int number : std::as_const(numbers))
        words.append(QString::number(number));
    if (words.isEmpty())
        return {};
    const QString sentence = words.size() == 1 ? tr("Rule %1 ran") : tr("Rules %1 ran");
    return sentence.arg(words.join(tr(", ", "between numbers")));
}

} // namespace wheelhouse
