#include "core/base/links.h"

#include <QCoreApplication>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr qsizetype longest = 4096;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Links)
};

bool isBidiControl(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x061c || u == 0x200e || u == 0x200f || (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069);
}

QString withoutBidi(QStringView text)
{
    QString kept;
    kept.reserve(text.size());
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](QChar c) { return !isBidiControl(c); });
    return kept;
}

LinkCheck refused(const QString &why)
{
    LinkCheck check;
    check.warning = why;
    return check;
}

bool hasForbidden(QStringView href)
{
    return std::any_of(href.begin(), href.end(), [](QChar c) {
        return c == u'\\' || c.isSpace() || c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() <= 0xa0);
    });
}

/// A number as a host is an address: browsers read 999999999. and 0x7f.1 as one, QUrl as a name.
bool isOddNumber(QStringView host)
{
    QStringView name = host;
    if (name.endsWith(u'.'))
        name.chop(1);
    const QStringView last = name.sliced(name.lastIndexOf(u'.') + 1);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    const bool number = !last.isEmpty() && (std::all_of(last.begin(), last.end(), isDigit) || last.startsWith(u"0x"));
    const bool quad = host.count(u'.') == 3
        && std::all_of(host.begin(), host.end(), [&](QChar c) { return c == u'.' || isDigit(c); });
    return number && !(quad && name.size() == host.size());
}

LinkCheck checkMail(const QString &href)
{
    const QUrl written(href, QUrl::TolerantMode);
    const QString address = written.path(QUrl::FullyDecoded);
    if (address.count(u'@') != 1 || address.startsWith(u'@') || address.endsWith(u'@') || hasForbidden(address))
        return refused(Words::tr("This mail link names no single address. It is not opened."));
    // Some mail programs take "attach=" of a link and send a file along; only the subject is kept.
    QUrl url;
    url.setScheme(QStringLiteral("mailto"));
    url.setPath(address);
    const QString subject = QUrlQuery(written).queryItemValue(QStringLiteral("subject"), QUrl::FullyDecoded);
    if (!subject.isEmpty() && !hasForbidden(QString(subject).remove(u' '))) {
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("subject"), QString::fromLatin1(QUrl::toPercentEncoding(subject)));
        url.setQuery(query);
    }
    return { url, address, true, {} };
}

/// A name that ends in one of these is a file more often than a host.
bool looksLikeFile(QStringView ending)
{
    constexpr std::array<QStringView, 16> endings { u"txt", u"pdf", u"html", u"htm", u"php", u"jpg", u"jpeg", u"png",
        u"gif", u"doc", u"docx", u"xlsx", u"csv", u"json", u"js", u"py" };
    return std::any_of(endings.begin(), endings.end(),
        [ending](QStringView one) { return one.compare(ending, Qt::CaseInsensitive) == 0; });
}

/// The host that a word claims to be: "bank.example/login…", "https://bank.example"; empty: none.
QString hostOfWord(QStringView word)
{
    const qsizetype scheme = word.indexOf(u"://");
    QStringView rest = scheme >= 0 ? word.sliced(scheme + 3) : word;
    const auto isEnd = [](QChar c) { return c == u'/' || c == u'?' || c == u'#' || c == u':' || c == u'\\'; };
    rest = rest.first(std::find_if(rest.begin(), rest.end(), isEnd) - rest.begin());
    while (!rest.isEmpty() && QStringView(u".,;:!?)('\"").contains(rest.back()))
        rest.chop(1);
    const qsizetype dot = rest.lastIndexOf(u'.');
    if (rest.contains(u'@') || dot < 1 || rest.size() - dot < 3)
        return {};
    const QStringView ending = rest.sliced(dot + 1);
    const bool letters = std::all_of(ending.begin(), ending.end(), [](QChar c) { return c.isLetter(); });
    if (!letters && !ending.startsWith(u"xn--", Qt::CaseInsensitive))
        return {};
    const bool name = std::all_of(rest.begin(), rest.end(),
        [](QChar c) { return c.isLetterOrNumber() || c.isMark() || c.isSurrogate() || c == u'.' || c == u'-'; });
    if (!name || (scheme < 0 && looksLikeFile(ending)))
        return {};
    return QString::fromLatin1(QUrl::toAce(rest.toString().toLower(), QUrl::IgnoreIDNWhitelist));
}

QString bareHost(const QString &host)
{
    return host.startsWith(u"www.") ? host.sliced(4) : host;
}

/// The first host in \a shownText that is not \a host; a parent domain of it is not another.
QString otherHost(QStringView shownText, const QString &host)
{
    QString text = withoutBidi(shownText.first(qMin(shownText.size(), longest)));
    text.remove(QChar(0x200b)).replace(QChar(0x2026), u' ');
    const QString real = bareHost(host);
    const QStringList words = text.split(QChar::Space, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QString named = bareHost(hostOfWord(word));
        if (!named.isEmpty() && named != real && !real.endsWith(u'.' + named))
            return named;
    }
    return {};
}

} // namespace

LinkCheck checkLink(QStringView href, QStringView shownText)
{
    if (href.size() > longest)
        return refused(Words::tr("This link is too long to be opened safely."));
    const QString clean = withoutBidi(href).trimmed();
    if (hasForbidden(clean))
        return refused(Words::tr("This link contains characters that hide where it goes. It is not opened."));
    const qsizetype colon = clean.indexOf(u':');
    const QString scheme = clean.first(qMax<qsizetype>(colon, 0)).toLower();
    if (scheme == u"mailto")
        return checkMail(clean);
    if (scheme != u"http" && scheme != u"https")
        return refused(Words::tr("Only web and mail links are opened from here."));
    const QStringView rest = QStringView(clean).sliced(colon + 1);
    const qsizetype end = rest.size() > 2 ? rest.sliced(2).indexOf(u'/') : -1;
    const QStringView authority =
        rest.sliced(qMin<qsizetype>(2, rest.size()), end >= 0 ? end : qMax<qsizetype>(rest.size() - 2, 0));
    if (!rest.startsWith(u"//"))
        return refused(Words::tr("This link names no server."));
    LinkCheck check;
    check.url = QUrl(clean, QUrl::TolerantMode);
    const QString host = check.url.host(QUrl::FullyEncoded).toLower();
    if (authority.contains(u'@') || !check.url.userInfo().isEmpty())
        return refused(Words::tr(
            "This link carries a user name, which is how a false address is made to look true. It is not opened."));
    if (!check.url.isValid() || host.isEmpty() || isOddNumber(host))
        return refused(Words::tr("This link names no server."));
    check.openable = true;
    check.shownHost = hostForPeople(check.url);
    if (const QString other = otherHost(shownText, host); !other.isEmpty())
        check.warning = Words::tr("The text says %1, but the link goes to %2.").arg(other, check.shownHost);
    else if (check.shownHost.contains(u"xn--"))
        check.warning = Words::tr("The name %1 uses letters that can be taken for others.").arg(check.shownHost);
    return check;
}

} // namespace wheelhouse
