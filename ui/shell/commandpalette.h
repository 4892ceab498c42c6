#pragma once

#include "ui/kit/overlay.h"

#include <QList>

#include <functional>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace wheelhouse {

class Shortcuts;
class TextLabel;

/// One thing the palette can do or go to.
struct PaletteEntry {
    QString section; ///< "Commands", "People and posts"; entries of one section stand together
    QString text; ///< letters typed are underlined here
    QString detail;
    QString icon; ///< a name Icons knows
    QString avatar; ///< a person's name; initials instead of the icon
    QStringList caps; ///< the key that does the same
    std::function<void()> run;
    bool isLast = false; ///< a way out that fits everything: offered below whatever was found by name
};

/// Answers a search. \a deliver may be called at once or later, on the gui thread; an answer that comes after the words
/// have changed is dropped. Give at most what is worth showing, best first; entries that do not fit are left out.
using PaletteDeliver = std::function<void(const QList<PaletteEntry> &)>;
using PaletteSource = std::function<void(const QString &words, const PaletteDeliver &deliver)>;

/// Everything by name: commands, views, people, posts, labels. ">" narrows to commands, "@" to people, "#" to labels.
/// With nothing typed what was run last stands on top.
class CommandPalette : public Overlay {
    Q_OBJECT
public:
    CommandPalette(const Look &look, const Shortcuts &shortcuts, QWidget *window);

    /// \a prefix '@', '#' or another sign that narrows to this source; null: only asked where nothing narrows.
    void addSource(QChar prefix, PaletteSource source);
    /// Asked whenever it opens: what the commands will act on ("Kofi Danquah"); empty: nothing is shown.
    void setSubject(std::function<QString()> name);
    void openWith(const QString &words = {});

    [[nodiscard]] QStringList shown() const; ///< the texts of the rows, for tests and the screen reader

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Source {
        QChar prefix;
        PaletteSource ask;
    };
    QWidget *head();
    QWidget *foot();
    void tellSigns();
    void showSubject();
    void search();
    void askSources(QChar prefix, const QString &words);
    void take(const QList<PaletteEntry> &entries, const QString &words);
    void takeRecent();
    [[nodiscard]] std::optional<PaletteEntry> chosen() const;
    void choose(const std::optional<PaletteEntry> &entry);
    void addHeader(const QString &text);
    void addRow(int place);
    void remember(const PaletteEntry &entry);
    [[nodiscard]] static bool isSame(const PaletteEntry &one, const PaletteEntry &other);
    void fill();
    [[nodiscard]] QList<PaletteEntry> commands() const;
    void run();
    void step(int by);
    void narrow(); ///< to commands, to people, to labels, and to all again, as far as there are any

    const Look &m_look;
    const Shortcuts &m_shortcuts;
    QLineEdit *m_field;
    std::function<QString()> m_askSubject;
    QWidget *m_subject;
    TextLabel *m_actsOn;
    TextLabel *m_signs;
    QListView *m_list;
    QStandardItemModel *m_model;
    QList<Source> m_sources;
    QList<PaletteEntry> m_recent; ///< what was run last, newest first; as long as the window lives
    struct Found {
        PaletteEntry entry;
        QList<int> places;
        int score = 0;
        bool isRecent = false;
    };
    [[nodiscard]] static QString sectionOf(const Found &found);
    QList<Found> m_found;
    quint64 m_question = 0; ///< counts searches, so that a late answer is known
    bool m_isChosen = false; ///< by the arrows, since the words last changed: it stays whoever answers late
    int m_awaited = 0; ///< sources that have not answered it yet
};

} // namespace wheelhouse
