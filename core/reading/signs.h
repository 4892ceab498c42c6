#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace wheelhouse {

/// Emoticons and emoji with their weights, the same in every language.
class Signs {
public:
    Signs();
    /// Those that begin with \a first, the longest first.
    [[nodiscard]] const QList<QString> &emoticonsFrom(char16_t first) const;
    /// 0: says nothing.
    [[nodiscard]] double weight(QStringView sign) const;

private:
    QList<QList<QString>> m_emoticons; ///< by first character, ASCII only
    QHash<char32_t, double> m_emoji;
    QHash<QString, double> m_emoticonWeights;
};

/// Read at first use, on whichever thread that is.
const Signs &signs();

} // namespace wheelhouse
