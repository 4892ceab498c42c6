#include "core/calendar/planwords.h"

#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

QString wholeText(const PostContent &content)
{
    QStringList parts;
    for (const PostPart &part : content.parts)
        parts.append(part.text);
    return parts.join(QStringLiteral("\n\n"));
}

PostContent plainContent(const QString &text)
{
    PostContent content;
    content.parts = { { text, {} } };
    return content;
}

QHash<QString, PostContent> contentsOf(const QString &contents, const QString &text)
{
    const QJsonObject json = QJsonDocument::fromJson(contents.toUtf8()).object();
    QHash<QString, PostContent> all;
    for (auto each = json.begin(); each != json.end(); ++each)
        if (auto content = contentFromJson(each.value().toObject()))
            all.insert(each.key(), std::move(*content));
    const bool isAsWritten =
        std::any_of(all.cbegin(), all.cend(), [&text](const PostContent &each) { return wholeText(each) == text; });
    return isAsWritten ? all : QHash<QString, PostContent>();
}

} // namespace wheelhouse
