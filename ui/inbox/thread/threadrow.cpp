#include "ui/inbox/thread/threadrow.h"

namespace wheelhouse {

bool ThreadRow::says(const ThreadRow &o) const
{
    return kind == o.kind && key == o.key && at == o.at && time == o.time && name == o.name && handle == o.handle
        && shown == o.shown && text == o.text && spans == o.spans && media == o.media && identity == o.identity
        && url == o.url && reading == o.reading && isOurs == o.isOurs && isTinted == o.isTinted
        && timeDoubt == o.timeDoubt && remark == o.remark && versions == o.versions && moderation == o.moderation
        && deeds == o.deeds && channel == o.channel && isFirst == o.isFirst && isLast == o.isLast
        && maySplit == o.maySplit;
}

} // namespace wheelhouse
