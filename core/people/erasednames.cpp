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

QString goneWords()
{
    return QCoreApplication::translate("Contacts", "Taken away by its author; its words are gone here too.");
}

} // namespace wheelhouse
