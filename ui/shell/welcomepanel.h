#pragma once

#include "ui/kit/look.h"

#include <QWidget>

namespace wheelhouse {

class Shortcuts;

/// The first screen: four ways in, the keys of the first day, how it should look. Knows nothing of desks, only wishes.
class WelcomePanel : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePanel(Look &look, QWidget *parent = nullptr);

signals:
    void newDeskRequested();
    void takeOverRequested();
    void sampleDataRequested();
    void whereIsMyDataRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void settle();
    QWidget *waysIn();
    QWidget *firstDay();
    class WayIn *way(int key, const char *icon, const QString &title, const QString &words);
    Look &m_look;
    QList<class WayIn *> m_ways;
    QWidget *m_firstDay = nullptr;
};

/// A large button: glyph, title, a sentence, its key.
class WayIn : public QWidget {
    Q_OBJECT
public:
    WayIn(const Look &look, int key, const QString &icon, const QString &title, const QString &words);
    void press();
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void chosen();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRect wordsRect(int width) const;
    const Look &m_look;
    QString m_key;
    QString m_icon;
    QString m_title;
    QString m_words;
};

} // namespace wheelhouse
