#include "translations/pseudo/pseudo.h"

#include <QHash>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

#include <cmath>

namespace wheelhouse {

namespace {

QChar accented(QChar letter)
{
    static const QString plain = QStringLiteral("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    static const QString accent = QStringLiteral("áƀçďéƒĝĥîĵķłɱñôþɋřšťûṽŵẋýžÁƁÇĎÉƑĜĤÎĴĶŁṀÑÔÞɊŘŠŤÛṼŴẊÝŽ");
    const auto at = plain.indexOf(letter);
    return at < 0 ? letter : accent.at(at);
}

/// What a program reads inside a sentence: placeholders, tags, entities, file filters, "&&" and a mnemonic's letter.
const QRegularExpression &machineWords()
{
    static const QRegularExpression words(
        QStringLiteral(R"(%L?\d{1,2}|%L?n|</?[A-Za-z][^>]*>|&#?\w+;|\(\*[^)]*\)|;;|&&|&\w|\\n)"));
    return words;
}

/// 40 % of \a length in tildes, in groups, so that a wrapping label may still wrap.
QString padding(qsizetype length)
{
    QString tildes;
    for (auto left = static_cast<qsizetype>(std::ceil(static_cast<double>(length) * 0.4)); left > 0; left -= 6) {
        tildes += (tildes.isEmpty() && left <= 6) ? QString() : QStringLiteral(" ");
        tildes += QString(std::min<qsizetype>(left, 5), u'~');
    }
    return tildes;
}

/// Left as they are: shortcuts such as "Ctrl+K", and formats of dates and times: what translators are told is one, and
/// what looks like one, since a garbled format shows no date at all.
bool isForAMachine(const QString &text, const QString &comment)
{
    static const QRegularExpression format(QStringLiteral(
        R"(^(d{1,4}|M{1,4}|yy(yy)?|[Hhms]{1,2}|AP|ap)([\s,.:/–-]+(d{1,4}|M{1,4}|yy(yy)?|[Hhms]{1,2}|AP|ap))+$)"));
    if (format.match(text).hasMatch())
        return true;
    static const QRegularExpression shortcut(QStringLiteral(R"(^(Ctrl|Shift|Alt|Meta)\+\S+$)"));
    return shortcut.match(text).hasMatch() || comment.contains(QLatin1String("date format"), Qt::CaseInsensitive);
}

/// One <message> of a TS file.
struct Message {
    QString source, comment, extraComment;
    bool plural = false;
};

Message readMessage(QXmlStreamReader &in)
{
    Message message;
    message.plural = in.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
    while (in.readNextStartElement()) {
        if (in.name() == QLatin1String("source"))
            message.source = in.readElementText();
        else if (in.name() == QLatin1String("comment"))
            message.comment = in.readElementText();
        else if (in.name() == QLatin1String("extracomment"))
            message.extraComment = in.readElementText();
        else
            in.skipCurrentElement();
    }
    return message;
}

void writeMessage(QXmlStreamWriter &out, const Message &message, bool asEnglish)
{
    const auto said = [&](const QString &text) {
        return asEnglish || isForAMachine(text, message.extraComment + message.comment) ? text : pseudo(text);
    };
    out.writeStartElement(QStringLiteral("message"));
    if (message.plural)
        out.writeAttribute(QStringLiteral("numerus"), QStringLiteral("yes"));
    out.writeTextElement(QStringLiteral("source"), message.source);
    if (!message.comment.isEmpty())
        out.writeTextElement(QStringLiteral("comment"), message.comment);
    out.writeStartElement(QStringLiteral("translation"));
    if (message.plural) {
        for (const bool many : { false, true })
            out.writeTextElement(QStringLiteral("numerusform"), said(englishPlural(message.source, many)));
    } else {
        out.writeCharacters(said(message.source));
    }
    out.writeEndElement();
    out.writeEndElement();
}

void writeContext(QXmlStreamReader &in, QXmlStreamWriter &out, bool asEnglish)
{
    out.writeStartElement(QStringLiteral("context"));
    while (in.readNextStartElement()) {
        if (in.name() == QLatin1String("name")) {
            out.writeTextElement(QStringLiteral("name"), in.readElementText());
        } else if (in.name() == QLatin1String("message")) {
            writeMessage(out, readMessage(in), asEnglish);
        } else {
            in.skipCurrentElement();
        }
    }
    out.writeEndElement();
}

} // namespace

QString pseudo(const QString &text)
{
    const auto tab = text.indexOf(u'\t');
    const auto sentence = text.left(tab < 0 ? text.size() : tab);
    QString said;
    qsizetype words = 0;
    const auto say = [&](QStringView piece) {
        for (const QChar letter : piece) {
            said += accented(letter);
            words += letter.isLetter() ? 1 : 0;
        }
    };
    qsizetype from = 0;
    for (auto found = machineWords().globalMatch(sentence); found.hasNext();) {
        const auto kept = found.next();
        say(QStringView(sentence).mid(from, kept.capturedStart() - from));
        said += kept.captured();
        from = kept.capturedEnd();
    }
    say(QStringView(sentence).mid(from));
    if (words == 0)
        return text;
    return u'⟦' + said + padding(sentence.size()) + u'⟧' + (tab < 0 ? QString() : text.mid(tab));
}

QString englishPlural(const QString &text, bool many)
{
    static const QRegularExpression ending(QStringLiteral(R"(\((e?s)\))"));
    static const QRegularExpression either(QStringLiteral(R"(\{([^{}|]*)\|([^{}|]*)\})"));
    QString form = text;
    form.replace(ending, many ? QStringLiteral("\\1") : QString());
    form.replace(either, many ? QStringLiteral("\\2") : QStringLiteral("\\1"));
    return form;
}

QByteArray translated(const QByteArray &ts, bool asEnglish, QString *error)
{
    QXmlStreamReader in(ts);
    QByteArray result;
    QXmlStreamWriter out(&result);
    out.setAutoFormatting(true);
    out.writeStartDocument();
    out.writeDTD(QStringLiteral("<!DOCTYPE TS>"));
    out.writeStartElement(QStringLiteral("TS"));
    out.writeAttribute(QStringLiteral("version"), QStringLiteral("2.1"));
    // English, so that lrelease knows two plural forms.
    out.writeAttribute(QStringLiteral("language"), QStringLiteral("en"));
    out.writeAttribute(QStringLiteral("sourcelanguage"), QStringLiteral("en"));
    if (!in.readNextStartElement() || in.name() != QLatin1String("TS"))
        in.raiseError(QStringLiteral("not a TS file"));
    while (in.readNextStartElement()) {
        if (in.name() == QLatin1String("context"))
            writeContext(in, out, asEnglish);
        else
            in.skipCurrentElement();
    }
    out.writeEndDocument();
    if (in.hasError()) {
        *error = in.errorString();
        return {};
    }
    return result;
}

} // namespace wheelhouse
