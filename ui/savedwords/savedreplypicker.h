#pragma once

#include "core/base/lane.h"
#include "core/posts/savedwords.h"

#include <QMap>
#include <QPointer>

namespace wheelhouse {

class Look;
class PlainEditor;
class SmallList;

/// What saved words are read and kept with.
struct SavedWordsServices {
    Lane &engine;
    SavedWords &words; ///< only inside engine.ask(…)
    SavedWordsReader &reader; ///< on the window's thread
};

/// `;` where a word may begin opens the saved replies over a field; what is picked stands in its place, with what is
/// known filled in. Tab then goes from one open placeholder to the next, and on to the next control after the last.
class SavedReplyPicker : public QObject {
    Q_OBJECT
public:
    SavedReplyPicker(PlainEditor &field, const SavedWordsServices &services, const Look &look);

    /// What is known without asking, by the names of placeholders in small letters.
    void setKnown(const QMap<QString, QString> &values) { m_known = values; }
    void open(); ///< at the cursor

signals:
    void failed(const wheelhouse::Error &error);
    void keepingRequested(); ///< the person wants to write saved replies

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool mayBegin() const;
    [[nodiscard]] bool goToNext();
    void take(const SavedReply &reply);

    PlainEditor &m_field;
    SavedWordsServices m_services;
    const Look &m_look;
    QMap<QString, QString> m_known;
    QPointer<SmallList> m_list;
    bool m_hasSign = false; ///< the sign stands before the cursor, and goes when something is picked
};

} // namespace wheelhouse
