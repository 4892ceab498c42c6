// wheelhouse-pseudo FROM.ts TO.ts [--english]: see pseudo.h. TO is only written when it changes, so that
// nothing below it is built again for a source file that says the same as before.
#include "translations/pseudo/pseudo.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto words = QCoreApplication::arguments();
    if (words.size() < 3) {
        std::fputs("wheelhouse-pseudo FROM.ts TO.ts [--english]\n", stderr);
        return 2;
    }
    QFile from(words.at(1));
    QString error;
    QByteArray said;
    if (from.open(QIODevice::ReadOnly))
        said = wheelhouse::translated(from.readAll(), words.contains(QStringLiteral("--english")), &error);
    else
        error = from.errorString();
    if (said.isEmpty()) {
        std::fprintf(stderr, "%s: %s\n", qPrintable(words.at(1)), qPrintable(error));
        return 1;
    }
    QFile before(words.at(2));
    if (before.open(QIODevice::ReadOnly) && before.readAll() == said)
        return 0;
    QSaveFile to(words.at(2));
    return to.open(QIODevice::WriteOnly) && to.write(said) == said.size() && to.commit() ? 0 : 1;
}
