#pragma once

#include <QString>
#include <QStringView>
#include <QUrl>

namespace wheelhouse {

/// What a link really points to.
struct LinkCheck {
    QUrl url; ///< the very parse that was checked, to be opened as it is; empty when not openable
    QString shownHost; ///< for a person: Unicode when it cannot be taken for another, otherwise "xn--…"; mailto: the
                       ///< address
    bool openable = false;
    QString warning; ///< a sentence: why it is not openable, or what to look at before opening; empty: nothing to say
};

/// Checks \a href, which bears the words \a shownText (may be empty). Only http, https and mailto are openable.
/// Refused: a user name or password, a backslash, control characters or spaces inside, more than 4,096 characters, no
/// host. QUrl reads "https://example.com\@evil.example/" as evil.example, browsers as example.com; so what two
/// parsers read differently is not opened at all. Bidirectional controls are stripped first.
/// Warned of: words that name another host; a host of several or look-alike alphabets.
LinkCheck checkLink(QStringView href, QStringView shownText);

/// The host of \a url as shownHost: single-script labels in Unicode, others in their ACE form (RFC 5891).
QString hostForPeople(const QUrl &url);

} // namespace wheelhouse
