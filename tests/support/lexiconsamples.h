#pragma once

#include "core/base/json.h"
#include "tests/support/shareddata.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace wheelhouse {

inline const QString sampleDid = QStringLiteral("did:plc:ewvi7nxzyoun6zhxrhs64oiz");
inline const QString samplePost =
    QStringLiteral("at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3jzfcijpj2z2a");
inline const QString sampleCid = QStringLiteral("bafyreiclp443lavogvhj3d2ob2cxbfuscni2k5jk7bebjzg7khl3esabwq");

/// \a value as our own reader sees it.
inline Json parsed(const QJsonValue &value)
{
    const QByteArray bytes = QJsonDocument(QJsonArray { value }).toJson(QJsonDocument::Compact);
    return *Json::parse(bytes.mid(1, bytes.size() - 2));
}

/// \a value without, or with something else at, the field at \a path ("reply.parent.uri", "facets[0].index").
inline QJsonValue changed(const QJsonValue &value, const QString &path, const QJsonValue &to)
{
    if (path.isEmpty())
        return to;
    const auto end = std::find_if(path.begin() + 1, path.end(), [](QChar c) { return c == u'.' || c == u'['; });
    const QString name = path.left(end - path.begin());
    const QString rest = path.mid(name.size() + (end != path.end() && *end == u'.' ? 1 : 0));
    if (name.startsWith(u'[')) {
        QJsonArray list = value.toArray();
        const int at = name.mid(1, name.size() - 2).toInt();
        list[at] = changed(list[at], rest, to);
        return list;
    }
    QJsonObject object = value.toObject();
    if (rest.isEmpty() && to.isUndefined())
        object.remove(name);
    else
        object.insert(name, changed(object[name], rest, to));
    return object;
}

/// What stands in \a value at \a path.
inline QJsonValue valueAt(const QJsonValue &value, const QString &path)
{
    QJsonValue found = value;
    for (const QString &step : QString(path).replace(u'[', QLatin1String(".[")).split(u'.'))
        found = step.startsWith(u'[') ? found[step.mid(1, step.size() - 2).toInt()] : found[step];
    return found;
}

