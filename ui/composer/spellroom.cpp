#include "ui/composer/spellroom.h"

#include "core/posts/spelling.h"

namespace wheelhouse {

/// Made where it is first asked, on the lane, and only touched there.
struct SpellRoom::Desk {
    explicit Desk(QString path)
        : words(std::move(path))
    {
    }
    Spelling &spelling()
    {
        if (!loaded) {
            std::ignore = words.read(); // without them more is marked, and nothing is lost
            loaded = std::make_unique<Spelling>(dictionaryFolders(), words);
        }
        return *loaded;
    }
    OwnWords words;
    std::unique_ptr<Spelling> loaded;
};

SpellRoom::SpellRoom(Lane &lane, const QString &ownWords, QObject *parent)
    : QObject(parent)
    , m_lane(lane)
    , m_desk(std::make_shared<Desk>(ownWords))
{
}

void SpellRoom::judge(
    QObject *asker, const QString &text, const QString &language, std::function<void(const Spelt &)> then)
{
    m_lane.ask(
        asker,
        [desk = m_desk, text, language]() -> Spelt {
            if (auto ready = desk->spelling().prepare(language); !ready)
                return { {}, ready.error().message };
            return { desk->spelling().misspelt(text, language), {} };
        },
        std::move(then));
}

void SpellRoom::suggest(
    QObject *asker, const QString &word, const QString &language, std::function<void(const QStringList &)> then)
{
    m_lane.ask(
        asker, [desk = m_desk, word, language] { return desk->spelling().suggestions(word, language); },
        std::move(then));
}

void SpellRoom::learn(const QString &word)
{
    m_lane.ask(
        this,
        [desk = m_desk, word] {
            std::ignore = desk->spelling();
            return desk->words.add(word);
        },
        [this](const Result<void> &added) {
            if (added)
                emit learned();
            else
                emit failed(added.error());
        });
}

} // namespace wheelhouse
