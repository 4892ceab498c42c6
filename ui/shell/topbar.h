#pragma once

#include "ui/kit/label.h"

#include <QAbstractButton>
#include <QMenuBar>
#include <QWidget>

namespace wheelhouse {

/// Whether what others did has reached this desk.
enum class SyncState { Fine, Busy, Offline, Trouble };

/// Looks like a field, opens the palette.
class CommandField : public QAbstractButton {
    Q_OBJECT
public:
    explicit CommandField(const Look &look, QWidget *parent = nullptr);
    void setCaps(const QStringList &caps);
    void setNarrow(bool narrow);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    QStringList m_caps;
    bool m_narrow = false;
};

/// A glyph or a face with words behind it; on a coloured ground when it warns.
class Tag : public QWidget {
    Q_OBJECT
public:
    explicit Tag(const Look &look, QWidget *parent = nullptr);
    void setFace(const QString &person, const QString &words); ///< no person: hidden
    void setGlyph(const QString &icon, Tint tint, const QString &words, bool warns); ///< no words: hidden
    void setBare(bool bare); ///< without its words, which stay in the tooltip
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    QString m_person;
    QString m_icon;
    QString m_words;
    Tint m_tint = Tint::Plain;
    bool m_warns = false;
    bool m_bare = false;
};

/// The menus. QMenuBar works its width out from where its entries lie now, which from right to left never grows again
/// once it was too small; this one asks the words.
class Menus : public QMenuBar {
    Q_OBJECT
public:
    using QMenuBar::QMenuBar;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
};

/// The bar above all: wheel, menus, command field, sync state, who has the watch, whose desk this is.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(const Look &look, QWidget *parent = nullptr);
    [[nodiscard]] QMenuBar *menus() const { return m_menus; }
    [[nodiscard]] CommandField *field() const { return m_field; }
    void setSync(const QString &words, SyncState state);
    void setDuty(const QString &person, const QString &words);
    void setAccount(const QString &person);
    void setNarrow(bool narrow);
    /// Where there is little room the menus keep theirs: first who has the watch goes without words, then the sync
    /// state, then the field shrinks.
    void settle();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void dress();
    const Look &m_look;
    bool m_isNarrow = false;
    QLabel *m_wheel;
    Menus *m_menus;
    CommandField *m_field;
    Tag *m_sync;
    Tag *m_duty;
    Tag *m_account;
};

} // namespace wheelhouse
