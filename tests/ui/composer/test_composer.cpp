#include "tests/support/picturebytes.h"
#include "tests/ui/composer/composerdesk.h"
#include "ui/composer/picturerow.h"
#include "ui/composer/polledit.h"
#include "ui/composer/previewpane.h"
#include "ui/composer/previewpoll.h"
#include "ui/kit/label.h"
#include "ui/kit/smalllist.h"

#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

using namespace wheelhouse;

namespace {

template<typename Control> Control *called(QWidget *in, const QString &words)
{
    for (auto *each : in->findChildren<Control *>())
        if (each->isVisible() && each->text().startsWith(words))
            return each;
    return nullptr;
}

bool says(QWidget *in, const QString &words)
{
    for (auto *each : in->findChildren<TextLabel *>())
        if (each->isVisible() && each->text().contains(words))
            return true;
    return false;
}

bool hasMark(const ComposeField &field, FieldMark::Kind kind, qsizetype start)
{
    const auto &marks = field.marks();
    return std::any_of(marks.begin(), marks.end(),
        [&](const FieldMark &each) { return each.kind == kind && each.where.start == start; });
}

void answer(const QString &words)
{
    QTRY_VERIFY(QApplication::activeModalWidget());
    auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
    QVERIFY(box);
    for (QAbstractButton *each : box->buttons())
        if (each->text().contains(words))
            return each->click();
    QFAIL("no such button");
}

const QString tooLong = QString(305, u'x');

} // namespace

class TestComposer : public QObject {
    Q_OBJECT
private slots:
    void whatIsTypedOnceStandsEverywhereUntilItIsChanged()
    {
        ComposerDesk desk;
        desk.begin();
        desk.type(desk.shared(), QStringLiteral("Blend is back"));
        QCOMPARE(desk.field(desk.edit(NetworkId::Bluesky)).toPlainText(), QStringLiteral("Blend is back"));
        desk.type(desk.edit(NetworkId::Bluesky), QStringLiteral(" again"));
        desk.type(desk.shared(), QStringLiteral(" and"));
        QCOMPARE(desk.field(desk.edit(NetworkId::Mastodon)).toPlainText(), QStringLiteral("Blend is back and"));
        QCOMPARE(desk.field(desk.edit(NetworkId::Bluesky)).toPlainText(), QStringLiteral("Blend is back again"));
        QVERIFY(says(desk.edit(NetworkId::Bluesky), QStringLiteral("changed here")));
        QVERIFY(says(desk.edit(NetworkId::Mastodon), QStringLiteral("follows shared text")));
        QTRY_COMPARE(
            desk.kept().words.variants.at(1).content.parts.first().text, QStringLiteral("Blend is back again"));
        QCOMPARE(desk.kept().words.shared.parts.first().text, QStringLiteral("Blend is back and"));
    }

