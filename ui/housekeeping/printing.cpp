#include "ui/housekeeping/printing.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QPainter>
#include <QPrinter>
#include <QTextCursor>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Printing)
};

constexpr int footPoints = 24;

QTextCharFormat written(qreal points, bool isBold, const QColor &ink)
{
    QTextCharFormat format;
    format.setFontPointSize(points);
    format.setFontWeight(isBold ? QFont::DemiBold : QFont::Normal);
    format.setForeground(ink);
    return format;
}

QTextBlockFormat spaced(qreal above)
{
    QTextBlockFormat format;
    format.setTopMargin(above);
    return format;
}

QString when(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime(), QLocale::ShortFormat);
}

} // namespace

void fillDocument(QTextDocument &document, const PrintedConversation &conversation)
{
    QTextCursor cursor(&document);
    cursor.setCharFormat(written(15, true, Qt::black));
    cursor.insertText(conversation.with);
    cursor.insertBlock(spaced(2), written(9, false, Qt::darkGray));
    cursor.insertText(Words::tr("%1 · %n message(s) · printed %2", nullptr, int(conversation.messages.size()))
                          .arg(conversation.where, when(conversation.printedAt)));
    for (const Mention &message : conversation.messages) {
        cursor.insertBlock(spaced(12), written(9, true, Qt::black));
        cursor.insertText(message.authorName);
        cursor.setCharFormat(written(9, false, Qt::darkGray));
        cursor.insertText(QStringLiteral("  %1  %2").arg(message.authorHandle, when(message.writtenAt)));
        if (!message.title.isEmpty()) {
            cursor.insertBlock(spaced(2), written(10, true, Qt::black));
            cursor.insertText(message.title);
        }
        cursor.insertBlock(spaced(2), written(10, false, Qt::black));
        cursor.insertText(message.text);
    }
}

void printOn(QPrinter &printer, const PrintedConversation &conversation)
{
    QTextDocument document;
    document.documentLayout()->setPaintDevice(&printer);
    fillDocument(document, conversation);
    const QRectF page = printer.pageRect(QPrinter::DevicePixel);
    const qreal foot = footPoints * printer.logicalDpiY() / 72.0;
    document.setDocumentMargin(0);
    document.setPageSize(QSizeF(page.width(), page.height() - foot));
    QPainter painter(&printer);
    const int pages = document.pageCount();
    for (int i = 0; i < pages; ++i) {
        if (i > 0)
            printer.newPage();
        painter.save();
        painter.translate(0, -i * document.pageSize().height());
        document.drawContents(
            &painter, QRectF(0, i * document.pageSize().height(), page.width(), document.pageSize().height()));
        painter.restore();
        QFont small = painter.font();
        small.setPointSizeF(8);
        painter.setFont(small);
        painter.setPen(Qt::darkGray);
        painter.drawText(QRectF(0, page.height() - foot, page.width(), foot), Qt::AlignBottom | Qt::AlignRight,
            Words::tr("page %1 of %2").arg(i + 1).arg(pages));
        painter.drawText(QRectF(0, page.height() - foot, page.width() * 0.75, foot), Qt::AlignBottom | Qt::AlignLeft,
            painter.fontMetrics().elidedText(conversation.with, Qt::ElideRight, int(page.width() * 0.75)));
    }
}

PrintedPages pagesOf(const PrintedConversation &conversation)
{
    return { Words::tr("Print this conversation"), QStringLiteral("conversation.pdf"), QPageLayout::Portrait,
        [conversation](QPrinter &printer) { printOn(printer, conversation); } };
}

Result<void> savePages(const QString &path, const PrintedPages &pages)
{
    // Written beside it first: a full disk leaves no half of a page.
    const QString beside = path + QStringLiteral(".part");
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(beside);
    printer.setDocName(pages.title);
    printer.setPageOrientation(pages.orientation);
    pages.paint(printer);
    const bool isWhole = printer.printerState() != QPrinter::Error && QFileInfo(beside).size() > 0;
    if (!isWhole || (QFile::exists(path) && !QFile::remove(path)) || !QFile::rename(beside, path)) {
        QFile::remove(beside);
        return fail(Error::Kind::Storage, Words::tr("%1 could not be written.").arg(path));
    }
    return {};
}

} // namespace wheelhouse
