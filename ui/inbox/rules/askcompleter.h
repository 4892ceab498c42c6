#pragma once

#include <QObject>
#include <QStringList>

class QCompleter;
class QLineEdit;
class QStringListModel;

namespace wheelhouse {

class NameBook;

/// Offers filters while a question is typed: first the fields, and behind a colon what may stand there. Enter takes
/// what is marked.
class AskCompleter : public QObject {
    Q_OBJECT
public:
    AskCompleter(QLineEdit &field, const NameBook &names);

    /// What could follow \a word, the one being typed.
    [[nodiscard]] QStringList offers(const QString &word) const;

private:
    void offer();
    void take(const QString &filter);
    [[nodiscard]] int wordStart() const; ///< of the word before the caret

    QLineEdit &m_field;
    const NameBook &m_names;
    QStringListModel *m_words;
    QCompleter *m_completer;
};

} // namespace wheelhouse
