#include "core/approval/signoff.h"

#include "core/base/fields.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SignOff)
};

using Word = SignOff::Word;

constexpr std::array words { std::pair(Word::Sign, "sign"), std::pair(Word::SendBack, "send-back"),
    std::pair(Word::Refuse, "refuse"), std::pair(Word::Withdraw, "withdraw") };

QByteArray tag()
{
    return QByteArrayLiteral("wheelhouse-sign-off-1");
}

QByteArray idOrNone(const MemberId &id)
{
    return id.isNull() ? QByteArray() : id.bytes();
}

QDateTime timeOf(quint64 ms)
{
    return ms == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(qint64(ms), Qt::UTC);
}

tl::unexpected<Error> broken()
{
    return fail(Error::Kind::Malformed,
        Words::tr("This signature cannot be read. It does not count, and nothing else was changed."),
        QStringLiteral("not canonical"));
}

} // namespace

QString signOffWord(Word word)
{
    for (const auto &[known, text] : words)
        if (known == word)
            return QString::fromLatin1(text);
    return {};
}

std::optional<Word> signOffFromWord(QStringView word)
{
    for (const auto &[known, text] : words)
        if (word == QLatin1String(text))
            return known;
    return std::nullopt;
}

QByteArray signOffBytes(const SignOff &signOff)
{
    FieldWriter to(tag());
    to.field(signOff.id.bytes()).field(signOff.binding).field(signOff.gate.bytes());
    to.field(signOffWord(signOff.word).toUtf8()).field(signOff.by.bytes()).field(idOrNone(signOff.insteadOf));
    to.wide(quint64(signOff.authority)).wide(quint64(signOff.sequence));
    to.wide(quint64(signOff.at.toMSecsSinceEpoch()));
    to.wide(signOff.until.isValid() ? quint64(signOff.until.toMSecsSinceEpoch()) : 0);
    return to.field(signOff.note).bytes();
}

Result<SignOff> readSignOff(const QByteArray &bytes)
{
    FieldReader from(bytes, tag());
    SignOff signOff;
    signOff.id = SignOffId::fromBytes(from.field());
    signOff.binding = from.field();
    signOff.gate = GateId::fromBytes(from.field());
    const auto word = signOffFromWord(QString::fromUtf8(from.field()));
    signOff.by = MemberId::fromBytes(from.field());
    signOff.insteadOf = MemberId::fromBytes(from.field());
    signOff.authority = qint64(from.wide());
    signOff.sequence = qint64(from.wide());
    signOff.at = QDateTime::fromMSecsSinceEpoch(qint64(from.wide()), Qt::UTC);
    signOff.until = timeOf(from.wide());
    signOff.note = from.field();
    if (!word || !from.isWhole())
        return broken();
    signOff.word = *word;
    // There is one way to say a thing, and these bytes have to be it.
    return signOffBytes(signOff) == bytes ? Result<SignOff>(signOff) : broken();
}

} // namespace wheelhouse
