#include "core/approval/binding.h"

#include "core/base/fields.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QMap>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Binding)
};

constexpr qsizetype digestBytes = 32;
constexpr qsizetype idBytes = 16;
constexpr quint32 mostVariants = 10000; // of one post: a reader of hostile bytes stops here

QByteArray tag()
{
    return QByteArrayLiteral("wheelhouse-binding-1");
}

tl::unexpected<Error> broken(const char *detail)
{
    return fail(Error::Kind::Malformed,
        Words::tr("What is to be signed cannot be read. Nothing was signed. Submit the post again."),
        QString::fromLatin1(detail));
}

QByteArray write(const Binding &binding, const QMap<QByteArray, QByteArray> &variants)
{
    FieldWriter to(tag());
    to.field(binding.post.bytes()).field(binding.revision).field(binding.rules).field(binding.answers);
    to.field(binding.time.wall.toUtf8()).field(binding.time.zone.toUtf8()).field(binding.time.repeats.toUtf8());
    to.count(quint32(binding.time.early)).count(quint32(binding.time.late)).count(quint32(variants.size()));
    for (auto it = variants.cbegin(); it != variants.cend(); ++it)
        to.field(it.key()).field(it.value());
    return to.bytes();
}

} // namespace

Result<QByteArray> bindingBytes(const Binding &binding)
{
    if (binding.revision.size() != digestBytes || binding.rules.size() != digestBytes
        || (!binding.answers.isEmpty() && binding.answers.size() != digestBytes))
        return broken("a digest of another length");
    if (binding.time.early < 0 || binding.time.late < 0 || binding.variants.isEmpty())
        return broken("no variant, or a time before itself");
    QMap<QByteArray, QByteArray> variants;
    for (const BoundVariant &variant : binding.variants) {
        if (variant.digest.size() != digestBytes)
            return broken("a variant's digest of another length");
        variants.insert(variant.channel.bytes(), variant.digest);
    }
    if (variants.size() != binding.variants.size())
        return broken("a channel twice");
    return write(binding, variants);
}

Result<Binding> readBinding(const QByteArray &bytes)
{
    FieldReader from(bytes, tag());
    Binding binding;
    const QByteArray post = from.field();
    binding.post = PostId::fromBytes(post);
    binding.revision = from.field();
    binding.rules = from.field();
    binding.answers = from.field();
    binding.time.wall = QString::fromUtf8(from.field());
    binding.time.zone = QString::fromUtf8(from.field());
    binding.time.repeats = QString::fromUtf8(from.field());
    binding.time.early = int(from.count());
    binding.time.late = int(from.count());
    const quint32 variants = from.count();
    if (post.size() != idBytes || variants > mostVariants)
        return broken("no post, or too many variants");
    for (quint32 i = 0; i < variants; ++i) {
        const QByteArray channel = from.field();
        binding.variants.append({ ChannelId::fromBytes(channel), from.field() });
    }
    if (!from.isWhole())
        return broken("cut short, or more behind it");
    // What was read is written again: there is one way to say a thing, and these bytes have to be it.
    auto again = bindingBytes(binding);
    if (!again)
        return tl::unexpected(again.error());
    return *again == bytes ? Result<Binding>(binding) : broken("not canonical");
}

QByteArray bindingDigest(const QByteArray &bindingBytes)
{
    return QCryptographicHash::hash(bindingBytes, QCryptographicHash::Sha256);
}

QString fingerprint(const QByteArray &digest)
{
    const QString hex = QString::fromLatin1(digest.left(6).toHex().toUpper());
    return hex.mid(0, 4) + QLatin1Char(' ') + hex.mid(4, 4) + QLatin1Char(' ') + hex.mid(8, 4);
}

} // namespace wheelhouse
