#include "core/base/html.h"
#include "core/connectors/bluesky/blueskypost.h"
#include "core/posts/canonical.h"
#include "core/posts/media.h"
#include "core/store/statement.h"
#include "tests/support/served.h"
#include "tests/support/windowperson.h"
#include "ui/composer/composefield.h"
#include "ui/composer/composerpanel.h"
#include "ui/composer/planpicker.h"
#include "ui/composer/previewpane.h"
#include "ui/kit/smalllist.h"
#include "ui/outbox/outboxmodel.h"
#include "ui/outbox/outboxwindow.h"

#include <QFileDialog>
#include <QImage>
#include <QInputMethodEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QStringList words {
    u"Grüße \U0001F44B from line 2: https://marlowe.example/oat?a=1 and @bob.test says #hazelnut."_s,
    u"Second part, with a family \U0001F469\u200D\U0001F469\u200D\U0001F467 and a picture."_s,
    u"Third part, the last one."_s
};
const QStringList descriptions { u"A green tin, öffen"_s, u"A wide red tin"_s };

QByteArray fetched(const QStringList &arguments)
{
    QProcess program;
    program.start(u"curl"_s, QStringList { u"-fsSL"_s } + arguments);
    program.waitForFinished(30'000);
    return program.readAllStandardOutput();
}

QJsonDocument curl(const QStringList &arguments)
{
    return QJsonDocument::fromJson(fetched(arguments));
}

QString text(const Served &server, const char *name)
{
    return QString::fromLatin1(server.value(name));
}

/// What stands where, and since when, for a test that fails.
QString keysOf(const QList<QJsonObject> &records)
{
    QString all;
    for (const QJsonObject &each : records)
        all += each.value(u"uri"_s).toString() + u' '
            + each.value(u"value"_s).toObject().value(u"createdAt"_s).toString() + u'\n';
    return all;
}

/// Where \a part lies in \a whole, counted in bytes of UTF-8 and found without any of our own code.
QJsonObject bytesOf(const QString &part, const QString &whole)
{
    const auto start = whole.toUtf8().indexOf(part.toUtf8());
    return { { u"byteStart"_s, start }, { u"byteEnd"_s, start + part.toUtf8().size() } };
}

/// Somebody who writes in the composer of the whole window, by keys alone.
class Writer : public WindowPerson {
public:
    /// Begins a post; whether there is somewhere to type.
    bool begin()
    {
        strike(Qt::Key_G);
        strike(Qt::Key_N);
        if (!until([this] { return panel().isVisible(); }))
            return false;
        strike(Qt::Key_N);
        const auto isInTitle = [this] {
            return !panel().post().isNull() && qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr;
        };
        if (!until(isInTitle))
            return false;
        type(u"Oat tins"_s);
        for (int i = 0; i < 12 && !isInField(); ++i)
            strike(Qt::Key_Tab);
        return isInField();
    }
    /// Types as a person does: what no key has comes from an input method.
    static void write(const QString &what)
    {
        QString composed;
        const auto commit = [&composed] {
            QInputMethodEvent event;
            event.setCommitString(std::exchange(composed, {}));
            if (!event.commitString().isEmpty())
                QApplication::sendEvent(QApplication::focusWidget(), &event);
        };
        for (const QChar each : what) {
            if (each.unicode() >= 0x80) {
                composed += each;
                continue;
            }
            commit();
            type(each);
        }
        commit();
    }
    /// Adds the picture at \a path, and says what it shows.
    bool addPicture(const QString &path, const QString &description)
    {
        const auto dialog = [] { return qobject_cast<QFileDialog *>(QApplication::activeModalWidget()); };
        QWidget *before = QApplication::focusWidget();
        strike(Qt::Key_M, Qt::ControlModifier);
        if (!until([&] { return dialog() && qobject_cast<QLineEdit *>(QApplication::focusWidget()); }))
            return false;
        QGuiApplication::clipboard()->setText(path);
        strike(Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(dialog()->findChild<QLineEdit *>(), Qt::Key_Return);
        if (!until([&] { return !dialog(); }))
            return false;
        window().activateWindow();
        if (!until([&] { return isInField() && QApplication::focusWidget() != before; }))
            return false;
        write(description);
        return true;
    }
    /// That nothing should come of it, knowingly.
    bool sayWhy()
    {
        strike(Qt::Key_K, Qt::ControlModifier);
        type(u"Say why it is written"_s);
        strike(Qt::Key_Return);
        if (!until([] { return qobject_cast<SmallList *>(QApplication::activePopupWidget()); }))
            return false;
        QTest::keyClicks(QApplication::focusWidget(), u"No objective"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        return until([this] { return panel().composition().objective.isNone; });
    }
    /// For the next whole hour, as the picker offers it.
    bool planIt()
    {
        strike(Qt::Key_T, Qt::ControlModifier);
        if (!until([] { return qobject_cast<PlanPicker *>(QApplication::activePopupWidget()); }))
            return false;
        const auto isOnTake = [] {
            const auto *button = qobject_cast<QPushButton *>(QApplication::focusWidget());
            return button != nullptr && button->text() == u"Plan for then"_s;
        };
        for (int i = 0; i < 12 && !isOnTake(); ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        window().activateWindow();
        return until([this] { return panel().obstacle().isEmpty() && isSaidOnMain(u"Put it in the outbox"_s); });
    }
    /// Into the outbox, and from there at once.
    bool putAndSend()
    {
        strike(Qt::Key_Return, Qt::ControlModifier);
        if (!until([this] { return number("SELECT count(*) FROM delivery WHERE state = 'queued'") == 1; }))
            return false;
        return chooseInOutbox(words.first().left(5)) && sendChosen();
    }
    bool chooseInOutbox(const QString &beginning)
    {
        strike(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        if (!until([this] { return outbox().isVisible(); }))
            return false;
        outbox().activateWindow();
        if (!until([this] { return outbox().isActiveWindow(); }))
            return false;
        auto *list = outbox().findChild<QListView *>();
        const auto at = [list] {
            const auto *row = static_cast<const OutboxModel *>(list->model())->row(list->currentIndex());
            return row != nullptr ? row->delivery.words : QString();
        };
        return until([&] {
            if (!list->hasFocus())
                list->setFocus(); // where there is no window manager, nobody gives it the keyboard
            if (at().startsWith(beginning))
                return true;
            QTest::keyClick(list, Qt::Key_Home);
            for (int i = 0; i < 12 && !at().startsWith(beginning); ++i)
                QTest::keyClick(list, Qt::Key_Down);
            return at().startsWith(beginning);
        });
    }
    bool sendChosen()
    {
        strike(Qt::Key_Return, Qt::ControlModifier);
        return until([this] { return number("SELECT count(*) FROM delivery WHERE state <> 'sent'") == 0; }, 60'000);
    }
    /// Deletes there what is chosen in the outbox.
    bool removeChosen()
    {
        strike(Qt::Key_Delete);
        return press(u"Delete there"_s);
    }
    /// Changes there what is chosen in the outbox: \a more at the end of what it says.
    bool changeChosen(const QString &more)
    {
        strike(Qt::Key_E);
        if (!until([] { return qobject_cast<QPlainTextEdit *>(QApplication::focusWidget()); }))
            return false;
        strike(Qt::Key_End, Qt::ControlModifier);
        write(more);
        return press(u"Change there"_s);
    }
    bool toInbox()
    {
        strike(Qt::Key_G);
        strike(Qt::Key_I);
        return until([this] { return inbox().isVisible(); }) && showView(u"Unassigned"_s);
    }
    void leaveOutbox()
    {
        outbox().close();
        window().activateWindow();
        std::ignore = QTest::qWaitForWindowActive(&window());
    }
    [[nodiscard]] ComposerPanel &panel() { return *window().findChild<ComposerPanel *>(); }
    [[nodiscard]] OutboxWindow &outbox() { return *window().findChild<OutboxWindow *>(); }
    [[nodiscard]] Preview preview() { return panel().findChild<PreviewPane *>()->preview(); }
    /// What was signed of the post whose words begin so.
    [[nodiscard]] std::optional<Canonical> signedAs(const QString &beginning) const
    {
        auto reader = Database::open(folder() + u"/desk.wheelhouse"_s, Database::Mode::Read);
        if (!reader)
            return {};
        Statement read(**reader, "SELECT content FROM revision_variant ORDER BY row DESC");
        const auto all = read.all<QByteArray>([](const Row &row) { return row.bytes(0); });
        for (const QByteArray &each : all.value_or(QList<QByteArray>()))
            if (auto said = readCanonical(each); said && said->content.parts.constFirst().text.startsWith(beginning))
                return *said;
        return {};
    }
    [[nodiscard]] QByteArray sent(const PictureRef &picture) const
    {
        return MediaStore(folder() + u"/desk.wheelhouse"_s).read(picture.digest).value_or(QByteArray());
    }

private:
    /// The button of the outbox that says \a verb, by keys; whether its question is gone then.
    bool press(const QString &verb)
    {
        QPushButton *yes = nullptr;
        const auto isThere = [&] {
            for (auto *each : outbox().findChildren<QPushButton *>())
                if (each->text() == verb && each->isVisible())
                    yes = each;
            return yes != nullptr;
        };
        if (!until(isThere))
            return false;
        for (int i = 0; i < 6 && !yes->hasFocus(); ++i)
            strike(Qt::Key_Tab);
        strike(Qt::Key_Space);
        return until([yes] { return !yes->isVisible(); });
    }
    static bool isInField() { return qobject_cast<ComposeField *>(QApplication::focusWidget()) != nullptr; }
    bool isSaidOnMain(const QString &beginning)
    {
        const auto all = panel().findChildren<QPushButton *>();
        return std::any_of(all.cbegin(), all.cend(), [&beginning](const QPushButton *each) {
            return each->isVisible() && each->isEnabled() && each->text().startsWith(beginning);
        });
    }
};

} // namespace

/// What is written in the composer arrives as its preview showed it, on servers that nobody here wrote.
class TestComposedThere : public QObject {
    Q_OBJECT
public:
    static void initMain() { WindowPerson::leaveHome(); }

private slots:
    void onBluesky();
    void onMastodonsKind();

private:
    /// A thread of three with two pictures, from the first key to its leaving; what the preview showed of it.
    void compose(Writer &ada);
    Preview m_preview;
    std::optional<Canonical> m_signed;
};

void TestComposedThere::compose(Writer &ada)
{
    const QTemporaryDir folder;
    QImage tin(64, 48, QImage::Format_RGB32);
    tin.fill(Qt::darkGreen);
    QVERIFY(tin.save(folder.filePath(u"tin.png"_s)));
    QImage wide(200, 50, QImage::Format_RGB32);
    wide.fill(Qt::darkRed);
    QVERIFY(wide.save(folder.filePath(u"wide.jpg"_s)));

    QVERIFY2(ada.begin(), qPrintable(WindowPerson::where()));
    Writer::write(words.at(0));
    QVERIFY2(ada.addPicture(folder.filePath(u"tin.png"_s), descriptions.at(0)), qPrintable(WindowPerson::where()));
    WindowPerson::strike(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    Writer::write(words.at(1));
    QVERIFY2(ada.addPicture(folder.filePath(u"wide.jpg"_s), descriptions.at(1)), qPrintable(WindowPerson::where()));
    WindowPerson::strike(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    Writer::write(words.at(2));
    QVERIFY2(ada.sayWhy(), qPrintable(WindowPerson::where()));
    QVERIFY2(ada.planIt(), qPrintable(WindowPerson::where() + ada.panel().obstacle()));
    ada.keep(u"composed"_s);
    m_preview = ada.preview();
    QCOMPARE(m_preview.parts.size(), 3);
    QVERIFY2(ada.putAndSend(), qPrintable(WindowPerson::where()));
    ada.keep(u"composed-sent"_s);

    // What was signed is what the preview showed, and that is what was typed.
    m_signed = ada.signedAs(words.first());
    QVERIFY(m_signed);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(m_preview.parts.at(i).text, words.at(i));
        QCOMPARE(m_signed->content.parts.at(i).text, m_preview.parts.at(i).text);
        QCOMPARE(m_signed->content.parts.at(i).pictures, m_preview.parts.at(i).pictures);
        QCOMPARE(m_preview.parts.at(i).pictures.size(), i < 2 ? 1 : 0);
        if (i < 2)
            QCOMPARE(m_preview.parts.at(i).pictures.first().description, descriptions.at(i));
    }
    QCOMPARE(m_signed->content.warning, m_preview.warning);
}

void TestComposedThere::onBluesky()
{
    Served network(u"bluesky"_s, { u"plain"_s });
    if (!network.isUp())
        QSKIP("the packages of a Bluesky network could not be had");
    const QString pds = text(network, "BLUESKY_PDS");
    const QString alice = text(network, "BLUESKY_ALICE");
    Writer ada;
    QVERIFY2(ada.connectTo({ u"Bluesky"_s, pds, u"alice.test"_s, text(network, "BLUESKY_ALICE_PASSWORD") }, {}),
        qPrintable(WindowPerson::where()));
    const auto records = [&] {
        QList<QJsonObject> all;
        const auto listed = curl({ pds + u"/xrpc/com.atproto.repo.listRecords?limit=100&reverse=true&collection="_s
                                     + bluesky::postCollection + u"&repo="_s + alice })
                                .object()
                                .value(u"records"_s)
                                .toArray();
        for (const QJsonValue &each : listed)
            all.append(each.toObject());
        return all;
    };
    compose(ada);
    if (QTest::currentTestFailed())
        return;
    auto all = records();
    QStringList arrived;
    for (const QJsonObject &each : std::as_const(all))
        arrived.append(each.value(u"value"_s).toObject().value(u"text"_s).toString());
    QVERIFY2(arrived == words, qPrintable(keysOf(all) + arrived.join(u'\n')));
    const auto ref = [&all](int at) {
        return QJsonObject { { u"uri"_s, all.at(at).value(u"uri"_s) }, { u"cid"_s, all.at(at).value(u"cid"_s) } };
    };
    for (int i = 0; i < 3; ++i) {
        QJsonObject record = all.at(i).value(u"value"_s).toObject();
        const auto &part = m_preview.parts.at(i);
        QJsonObject expected { { u"$type"_s, bluesky::postCollection }, { u"text"_s, part.text } };
        const auto made = QDateTime::fromString(record.take(u"createdAt"_s).toString(), Qt::ISODateWithMs);
        QVERIFY(made.isValid() && qAbs(made.secsTo(QDateTime::currentDateTimeUtc())) < 600);
        if (!m_signed->content.language.isEmpty())
            expected.insert(u"langs"_s, QJsonArray { m_signed->content.language });
        if (i > 0)
            expected.insert(u"reply"_s, QJsonObject { { u"root"_s, ref(0) }, { u"parent"_s, ref(i - 1) } });
        if (i == 0) {
            const auto facet = [&](const QString &what, const QJsonObject &feature) {
                return QJsonObject { { u"index"_s, bytesOf(what, part.text) },
                    { u"features"_s, QJsonArray { feature } } };
            };
            const QString link = u"https://marlowe.example/oat?a=1"_s;
            expected.insert(u"facets"_s,
                QJsonArray { facet(link, { { u"$type"_s, u"app.bsky.richtext.facet#link"_s }, { u"uri"_s, link } }),
                    facet(u"@bob.test"_s,
                        { { u"$type"_s, u"app.bsky.richtext.facet#mention"_s },
                            { u"did"_s, text(network, "BLUESKY_BOB") } }),
                    facet(u"#hazelnut"_s,
                        { { u"$type"_s, u"app.bsky.richtext.facet#tag"_s }, { u"tag"_s, u"hazelnut"_s } }) });
        }
        if (!part.pictures.isEmpty()) {
            const PictureRef &picture = part.pictures.first();
            const QByteArray bytes = ada.sent(picture);
            const QString cid = bluesky::fileCid(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));
            const QJsonObject blob { { u"$type"_s, u"blob"_s }, { u"ref"_s, QJsonObject { { u"$link"_s, cid } } },
                { u"mimeType"_s, picture.type }, { u"size"_s, bytes.size() } };
            const QJsonObject ratio { { u"width"_s, picture.size.width() }, { u"height"_s, picture.size.height() } };
            expected.insert(u"embed"_s,
                QJsonObject { { u"$type"_s, u"app.bsky.embed.images"_s },
                    { u"images"_s,
                        QJsonArray { QJsonObject { { u"alt"_s, picture.description }, { u"image"_s, blob },
                            { u"aspectRatio"_s, ratio } } } } });
            // The network keeps the very bytes.
            QCOMPARE(fetched({ pds + u"/xrpc/com.atproto.sync.getBlob?did="_s + alice + u"&cid="_s + cid }), bytes);
            QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256), picture.digest);
        }
        QCOMPARE(QJsonDocument(record).toJson(), QJsonDocument(expected).toJson());
    }

    // A reply to a mention that bob made, from the inbox.
    ada.leaveOutbox();
    const QString asked =
        QString::fromLatin1(network.tell(u"thread"_s, u"@alice.test the grinder screams"_s)).trimmed();
    QVERIFY(WindowPerson::until([&] {
        const auto thread =
            curl({ text(network, "BLUESKY_APPVIEW") + u"/xrpc/app.bsky.feed.getPostThread?uri="_s + asked });
        return !thread[u"thread"_s][u"replies"_s][0].isUndefined();
    }));
    QVERIFY2(ada.toInbox(), qPrintable(WindowPerson::where()));
    QVERIFY(ada.askOnce());
    QVERIFY2(ada.openRow(u"the grinder screams"_s), qPrintable(WindowPerson::where()));
    WindowPerson::strike(Qt::Key_R);
    Writer::write(u"We hear it too \U0001F3A7"_s);
    WindowPerson::strike(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(WindowPerson::until([&] { return records().size() == 4; }, 60'000));
    all = records();
    const QJsonObject answer = all.at(3).value(u"value"_s).toObject();
    QCOMPARE(answer.value(u"text"_s).toString(), u"We hear it too \U0001F3A7"_s);
    const QJsonObject question =
        curl({ text(network, "BLUESKY_APPVIEW") + u"/xrpc/app.bsky.feed.getPosts?uris="_s + asked })[u"posts"_s][0]
            .toObject();
    const QJsonObject reply = answer.value(u"reply"_s).toObject();
    QCOMPARE(reply.value(u"parent"_s).toObject().value(u"uri"_s).toString(), asked);
    QCOMPARE(reply.value(u"parent"_s).toObject().value(u"cid"_s), question.value(u"cid"_s));
    QCOMPARE(
        reply.value(u"root"_s), question.value(u"record"_s).toObject().value(u"reply"_s).toObject().value(u"root"_s));

    // This network changes nothing; it takes away, all of the thread and nothing else.
    QVERIFY2(ada.chooseInOutbox(words.first().left(5)), qPrintable(WindowPerson::where()));
    QVERIFY2(ada.removeChosen(), qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until([&] { return records().size() == 1; }, 60'000));
    QCOMPARE(records().first().value(u"value"_s).toObject(), answer);
}

void TestComposedThere::onMastodonsKind()
{
    Served snac(u"snac"_s);
    QVERIFY(snac.isUp());
    const QString url = text(snac, "SNAC_URL");
    const QString bearer = u"Authorization: Bearer "_s + text(snac, "SNAC_ALICE_TOKEN");
    Writer ada;
    QVERIFY2(ada.connectTo({ u"Mastodon"_s, url, {}, text(snac, "SNAC_ALICE_TOKEN") }, {}),
        qPrintable(WindowPerson::where()));
    const QString me =
        curl({ u"-H"_s, bearer, url + u"/api/v1/accounts/verify_credentials"_s }).object().value(u"id"_s).toString();
    const auto statuses = [&] {
        QList<QJsonObject> all;
        const auto listed =
            curl({ u"-H"_s, bearer, url + u"/api/v1/accounts/"_s + me + u"/statuses?limit=40"_s }).array();
        for (const QJsonValue &each : listed)
            all.prepend(each.toObject());
        return all;
    };
    /// What it says, as its own source where the server gives it, else of its HTML by our own reduction.
    const auto said = [&](const QJsonObject &status) {
        const auto source =
            curl({ u"-H"_s, bearer, url + u"/api/v1/statuses/"_s + status.value(u"id"_s).toString() + u"/source"_s });
        if (source.isObject() && source.object().contains(u"text"_s))
            return source.object().value(u"text"_s).toString();
        return plainFromHtml(status.value(u"content"_s).toString()).text;
    };
    compose(ada);
    if (QTest::currentTestFailed())
        return;
    const auto all = statuses();
    QCOMPARE(all.size(), 3);
    for (int i = 0; i < 3; ++i) {
        const auto &part = m_preview.parts.at(i);
        QCOMPARE(said(all.at(i)), part.text);
        QCOMPARE(all.at(i).value(u"spoiler_text"_s).toString(), m_preview.warning);
        QCOMPARE(all.at(i).value(u"visibility"_s).toString(), u"public"_s);
        if (i > 0)
            QCOMPARE(all.at(i).value(u"in_reply_to_id"_s), all.at(i - 1).value(u"id"_s));
        const auto media = all.at(i).value(u"media_attachments"_s).toArray();
        QCOMPARE(media.size(), part.pictures.size());
        if (media.isEmpty())
            continue;
        const QJsonObject picture = media.first().toObject();
        QCOMPARE(picture.value(u"description"_s).toString(), part.pictures.first().description);
        const QByteArray kept = fetched({ picture.value(u"url"_s).toString() });
        QCOMPARE(QCryptographicHash::hash(kept, QCryptographicHash::Sha256), part.pictures.first().digest);
    }

    // A reply to a mention that bob made, from the inbox; then changed, from the outbox.
    ada.leaveOutbox();
    snac.tell(u"post"_s, u"@alice is it safe?"_s);
    QVERIFY2(ada.toInbox(), qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until([&] { return ada.askOnce() && ada.row(u"is it safe?"_s).isValid(); }));
    QVERIFY2(ada.openRow(u"is it safe?"_s), qPrintable(WindowPerson::where()));
    WindowPerson::strike(Qt::Key_R);
    Writer::write(u"It is safe, öfter tested."_s);
    WindowPerson::strike(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(WindowPerson::until([&] { return statuses().size() == 4; }, 60'000));
    const QJsonObject answer = statuses().last();
    QVERIFY2(said(answer).endsWith(u"It is safe, öfter tested."_s), qPrintable(said(answer)));
    const QJsonObject question = curl({ u"-H"_s, bearer, url + u"/api/v1/notifications"_s })[0][u"status"_s].toObject();
    QCOMPARE(answer.value(u"in_reply_to_id"_s), question.value(u"id"_s));
    const QString answered = said(answer).section(u"It is"_s, 0, 0);
    QVERIFY(WindowPerson::until([&] { return ada.number("SELECT count(*) FROM delivery WHERE state = 'sent'") == 2; }));
    QVERIFY2(ada.chooseInOutbox(answered), qPrintable(WindowPerson::where()));
    QVERIFY2(ada.changeChosen(u" Twice."_s), qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until([&] { return said(statuses().last()).endsWith(u"öfter tested. Twice."_s); }, 60'000));
    QCOMPARE(statuses().size(), 4);

    // snac 2.75 takes nothing away by this interface: that is said, and nothing is taken for gone.
    QVERIFY2(ada.chooseInOutbox(words.first().left(5)), qPrintable(WindowPerson::where()));
    QVERIFY2(ada.removeChosen(), qPrintable(WindowPerson::where()));
    QVERIFY(WindowPerson::until(
        [&] {
            return ada.number(
                       "SELECT count(*) FROM amendment WHERE kind = 'remove' AND state = 'refused' AND reason <> ''")
                == 1;
        },
        60'000));
    QCOMPARE(statuses().size(), 4);
}

QTEST_MAIN(TestComposedThere)
#include "test_composedthere.moc"