    void enterLeadsFromTheNameToTheText()
    {
        ComposerDesk desk;
        desk.begin();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Roast day"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Blend"));
        QTRY_COMPARE(desk.kept().words.shared.parts.first().text, QStringLiteral("Blend"));
        QCOMPARE(desk.kept().words.title, QStringLiteral("Roast day"));
    }

    void outpostsOfOneNetworkAreToldApart()
    {
        const auto on = [](const char *name, NetworkId network) {
            ComposedVariant variant;
            variant.channel.id = ChannelId::fromName("channel", name);
            variant.channel.name = QLatin1String(name);
            variant.channel.network = network;
            return variant;
        };
        const auto names = outpostNames(
            { on("@a", NetworkId::Mastodon), on("@b", NetworkId::Mastodon), on("@c", NetworkId::Bluesky) });
        QCOMPARE(names.value(ChannelId::fromName("channel", "@a")), QStringLiteral("@a"));
        QCOMPARE(names.value(ChannelId::fromName("channel", "@b")), QStringLiteral("@b"));
        QCOMPARE(names.value(ChannelId::fromName("channel", "@c")), QStringLiteral("Bluesky"));
    }

    void whatWasLeftWithoutAWordIsNobodysDraft()
    {
        ComposerDesk desk;
        desk.begin();
        desk.panel->close();
        QTRY_COMPARE(desk.number("SELECT count(*) FROM post WHERE state = 'discarded'"), 1);
        desk.begin();
        desk.type(desk.shared(), QStringLiteral("x"));
        desk.panel->close();
        desk.begin();
        desk.panel->begin(); // another one: the blank one before it goes
        QTRY_COMPARE(desk.number("SELECT count(*) FROM post WHERE state = 'discarded'"), 2);
        QCOMPARE(desk.number("SELECT count(*) FROM post WHERE state = 'draft'"), 2);
        desk.panel->close();
        QTRY_COMPARE(desk.number("SELECT count(*) FROM post WHERE state = 'draft'"), 1);
        QVERIFY(TestDesk::must(desk.undo()).sentence.size() > 0);
        QCOMPARE(desk.number("SELECT count(*) FROM post WHERE state = 'draft'"), 2);
    }

    void revertingAsksAndUndoBringsTheWordsBack()
    {
        ComposerDesk desk;
        desk.begin();
        desk.type(desk.shared(), QStringLiteral("Blend is back"));
        desk.type(desk.edit(NetworkId::Bluesky), QStringLiteral(" again"));
        called<Link>(desk.edit(NetworkId::Bluesky), QStringLiteral("Revert"))->click();
        answer(QStringLiteral("Follow again"));
        QTRY_COMPARE(desk.field(desk.edit(NetworkId::Bluesky)).toPlainText(), QStringLiteral("Blend is back"));
        QVERIFY(desk.undo());
        QTRY_COMPARE(desk.field(desk.edit(NetworkId::Bluesky)).toPlainText(), QStringLiteral("Blend is back again"));
    }

    void theTextStandsWhenTheWindowIsGoneInTheMiddleOfTyping()
    {
        ComposerDesk desk;
        desk.begin();
        const PostId post = desk.panel->post();
        desk.type(desk.shared(), QStringLiteral("Blend is b"));
        desk.panel.reset(); // nothing was waited for
        desk.open();
        desk.panel->open(post);
        QTRY_VERIFY(!desk.shared()->parts().isEmpty());
        QTRY_COMPARE(desk.field(desk.shared()).toPlainText(), QStringLiteral("Blend is b"));
        QCOMPARE(desk.number("SELECT count(*) FROM operation WHERE kind LIKE 'compose.%'"), 1); // it was begun
    }

    void overTheLimitIsMarkedAtTheCharacterAndNothingIsPlanned()
    {
        ComposerDesk desk;
        desk.begin();
        desk.field(desk.shared()).setPlainText(tooLong);
        QTRY_VERIFY(hasMark(desk.field(desk.edit(NetworkId::Bluesky)), FieldMark::Kind::TooLong, 300));
        QVERIFY(!hasMark(desk.field(desk.edit(NetworkId::Mastodon)), FieldMark::Kind::TooLong, 300));
        QVERIFY(says(desk.edit(NetworkId::Bluesky), QStringLiteral("305 of 300")));
        QTRY_COMPARE(desk.panel->obstacle(), QStringLiteral("Bluesky is 5 over"));
        auto *main = called<QPushButton>(desk.panel.get(), QStringLiteral("Plan it"));
        QVERIFY(main && !main->isEnabled());
        QCOMPARE(main->toolTip(), desk.panel->obstacle());
        // The key says what is in the way and leads there.
        const QSignalSpy told(desk.panel.get(), &ComposerPanel::told);
        desk.press("Ctrl+Return");
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.first().first().toString(), desk.panel->obstacle());
        QCOMPARE(QApplication::focusWidget(), &desk.field(desk.edit(NetworkId::Bluesky)));
        QCOMPARE(desk.number("SELECT count(*) FROM delivery"), 0);
        desk.press("Ctrl+1");
        desk.press("Ctrl+2");
        QCOMPARE(QApplication::focusWidget(), &desk.field(desk.edit(NetworkId::Bluesky)));
    }

    void splitInTwoMakesAPartThatCanBeJoinedAgain()
    {
        ComposerDesk desk;
        desk.begin();
        desk.field(desk.shared()).setPlainText(QStringLiteral("Blend is back. ").repeated(25));
        VariantEdit *bluesky = desk.edit(NetworkId::Bluesky);
        QTRY_VERIFY(called<Link>(bluesky, QStringLiteral("Split in two")));
        called<Link>(bluesky, QStringLiteral("Split in two"))->click();
        QCOMPARE(bluesky->parts().size(), 2);
        QVERIFY(desk.field(bluesky, 0).toPlainText().endsWith(u'.'));
        QVERIFY(!bluesky->parts().at(0)->isTooLong());
        QCOMPARE(desk.edit(NetworkId::Mastodon)->parts().size(), 1);
        QTRY_COMPARE(desk.kept().words.variants.at(1).content.parts.size(), 2);
        called<Link>(bluesky, QStringLiteral("Join"))->click();
        QTRY_COMPARE(bluesky->parts().size(), 1);
        QCOMPARE(desk.field(bluesky).toPlainText(), QStringLiteral("Blend is back. ").repeated(25).trimmed());
    }

    void aPictureIsTakenWithItsDescriptionCounted()
    {
        ComposerDesk desk;
        desk.begin();
        QMimeData dropped;
        const QString path = desk.folder.filePath(QStringLiteral("blend-14.jpg"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(pictures::encoded(pictures::twoColours(300, 200), "JPG"));
        file.close();
        desk.shared()->parts().first()->takeFiles({ path });
        QTRY_COMPARE(desk.shared()->content().parts.first().pictures.size(), 1);
        auto *row = desk.edit(NetworkId::Bluesky)->findChild<PictureRow *>();
        QVERIFY(row && says(row, QStringLiteral("blend-14.jpg")) && says(row, QStringLiteral("No alt text yet")));
        auto *given = desk.shared()->findChild<PictureRow *>();
        QTRY_COMPARE(QApplication::focusWidget(), &given->field());
        QTest::keyClicks(&given->field(), QStringLiteral("Glass dripper"));
        QVERIFY(says(row, QStringLiteral("13 character")));
        QTRY_COMPARE(desk.kept().words.variants.at(1).content.parts.first().pictures.value(0).description,
            QStringLiteral("Glass dripper"));
        // Before it is ready nothing is planned; then what is previewed is what was made, not what was given.
        QTRY_VERIFY(!desk.panel->obstacle().contains(QStringLiteral("made ready")));
        auto *preview = desk.panel->findChild<PreviewPane *>();
        QTRY_COMPARE(preview->preview().parts.value(0).pictures.value(0).description, QStringLiteral("Glass dripper"));
    }

    void aPollIsWrittenKeptAndShownAndTakenAwayAgain()
    {
        ComposerDesk desk;
        desk.begin();
        desk.type(desk.shared(), QStringLiteral("Which roast is back again?"));
        VariantEdit *mastodon = desk.edit(NetworkId::Mastodon);
        auto *poll = mastodon->findChild<PollEdit *>();
        QVERIFY(poll != nullptr && !poll->isVisible());
        QVERIFY(desk.edit(NetworkId::Bluesky)->findChild<PollEdit *>()->isHidden()); // it has none
        poll->begin();
        QTRY_VERIFY(poll->isVisible());
        auto fields = poll->findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 2);
        QTest::keyClicks(fields[0], QStringLiteral("Light"));
        QTest::keyClick(fields[0], Qt::Key_Return);
        QTRY_VERIFY(fields[1]->hasFocus());
        QTest::keyClicks(fields[1], QStringLiteral("Dark"));
        QTest::keyClick(fields[1], Qt::Key_Return); // one more
        QTRY_COMPARE(poll->findChildren<QLineEdit *>().size(), 3);
        const auto asked = [&desk] {
            for (const ComposedVariant &each : desk.kept().words.variants)
                if (each.channel.network == NetworkId::Mastodon && each.content.poll)
                    return each.content.poll->options;
            return QStringList();
        };
        QTRY_COMPARE(asked(), (QStringList { QStringLiteral("Light"), QStringLiteral("Dark"), QString() }));
        // The shared text is still followed: a poll is the variant's own.
        QVERIFY(mastodon->variant().follows);
        auto *preview = desk.panel->findChild<PreviewPoll *>();
        QTRY_VERIFY(preview->accessibleName().contains(QStringLiteral("Light, Dark")));
        const auto links = poll->findChildren<Link *>();
        const auto away = std::find_if(
            links.begin(), links.end(), [](const Link *each) { return each->text().contains(QStringLiteral("away")); });
        QVERIFY(away != links.end());
        (*away)->click();
        QTRY_COMPARE(asked(), QStringList());
        QVERIFY(!mastodon->content().poll);
    }
    void whatIsNoPictureIsSaidByItsName()
    {
        ComposerDesk desk;
        desk.begin();
        const QString path = desk.folder.filePath(QStringLiteral("notes.png"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no picture at all");
        file.close();
        QSignalSpy told(desk.panel.get(), &ComposerPanel::told);
        desk.shared()->parts().first()->takeFiles({ path });
        QTRY_COMPARE(told.size(), 1);
        QVERIFY(told.first().first().toString().contains(QStringLiteral("notes.png")));
        QVERIFY(desk.shared()->content().parts.first().pictures.isEmpty());
    }

    void onlyPlainWordsComeFromTheClipboard()
    {
        ComposerDesk desk;
        desk.begin();
        auto *rich = new QMimeData;
        rich->setHtml(QStringLiteral("<b>Blend</b> <script>x</script>is back"));
        QApplication::clipboard()->setMimeData(rich);
        desk.field(desk.shared()).setFocus();
        desk.field(desk.shared()).paste();
        QVERIFY(desk.field(desk.shared()).toPlainText().startsWith(QStringLiteral("Blend")));
        QVERIFY(!desk.field(desk.shared()).toPlainText().contains(u'<'));
    }

    void whatIsMisspeltIsMarkedAndAMissingDictionaryIsSaid()
    {
        ComposerDesk desk;
        desk.begin();
        QTRY_COMPARE(desk.shared()->content().language.left(2), QStringLiteral("en"));
        desk.type(desk.shared(), QStringLiteral("Blend is bakc"));
        QTRY_VERIFY(hasMark(desk.field(desk.shared()), FieldMark::Kind::Misspelt, 9));
        QComboBox *language = nullptr;
        for (auto *each : desk.shared()->findChildren<QComboBox *>())
            language = each->findData(QStringLiteral("da")) >= 0 ? each : language;
        QVERIFY(language);
        language->setCurrentIndex(language->findData(QStringLiteral("da"))); // no machine of ours has its dictionary
        emit language->activated(language->currentIndex());
        QTRY_VERIFY(says(desk.panel.get(), QStringLiteral("hunspell-da")));
        QTRY_VERIFY(!hasMark(desk.field(desk.shared()), FieldMark::Kind::Misspelt, 9));
    }

    void aSavedReplyComesBySemicolonAndTabWalksItsPlaceholders()
    {
        ComposerDesk desk;
        desk.on([&desk] {
            TestDesk::must(desk.saved().put(SavedReply {
                {}, QStringLiteral("Order"), QStringLiteral("Your order {order} is in {place}."), {}, 0 }));
        });
        desk.begin();
        desk.type(desk.shared(), QStringLiteral("Hi; "));
        QCOMPARE(desk.field(desk.shared()).toPlainText(), QStringLiteral("Hi; ")); // behind a word it is a semicolon
        QTest::keyClicks(&desk.field(desk.shared()), QStringLiteral(";"));
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(QApplication::activePopupWidget()->findChild<QLineEdit *>(), Qt::Key_Return);
        QTRY_COMPARE(desk.field(desk.shared()).toPlainText(), QStringLiteral("Hi; Your order {order} is in {place}."));
        QTRY_VERIFY(desk.panel->obstacle().contains(QStringLiteral("{order}")));
        QCOMPARE(desk.field(desk.shared()).textCursor().selectedText(), QStringLiteral("{order}"));
        QTest::keyClicks(&desk.field(desk.shared()), QStringLiteral("4711"));
        QTest::keyClick(&desk.field(desk.shared()), Qt::Key_Tab);
        QCOMPARE(desk.field(desk.shared()).textCursor().selectedText(), QStringLiteral("{place}"));
        QTest::keyClicks(&desk.field(desk.shared()), QStringLiteral("Lille"));
        QTRY_VERIFY(!desk.panel->obstacle().contains(u'{'));
    }

    void anOutpostIsTakenOffAndComesBackWithItsWords()
    {
        ComposerDesk desk;
        desk.begin();
        desk.type(desk.shared(), QStringLiteral("Blend"));
        desk.type(desk.edit(NetworkId::Bluesky), QStringLiteral(" again"));
        auto *box = called<QAbstractButton>(desk.panel.get(), QStringLiteral("@marlowe.coffee"));
        QVERIFY(box && box->isChecked());
        box->click();
        QTRY_VERIFY(!desk.edit(NetworkId::Bluesky));
        QVERIFY(desk.undo());
        QTRY_VERIFY(desk.edit(NetworkId::Bluesky));
        QTRY_COMPARE(desk.field(desk.edit(NetworkId::Bluesky)).toPlainText(), QStringLiteral("Blend again"));
    }
};

QTEST_MAIN(TestComposer)
#include "test_composer.moc"
