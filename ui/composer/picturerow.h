#pragma once

#include "ui/composer/pictureroom.h"

#include <QWidget>

class QSpacerItem;

namespace wheelhouse {

class ComposeField;
class Link;
class SpellRoom;
class TextLabel;

/// One picture of a part: what it shows, what it is called, and its description, counted.
class PictureRow : public QWidget {
    Q_OBJECT
public:
    PictureRow(PictureRoom &room, SpellRoom &spelling, const Look &look, QWidget *parent = nullptr);

    void setPicture(const PictureRef &picture, int number); ///< \a number from 1
    [[nodiscard]] PictureRef picture() const { return m_picture; }
    /// \a limits none: of the shared text. \a network as people call it, "Bluesky".
    void setLimits(const std::optional<Limits> &limits, const QString &network);
    void setFrozen(bool frozen);
    [[nodiscard]] ComposeField &field() const { return *m_alt; }

signals:
    void described(const QString &description);
    void removeRequested();
    void replaceRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fitImage();
    void layOut();
    void follow();
    void showCount();
    void showFacts();
    [[nodiscard]] QString factsOf(const MadePicture &made) const;
    [[nodiscard]] QRect imagePlace() const;

    PictureRoom &m_room;
    const Look &m_look;
    PictureRef m_picture;
    std::optional<Limits> m_limits;
    QString m_network;
    bool m_isFilling = false;
    QSpacerItem *m_beside; ///< room for the picture; the layout's
    TextLabel *m_name;
    TextLabel *m_size;
    ComposeField *m_alt;
    TextLabel *m_count;
    TextLabel *m_facts; ///< what will be done to it, or what is wrong with it
    Link *m_replace; ///< the way on where it cannot go out
    Link *m_remove;
};

} // namespace wheelhouse
