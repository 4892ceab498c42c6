#include "ui/inbox/nothinghere.h"

#include "ui/inbox/searchbar.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/shortcuts.h"

#include <QLocale>

namespace wheelhouse {

namespace {

constexpr qsizetype mostOffered = 3; // filters that can be dropped one by one; more would be a list to read

/// \a text without \a chip.
QString without(QString text, const QueryChip &chip)
{
    return text.remove(chip.start, chip.length).simplified();
}

} // namespace

NothingHere::NothingHere(EmptyState &page, MentionStore &store, const StreamModel &streams, const NameBook &names,
    const Shortcuts &shortcuts, QObject *parent)
    : QObject(parent)
    , m_page(page)
    , m_store(store)
    , m_streams(streams)
    , m_names(names)
    , m_shortcuts(shortcuts)
{
}

Stream NothingHere::streamOf(View::Kind kind) const
{
    Stream stream;
    stream.view.kind = kind;
    return m_streams.indexOf(stream).data(StreamModel::StreamRole).value<Stream>();
}

/// It is asked for ten times a second: what says the same stays, and a button keeps the keyboard.
void NothingHere::show(const Page &page)
{
    if (page == m_shown)
        return;
    m_shown = page;
    const bool hadFocus = m_page.isAncestorOf(m_page.window()->focusWidget());
    m_page.clearActions();
    m_page.setContent(page.icon, page.fact, page.detail);
    for (const Way &way : page.ways)
        m_page.addAction(way.words, way.caps, [this, way] {
            if (!way.command.isEmpty())
                std::ignore = m_shortcuts.run(way.command);
            else if (way.stream)
                emit streamRequested(*way.stream);
            else
                emit searchRequested(way.query);
        });
    if (hadFocus && !page.ways.isEmpty())
        m_page.setFocus();
}

QString NothingHere::factOf(const View &view)
{
    switch (view.kind) {
    case View::Kind::MyTurn:
        return tr("Nobody is waiting for you");
    case View::Kind::Unassigned:
        return tr("Everything is assigned");
    case View::Kind::AllOpen:
        return tr("Nobody is waiting");
    case View::Kind::Waiting:
        return tr("You wait for nobody");
    case View::Kind::Snoozed:
        return tr("Nothing is snoozed");
    case View::Kind::DoneToday:
        return tr("Nothing is done yet today");
    case View::Kind::Spam:
        return tr("No spam");
    case View::Kind::Escalated:
        return tr("Nothing is escalated");
    case View::Kind::Channel:
    case View::Kind::Member:
    case View::Kind::Department:
    case View::Kind::Label:
        break;
    }
    return tr("Nobody is waiting here");
}

/// Nothing here is good news in most views; today's figures say so.
void NothingHere::sayOfView(const Stream &shown)
{
    if (m_names.outposts().isEmpty()) {
        QList<Way> ways;
        const QString connectOne = QStringLiteral("app.connect");
        if (m_shortcuts.find(connectOne))
            ways.append({ tr("Connect an account…"), m_shortcuts.caps(connectOne), std::nullopt, {}, connectOne });
        const QString follow = QStringLiteral("app.follow");
        if (m_shortcuts.find(follow))
            ways.append({ tr("Follow a feed…"), m_shortcuts.caps(follow), std::nullopt, {}, follow });
        show({ QStringLiteral("list-add"), tr("No messages yet"),
            tr("Connect an account, import an archive, or open the sample workspace to look around."), ways });
        return;
    }
    const Stream done = streamOf(View::Kind::DoneToday);
    const Stream snoozed = streamOf(View::Kind::Snoozed);
    const Stream unassigned = streamOf(View::Kind::Unassigned);
    Page page { QStringLiteral("state-done"), factOf(shown.view), {}, {} };
    if (!shown.isSame(done))
        page.detail = tr("%Ln done today.", nullptr, int(qMax<qint64>(0, done.count)));
    if (unassigned.count > 0 && !shown.isSame(unassigned))
        page.ways.append(
            { tr("Look at unassigned (%1)").arg(StreamModel::countWords(unassigned)), {}, unassigned, {} });
    else if (snoozed.count > 0 && !shown.isSame(snoozed))
        page.ways.append({ tr("Look at snoozed (%1)").arg(StreamModel::countWords(snoozed)),
            m_shortcuts.caps(QStringLiteral("go.snoozed")), snoozed, {} });
    show(page);
}

qint64 NothingHere::searched() const
{
    const auto tallies = m_store.tallies();
    if (!tallies)
        return -1;
    qint64 all = 0;
    for (int state = 0; state < int(TriageState::Merged); ++state)
        all += tallies->of(QLatin1String("all"), 0, TriageState(state));
    return all;
}

void NothingHere::sayOfSearch(const SearchBar &field)
{
    const QString text = field.text();
    const QString words = field.withoutFilters();
    const QList<QueryChip> chips = field.chips();
    const QString fact = words.isEmpty() ? tr("Nothing matches these filters") : tr("Nothing matches “%1”").arg(words);
    const QString count = QLocale().toString(searched());
    Page page { QStringLiteral("edit-find"), fact,
        searched() < 0        ? tr("Looked through the whole archive.")
            : chips.isEmpty() ? tr("Looked through all %1 conversations.").arg(count)
                              : tr("Looked through all %1 conversations, as far as the filters let it.").arg(count),
        {} };
    for (const QueryChip &chip : chips.mid(0, mostOffered))
        if (const QString rest = without(text, chip); !rest.isEmpty())
            page.ways.append({ tr("Without %1", "a filter of the search").arg(text.mid(chip.start, chip.length)), {},
                std::nullopt, rest });
    if (chips.size() > 1 && !words.isEmpty())
        page.ways.append({ tr("Only the words"), {}, std::nullopt, words });
    page.ways.append({ tr("Clear"), { QStringLiteral("Esc") }, std::nullopt, {} });
    show(page);
}

} // namespace wheelhouse