/// Makes values out of the network's own lexicon documents: with every field that the document knows.
class LexiconSamples {
public:
    LexiconSamples()
    {
        QDirIterator files(sharedData() + QStringLiteral("/bluesky/lexicons"), { QStringLiteral("*.json") },
            QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            bytes.append(file.readAll());
            const QJsonObject document = QJsonDocument::fromJson(bytes.last()).object();
            documents.insert(document[QStringLiteral("id")].toString(), document[QStringLiteral("defs")].toObject());
        }
    }
    [[nodiscard]] QStringList recordKinds() const
    {
        QStringList all;
        for (auto each = documents.begin(); each != documents.end(); ++each)
            if (each.value()[QStringLiteral("main")][QStringLiteral("type")].toString() == QLatin1String("record"))
                all.append(each.key());
        std::sort(all.begin(), all.end());
        return all;
    }
    [[nodiscard]] QJsonObject record(const QString &nsid) const
    {
        QJsonObject made = value(main(nsid)[QStringLiteral("record")].toObject(), nsid, 0).toObject();
        made.insert(QStringLiteral("$type"), nsid);
        return made;
    }
    /// A key under which records of that kind stand.
    [[nodiscard]] QString key(const QString &nsid) const
    {
        const QString kind = main(nsid)[QStringLiteral("key")].toString();
        return kind.startsWith(QLatin1String("literal:")) ? kind.mid(8) : QStringLiteral("3jzfcijpj2z2a");
    }
    [[nodiscard]] QStringList required(const QString &nsid) const
    {
        return main(nsid)[QStringLiteral("record")][QStringLiteral("required")].toVariant().toStringList();
    }
    QByteArrayList bytes;
    QHash<QString, QJsonObject> documents; ///< definitions by id

private:
    [[nodiscard]] QJsonObject main(const QString &nsid) const
    {
        return documents[nsid][QStringLiteral("main")].toObject();
    }
    [[nodiscard]] QJsonValue value(const QJsonObject &def, const QString &nsid, int depth) const
    {
        const QString type = def[QStringLiteral("type")].toString();
        if (depth > 12)
            return QJsonObject();
        if (type == QLatin1String("object")) {
            QJsonObject made;
            const QJsonObject fields = def[QStringLiteral("properties")].toObject();
            for (const QString &name : fields.keys())
                made.insert(name, value(fields[name].toObject(), nsid, depth + 1));
            return made;
        }
        if (type == QLatin1String("array"))
            return QJsonArray { value(def[QStringLiteral("items")].toObject(), nsid, depth + 1) };
        if (type == QLatin1String("ref"))
            return referred(def[QStringLiteral("ref")].toString(), nsid, false, depth);
        if (type == QLatin1String("union"))
            return referred(def[QStringLiteral("refs")][0].toString(), nsid, true, depth);
        return scalar(type, def);
    }
    [[nodiscard]] QJsonValue referred(const QString &ref, const QString &nsid, bool isNamed, int depth) const
    {
        const QString document = ref.startsWith(u'#') ? nsid : ref.section(u'#', 0, 0);
        const QString part = ref.contains(u'#') ? ref.section(u'#', 1) : QStringLiteral("main");
        QJsonValue made = value(documents[document][part].toObject(), document, depth + 1);
        if (isNamed && made.isObject()) {
            QJsonObject named = made.toObject();
            named.insert(
                QStringLiteral("$type"), part == QLatin1String("main") ? document : document + QLatin1Char('#') + part);
            made = named;
        }
        return made;
    }
    [[nodiscard]] static QJsonValue scalar(const QString &type, const QJsonObject &def)
    {
        static const QHash<QString, QString> formats { { QStringLiteral("did"), sampleDid },
            { QStringLiteral("at-uri"), samplePost }, { QStringLiteral("cid"), sampleCid },
            { QStringLiteral("datetime"), QStringLiteral("2026-11-22T19:00:00.000Z") },
            { QStringLiteral("language"), QStringLiteral("pt-BR") },
            { QStringLiteral("uri"), QStringLiteral("https://a.example/x") },
            { QStringLiteral("handle"), QStringLiteral("ada.test") },
            { QStringLiteral("at-identifier"), QStringLiteral("ada.test") },
            { QStringLiteral("nsid"), QStringLiteral("app.bsky.feed.post") },
            { QStringLiteral("tid"), QStringLiteral("3jzfcijpj2z2a") },
            { QStringLiteral("record-key"), QStringLiteral("self") } };
        if (type == QLatin1String("string"))
            return formats.value(def[QStringLiteral("format")].toString(), QStringLiteral("words"));
        if (type == QLatin1String("integer"))
            return def[QStringLiteral("minimum")].toInt(1);
        if (type == QLatin1String("boolean"))
            return true;
        if (type == QLatin1String("bytes"))
            return QJsonObject { { QStringLiteral("$bytes"), QStringLiteral("b25l") } };
        if (type == QLatin1String("cid-link"))
            return QJsonObject { { QStringLiteral("$link"), sampleCid } };
        return type == QLatin1String("blob") ? file(def[QStringLiteral("accept")][0].toString()) : QJsonObject();
    }
    [[nodiscard]] static QJsonObject file(const QString &accepted)
    {
        const bool isExact = !accepted.isEmpty() && !accepted.endsWith(u'*');
        return { { QStringLiteral("$type"), QStringLiteral("blob") }, { QStringLiteral("size"), 123 },
            { QStringLiteral("mimeType"), isExact ? accepted : QStringLiteral("image/png") },
            { QStringLiteral("ref"), QJsonObject { { QStringLiteral("$link"), sampleCid } } } };
    }
};

} // namespace wheelhouse
