#pragma once

#include "core/connectors/bluesky/lexicon.h"

namespace wheelhouse::bluesky::lexicon {

// How the documents of the language are read. Only the lexicon files include it.

/// Malformed, with the path of \a field and what it was to be ("a truth").
[[nodiscard]] Error wrong(const Json &field, const QString &wanted);

/// A field of \a object by any name.
[[nodiscard]] Json at(const Json &object, const QString &name);

/// A whole number; one that is written with a fraction of nothing ("1.0") is one, by the data model. None: it is none.
[[nodiscard]] std::optional<qint64> whole(const Json &value);

/// Reads the fields of one object and keeps the first fault; what is not there is none, what follows a fault is too.
class Fields {
public:
    explicit Fields(Json object);
    [[nodiscard]] const Json &object() const { return m_object; }
    [[nodiscard]] const std::optional<Error> &fault() const { return m_fault; }
    void refuse(const Json &field, const QString &wanted);
    void inherit(const Fields &part) { m_fault = m_fault ? m_fault : part.m_fault; }
    /// Takes over what came of reading a part, or its fault.
    template<typename T> T take(Result<T> part)
    {
        if (part)
            return std::move(*part);
        if (!m_fault)
            m_fault = part.error();
        return {};
    }

    std::optional<bool> truth(const char *name);
    std::optional<qint64> number(const char *name);
    std::optional<QString> text(const char *name);
    QString neededText(const char *name);
    std::optional<QStringList> texts(const char *name);
    std::optional<QList<qint64>> numbers(const char *name);
    Bounds amount(const char *least, const char *most); ///< not below 0
    Bounds range(const char *least, const char *most);

private:
    Json m_object;
    std::optional<Error> m_fault;
};

/// A type where a value is described; \a nsid is the document, \a level how deep it stands. Malformed, with the path.
[[nodiscard]] Result<TypePtr> readType(const Json &schema, const QString &nsid, int level = 0);
/// As the fields of an object are described; \a isParams: of a question, which takes scalars and lists of them.
[[nodiscard]] Result<TypePtr> readObject(const Json &schema, const QString &nsid, int level, bool isParams);

inline constexpr qsizetype mostNames = 500; ///< of an object; looking one up walks through all of them

[[nodiscard]] bool isDefinitionName(const QString &name);

} // namespace wheelhouse::bluesky::lexicon
