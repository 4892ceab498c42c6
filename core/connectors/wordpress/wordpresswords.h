#pragma once

#include "core/base/result.h"
#include "core/http/message.h"

namespace wheelhouse {

/// The sentences of what a blog may answer.
struct WordPressWords {
    static QString nobody(); ///< a commenter without a name
    static QString noTime(const QString &field);
    static QString phpSpoke(const QString &host);
    static QString aPage(const QString &host);
    static QString noJson(const QString &host);
    static Error noCount(const QString &host);
    static Error noWordPress(const QString &host);
    static Error noInterface(const QString &host);
    static Error noPasswords(const QString &host);
    static Error inClear(const QString &host);
    static Error otherWay();
    static Error notModerator(const QString &name, const QString &host);
    static Error anotherUser(const QString &host);
    static Error wrongPassword(const QString &host);
    static Error goneComment();
    static Error notOurs();
    static QString noStep();
    static Error noPictures(); ///< in comments
    static Error notSaidHere();
    static Error goneWord(); ///< of ours
    static Error unsureDouble();
    static Error noLibrary(); ///< a picture was taken, and it is not told where it is
    static Error notChanged();
    /// What a status of 400 and above means. SignedOut for 401; Refused, Missing, Conflict or Busy for the others.
    static Error refused(const HttpResponse &answer);
};

} // namespace wheelhouse
