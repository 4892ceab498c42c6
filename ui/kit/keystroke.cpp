#include "ui/kit/keystroke.h"

#include <QKeySequence>

namespace wheelhouse {
namespace {

constexpr quint32 thirdLevel = 1U << 7; // Mod5: ISO_Level3_Shift (AltGr) in every layout of xkeyboard-config
constexpr quint32 fifthLevel = 1U << 5; // Mod3: ISO_Level5_Shift (Neo and its kin)

/// The letter of an American board at this place; the codes are Linux's, moved by 8 (linux/input-event-codes.h).
QChar americanLetter(quint32 scanCode)
{
    struct Rank {
        quint32 first;
        QLatin1String letters;
    };
    for (const Rank &rank : { Rank { 24, QLatin1String("QWERTYUIOP") }, Rank { 38, QLatin1String("ASDFGHJKL") },
             Rank { 52, QLatin1String("ZXCVBNM") } }) {
        if (scanCode >= rank.first && scanCode < rank.first + static_cast<quint32>(rank.letters.size()))
            return rank.letters.at(static_cast<qsizetype>(scanCode - rank.first));
    }
    return {};
}

bool isAsciiLetter(QChar c)
{
    return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('A') && c <= QLatin1Char('Z'));
}

bool isAsciiSign(QChar c)
{
    return c.unicode() > 0x20 && c.unicode() < 0x7f && !isAsciiLetter(c);
}

QString letterName(QChar letter, Qt::KeyboardModifiers modifiers)
{
    const QString name(letter.toUpper());
    return modifiers.testFlag(Qt::ShiftModifier) ? QLatin1String("Shift+") + name : name;
}

/// Letters, digits and signs without Ctrl, Alt or Meta.
std::optional<QString> typedName(const KeyStroke &stroke)
{
    const QChar c = stroke.text.at(0);
    if (isAsciiLetter(c))
        return letterName(c, stroke.modifiers);
    if (c.isDigit())
        return QString::number(c.digitValue());
    if (isAsciiSign(c))
        return QString(c);
    if (c == QChar(0x061F)) // the Arabic question mark asks for help as well
        return QStringLiteral("?");
    if (c == QChar(0x061B))
        return QStringLiteral(";");
    if (c.script() == QChar::Script_Latin || !c.isLetter())
        return std::nullopt;
    const QChar printed = americanLetter(stroke.scanCode);
    return printed.isNull() ? std::nullopt : std::optional(letterName(printed, stroke.modifiers));
}

bool isModifierOrDead(int key)
{
    const bool modifier = (key >= Qt::Key_Shift && key <= Qt::Key_ScrollLock) || key == Qt::Key_AltGr
        || key == Qt::Key_Super_L || key == Qt::Key_Super_R || key == Qt::Key_Hyper_L || key == Qt::Key_Hyper_R
        || key == Qt::Key_Mode_switch || key == Qt::Key_Multi_key;
    const bool dead = key >= Qt::Key_Dead_Grave && key <= Qt::Key_Dead_Longsolidusoverlay;
    return modifier || dead || key == 0 || key == Qt::Key_unknown;
}

} // namespace

KeyStroke KeyStroke::of(const QKeyEvent &event)
{
    return { event.key(), event.text(), event.modifiers(), event.nativeScanCode(), event.nativeModifiers() };
}

std::optional<QString> nameOf(const KeyStroke &stroke)
{
    if ((stroke.nativeModifiers & (thirdLevel | fifthLevel)) != 0 || stroke.modifiers.testFlag(Qt::GroupSwitchModifier))
        return std::nullopt;
    if (isModifierOrDead(stroke.key))
        return std::nullopt;
    const auto held = stroke.modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (!held && stroke.text.size() == 1 && stroke.text.at(0).isPrint() && !stroke.text.at(0).isSpace())
        return typedName(stroke);
    if (!held && !stroke.text.isEmpty() && stroke.text.at(0).isPrint() && !stroke.text.at(0).isSpace())
        return std::nullopt;
    int key = stroke.key;
    const bool foreign = key > 0x7f && key < Qt::Key_Escape;
    if (const QChar printed = americanLetter(stroke.scanCode); foreign && !printed.isNull())
        key = printed.unicode();
    const auto modifiers = held | (stroke.modifiers & Qt::ShiftModifier);
    return QKeySequence(static_cast<int>(modifiers.toInt()) | key).toString(QKeySequence::PortableText);
}

bool isTyped(const QString &keyName)
{
    const QString bare = keyName.startsWith(QLatin1String("Shift+")) ? keyName.mid(6) : keyName;
    return bare.size() == 1 || bare == QLatin1String("Space");
}

} // namespace wheelhouse
