#pragma once

#include "ui/kit/look.h"

#include <QAbstractButton>
#include <QLabel>

namespace wheelhouse {

/// Which ink words are written in.
enum class Ink { First, Second, Third, Accent, Red, Amber, Green };

[[nodiscard]] QColor inkOf(const Theme &theme, Ink ink);

/// Words in a role of type, always plain text: a display name may hold "<b>" (Qt would render it). Follows the Look.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    TextLabel(const Look &look, Type type, Ink ink, const QString &words, QWidget *parent = nullptr);
    void setInk(Ink ink);
    void setType(Type type, int weight = 0); ///< \a weight 0: the role's own
    /// One line that gives way: shortened where there is no room, whole in the tooltip.
    void setElides();
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void dress(); ///< again after setText()
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    Type m_type;
    int m_weight = 0;
    Ink m_ink;
    bool m_elides = false;
};

/// An underlined word that does something; reached by Tab, started by Enter or Space.
class Link : public QAbstractButton {
    Q_OBJECT
public:
    Link(const Look &look, Type type, const QString &words, QWidget *parent = nullptr);
    void setElides(); ///< shortened where there is no room; for people's names in it
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void dress();
    [[nodiscard]] QFont ownFont() const;
    const Look &m_look;
    Type m_type;
    bool m_elides = false;
};

/// For tooltips: Qt would take words with "<" for HTML.
[[nodiscard]] QString plainTip(const QString &words);

} // namespace wheelhouse
