#pragma once

#include "ui/kit/theme.h"

#include <QFont>
#include <QObject>

#include <chrono>

class QApplication;
class QSettings;

namespace wheelhouse {

/// The roles of type (DESIGN 3), in px at 96 dpi before the text scale.
enum class Type { Welcome, Lead, Figure, Fact, Title, Heading, Body, Small, Tiny };

/// Rows whose height the density decides.
enum class RowKind { Message, Approval, Tree, Checklist, Table, Button, SmallButton, Field };

/// Distances in px; not scaled with the text.
namespace space {
constexpr int grid = 4;
constexpr int pane = 14;
constexpr int card = 12;
constexpr int gap = 8;
constexpr int tightGap = 6;
constexpr int radius = 4;
constexpr int cardRadius = 6;
constexpr int dialogRadius = 8;
} // namespace space

/// How the window looks now: theme, text scale, density. Made once by the program and handed by reference to whatever
/// draws; whoever caches something drawn listens to changed().
class Look : public QObject {
    Q_OBJECT
public:
    enum class Mode { LikeSystem, Light, Dark };
    Q_ENUM(Mode)
    enum class Density { Roomy, Tight };
    Q_ENUM(Density)

    static constexpr int smallestScale = 80; ///< percent
    static constexpr int largestScale = 160; ///< percent

    explicit Look(QObject *parent = nullptr);

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] Density density() const { return m_density; }
    [[nodiscard]] bool isTight() const { return m_density == Density::Tight; }
    [[nodiscard]] bool highContrast() const { return m_highContrast; }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion || m_stillHere; }
    [[nodiscard]] int textScale() const { return m_textScale; } ///< percent, 80 to 160

    /// \a weight as in QFont; 0: the role's own.
    [[nodiscard]] QFont font(Type type, int weight = 0) const;
    [[nodiscard]] int lineHeight(Type type) const; ///< px, scaled
    [[nodiscard]] int rowHeight(RowKind row) const; ///< px, scaled
    [[nodiscard]] int scaled(double px) const; ///< \a px times the text scale, rounded
    /// How long a movement lasts; 0 when motion is reduced.
    [[nodiscard]] std::chrono::milliseconds motion(std::chrono::milliseconds usual) const;

    void setMode(Mode mode);
    void setSystemDark(bool dark); ///< what the system asks for; used while the mode is LikeSystem
    void setDensity(Density density);
    void setTextScale(int percent); ///< held within 80 to 160
    void setHighContrast(bool on);
    void setReducedMotion(bool on);
    void toggleDensity();

    void restore(const QSettings &settings);
    void remember(QSettings &settings) const;

signals:
    void changed();

private:
    bool settle();
    [[nodiscard]] static int held(int percent); ///< within the smallest and the largest scale

    Theme m_theme;
    Mode m_mode = Mode::LikeSystem;
    Density m_density = Density::Roomy;
    int m_textScale = 100;
    bool m_systemDark = false;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
    bool m_stillHere = false; ///< WHEELHOUSE_MOTION=0, of this run alone
};

/// Sets style, palette and font alone: what widgets are built under. The style sheet comes after them, since under one
/// every widget is dressed anew each time a layout gives it a parent (a fifth of a start).
void applyGround(QApplication &app, const Look &look);
/// Sets palette, font and style sheet of the whole program to \a look. Call again on Look::changed().
void applyLook(QApplication &app, const Look &look);

} // namespace wheelhouse
