#pragma once

#include "core/base/result.h"
#include "core/inbox/mention.h"

#include <QPageLayout>
#include <QTextDocument>

#include <functional>

class QPrinter;

namespace wheelhouse {

/// Pages that a dialog shows, prints and keeps as PDF.
struct PrintedPages {
    QString title; ///< of the dialog, and of the document
    QString fileName; ///< that is offered for the PDF
    QPageLayout::Orientation orientation = QPageLayout::Portrait;
    std::function<void(QPrinter &)> paint;
};

/// A conversation on paper: who it is with, where, each message with its name and time. People's words stand as they
/// are, never as markup.
struct PrintedConversation {
    QString with; ///< name and handle
    QString where; ///< channel
    QList<Mention> messages; ///< oldest first
    QDateTime printedAt; ///< UTC
};

/// The document without its page numbers; \a title as its first line.
void fillDocument(QTextDocument &document, const PrintedConversation &conversation);

/// Puts the document on the pages of \a printer, with "name – page 2 of 5" below each.
void printOn(QPrinter &printer, const PrintedConversation &conversation);

[[nodiscard]] PrintedPages pagesOf(const PrintedConversation &conversation);

/// The pages as a PDF, which is whole at \a path or not there.
[[nodiscard]] Result<void> savePages(const QString &path, const PrintedPages &pages);

} // namespace wheelhouse
