#include "ui/kit/look.h"

#include <QFontDatabase>
#include <QHash>
#include <QMetaEnum>
#include <QSettings>

#include <array>

namespace wheelhouse {
namespace {

struct Measure {
    int size; // px
    int line; // px
    int weight;
};

Measure measure(Type type)
{
    switch (type) {
    case Type::Welcome:
        return { 28, 36, QFont::DemiBold };
    case Type::Lead:
        return { 15, 23, QFont::Normal };
    case Type::Figure:
        return { 26, 30, QFont::Bold };
    case Type::Fact:
        return { 19, 24, QFont::DemiBold };
    case Type::Title:
        return { 17, 24, QFont::DemiBold };
    case Type::Heading:
        return { 14, 20, QFont::DemiBold };
    case Type::Small:
        return { 12, 17, QFont::Normal };
    case Type::Tiny:
        return { 11, 15, QFont::Normal };
    case Type::Body:
        break;
    }
    return { 13, 18, QFont::Normal };
}

QStringList families()
{
    const QString general = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    return { QStringLiteral("Inter"), general };
}

template<typename Enum> Enum fromName(const QVariant &name, Enum otherwise)
{
    bool known = false;
    const int value = QMetaEnum::fromType<Enum>().keyToValue(name.toString().toLatin1().constData(), &known);
    return known ? static_cast<Enum>(value) : otherwise;
}

template<typename Enum> QString toName(Enum value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(static_cast<int>(value)));
}

} // namespace

Look::Look(QObject *parent)
    : QObject(parent)
    , m_theme(Theme::light())
    , m_stillHere(qEnvironmentVariable("WHEELHOUSE_MOTION") == QLatin1String("0"))
{
}

QFont Look::font(Type type, int weight) const
{
    // A font that drew something knows where its letters are; one made anew for each word would look for them again.
    static thread_local QHash<std::pair<int, int>, QFont> made;
    const Measure m = measure(type);
    const int weighs = weight > 0 ? weight : m.weight;
    QFont &font = made[{ scaled(m.size), weighs }];
    // A font just made is the program's own, which has our family already and yet another size: each is looked at.
    if (const QStringList wanted = families();
        font.families() != wanted || font.pixelSize() != scaled(m.size) || font.weight() != weighs) {
        font.setFamilies(wanted);
        font.setPixelSize(scaled(m.size));
        font.setWeight(static_cast<QFont::Weight>(weighs));
    }
    return font;
}

int Look::lineHeight(Type type) const
{
    return scaled(measure(type).line);
}

int Look::rowHeight(RowKind row) const
{
    const auto height = [this](int roomy, int tight) { return scaled(isTight() ? tight : roomy); };
    switch (row) {
    case RowKind::Message:
        return height(54, 34);
    case RowKind::Approval:
        return height(66, 48);
    case RowKind::Tree:
        return height(26, 22);
    case RowKind::Table:
        return height(36, 28);
    case RowKind::SmallButton:
        return scaled(24);
    case RowKind::Checklist:
        return height(28, 24);
    case RowKind::Button:
    case RowKind::Field:
        break;
    }
    return scaled(28);
}

int Look::held(int percent)
{
    return qBound(smallestScale, percent, largestScale);
}

int Look::scaled(double px) const
{
    return qRound(px * m_textScale / 100.0);
}

std::chrono::milliseconds Look::motion(std::chrono::milliseconds usual) const
{
    return reducedMotion() ? std::chrono::milliseconds { 0 } : usual;
}

void Look::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    settle();
    emit changed(); // though it may look the same today: what was chosen is kept
}

void Look::setSystemDark(bool dark)
{
    m_systemDark = dark;
    if (settle())
        emit changed();
}

void Look::setHighContrast(bool on)
{
    if (on == m_highContrast)
        return;
    m_highContrast = on;
    settle();
    emit changed();
}

void Look::setReducedMotion(bool on)
{
    if (on == m_reducedMotion)
        return;
    m_reducedMotion = on;
    emit changed();
}

void Look::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    emit changed();
}

void Look::toggleDensity()
{
    setDensity(isTight() ? Density::Roomy : Density::Tight);
}

void Look::setTextScale(int percent)
{
    if (held(percent) == m_textScale)
        return;
    m_textScale = held(percent);
    emit changed();
}

/// True: it looks different now.
bool Look::settle()
{
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::LikeSystem && m_systemDark);
    Theme theme = dark ? Theme::dark() : Theme::light();
    if (m_highContrast)
        theme = theme.inHighContrast();
    if (theme == m_theme)
        return false;
    m_theme = theme;
    return true;
}

void Look::restore(const QSettings &settings)
{
    m_mode = fromName(settings.value(QStringLiteral("look/mode")), Mode::LikeSystem);
    m_highContrast = settings.value(QStringLiteral("look/highContrast"), false).toBool();
    m_reducedMotion = settings.value(QStringLiteral("look/reducedMotion"), false).toBool();
    m_density = fromName(settings.value(QStringLiteral("look/density")), Density::Roomy);
    m_textScale = held(settings.value(QStringLiteral("look/textScale"), 100).toInt());
    settle();
    emit changed();
}

void Look::remember(QSettings &settings) const
{
    settings.setValue(QStringLiteral("look/mode"), toName(m_mode));
    settings.setValue(QStringLiteral("look/highContrast"), m_highContrast);
    settings.setValue(QStringLiteral("look/reducedMotion"), m_reducedMotion);
    settings.setValue(QStringLiteral("look/density"), toName(m_density));
    settings.setValue(QStringLiteral("look/textScale"), m_textScale);
}

} // namespace wheelhouse
