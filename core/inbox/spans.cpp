#include "core/inbox/spans.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace wheelhouse {

namespace {
constexpr std::array<const char *, 7> words { "bold", "italic", "code", "quote", "link", "mention", "hashtag" };
}

QByteArray spansToJson(const QList<Span> &spans)
{
    if (spans.isEmpty())
        return {};
    QJsonArray all;
    for (const Span &span : spans)
        all.append(
            QJsonArray { span.start, span.length, QString::fromLatin1(words.at(size_t(span.kind))), span.target });
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

QList<Span> spansFromJson(const QByteArray &json)
{
    QList<Span> spans;
    const QJsonArray all = QJsonDocument::fromJson(json).array();
    for (const auto &each : all) {
        const QJsonArray one = each.toArray();
        const QString kind = one.at(2).toString();
        for (size_t i = 0; i < words.size(); ++i)
            if (kind == QLatin1String(words.at(i)))
                spans.append({ one.at(0).toInt(), one.at(1).toInt(), Span::Kind(i), one.at(3).toString() });
    }
    return spans;
}

} // namespace wheelhouse
