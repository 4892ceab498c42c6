#include "translations/language.h"

#include <QCoreApplication>
#include <QTranslator>

#include <memory>

// Resources of a static library are left out by the linker unless somebody asks for them.
static void takeResources()
{
    Q_INIT_RESOURCE(wheelhouse_languages);
}

namespace wheelhouse {

bool speak(const QString &language)
{
    takeResources();
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(QStringLiteral(":/languages/wheelhouse_%1.qm").arg(language)))
        return false;
    static const QString name = QStringLiteral("wheelhouse language");
    auto *application = QCoreApplication::instance();
    delete application->findChild<QTranslator *>(name);
    translator->setObjectName(name);
    translator->setParent(application);
    return QCoreApplication::installTranslator(translator.release());
}

} // namespace wheelhouse
