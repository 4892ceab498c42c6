#include "ui/housekeeping/erasedialog.h"
#include "ui/housekeeping/exportdialog.h"
#include "ui/housekeeping/printdialog.h"
#include "ui/housekeeping/retentionpage.h"
#include "ui/kit/look.h"
#include "ui/kit/notice.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPrinter>
#include <QPushButton>
#include <QTreeWidget>
#include <QtTest>

#include <mutex>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

PrintedConversation hostile(int messages)
{
    PrintedConversation one { u"<b>Ada</b> <img src=x>, @ada"_s, u"<i>shop</i>"_s, {},
        QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC) };
    for (int i = 0; i < messages; ++i) {
        Mention said;
        said.authorName = u"<u>Ada</u>"_s;
        said.authorHandle = u"@ada"_s;
        said.title = u"<h1>Title</h1>"_s;
        said.text = u"<script>alert(1)</script> &amp; <table>%1"_s.arg(i);
        said.writtenAt = one.printedAt;
        one.messages.append(said);
    }
    return one;
}

QPushButton *button(const QWidget &dialog, const QString &text)
{
    const auto all = dialog.findChildren<QPushButton *>();
    for (auto *each : all)
        if (each->text() == text)
            return each;
    return nullptr;
}

QString words(const QWidget &dialog)
{
    QStringList said;
    const auto labels = dialog.findChildren<QLabel *>();
    for (const auto *each : labels)
        said.append(each->text());
    return said.join(u'\n');
}

} // namespace

