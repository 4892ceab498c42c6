#include "app/desktop/program.h"
#include "core/secrets/guard.h"

#include <QApplication>

int main(int argc, char **argv)
{
    wheelhouse::hardenProcess();
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("wheelhouse"));
    QApplication::setApplicationDisplayName(QStringLiteral("Wheelhouse"));
    QApplication::setOrganizationName(QStringLiteral("Wheelhouse"));
    QApplication::setApplicationVersion(QStringLiteral(WH_VERSION));
    wheelhouse::Program program(app);
    return program.run();
}
