#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace wheelhouse {

/// Where the real data lies that the tests read and the project does not carry; empty when it is not here.
inline QString sharedData()
{
    return qEnvironmentVariable("WH_SHARED_DATA");
}

/// The bytes of a file of it, "text/naughty_strings.json"; empty: not here.
inline QByteArray sharedFile(const QString &path)
{
    QFile file(sharedData() + QLatin1Char('/') + path);
    if (sharedData().isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

} // namespace wheelhouse
