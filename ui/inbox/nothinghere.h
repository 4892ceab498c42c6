#pragma once

#include "ui/inbox/streammodel.h"

namespace wheelhouse {

class EmptyState;
class SearchBar;
class Shortcuts;

/// Says why the list is empty, and where to look instead: the next place is one key away.
class NothingHere : public QObject {
    Q_OBJECT
public:
    NothingHere(EmptyState &page, MentionStore &store, const StreamModel &streams, const NameBook &names,
        const Shortcuts &shortcuts, QObject *parent);

    /// Nothing is in the view \a shown.
    void sayOfView(const Stream &shown);
    /// The question in \a field found nothing.
    void sayOfSearch(const SearchBar &field);

signals:
    void streamRequested(const wheelhouse::Stream &stream);
    void searchRequested(const QString &query); ///< empty: none any more

private:
    /// A way on: to a stream, to another search, or a command.
    struct Way {
        QString words;
        QStringList caps;
        std::optional<Stream> stream;
        QString query;
        QString command {};
        friend bool operator==(const Way &, const Way &) = default;
    };
    struct Page {
        QString icon;
        QString fact;
        QString detail;
        QList<Way> ways;
        friend bool operator==(const Page &, const Page &) = default;
    };
    void show(const Page &page);
    [[nodiscard]] static QString factOf(const View &view);
    [[nodiscard]] Stream streamOf(View::Kind kind) const;

    /// How many conversations a search looks through; below 0: not known.
    [[nodiscard]] qint64 searched() const;

    EmptyState &m_page;
    Page m_shown;
    MentionStore &m_store;
    const StreamModel &m_streams;
    const NameBook &m_names;
    const Shortcuts &m_shortcuts;
};

} // namespace wheelhouse
