#pragma once

#include "core/posts/stretch.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QStringView>

namespace wheelhouse {

/// A place in a saved reply that is filled before it is sent: "{order}", "{order number}".
struct Placeholder {
    QString name; ///< in small letters, composed (NFC), without the braces and white space at its ends
    Stretch where; ///< with the braces
    friend bool operator==(const Placeholder &, const Placeholder &) = default;
};

/// The placeholders of \a text, in order. Between the braces stand 1 to 40 letters, digits, spaces, "_" or "-", the
/// first a letter; other braces are only braces.
QList<Placeholder> placeholdersIn(QStringView text);

/// Their names, each once: what must be filled, or written otherwise, before \a text is sent.
QStringList unfilledIn(QStringView text);

/// \a text with the values of those placeholders that have one (by their name in small letters), and the others as they
/// are. An empty value is none. A value is words and no more: it goes on one line, has at most 200 characters, and its
/// braces become parentheses, so that nobody who calls himself "{order}" is asked for or filled in turn.
QString filled(QStringView text, const QMap<QString, QString> &values);

/// What is known without asking: "name", as the person is called whom one answers, and "channel", ours. A name that
/// holds an address, a mention or a tag is left for a person to fill: it would call somebody, or link, in our words.
QMap<QString, QString> knownValues(const QString &contactName, const QString &channelName);

} // namespace wheelhouse
