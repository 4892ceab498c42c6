#include "ui/kit/notice.h"
#include "ui/shell/importdialog.h"

#include <QComboBox>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

class TestImportDialog : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString written(const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(QStringLiteral("rows.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        return path;
    }

    static QPushButton *button(const ImportDialog &dialog, const QString &text)
    {
        const auto all = dialog.findChildren<QPushButton *>();
        for (auto *each : all)
            if (each->text() == text)
                return each;
        return nullptr;
    }

    /// Counts what it is given, in lots of two, and puts it nowhere.
    static Result<ImportState> count(
        ImportSource &source, bool, const std::function<bool(const ImportProgress &)> &watch)
    {
        ImportState state;
        state.fileName = QFileInfo(source.path()).fileName();
        state.map = source.map().write();
        for (bool goOn = true; goOn && state.stage == ImportState::Stage::Running;) {
            const auto batch = source.next(2);
            if (!batch)
                return tl::unexpected(batch.error());
            for (const Verdict &each : batch->verdicts)
                (each.isTaken() ? state.added : state.refused) += 1;
            state.position = batch->after;
            if (batch->atEnd)
                state.stage = ImportState::Stage::Done;
            goOn = watch({ state, source.bytesDone(), source.bytesTotal(), {} });
        }
        return state;
    }

private slots:
    void aFileIsShownMappedAndTakenIn()
    {
        Look look;
        QString map;
        {
            ImportDialog dialog(look, [&map](ImportSource &source, bool asHistory, const auto &watch) {
                map = source.map().write();
                return count(source, asHistory, watch);
            });
            dialog.show();
            auto *rows = dialog.findChild<QTableWidget *>();
            auto *notice = dialog.findChild<Notice *>();
            auto *import = button(dialog, QStringLiteral("&Import"));
            QVERIFY(!import->isEnabled());
            dialog.openFile(written("nr,remark,said,created_at\n"
                                    "1,short,\"The roast is late again\",2026-01-05 08:00 UTC\n"
                                    "2,short,\"Thank you for the quick answer\",2026-02-30 08:00 UTC\n"
                                    "3,short,\"Where can I buy it\",2026-01-05 09:00 UTC\n"));
            QTRY_COMPARE(rows->rowCount(), 4);
            QVERIFY(rows->item(2, 0)->text().contains(QStringLiteral("created_at")));
            auto *boxOfId = qobject_cast<QComboBox *>(rows->cellWidget(0, 1));
            QVERIFY(boxOfId);
            QCOMPARE(boxOfId->currentData().toInt(), -1);
            boxOfId->setCurrentIndex(boxOfId->findData(static_cast<int>(ColumnRole::Id)));
            emit boxOfId->activated(boxOfId->currentIndex());
            QTRY_VERIFY(qobject_cast<QComboBox *>(rows->cellWidget(0, 1)) != boxOfId);
            const QString pictures = qEnvironmentVariable("WH_PICTURES");
            if (!pictures.isEmpty())
                QVERIFY(dialog.grab().save(pictures + QStringLiteral("/import.png")));
            QVERIFY(import->isEnabled());
            import->click();
            QTRY_VERIFY(notice->words().contains(QStringLiteral("rows.csv")));
            QVERIFY(notice->words().contains(QStringLiteral("2 added, 0 known already, 1 refused, of 3 rows")));
            if (!pictures.isEmpty())
                QVERIFY(dialog.grab().save(pictures + QStringLiteral("/import-done.png")));
        }
        QVERIFY(map.startsWith(QStringLiteral("id=nr,text=said,time=created_at")));
    }
    void whatCannotBeReadIsSaidInPlace()
    {
        Look look;
        ImportDialog dialog(look, &count);
        dialog.openFile(written("PK\x03\x04"));
        QTRY_VERIFY(dialog.findChild<Notice *>()->words().contains(QStringLiteral("ZIP")));
    }
};

QTEST_MAIN(TestImportDialog)
#include "test_importdialog.moc"
