#include "tests/support/picturebytes.h"
#include "tests/ui/composer/composerdesk.h"
#include "ui/composer/picturerow.h"
#include "ui/kit/label.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QScrollBar>

using namespace wheelhouse;

namespace {

QString written(const ComposerDesk &desk, const QString &name, const QByteArray &bytes)
{
    const QString path = desk.folder.filePath(name);
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
}

/// As a file manager does it: over the field, and let go.
bool dropOn(QWidget &field, QMimeData &dropped)
{
    QDragEnterEvent enter({ 20, 20 }, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&field, &enter);
    QDropEvent drop({ 20, 20 }, Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&field, &drop);
    return enter.isAccepted();
}

QList<PictureRef> picturesOf(ComposerDesk &desk)
{
    return desk.shared()->content().parts.first().pictures;
}

bool says(QWidget *in, const QString &words)
{
    for (auto *each : in->findChildren<TextLabel *>())
        if (each->isVisibleTo(in) && each->text().contains(words))
            return true;
    return false;
}

bool offersAnother(QWidget *in)
{
    for (auto *each : in->findChildren<Link *>())
        if (each->isVisibleTo(in) && each->text().startsWith(QStringLiteral("Choose another picture")))
            return true;
    return false;
}

} // namespace

class TestComposerPictures : public QObject {
    Q_OBJECT
private slots:
    void whatIsDroppedOnTheWordsIsAPictureOfThePost()
    {
        ComposerDesk desk;
        desk.begin();
        QMimeData dropped;
        dropped.setUrls({ QUrl::fromLocalFile(
            written(desk, QStringLiteral("cup.jpg"), pictures::encoded(pictures::twoColours(300, 200), "JPG"))) });
        QVERIFY(dropOn(*desk.field(desk.shared()).viewport(), dropped));
        QTRY_COMPARE(picturesOf(desk).size(), 1);
        QCOMPARE(desk.field(desk.shared()).toPlainText(), QString()); // no path stands among the words
        QTRY_COMPARE(desk.kept().words.variants.at(1).content.parts.first().pictures.size(), 1);
        QVERIFY(says(desk.shared()->findChild<PictureRow *>(), QStringLiteral("cup.jpg")));
    }

    void whatIsPastedAsAPictureIsOneToo()
    {
        ComposerDesk desk;
        desk.begin();
        QApplication::clipboard()->setImage(pictures::twoColours(120, 80));
        desk.field(desk.shared()).setFocus();
        desk.press("Ctrl+V");
        QTRY_COMPARE(picturesOf(desk).size(), 1);
        QCOMPARE(picturesOf(desk).first().size, QSize(120, 80));
        QCOMPARE(desk.field(desk.shared()).toPlainText(), QString());
        auto *row = desk.shared()->findChild<PictureRow *>();
        QTRY_COMPARE(QApplication::focusWidget(), &row->field()); // its description is what is missing
    }

    /// Bluesky takes a megabyte or two, Mastodon more: each says for itself what it will get, before anything is sent.
    void whatANetworkGetsSmallerIsSaidBeforeItIsSubmitted()
    {
        ComposerDesk desk;
        desk.begin();
        const QByteArray large = pictures::encoded(pictures::photograph(4200, 2400), "JPG", 95);
        desk.shared()->parts().first()->takeFiles({ written(desk, QStringLiteral("large.jpg"), large) });
        QTRY_COMPARE_WITH_TIMEOUT(picturesOf(desk).size(), 1, 60'000);
        auto *row = desk.edit(NetworkId::Bluesky)->findChild<PictureRow *>();
        QTRY_VERIFY_WITH_TIMEOUT(says(row, QStringLiteral("Bluesky gets it as")), 60'000);
        QVERIFY(says(row, QStringLiteral("nothing as large as 4,200 × 2,400")));
        QCOMPARE(desk.number("SELECT count(*) FROM revision"), 0);
    }

    /// A network that takes no such picture is not offered the post: the card says why and how to go on.
    void whatANetworkCannotHaveIsSaidOnItsCardAndHoldsThePostUp()
    {
        ComposerDesk desk;
        Limits limits = usualLimits(NetworkId::Bluesky);
        limits.pictureTypes = { QStringLiteral("image/gif") };
        desk.limitBluesky(limits);
        desk.begin();
        desk.type(desk.shared(), QStringLiteral("Blend is back"));
        desk.shared()->parts().first()->takeFiles(
            { written(desk, QStringLiteral("cup.jpg"), pictures::encoded(pictures::twoColours(300, 200), "JPG")) });
        QTRY_COMPARE(picturesOf(desk).size(), 1);
        desk.shared()->findChild<PictureRow *>()->field().setPlainText(QStringLiteral("A cup"));
        desk.place({ desk.clock.now().date().addDays(2), QTime(9, 0), "Europe/Amsterdam" });
        const auto card = [&desk](NetworkId network) { return desk.edit(network)->findChild<PictureRow *>(); };
        QTRY_VERIFY(says(card(NetworkId::Bluesky),
            QStringLiteral("Bluesky cannot have this picture. This network takes neither JPEG nor PNG")));
        QVERIFY(!says(card(NetworkId::Mastodon), QStringLiteral("cannot have")));
        QVERIFY(offersAnother(card(NetworkId::Bluesky)));
        QVERIFY(!offersAnother(card(NetworkId::Mastodon)));
        QTRY_COMPARE(desk.panel->obstacle(), QStringLiteral("Bluesky cannot have one of the pictures"));
        desk.field(desk.shared()).setFocus();
        desk.press("Ctrl+Return");
        QTest::qWait(100);
        QCOMPARE(desk.number("SELECT count(*) FROM revision"), 0);
        // Without Bluesky nothing stands in the way.
        for (auto *each : desk.panel->findChildren<QAbstractButton *>())
            if (each->isVisible() && each->isCheckable() && each->text().startsWith(QStringLiteral("@marlowe.coffee")))
                each->click();
        QTRY_VERIFY(!desk.edit(NetworkId::Bluesky));
        QTRY_COMPARE(desk.panel->obstacle(), QString());
    }

    void anAltTextOfManyLinesIsReadWhole()
    {
        ComposerDesk desk;
        desk.begin();
        QApplication::clipboard()->setImage(pictures::twoColours(120, 80));
        desk.field(desk.shared()).setFocus();
        desk.press("Ctrl+V");
        QTRY_COMPARE(picturesOf(desk).size(), 1);
        ComposeField &alt = desk.shared()->findChild<PictureRow *>()->field();
        const int before = alt.height();
        alt.setPlainText(QStringLiteral("a dripper and a cup\n").repeated(5).trimmed());
        QTRY_VERIFY(alt.height() > before);
        QTRY_COMPARE(alt.verticalScrollBar()->maximum(), 0);
    }
};

QTEST_MAIN(TestComposerPictures)
#include "test_composerpictures.moc"
