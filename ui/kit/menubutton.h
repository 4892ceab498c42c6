#pragma once

#include "ui/kit/look.h"

#include <QToolButton>

namespace wheelhouse {

/// A quiet button in a bar: glyph, words and, where it has a menu, a small arrow. Compact it is the glyph alone (the
/// words are then in the tooltip); where even they have no room the words end in an ellipsis.
class MenuButton : public QToolButton {
    Q_OBJECT
public:
    enum class Frame { None, Outlined };

    MenuButton(const Look &look, const QString &name, Frame frame, QWidget *parent);
    void setGlyph(const QString &icon);
    void setWords(const QString &words);
    void setKeys(const QStringList &caps); ///< for the tooltip
    void setCompact(bool compact); ///< needs a glyph
    [[nodiscard]] bool isCompact() const { return m_compact; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont ownFont() const;
    [[nodiscard]] int padding() const;
    void name();
    const Look &m_look;
    QString m_name;
    Frame m_frame;
    QString m_glyph;
    QString m_keys;
    bool m_compact = false;
};

} // namespace wheelhouse
