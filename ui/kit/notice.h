#pragma once

#include "core/base/result.h"
#include "ui/kit/leadlabel.h"

#include <QFrame>

class QToolButton;

namespace wheelhouse {

/// Says an error or a success where the work was asked for. Hidden until it has something to say; plain text only; the
/// screen reader is told. A success leaves by itself after six seconds, an error stays until it is closed or replaced.
class Notice : public QFrame {
    Q_OBJECT
public:
    explicit Notice(const Look &look, QWidget *parent = nullptr);
    void say(const Error &error);
    void say(const QString &success);
    void warn(const QString &words) { warn({}, words); }
    /// \a lead what matters most, a whole sentence, drawn bolder.
    void warn(const QString &lead, const QString &words);
    void clear();
    [[nodiscard]] QString words() const;

private:
    void show(Tint tint, const QString &icon, const QString &words, const QString &lead = {});
    void dress();

    const Look &m_look;
    QLabel *m_icon;
    LeadLabel *m_words;
    QToolButton *m_close;
    Tint m_tint = Tint::Plain;
    QString m_iconName;
    QTimer *m_leave;
};

} // namespace wheelhouse
