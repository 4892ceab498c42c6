#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRandomGenerator>
#include <QStringList>

namespace wheelhouse {

/// A password that nobody else has, to be kept by a program and then looked for everywhere (K01): as it is, in base64
/// at any place of a longer text, in hex, and in UTF-16.
class Canary {
public:
    Canary()
        : Canary(freshToken())
    {
    }
    /// One that a server gave, which has to be as hard to come upon by chance.
    explicit Canary(const QByteArray &token)
        : m_token(token)
    {
        m_forms = { m_token, m_token.toHex(), utf16() };
        // Which letters base64 makes depends on how many bytes stand before, and the first and last on their
        // neighbours.
        for (int before = 0; before < 3; ++before) {
            const QByteArray letters = (QByteArray(before, 'x') + m_token).toBase64(QByteArray::OmitTrailingEquals);
            m_forms.append(letters.mid(before == 0 ? 0 : 4, letters.size() - 8));
        }
    }
    [[nodiscard]] const QByteArray &token() const { return m_token; }
    [[nodiscard]] bool isIn(const QByteArray &bytes) const
    {
        return std::any_of(
            m_forms.begin(), m_forms.end(), [&](const QByteArray &form) { return bytes.contains(form); });
    }
    /// The files below \a folder that bear it, in their name or inside.
    [[nodiscard]] QStringList inFiles(const QString &folder) const
    {
        QStringList found;
        QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (isIn(file.fileName().toUtf8()) || (file.open(QIODevice::ReadOnly) && isIn(file.readAll())))
                found.append(file.fileName());
        }
        return found;
    }
    /// The processes that show it in their arguments or environment.
    [[nodiscard]] QStringList inProcesses() const
    {
        QStringList found;
        const auto processes = QDir(QStringLiteral("/proc")).entryList({ QStringLiteral("[0-9]*") }, QDir::Dirs);
        for (const QString &process : processes)
            for (const char *part : { "cmdline", "environ" }) {
                QFile file(QStringLiteral("/proc/%1/%2").arg(process, QString::fromLatin1(part)));
                if (file.open(QIODevice::ReadOnly) && isIn(file.readAll()))
                    found.append(file.fileName());
            }
        return found;
    }

private:
    [[nodiscard]] static QByteArray freshToken()
    {
        QByteArray bytes(15, '\0');
        for (char &each : bytes)
            each = char(QRandomGenerator::system()->bounded(256));
        return "canary" + bytes.toHex();
    }
    [[nodiscard]] QByteArray utf16() const
    {
        const QString wide = QString::fromLatin1(m_token);
        return { reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2 };
    }
    QByteArray m_token;
    QByteArrayList m_forms;
};

} // namespace wheelhouse
