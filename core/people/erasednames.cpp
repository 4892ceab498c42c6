#include "core/people/erasednames.h"

#include <QCoreApplication>

namespace wheelhouse {

QString erasedPerson()
{
    return QCoreApplication::translate("Contacts", "Erased person");
}

QString erasedWords()
{
    return QCoreApplication::translate("Contacts", "These words were erased.");
}

} // namespace wheelhouse
