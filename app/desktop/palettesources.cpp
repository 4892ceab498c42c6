#include "app/desktop/palettesources.h"

#include "core/inbox/searchservice.h"
#include "ui/inbox/inboxpanel.h"
#include "ui/inbox/namebook.h"
#include "ui/shell/fuzzy.h"

#include <QLocale>

namespace wheelhouse {

namespace {

constexpr int mostPeople = 20;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PaletteSources)
};

/// Who they are by the name that was typed: the handle where the letters only fit that.
PaletteEntry entryOf(const FoundPerson &person, const QString &typed, const AskInbox &ask)
{
    PaletteEntry entry;
    entry.section = Words::tr("People");
    entry.avatar = person.name;
    const bool byName = fit(typed, person.name).has_value();
    entry.text = byName ? person.name : person.handle;
    const QString other = byName && person.handle != person.name ? person.handle : byName ? QString() : person.name;
    QStringList detail { NameBook::network(person.network) };
    if (!other.isEmpty())
        detail.prepend(other);
    const QString count = QLocale().toString(person.conversations);
    detail.append(person.isMore ? Words::tr("%1+ conversations").arg(count)
                                : Words::tr("%Ln conversation(s)", nullptr, person.conversations));
    entry.detail = detail.join(Words::tr(", ", "between the parts of a detail"));
    entry.run = [ask, query = queryFor(person)] { ask(query); };
    return entry;
}

/// Hears the service's answers for one source; gone with it.
class People {
public:
    People(SearchService &search, AskInbox ask)
        : m_search(search)
        , m_ask(std::move(ask))
    {
        QObject::connect(
            &search, &SearchService::foundPeople, &m_ear, [this](int asked, const QList<FoundPerson> &people) {
                if (asked == m_asked)
                    tell(people);
            });
    }
    void find(const QString &words, const PaletteDeliver &deliver)
    {
        m_words = words;
        m_deliver = deliver;
        m_asked = m_search.findPeople(words, mostPeople);
    }

private:
    void tell(const QList<FoundPerson> &people)
    {
        QList<PaletteEntry> entries;
        for (const FoundPerson &person : people)
            entries.append(entryOf(person, m_words, m_ask));
        m_deliver(entries);
    }

    SearchService &m_search;
    AskInbox m_ask;
    QString m_words;
    PaletteDeliver m_deliver;
    int m_asked = 0;
    QObject m_ear; ///< goes first
};

} // namespace

PaletteSource peopleSource(SearchService &search, const AskInbox &ask)
{
    // Shared with the copies that std::function makes of the source.
    auto people = std::make_shared<People>(search, ask);
    return [people](const QString &words, const PaletteDeliver &deliver) { people->find(words, deliver); };
}

PaletteSource labelSource(MentionStore &store, const AskInbox &ask)
{
    return [&store, ask](const QString &, const PaletteDeliver &deliver) {
        QList<PaletteEntry> entries;
        const auto labels = store.labels();
        for (const Label &label : labels.value_or(QList<Label>())) {
            PaletteEntry entry;
            entry.section = Words::tr("Labels");
            entry.text = label.name;
            entry.icon = QStringLiteral("tag");
            entry.run = [ask, name = label.name] {
                QueryNode node;
                node.kind = QueryNode::Kind::Filter;
                node.filter.field = QueryFilter::Field::Label;
                node.filter.value = name;
                ask(queryText(node));
            };
            entries.append(entry);
        }
        deliver(entries);
    };
}

PaletteSource macroSource(RuleList &list, const std::function<void(RuleId)> &run)
{
    return [&list, run](const QString &, const PaletteDeliver &deliver) {
        QList<PaletteEntry> entries;
        const auto macros = list.list(Rule::Kind::Macro);
        for (const Rule &macro : macros.value_or(QList<Rule>())) {
            PaletteEntry entry;
            entry.section = Words::tr("Macros");
            entry.text = macro.text.name;
            entry.detail = macro.text.reason;
            entry.icon = QStringLiteral("view-filter");
            entry.run = [run, id = macro.id] { run(id); };
            entries.append(entry);
        }
        deliver(entries);
    };
}

PaletteSource streamSource(const InboxPanel &inbox, const std::function<void(const Stream &)> &show)
{
    return [&inbox, show](const QString &, const PaletteDeliver &deliver) {
        QList<PaletteEntry> entries;
        for (const StreamModel::Section &section : inbox.streams())
            for (const Stream &stream : section.streams) {
                PaletteEntry entry;
                entry.section = Words::tr("Go to");
                entry.text = stream.name;
                entry.icon = stream.icon;
                entry.avatar = stream.avatar;
                const QString count = StreamModel::countWords(stream);
                entry.detail = count.isEmpty()
                    ? section.title
                    : QStringList({ section.title, count }).join(Words::tr(", ", "between the parts of a detail"));
                entry.run = [show, stream] { show(stream); };
                entries.append(entry);
            }
        deliver(entries);
    };
}

PaletteSource messageSource(const AskInbox &ask)
{
    return [ask](const QString &words, const PaletteDeliver &deliver) {
        PaletteEntry entry;
        entry.section = Words::tr("Messages");
        entry.text = Words::tr("Look for “%1” in all messages").arg(words.trimmed());
        entry.icon = QStringLiteral("edit-find");
        entry.run = [ask, words] { ask(words.trimmed()); };
        entry.isLast = true;
        deliver({ entry });
    };
}

} // namespace wheelhouse
