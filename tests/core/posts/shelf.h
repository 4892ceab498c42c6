#pragma once

#include "core/posts/spelling.h"

#include <QFile>
#include <QTemporaryDir>

namespace wheelhouse {

/// Dictionaries of our own making in a folder of the test's own.
struct Shelf {
    QTemporaryDir folder;
    OwnWords words { folder.filePath(QStringLiteral("words.txt")) };

    void put(const QString &name, const QByteArray &bytes) const
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("not written");
    }
    /// \a lines in \a encoding, as hunspell calls it.
    void put(const QString &name, const QByteArray &encoding, const QByteArrayList &lines) const
    {
        put(name + QStringLiteral(".aff"), "SET " + encoding + "\nTRY abc\n");
        put(name + QStringLiteral(".dic"), QByteArray::number(lines.size()) + '\n' + lines.join('\n') + '\n');
    }
    [[nodiscard]] Spelling spelling() const { return Spelling({ folder.path() }, words); }
};

} // namespace wheelhouse
