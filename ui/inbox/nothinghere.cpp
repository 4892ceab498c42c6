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

/// Nothing here is good news in most views; today's figures say so.
void NothingHere::sayOfView(const Stream &shown)
{
    const Stream done = streamOf(View::Kind::DoneToday);
    const Stream snoozed = streamOf(View::Kind::Snoozed);
    const Stream unassigned = streamOf(View::Kind::Unassigned);
    m_page.clearActions();
    if (m_names.outposts().isEmpty()) {
        m_page.setContent(QStringLiteral("list-add"), tr("No messages yet"),
            tr("Import an archive, or open the sample workspace to look around."));
        return;
    }
    m_page.setContent(QStringLiteral("state-done"), tr("Nobody is waiting"),
        tr("%Ln done today.", nullptr, int(qMax<qint64>(0, done.count))));
    if (unassigned.count > 0 && !shown.isSame(unassigned))
        m_page.addAction(tr("Look at unassigned (%1)").arg(StreamModel::countWords(unassigned)), {},
            [this, unassigned] { emit streamRequested(unassigned); });
    else if (snoozed.count > 0 && !shown.isSame(snoozed))
        m_page.addAction(tr("Look at snoozed (%1)").arg(StreamModel::countWords(snoozed)),
            m_shortcuts.caps(QStringLiteral("go.snoozed")), [this, snoozed] { emit streamRequested(snoozed); });
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
    m_page.clearActions();
    m_page.setContent(QStringLiteral("edit-find"), fact,
        searched() < 0        ? tr("Looked through the whole archive.")
            : chips.isEmpty() ? tr("Looked through all %1 conversations.").arg(count)
                              : tr("Looked through all %1 conversations, as far as the filters let it.").arg(count));
    for (const QueryChip &chip : chips.mid(0, mostOffered))
        if (const QString rest = without(text, chip); !rest.isEmpty())
            m_page.addAction(tr("Without %1", "a filter of the search").arg(text.mid(chip.start, chip.length)), {},
                [this, rest] { emit searchRequested(rest); });
    if (chips.size() > 1 && !words.isEmpty())
        m_page.addAction(tr("Only the words"), {}, [this, words] { emit searchRequested(words); });
    m_page.addAction(tr("Clear"), { QStringLiteral("Esc") }, [this] { emit searchRequested({}); });
}

} // namespace wheelhouse
