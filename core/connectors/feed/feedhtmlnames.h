#pragma once

#include <QString>
#include <QStringView>

namespace wheelhouse {

/// Names of HTML, MathML and SVG that may stand in cleaned HTML. All are asked for in lower case.
namespace htmlnames {
bool isHarmlessElement(QStringView name);
bool isHarmlessAttribute(QStringView name);
bool isAddress(QStringView element, QStringView attribute); ///< its value is an address
bool isVoid(QStringView element); ///< never has an end tag
bool isDropped(QStringView element); ///< goes with all that it holds
bool isMathElement(QStringView name);
bool isMathAttribute(QStringView name);
QString svgElement(QStringView name); ///< as SVG spells it; empty: none of the harmless ones
QString svgAttribute(QStringView name);
bool isHarmlessStyle(QStringView property); ///< with any value that is no address
bool isStyleKeyword(QStringView word);
} // namespace htmlnames

} // namespace wheelhouse
