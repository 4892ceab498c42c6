#include "core/inbox/querylexer.h"

#include "core/inbox/queryfields.h"

#include <algorithm>
#include <utility>

namespace wheelhouse {

namespace {

using Field = QueryFilter::Field;

constexpr int mostWords = 200;

bool isBlank(QChar c)
{
    return c.isSpace() || c.unicode() < 0x20 || c.unicode() == 0x7f;
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\u201c' || c == u'\u201d' || c == u'\u201e';
}

class Lexer {
public:
    Lexer(const QString &text, Typing typing)
        : m_text(text)
        , m_typing(typing)
    {
    }
    QList<Lexeme> all()
    {
        while (m_at < m_text.size() && m_found.size() < mostWords) {
            if (isBlank(m_text.at(m_at)))
                ++m_at;
            else
                take();
        }
        settleOperators();
        return m_found;
    }

private:
    void take()
    {
        const QChar c = m_text.at(m_at);
        const int start = m_at;
        if (c == u'(' || c == u')') {
            ++m_at;
            add(c == u'(' ? Lexeme::Kind::Open : Lexeme::Kind::Close, start);
        } else if (isQuote(c)) {
            addWords(quoted(), start);
        } else if (c == u'-' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) != u'-'
            && !isBlank(m_text.at(m_at + 1))) {
            ++m_at;
            add(Lexeme::Kind::Not, start);
        } else {
            takeWord(start);
        }
    }
    void takeWord(int start)
    {
        while (m_at < m_text.size() && !endsWord(m_text.at(m_at))) {
            const bool isFirstColon = m_text.at(m_at) == u':';
            const auto field =
                isFirstColon ? fieldOf(QStringView(m_text).mid(start, m_at - start)) : std::optional<Field>();
            ++m_at;
            if (field)
                return takeFilter(*field, start);
        }
        const QString word = m_text.mid(start, m_at - start);
        if (word == QLatin1String("AND") || word == QLatin1String("OR") || word == QLatin1String("NOT"))
            add(word == QLatin1String("AND")      ? Lexeme::Kind::And
                    : word == QLatin1String("OR") ? Lexeme::Kind::Or
                                                  : Lexeme::Kind::Not,
                start);
        else
            addWords(word, start);
    }
    void takeFilter(Field field, int start)
    {
        QString value;
        if (m_at < m_text.size() && isQuote(m_text.at(m_at))) {
            value = quoted();
        } else {
            const int from = m_at;
            while (m_at < m_text.size() && !endsWord(m_text.at(m_at)))
                ++m_at;
            value = m_text.mid(from, m_at - from);
        }
        if (value.isEmpty())
            return; // still being typed
        if (const auto filter = filterOf(field, value)) {
            Lexeme found { Lexeme::Kind::Filter, start, m_at, {}, false, *filter };
            m_found.append(found);
        } else {
            addWords(nameOf(field) + u':' + value, start);
        }
    }
    QString quoted()
    {
        const int from = ++m_at;
        while (m_at < m_text.size() && !isQuote(m_text.at(m_at)))
            ++m_at;
        const QString inside = m_text.mid(from, m_at - from);
        m_isOpen = m_at >= m_text.size();
        if (!m_isOpen)
            ++m_at;
        return inside;
    }
    void addWords(QString words, int start)
    {
        const bool isOpen = std::exchange(m_isOpen, false);
        Lexeme found { Lexeme::Kind::Words, start, m_at, {}, false, {} };
        const bool wasQuoted = isQuote(m_text.at(start));
        if (wasQuoted && !isOpen && m_at < m_text.size() && m_text.at(m_at) == u'*') {
            found.isPrefix = true;
            ++m_at;
        }
        while (!wasQuoted && words.endsWith(u'*')) {
            found.isPrefix = true;
            words.chop(1);
        }
        std::replace_if(words.begin(), words.end(), &isBlank, u' ');
        found.text = words.simplified();
        const bool isLast = m_at >= m_text.size() && (!wasQuoted || isOpen) && !words.endsWith(u' ');
        found.isPrefix = found.isPrefix || (m_typing == Typing::GoesOn && isLast);
        found.end = m_at;
        if (saysSomething(found.text))
            m_found.append(found);
    }
    void add(Lexeme::Kind kind, int start)
    {
        m_found.append({ kind, start, m_at, m_text.mid(start, m_at - start), false, {} });
    }
    static bool endsWord(QChar c) { return isBlank(c) || c == u'(' || c == u')' || isQuote(c); }

    /// An operator with nothing to work on is a word, or, while it is typed, nothing yet.
    void settleOperators()
    {
        for (qsizetype i = m_found.size() - 1; i >= 0; --i) {
            const Lexeme::Kind kind = m_found.at(i).kind;
            if (kind != Lexeme::Kind::And && kind != Lexeme::Kind::Or && kind != Lexeme::Kind::Not)
                continue;
            const bool isJoining = kind != Lexeme::Kind::Not;
            const bool hasRight = i + 1 < m_found.size() && begins(m_found.at(i + 1).kind);
            const bool hasLeft = i > 0 && ends(m_found.at(i - 1).kind);
            if (hasRight && (hasLeft || !isJoining))
                continue;
            const bool isMinus = m_found.at(i).text == QLatin1String("-");
            if (isMinus || (m_typing == Typing::GoesOn && i + 1 == m_found.size()))
                m_found.removeAt(i);
            else
                m_found[i].kind = Lexeme::Kind::Words;
        }
    }
    static bool begins(Lexeme::Kind kind)
    {
        return kind == Lexeme::Kind::Words || kind == Lexeme::Kind::Filter || kind == Lexeme::Kind::Open
            || kind == Lexeme::Kind::Not;
    }
    // What stands before an operator is settled after it, so another operator may still become a word.
    static bool ends(Lexeme::Kind kind)
    {
        return kind == Lexeme::Kind::Words || kind == Lexeme::Kind::Filter || kind == Lexeme::Kind::Close;
    }

    const QString &m_text;
    Typing m_typing;
    int m_at = 0;
    bool m_isOpen = false;
    QList<Lexeme> m_found;
};

} // namespace

QList<Lexeme> lexemesOf(const QString &text, Typing typing)
{
    return Lexer(text, typing).all();
}

} // namespace wheelhouse
