#pragma once

#include "core/networks/counting.h"
#include "ui/composer/composefield.h"
#include "ui/composer/pictureroom.h"

#include <QFileDialog>
#include <QTimer>

#include <functional>

class QHBoxLayout;
class QVBoxLayout;

namespace wheelhouse {

class Link;
class PictureRow;
class TextLabel;

/// Where a part stands: in whose words it is counted and judged.
struct PartPlace {
    std::optional<Limits> limits; ///< none: the shared text, which no network judges
    QString network; ///< of whom it is said: "Bluesky"
    QString warning; ///< counts with the first words on some networks
    QString language; ///< BCP 47
    int number = 0; ///< from 0
    int count = 1; ///< of all parts
    friend bool operator==(const PartPlace &, const PartPlace &) = default;
};

/// One part of a thread, or the whole of what is none: the field, what is too much of it with a way out, and its
/// pictures.
class PartEdit : public QWidget {
    Q_OBJECT
public:
    PartEdit(PictureRoom &pictures, SpellRoom &spelling, const Look &look, int leastHeight, QWidget *parent = nullptr);

    void setPart(const PostPart &part, const PartPlace &place);
    [[nodiscard]] const PostPart &part() const { return m_part; }
    [[nodiscard]] ComposeField &field() const { return *m_field; }
    void addToFoot(QWidget *control); ///< beside what is said of too much
    void setFrozen(bool frozen);
    void addPictures(); ///< asks for files
    void takeFiles(const QStringList &paths);
    /// "207 of 500"; empty: nothing is counted.
    [[nodiscard]] QString counter() const;
    [[nodiscard]] bool isTooLong() const { return m_length.tooLongFrom.has_value(); }
    void goTo(const Stretch &where);
    void goToPicture(int picture);

signals:
    void edited();
    void splitRequested(qsizetype at); ///< a place in the text
    void joinRequested();
    void focused();
    void spellingTold(const QString &trouble); ///< empty: its dictionary is there

private:
    void layOut();
    void follow();
    void take(const PictureRef &picture);
    void replace(int at);
    void ask(QFileDialog::FileMode mode, const std::function<void(const QStringList &paths)> &then);
    void judge();
    void spell();
    void showMarks();
    void showPictures();
    void showFoot();

    PictureRoom &m_pictures;
    SpellRoom &m_spelling;
    const Look &m_look;
    PostPart m_part;
    PartPlace m_place;
    TextLength m_length;
    QList<Stretch> m_misspelt;
    bool m_isFilling = false;
    QTimer m_spellSoon;
    TextLabel *m_title;
    TextLabel *m_count;
    Link *m_join;
    ComposeField *m_field;
    QHBoxLayout *m_foot;
    TextLabel *m_over;
    Link *m_split;
    QList<PictureRow *> m_rows;
    QVBoxLayout *m_column;
};

} // namespace wheelhouse
