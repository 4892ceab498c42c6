#pragma once

#include "ui/kit/look.h"

#include <QWidget>

namespace wheelhouse {

class MentionStore;

/// Where the list will be, while it takes longer than 400 ms: what is being done, in words with counts, over rows
/// that are not there yet. Nothing moves.
class LoadingRows : public QWidget {
    Q_OBJECT
public:
    static constexpr int afterMs = 400;

    explicit LoadingRows(const Look &look, QWidget *parent = nullptr);
    void say(const QString &words); ///< also to the screen reader
    void lookThrough(MentionStore &store); ///< says how many conversations there are to be searched

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    QString m_words;
};

} // namespace wheelhouse
