#include "core/connectors/rehearsal/wordstock.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace wheelhouse::rehearsal {

namespace {

constexpr QLatin1String folder(":/demo/");

bool isThreads(const QString &file)
{
    return file.startsWith(QLatin1String("drawn-")) || file == QLatin1String("stars.txt");
}

} // namespace

QStringList WordStock::script(const QString &file)
{
    QFile source(folder + file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    QStringList lines;
    const QStringList all = QString::fromUtf8(source.readAll()).split(u'\n');
    for (const QString &line : all)
        if (const QString words = line.trimmed(); !words.isEmpty() && !words.startsWith(u'#'))
            lines.append(words);
    return lines;
}

WordStock::WordStock()
{
    const QStringList files = QDir(QString(folder)).entryList(QDir::Files, QDir::Name);
    for (const QString &file : files) {
        if (isThreads(file))
            continue;
        QString key;
        const QStringList lines = script(file);
        for (const QString &line : lines) {
            if (line.startsWith(u'[')) {
                key = line.mid(1, line.size() - 2);
                m_sections[key].key = key;
                m_sections[key].language = key.section(u' ', 2, 2);
            } else {
                m_sections[key].lines.append(line);
            }
        }
    }
}

const WordStock::Section *WordStock::find(const QString &kind, const QString &topic, const QString &language) const
{
    const QString any = QStringLiteral("any");
    const QString english = QStringLiteral("en");
    for (const QString &tongue : { language, english })
        for (const QString &about : { topic, any })
            if (const auto at = m_sections.constFind(kind + u' ' + about + u' ' + tongue); at != m_sections.constEnd())
                return &*at;
    return nullptr;
}

QStringList WordStock::lines(const QString &kind, const QString &topic, const QString &language) const
{
    return m_sections.value(kind + u' ' + topic + u' ' + language).lines;
}

QStringList WordStock::topics(const QString &kind) const
{
    QStringList found;
    for (const Section &section : m_sections)
        if (section.key.startsWith(kind + u' ') && section.language == QLatin1String("en"))
            found.append(section.key.section(u' ', 1, 1));
    found.sort();
    return found;
}

QString WordStock::slot(const QString &inside, const QString &language, const QString &name, Dice &dice) const
{
    static const QRegularExpression range(QStringLiteral("^(\\d+)-(\\d+)$"));
    if (inside == QLatin1String("name"))
        return name;
    if (const auto match = range.match(inside); match.hasMatch())
        return QString::number(dice.between(match.captured(1).toInt(), match.captured(2).toInt()));
    if (inside.contains(u'|')) {
        const QStringList choices = inside.split(u'|');
        return choices.at(dice.below(int(choices.size())));
    }
    QStringList words = lines(QStringLiteral("slot"), inside, language);
    if (words.isEmpty())
        words = lines(QStringLiteral("slot"), inside, QStringLiteral("any"));
    return words.isEmpty() ? QString() : words.at(dice.below(int(words.size())));
}

QString WordStock::tell(const QString &pattern, const QString &language, const QString &name, Dice &dice) const
{
    QString told;
    qsizetype at = 0;
    while (at < pattern.size()) {
        const qsizetype open = pattern.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : pattern.indexOf(u'}', open);
        if (close < 0)
            break;
        told += QStringView(pattern).mid(at, open - at);
        told += slot(pattern.mid(open + 1, close - open - 1), language, name, dice);
        at = close + 1;
    }
    told += QStringView(pattern).mid(at);
    return told.replace(QLatin1String(" // "), QLatin1String("\n\n"));
}

} // namespace wheelhouse::rehearsal
