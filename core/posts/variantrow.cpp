#include "core/posts/variantrow.h"

#include <QJsonDocument>

namespace wheelhouse {

QByteArray variantMore(const PostContent &content)
{
    PostContent rest = content;
    if (!rest.parts.isEmpty())
        rest.parts.first().text.clear();
    return QJsonDocument(toJson(rest)).toJson(QJsonDocument::Compact);
}

Result<PostContent> variantContent(const QString &text, const QByteArray &more)
{
    const QJsonObject json = QJsonDocument::fromJson(more).object();
    PostContent content;
    if (json.isEmpty()) {
        content.parts = { { text, {} } };
        return content;
    }
    auto read = contentFromJson(json);
    if (!read)
        return read;
    content = std::move(*read);
    content.parts.first().text = text;
    return content;
}

} // namespace wheelhouse
