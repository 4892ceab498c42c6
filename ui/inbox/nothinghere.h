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

    /// Nobody waits in the view \a shown.
    void sayOfView(const Stream &shown);
    /// The question in \a field found nothing.
    void sayOfSearch(const SearchBar &field);

signals:
    void streamRequested(const wheelhouse::Stream &stream);
    void searchRequested(const QString &query); ///< empty: none any more

private:
    [[nodiscard]] Stream streamOf(View::Kind kind) const;

    /// How many conversations a search looks through; below 0: not known.
    [[nodiscard]] qint64 searched() const;

    EmptyState &m_page;
    MentionStore &m_store;
    const StreamModel &m_streams;
    const NameBook &m_names;
    const Shortcuts &m_shortcuts;
};

} // namespace wheelhouse
