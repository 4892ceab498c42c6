#pragma once

#include "core/base/result.h"
#include "core/imports/verdict.h"
#include "ui/kit/look.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace wheelhouse {

class TextLabel;

/// What an import had to say, a line a row of the file: where and why. To be read, copied and saved as text. Hidden
/// while there is nothing; beyond a thousand lines it only counts.
class VerdictList : public QWidget {
    Q_OBJECT
public:
    static constexpr int mostKept = 1000;

    explicit VerdictList(const Look &look, QWidget *parent = nullptr);
    void clear();
    void add(const QList<Verdict> &said);
    [[nodiscard]] QString text() const; ///< a line each
    /// Refused or Storage where the file cannot be written.
    [[nodiscard]] Result<void> saveTo(const QString &path) const;

signals:
    void told(const QString &words); ///< copied, or saved
    void failed(const wheelhouse::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void copy();
    void save();
    void showCount();

    const Look &m_look;
    TextLabel *m_title;
    QListWidget *m_list;
    QPushButton *m_copy;
    QPushButton *m_save;
    int m_more = 0; ///< that are not kept
};

} // namespace wheelhouse
