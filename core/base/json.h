#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace wheelhouse {

/// A value of a JSON document, kept as the network wrote it: numbers stay their own digits until somebody asks for
/// one, so that an id of 18 digits comes out as it went in. Asking for a field that is not there gives a missing
/// value that still knows its path ("statuses[3].account.acct"), which the errors name.
class Json {
public:
    enum class Kind { Missing, Null, Bool, Number, String, Array, Object };

    Json() = default;
    /// Reads \a utf8 strictly (RFC 8259; UTF-8, a BOM is passed over). Fails as Malformed: not JSON, nested deeper than
    /// \c jsonDepth, longer than \c jsonBytes. Of a key that stands twice the last counts; half a surrogate pair
    /// becomes U+FFFD.
    static Result<Json> parse(QByteArrayView utf8);

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool isThere() const { return kind() != Kind::Missing && kind() != Kind::Null; }
    [[nodiscard]] QString path() const; ///< from the document's root; empty: the root
    [[nodiscard]] Json operator[](const char *key) const; ///< a field of an object, by its ASCII name
    [[nodiscard]] QList<Json> items() const; ///< of an array; empty for everything else
    [[nodiscard]] QStringList keys() const; ///< of an object, as written

    [[nodiscard]] Result<QString> text() const; ///< a string, or Malformed with the path
    [[nodiscard]] Result<qint64> number() const; ///< a whole number, or Malformed with the path
    [[nodiscard]] Result<bool> truth() const; ///< true or false, or Malformed with the path
    [[nodiscard]] QString textOr(const QString &other = {}) const; ///< a string; \a other where it is none
    [[nodiscard]] QString token() const; ///< a string, or a number's or truth's own letters; else empty

    struct Document;

private:
    Json(std::shared_ptr<const Document> document, uint32_t node);
    explicit Json(QString path);
    [[nodiscard]] std::string_view letters() const; ///< of a string or another scalar
    [[nodiscard]] tl::unexpected<Error> wrong(const char *wanted) const;

    std::shared_ptr<const Document> m_document; ///< shared by every value of it; nobody changes it; none: missing
    uint32_t m_node = 0; ///< of the document
    QString m_path; ///< of a missing value
};

inline constexpr int jsonDepth = 512; ///< levels of nesting
inline constexpr qsizetype jsonBytes = 32 * 1024 * 1024; ///< of one document

/// What a walk through a document meets, in its order. Strings are UTF-8 with the escapes taken off; a scalar's
/// \a token is a string's text or a number's, truth's or null's own letters. Views end with the call.
class JsonVisitor {
public:
    JsonVisitor() = default;
    JsonVisitor(const JsonVisitor &) = delete;
    JsonVisitor &operator=(const JsonVisitor &) = delete;
    virtual ~JsonVisitor() = default;
    virtual void enter(Json::Kind container) = 0; ///< Object or Array
    virtual void leave() = 0;
    virtual void key(std::string_view name) = 0;
    virtual void scalar(Json::Kind kind, std::string_view token) = 0;
};

/// Walks documents one after the other with one parser; it grows to the longest and is not shared between threads.
class JsonWalker {
public:
    JsonWalker();
    JsonWalker(const JsonWalker &) = delete;
    JsonWalker &operator=(const JsonWalker &) = delete;
    ~JsonWalker();
    /// \a text needs \c jsonPadding readable bytes behind its end. Fails as Json::parse does; what was met before the
    /// fault has been told already.
    Result<void> walk(std::string_view text, JsonVisitor &visitor);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

inline constexpr qsizetype jsonPadding = 64; ///< simdjson reads this far past the end

} // namespace wheelhouse
