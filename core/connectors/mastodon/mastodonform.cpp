#include "core/connectors/mastodon/mastodonform.h"

#include "core/connectors/saying.h"

namespace wheelhouse {

using namespace Qt::Literals::StringLiterals;

void MastodonForm::add(const QByteArray &name, const QString &value)
{
    if (!m_bytes.isEmpty())
        m_bytes += '&';
    m_bytes += name + '=' + QUrl::toPercentEncoding(value);
}

MastodonCalls::Deed MastodonForm::deed(const QByteArray &method, const QString &path) const
{
    return { method, path, "application/x-www-form-urlencoded", m_bytes };
}

MastodonForm mastodonForm(const Outgoing &said)
{
    MastodonForm form;
    form.add("status", said.text);
    for (const OutgoingMedia &each : said.media)
        form.add("media_ids[]", each.handle);
    if (said.poll) {
        for (const QString &option : said.poll->options)
            form.add("poll[options][]", option);
        form.add("poll[expires_in]", QString::number(said.poll->openFor.count()));
        form.add("poll[multiple]", said.poll->isMultiple ? u"true"_s : u"false"_s);
        form.add("poll[hide_totals]", said.poll->hidesTotals ? u"true"_s : u"false"_s);
    }
    form.add("spoiler_text", said.warning);
    form.add("sensitive", said.warning.isEmpty() ? u"false"_s : u"true"_s);
    if (!said.language.isEmpty())
        form.add("language", said.language);
    return form;
}

/// 409: the same key is being worked on, and what was said before with it may be out there.
Error afterSayingToMastodon(Error error)
{
    if (error.detail == u"status 409"_s)
        return { Error::Kind::Busy, error.message, u"said before: status 409"_s, error.retryAfter };
    return afterSaying(std::move(error));
}

} // namespace wheelhouse
