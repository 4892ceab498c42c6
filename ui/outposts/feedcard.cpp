#include "ui/outposts/feedcard.h"

#include "core/base/text.h"
#include "ui/kit/label.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int longestTitle = 200; // characters

QString dayOf(const FeedPreview::Entry &entry)
{
    return entry.at ? QLocale().toString(entry.at->toLocalTime().date(), QLocale::ShortFormat) : QString();
}

} // namespace

FeedCard::FeedCard(const Look &look, QWidget *parent)
    : QFrame(parent)
    , m_look(look)
    , m_title(new TextLabel(look, Type::Heading, Ink::First, {}, this))
    , m_address(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_count(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_entries(new QGridLayout)
{
    setObjectName(QStringLiteral("feedcard"));
    m_title->setElides();
    m_title->setProperty("dataText", true);
    m_address->setElides();
    m_address->setProperty("dataText", true);
    m_count->setWordWrap(true);
    m_entries->setHorizontalSpacing(space::card);
    m_entries->setVerticalSpacing(space::grid);
    m_entries->setColumnStretch(2, 1); // titles take no more than they need
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::card, space::card, space::card);
    column->setSpacing(space::grid);
    column->addWidget(m_title);
    column->addWidget(m_address);
    column->addWidget(m_count);
    column->addSpacing(space::grid);
    column->addLayout(m_entries);
    column->addStretch();
    connect(&look, &Look::changed, this, &FeedCard::dress);
    dress();
}

void FeedCard::dress()
{
    const Theme &theme = m_look.theme();
    setStyleSheet(QStringLiteral("#feedcard { background: %1; border: 1px solid %2; border-radius: %3px; }")
                      .arg(theme.base.name(), theme.line.name())
                      .arg(space::cardRadius));
}

void FeedCard::addEntry(const FeedPreview::Entry &entry)
{
    const int row = m_entries->rowCount();
    auto *day = new TextLabel(m_look, Type::Small, Ink::Third, dayOf(entry), this);
    const QString words = shorten(oneLine(entry.title), longestTitle);
    auto *title = new TextLabel(m_look, Type::Small, Ink::First, words.isEmpty() ? tr("(without words)") : words, this);
    title->setElides();
    for (TextLabel *each : { day, title })
        each->setProperty("dataText", true);
    m_entries->addWidget(day, row, 0);
    m_entries->addWidget(title, row, 1);
}

void FeedCard::show(const FeedPreview &feed)
{
    while (QLayoutItem *item = m_entries->takeAt(0)) {
        if (QWidget *old = item->widget()) {
            old->hide();
            old->deleteLater();
        }
        delete item;
    }
    const QString title = shorten(oneLine(feed.title), longestTitle);
    m_title->setText(title.isEmpty() ? tr("A feed without a title") : title);
    m_address->setText(feed.address.toDisplayString(QUrl::RemoveUserInfo));
    m_count->setText(feed.entries == 0 ? tr("Nothing stands in it yet.")
                                       : tr("%Ln post(s) now, the newest:", nullptr, feed.entries));
    for (const FeedPreview::Entry &entry : feed.newest)
        addEntry(entry);
    setAccessibleName(tr("%1, %Ln post(s)", nullptr, feed.entries).arg(m_title->text()));
    QFrame::show();
}

} // namespace wheelhouse
