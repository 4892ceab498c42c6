#pragma once

#include "ui/kit/label.h"

#include <QWidget>

namespace wheelhouse {

/// A key drawn as on the keyboard, or several: KeyCap(look, {"Ctrl", "K"}); with a word behind it if one is given.
class KeyCap : public QWidget {
    Q_OBJECT
public:
    KeyCap(const Look &look, const QStringList &caps, const QString &word = {}, QWidget *parent = nullptr);
    void setCaps(const QStringList &caps);
    void setType(Type type); ///< of the word; Body as made
    void setInk(Ink ink); ///< of the word; Second as made
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int capsWidth() const;
    const Look &m_look;
    QStringList m_caps;
    QString m_word;
    Type m_type = Type::Body;
    Ink m_ink = Ink::Second;
};

} // namespace wheelhouse
