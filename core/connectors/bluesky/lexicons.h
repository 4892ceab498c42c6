#pragma once

#include "core/connectors/bluesky/lexicon.h"

namespace wheelhouse::bluesky {

/// Documents of the network's schema language, by their names, and what records are by them.
class Lexicons {
public:
    /// Of a list of documents. Malformed with the field's path: one is none, or stands there twice.
    [[nodiscard]] static Result<Lexicons> read(const Json &documents);
    [[nodiscard]] Result<void> add(const Json &document);

    [[nodiscard]] const QMap<QString, lexicon::Document> &documents() const { return m_documents; }
    /// By a full name, see lexicon::fullName(); null: nothing of that name.
    [[nodiscard]] const lexicon::Definition *find(const QString &name) const;

    /// Whether \a record may stand under \a key in the \a collection (an NSID). Malformed with the path of the first
    /// field that is wrong: it is no data of the network, or not what its document asks for, or refers to a document
    /// that is not here. Fields that the document does not name, and kinds in open unions, are fine as they are.
    [[nodiscard]] Result<void> checkRecord(const QString &collection, const QString &key, const Json &record) const;

private:
    QMap<QString, lexicon::Document> m_documents; ///< by id
};

} // namespace wheelhouse::bluesky
