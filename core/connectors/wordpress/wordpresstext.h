#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// What we type as a blog keeps it. Pure; any thread.
namespace wheelhouse::wordpress {

/// A picture that was brought there.
struct Picture {
    QString id; ///< the library's number
    QString url;
    QString description; ///< alt text
};

/// The content of a post in blocks: a paragraph for each that an empty line ends, its lines, links that one can press,
/// then the pictures. Everything else means what it shows: no markup and no shortcodes.
[[nodiscard]] QString postContent(const QString &text, const QList<Picture> &pictures);
/// The content of a comment: the blog itself makes paragraphs and links when it shows it.
[[nodiscard]] QString commentContent(const QString &text);
[[nodiscard]] QString postTitle(const QString &title);
/// The last part of a post's address, in letters that no blog changes: some of \a words, and of \a key, so that no two
/// posts have the same.
[[nodiscard]] QString slug(const QString &words, const QByteArray &key);

} // namespace wheelhouse::wordpress
