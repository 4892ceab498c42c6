#pragma once

#include "core/posts/stretch.h"
#include "ui/kit/plaineditor.h"

#include <QPointer>

class QMenu;

namespace wheelhouse {

class SpellRoom;

/// A stretch of a field and what is to be seen of it.
struct FieldMark {
    enum class Kind { Link, Misspelt, Unfilled, TooLong };
    Kind kind = Kind::Link;
    Stretch where;
    friend bool operator==(const FieldMark &, const FieldMark &) = default;
};

/// Words of a post, plain as everywhere, with what stands against them marked where it stands: too long in red and
/// underlined from the exact character on, misspelt underlined in waves, unfilled in amber. Pictures that are pasted or
/// dropped are told, not inserted.
class ComposeField : public PlainEditor {
    Q_OBJECT
public:
    ComposeField(const Look &look, SpellRoom &spelling, QWidget *parent = nullptr);

    void setLanguage(const QString &language) { m_language = language; } ///< for suggestions
    void setMarks(const QList<FieldMark> &marks);
    [[nodiscard]] const QList<FieldMark> &marks() const { return m_marks; }
    void setLeastHeight(int px) { m_leastHeight = px; } ///< before the text scale
    /// As high as its words, from the least height up to \a lines; only then it scrolls.
    void setGrows(int lines);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void filesGiven(const QStringList &paths);
    void imageGiven(const QByteArray &png);
    void focused();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int fitHeight() const;
    void showMarks();
    [[nodiscard]] std::optional<Stretch> misspeltAt(int position) const;
    void offer(QMenu &menu, const Stretch &where);

    const Look &m_look;
    SpellRoom &m_spelling;
    QString m_language;
    QList<FieldMark> m_marks;
    int m_leastHeight = 88;
    int m_mostLines = 0; ///< 0: it does not grow
};

/// Paths of pictures among what was pasted or dropped.
[[nodiscard]] QStringList pictureFiles(const QMimeData &source);

} // namespace wheelhouse
