#pragma once

#include "core/connecting/connecting.h"

#include <QWidget>

class QLineEdit;
class QRadioButton;

namespace wheelhouse {

class Look;
class TextLabel;

/// Step 4: who was let in, what the server granted, what else to listen for.
class TermsPage : public QWidget {
    Q_OBJECT
public:
    TermsPage(const Look &look, QWidget *parent);
    void show(const Met &met);
    [[nodiscard]] QString name() const;
    [[nodiscard]] QStringList listensTo() const;
    void setListensTo(const QStringList &words);
    void focusFirst();

private:
    TextLabel *m_who;
    TextLabel *m_granted;
    QLineEdit *m_name;
    QLineEdit *m_listens;
    QWidget *m_more; ///< what else to listen for
};

/// Step 5: since when it counts, and then what the first question brought.
class HistoryPage : public QWidget {
    Q_OBJECT
public:
    HistoryPage(const Look &look, QWidget *parent);
    [[nodiscard]] int days() const; ///< 0: from now on
    void showFetching();
    void showFetched(const QString &sentence, bool isFine);

private:
    QList<QRadioButton *> m_choices;
    TextLabel *m_state;
};

} // namespace wheelhouse
