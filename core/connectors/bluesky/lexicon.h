#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <variant>

/// The network's schema language, version 1, as typed values. Source: atproto.com/specs/lexicon.
namespace wheelhouse::bluesky::lexicon {

struct Type;
using TypePtr = std::shared_ptr<const Type>; ///< shared by the copies of a document; nobody changes it

/// How much there may be of something, both ends included; an end that is none is open.
struct Bounds {
    std::optional<qint64> least;
    std::optional<qint64> most;
    [[nodiscard]] bool hold(qint64 amount) const { return (!least || amount >= *least) && (!most || amount <= *most); }
    friend bool operator==(const Bounds &, const Bounds &) = default;
};

struct Boolean {
    std::optional<bool> constant;
};
struct Integer {
    Bounds range;
    std::optional<qint64> constant;
    std::optional<QList<qint64>> choices; ///< none: any
};
struct Text {
    QString format; ///< see isOfFormat(); empty: any words
    Bounds bytes; ///< of UTF-8
    Bounds graphemes;
    std::optional<QString> constant;
    std::optional<QStringList> choices; ///< none: any
    QStringList known; ///< what is usual; others may come
};
struct Bytes {
    Bounds length;
};
struct CidLink { };
struct Blob {
    QStringList accept; ///< media types, "image/*"; empty: any
    std::optional<qint64> mostBytes;
};
struct Array {
    TypePtr items;
    Bounds length;
};
/// Fields that it does not name may stand in it too.
struct Object {
    QMap<QString, TypePtr> properties;
    QStringList required;
    QStringList nullable;
};
struct Ref {
    QString to; ///< see fullName()
};
struct Union {
    QStringList of; ///< see fullName()
    bool isClosed = false; ///< open: what it does not name may come too
};
struct Token { }; ///< a name that stands for itself; only by a Ref
struct Unknown { }; ///< any object of the data model

struct Type {
    std::variant<Boolean, Integer, Text, Bytes, CidLink, Blob, Array, Object, Ref, Union, Token, Unknown> is;
};

/// What people keep in their repositories.
struct Record {
    QString key; ///< "tid", "nsid", "any" or "literal:self"
    TypePtr record; ///< an Object
};
/// Something that a server can be asked.
struct Endpoint {
    enum class Kind { Query, Procedure, Subscription };
    struct Body {
        QString encoding; ///< a media type; empty: a subscription's messages
        TypePtr schema; ///< null: any bytes
    };
    Kind kind = Kind::Query;
    TypePtr parameters; ///< an Object of scalars and lists of them; null: none
    std::optional<Body> input; ///< of a procedure
    std::optional<Body> output; ///< of a subscription: its messages, a Union
    QStringList errors; ///< names
};
/// What an app may be allowed in one go.
struct PermissionSet {
    struct Permission {
        QString resource; ///< "repo", "rpc"; others may come
        QStringList names; ///< collections of "repo", methods of "rpc"; "*": all
        QStringList actions; ///< on records; empty: all
        QString audience; ///< of "rpc": a service, or "*"; empty: it is inherited
    };
    QString title;
    QString detail;
    QList<Permission> permissions;
};

using Definition = std::variant<TypePtr, Record, Endpoint, PermissionSet>;

struct Document {
    QString id; ///< NSID
    QMap<QString, Definition> definitions; ///< by name; "main" is the document's own
};

/// Malformed with the field's path: no document of the language. Fields that the language does not know are passed
/// over.
[[nodiscard]] Result<Document> readDocument(const Json &document);

/// "#part", "a.b.c" and "a.b.c#part" in their one form, "a.b.c#part" or "a.b.c#main"; \a nsid is the document that says
/// so, empty: none, and then "#part" is no name. Empty: no name.
[[nodiscard]] QString fullName(const QString &name, const QString &nsid);

} // namespace wheelhouse::bluesky::lexicon
