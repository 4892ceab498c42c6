#include "core/connectors/bluesky/lexicons.h"

#include "core/connectors/bluesky/blueskyrecords.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/lexiconcheck.h"
#include "core/connectors/bluesky/lexiconfields.h"

namespace wheelhouse::bluesky {

namespace {

tl::unexpected<Error> wrong(const Json &field, const QString &wanted)
{
    return tl::unexpected(lexicon::wrong(field, wanted));
}

/// \a kind as documents write it: "tid", "literal:self".
bool isKeyOf(const QString &kind, const QString &key)
{
    constexpr QStringView literal = u"literal:";
    if (kind.startsWith(literal))
        return key == QStringView(kind).sliced(literal.size());
    if (kind == QLatin1String("tid"))
        return isTid(key);
    return kind == QLatin1String("nsid") ? isNsid(key) : isRecordKey(key);
}

} // namespace

Result<Lexicons> Lexicons::read(const Json &documents)
{
    if (documents.kind() != Json::Kind::Array)
        return wrong(documents, QStringLiteral("a list of documents"));
    Lexicons all;
    for (const Json &each : documents.items())
        if (const auto added = all.add(each); !added)
            return tl::unexpected(added.error());
    return all;
}

Result<void> Lexicons::add(const Json &document)
{
    const auto read = lexicon::readDocument(document);
    if (!read)
        return tl::unexpected(read.error());
    if (m_documents.contains(read->id))
        return wrong(document["id"], QStringLiteral("there once only"));
    m_documents.insert(read->id, *read);
    return {};
}

const lexicon::Definition *Lexicons::find(const QString &name) const
{
    const auto hash = name.indexOf(u'#');
    const auto document = m_documents.constFind(name.left(hash));
    if (hash < 0 || document == m_documents.constEnd())
        return nullptr;
    const auto definition = document->definitions.constFind(name.mid(hash + 1));
    return definition == document->definitions.constEnd() ? nullptr : &*definition;
}

Result<void> Lexicons::checkRecord(const QString &collection, const QString &key, const Json &record) const
{
    if (const auto data = checkData(record); !data)
        return data;
    const auto *definition = find(collection + QLatin1String("#main"));
    const auto *type = definition ? std::get_if<lexicon::Record>(definition) : nullptr;
    if (record["$type"].textOr() != collection || !type)
        return wrong(record["$type"], QStringLiteral("a kind of record that we know: %1").arg(collection));
    if (!isKeyOf(type->key, key))
        return wrong(record, QStringLiteral("under a record key of the kind %1").arg(type->key));
    return lexicon::check(record, *type->record, *this);
}

} // namespace wheelhouse::bluesky