class TestKeepingDialogs : public QObject {
    Q_OBJECT
private slots:
    void f05_printedWordsStandAsTheyAre()
    {
        QTextDocument document;
        fillDocument(document, hostile(1));
        const QString text = document.toPlainText();
        for (const QString &each : { u"<b>Ada</b> <img src=x>, @ada"_s, u"<i>shop</i>"_s, u"<u>Ada</u>"_s,
                 u"<h1>Title</h1>"_s, u"<script>alert(1)</script> &amp; <table>0"_s })
            QVERIFY2(text.contains(each), qPrintable(each));
    }
    void aLongConversationHasPages()
    {
        QTemporaryDir folder;
        QPrinter printer;
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(folder.filePath(u"c.pdf"_s));
        printOn(printer, hostile(200));
        QFile file(folder.filePath(u"c.pdf"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pdf = file.readAll();
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY2(pdf.count("/Type /Page\n") > 5, QByteArray::number(pdf.count("/Type /Page\n")).constData());
    }
    void aConversationIsKeptAsPdfWholeOrNotAtAll()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"kept.pdf"_s);
        QVERIFY(savePages(path, pagesOf(hostile(3))).has_value());
        QVERIFY(savePages(path, pagesOf(hostile(3))).has_value()); // in the place of the one that is there
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF-"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList { u"kept.pdf"_s });
        QVERIFY(!savePages(folder.filePath(u"nowhere/kept.pdf"_s), pagesOf(hostile(1))).has_value());
    }
    void aLongConversationIsLeafedThrough()
    {
        const Look look;
        PrintDialog dialog(look, pagesOf(hostile(60)));
        dialog.show();
        QPushButton *next = button(dialog, u"Next page"_s);
        QTRY_VERIFY(next->isVisible() && next->isEnabled());
        QVERIFY(words(dialog).contains(u"Page 1 of"_s));
        QTest::keyClick(&dialog, Qt::Key_PageDown);
        QVERIFY(words(dialog).contains(u"Page 2 of"_s));
        QTest::mouseClick(button(dialog, u"Page before"_s), Qt::LeftButton);
        QVERIFY(words(dialog).contains(u"Page 1 of"_s));
    }
    void nothingIsErasedBeforeItIsSaidWhatGoes()
    {
        const Look look;
        Lane engine(u"engine"_s);
        std::atomic<int> begun = 0;
        std::atomic<bool> withNotes = false;
        std::atomic<int> steps = 0;
        EraseDialog dialog(look,
            { engine,
                [] {
                    ErasurePreview found;
                    found.people = { u"<b>Ada</b>, @ada"_s };
                    found.mentions = 12'340;
                    found.notes = { Note { {}, 1, 1, u"Careful"_s, {} } };
                    found.copies = 2;
                    found.copiesUntil = QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);
                    return Result<ErasurePreview>(found);
                },
                [&](Erasure::Asked asked) {
                    ++begun;
                    withNotes = asked.notes;
                    return Result<Acted>(Acted { {}, 1, 0, 1 });
                },
                [&]() -> Result<std::optional<ErasingProgress>> {
                    if (++steps > 2)
                        return std::optional<ErasingProgress>();
                    ErasingProgress now;
                    now.step = ErasingProgress::Step::Words;
                    now.mentions = 500;
                    return std::optional(now);
                },
                [](bool) { return Result<QDateTime>(QDateTime(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC)); } });
        QPushButton *erase = button(dialog, u"Erase for ever"_s);
        QVERIFY(erase && !erase->isEnabled());
        dialog.show();
        QTRY_VERIFY(erase->isEnabled());
        QVERIFY(words(dialog).contains(u"12,340"_s));
        QVERIFY(words(dialog).contains(u"cannot be undone"_s));
        // Return does what is safe.
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(begun.load(), 0);
        QVERIFY(!dialog.isVisible());
        dialog.show();
        const auto boxes = dialog.findChildren<QCheckBox *>();
        for (auto *box : boxes)
            if (box->text().contains(u"notes"_s))
                box->setChecked(true);
        QTest::mouseClick(erase, Qt::LeftButton);
        QTRY_COMPARE(begun.load(), 1);
        QVERIFY(withNotes);
        QTRY_VERIFY(dialog.findChild<Notice *>()->words().contains(u"29 November 2026"_s)
            || dialog.findChild<Notice *>()->words().contains(u"November 29, 2026"_s));
        engine.stop();
    }
    void aRuleWithoutAReasonCannotBeKept()
    {
        const Look look;
        Lane engine(u"engine"_s);
        QList<RetentionRule> kept;
        std::mutex guard;
        RetentionPage page(look,
            { engine,
                [&] {
                    const std::lock_guard hold(guard);
                    return Result<QList<RetentionRule>>(kept);
                },
                [](const RetentionRule &) {
                    RetentionPreview found;
                    found.mentions = 12'340;
                    found.keptConversations = 3;
                    found.oldest = QDateTime(QDate(2020, 1, 1), QTime(12, 0), Qt::UTC);
                    return Result<RetentionPreview>(found);
                },
                [&](const RetentionRule &rule) {
                    const std::lock_guard hold(guard);
                    kept.append(rule);
                    return Result<Acted>(Acted { u"kept"_s, 1, 0, 1 });
                },
                [](RetentionId) { return Result<Acted>(Acted {}); }, { { 1, u"@shop"_s } }, { { 2, u"urgent"_s } } });
        page.show();
        QPushButton *keep = button(page, u"Keep this rule"_s);
        QVERIFY(!keep->isEnabled());
        page.findChild<QLineEdit *>(QString())->clear();
        for (auto *field : page.findChildren<QLineEdit *>())
            if (!field->placeholderText().isEmpty())
                QTest::keyClicks(field, u"Privacy notice"_s);
        QVERIFY(keep->isEnabled());
        QTest::mouseClick(button(page, u"What would go?"_s), Qt::LeftButton);
        QTRY_VERIFY(words(page).contains(u"12,340"_s));
        QTest::mouseClick(keep, Qt::LeftButton);
        QTRY_COMPARE(page.findChild<QTreeWidget *>()->topLevelItemCount(), 1);
        engine.stop();
    }
    void anExportNeedsAColumn()
    {
        const Look look;
        ExportDialog dialog(look, {}, u"My turn"_s, [](const ExportWish &, const std::function<bool(qint64)> &) {
            return Result<ExportReport>(ExportReport {});
        });
        QVERIFY(button(dialog, u"Export…"_s)->isEnabled());
        auto *columns = dialog.findChild<QListWidget *>();
        QCOMPARE(columns->count(), exportColumns);
        for (int i = 0; i < columns->count(); ++i)
            columns->item(i)->setCheckState(Qt::Unchecked);
        QVERIFY(!button(dialog, u"Export…"_s)->isEnabled());
    }
};

QTEST_MAIN(TestKeepingDialogs)
#include "test_keepingdialogs.moc"
