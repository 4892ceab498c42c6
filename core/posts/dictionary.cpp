#include "core/posts/dictionary.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <hunspell/hunspell.hxx>
#include <iconv.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Spelling)
};

constexpr int mostRemembered = 20'000; // words, some megabytes

/// iconv_open gives -1 where it knows no way.
bool isKnownWay(iconv_t way)
{
    return reinterpret_cast<qintptr>(way) != -1;
}

/// What old dictionaries call their encoding, in iconv's words. hunspell(5), SET.
QByteArray iconvName(const std::string &name)
{
    const QByteArray upper = QByteArray::fromStdString(name).toUpper();
    if (upper.startsWith("MICROSOFT-CP"))
        return upper.mid(10);
    if (upper == "TIS620-2533")
        return "TIS-620";
    return upper.isEmpty() ? QByteArray("ISO-8859-1") : upper;
}

} // namespace

/// From UTF-8 to the dictionary's encoding and back; nothing where a letter is not in it.
class Dictionary::Encoding {
public:
    explicit Encoding(const QByteArray &name)
        : m_there(iconv_open(name.constData(), "UTF-8"))
        , m_back(iconv_open("UTF-8", name.constData()))
    {
    }
    ~Encoding()
    {
        for (iconv_t way : { m_there, m_back })
            if (isKnownWay(way))
                iconv_close(way);
    }
    Encoding(const Encoding &) = delete;
    Encoding &operator=(const Encoding &) = delete;
    [[nodiscard]] bool isKnown() const { return isKnownWay(m_there) && isKnownWay(m_back); }
    [[nodiscard]] std::string there(const QString &word) const { return turned(m_there, word.toStdString()); }
    [[nodiscard]] QString back(const std::string &word) const { return QString::fromStdString(turned(m_back, word)); }

private:
    static std::string turned(iconv_t way, std::string from)
    {
        std::string to(from.size() * 4, '\0');
        char *in = from.data();
        char *out = to.data();
        size_t inLeft = from.size();
        size_t outLeft = to.size();
        ::iconv(way, nullptr, nullptr, nullptr, nullptr);
        if (::iconv(way, &in, &inLeft, &out, &outLeft) != 0) // more: letters were replaced by others
            return {};
        to.resize(to.size() - outLeft);
        return to;
    }

    iconv_t m_there;
    iconv_t m_back;
};

Dictionary::Dictionary(QString name, std::unique_ptr<Hunspell> hunspell, std::unique_ptr<Encoding> encoding)
    : m_name(std::move(name))
    , m_hunspell(std::move(hunspell))
    , m_encoding(std::move(encoding))
{
}

Dictionary::~Dictionary() = default;

Result<std::unique_ptr<Dictionary>> Dictionary::open(const DictionaryFiles &files)
{
    const auto refused = [&files](const QString &detail) {
        return fail(Error::Kind::Malformed,
            Words::tr("The dictionary %1 cannot be read: spelling is not checked.").arg(files.name), detail);
    };
    // Hunspell takes what it cannot read for an empty dictionary, and would mark every word.
    for (const QString &path : { files.affixes, files.words })
        if (!QFileInfo(path).isReadable() || QFileInfo(path).size() == 0)
            return refused(QFileInfo(path).fileName());
    auto hunspell = std::make_unique<Hunspell>(
        QFile::encodeName(files.affixes).constData(), QFile::encodeName(files.words).constData());
    auto encoding = std::make_unique<Encoding>(iconvName(hunspell->get_dict_encoding()));
    if (!encoding->isKnown())
        return refused(QString::fromStdString(hunspell->get_dict_encoding()));
    return std::unique_ptr<Dictionary>(new Dictionary(files.name, std::move(hunspell), std::move(encoding)));
}

bool Dictionary::knows(const QString &word) const
{
    if (word.isEmpty() || word.size() > longestWord)
        return true;
    if (const auto asked = m_asked.constFind(word); asked != m_asked.constEnd())
        return *asked;
    const bool known = judge(word);
    if (m_asked.size() >= mostRemembered)
        m_asked.clear();
    m_asked.insert(word, known);
    return known;
}

bool Dictionary::judge(const QString &word) const
{
    const std::string there = m_encoding->there(word);
    return there.empty() || m_hunspell->spell(there);
}

QStringList Dictionary::suggestions(const QString &word, int most) const
{
    const std::string there = word.size() > longestWord ? std::string() : m_encoding->there(word);
    QStringList found;
    if (there.empty())
        return found;
    for (const std::string &one : m_hunspell->suggest(there)) {
        if (found.size() >= most)
            break;
        if (const QString back = m_encoding->back(one); !back.isEmpty())
            found.append(back);
    }
    return found;
}

} // namespace wheelhouse
