#pragma once

#include "core/calendar/calendardesk.h"
#include "core/publishing/outbox.h"
#include "tests/support/desk.h"
#include "ui/composer/composefield.h"
#include "ui/composer/composerpanel.h"
#include "ui/composer/variantedit.h"
#include "ui/kit/look.h"
#include "ui/kit/shortcuts.h"

#include <QApplication>
#include <QSettings>
#include <QSignalSpy>

namespace wheelhouse {

/// A composer over a real store whose writing side lives on a lane of its own, as in the program: two outposts where
/// posts may be written, on Mastodon and on Bluesky, and a blog that is asked for.
class ComposerDesk {
public:
    template<typename Work> auto on(Work work)
    {
        auto future = m_engine.ask(std::move(work));
        future.waitForFinished();
        if constexpr (!std::is_void_v<std::invoke_result_t<Work>>)
            return future.result();
    }

    ComposerDesk()
    {
        qputenv("WH_DICTIONARIES", folder.path().toUtf8());
        write(QStringLiteral("en_US.aff"), "SET UTF-8\nTRY abc\n");
        write(QStringLiteral("en_US.dic"), "6\nBlend\nis\nback\nand\nagain\nlonger\n");
        on([this] {
            m_writing = std::make_unique<Writing>();
            m_path = m_writing->desk.database.path();
        });
        m_reading = std::make_unique<Reading>(m_path);
        m_services = std::make_unique<ComposerServices>(
            ComposerServices { m_engine, *m_background, m_writing->composing, m_writing->readying, m_reading->reader,
                m_reading->limits, { m_engine, m_writing->saved, m_reading->saved }, m_writing->changes, clock, m_path,
                folder.filePath(QStringLiteral("words.txt")), door(), {}, false });
        look.setReducedMotion(true);
        open();
    }
    ~ComposerDesk()
    {
        panel.reset();
        m_background.reset();
        m_reading.reset();
        on([this] { m_writing.reset(); });
    }
    ComposerDesk(const ComposerDesk &) = delete;
    ComposerDesk &operator=(const ComposerDesk &) = delete;

    void open()
    {
        panel = std::make_unique<ComposerPanel>(*m_services, look, shortcuts);
        panel->resize(1368, 820);
        panel->show();
        panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel.get()));
    }
    /// Begins a post and waits until it is there.
    void begin()
    {
        const PostId before = panel->post();
        panel->begin();
        QTRY_VERIFY(!(panel->post() == before) && panel->isShown());
        QTRY_VERIFY(panel->findChildren<VariantEdit *>().size() >= 3);
    }
    [[nodiscard]] VariantEdit *edit(NetworkId network) const
    {
        for (auto *each : panel->findChildren<VariantEdit *>())
            if (!each->isShared() && each->variant().channel.network == network)
                return each;
        return nullptr;
    }
    [[nodiscard]] VariantEdit *shared() const
    {
        for (auto *each : panel->findChildren<VariantEdit *>())
            if (each->isShared())
                return each;
        return nullptr;
    }
    [[nodiscard]] ComposeField &field(VariantEdit *of, int part = 0) const { return of->parts().at(part)->field(); }
    void type(VariantEdit *into, const QString &words, int part = 0)
    {
        field(into, part).setFocus();
        field(into, part).moveCursor(QTextCursor::End);
        QTest::keyClicks(&field(into, part), words);
    }
    /// As it stands in the store just now, read by another connection.
    Composition kept()
    {
        auto database = TestDesk::must(Database::open(m_path, Database::Mode::Read));
        return *TestDesk::must(CompositionReader(*database).read(panel->post()));
    }
    /// What the account on Bluesky takes. Before a post is begun.
    void limitBluesky(const Limits &limits)
    {
        on([this, limits] {
            TestDesk::must(m_writing->limits.keep(ChannelId::fromName("channel", "sky"), limits, clock.now()));
        });
    }
    /// Gives the post an hour, and says that it is written for no objective.
    void place(const WallTime &at)
    {
        on([this, at, post = panel->post()] {
            TestDesk::must(m_writing->composing.setObjective(post, { {}, true }));
            TestDesk::must(m_writing->calendar.place({ { { post, {} }, at } }, EditScope::All));
        });
    }
    qint64 number(const QByteArray &sql)
    {
        return on([=, this] { return m_writing->desk.database.number(sql.constData()); });
    }
    Result<Undone> undo()
    {
        return on([this] { return m_writing->desk.undo.back(); });
    }
    [[nodiscard]] QString path() const { return m_path; } ///< of the store
    [[nodiscard]] SavedWordsServices savedWords() { return m_services->saved; }
    SavedWords &saved() { return m_writing->saved; } ///< only inside on()
    void press(const char *keys)
    {
        const QKeySequence sequence(QString::fromLatin1(keys));
        const auto key = sequence[0];
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : panel.get(), key.key(), key.keyboardModifiers());
    }

    FakeClock clock;
    Look look;
    QTemporaryDir folder;
    QSettings settings { folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat };
    Shortcuts shortcuts { settings };
    std::unique_ptr<ComposerPanel> panel;

private:
    struct Writing {
        TestDesk desk;
        Changes changes { desk.writer() };
        PostStore posts { desk.writer(), desk.log, desk.clock };
        Holds holds { desk.writer(), desk.log, desk.clock };
        Outbox outbox { desk.writer(), desk.log, desk.undo, holds, desk.clock };
        CalendarDesk calendar { desk.writer(), desk.log, desk.undo, posts, outbox, desk.clock };
        Composing composing { desk.writer(), desk.log, desk.undo, desk.clock };
        SavedWords saved { desk.writer(), desk.log, desk.undo };
        MediaStore media { desk.database.path() };
        PictureReadying readying { media };
        LimitsBook limits { desk.writer() };
        Writing()
        {
            posts.setMakeReady(makePicturesReady(readying, limits));
            TestDesk::must(desk.writer().run("UPDATE workspace SET kind = 'sample'"));
            auto transaction = Transaction::begin(desk.writer());
            TestDesk::must(desk.admission.channel(*transaction,
                { ChannelId::fromName("channel", "sky"), NetworkId::Bluesky, QStringLiteral("@marlowe.coffee"),
                    QStringLiteral("marlowe.coffee") }));
            TestDesk::must(transaction->commit());
        }
    };
    struct Reading {
        explicit Reading(const QString &path)
            : database(TestDesk::must(Database::open(path, Database::Mode::Read)))
        {
        }
        std::unique_ptr<Database> database;
        CompositionReader reader { *database };
        LimitsBook limits { *database };
        SavedWordsReader saved { *database };
        CalendarBook calendar { *database };
    };
    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("not written");
    }
    PlanDoor door()
    {
        const auto sentence = [](const Result<Planned> &done) -> Result<QString> {
            return done.map([](const Planned &planned) { return planned.sentence; });
        };
        CalendarDesk &calendar = m_writing->calendar;
        PlanDoor door;
        door.at = [this](PostId post) -> Result<std::optional<WallTime>> {
            const auto card = m_reading->calendar.card({ post, {} });
            if (!card)
                return tl::unexpected(card.error());
            return *card ? (*card)->at : std::nullopt;
        };
        door.place = [&calendar, sentence](PostId post, const std::optional<WallTime> &at) {
            return sentence(calendar.place({ { { post, {} }, at } }, EditScope::All));
        };
        door.schedule = [&calendar, sentence](PostId post) { return sentence(calendar.schedule({ post })); };
        door.unschedule = [&calendar, sentence](PostId post) { return sentence(calendar.unschedule({ post })); };
        return door;
    }

    Lane m_engine { QStringLiteral("engine") };
    std::unique_ptr<Lane> m_background = std::make_unique<Lane>(QStringLiteral("composing"));
    std::unique_ptr<Writing> m_writing;
    std::unique_ptr<Reading> m_reading;
    std::unique_ptr<ComposerServices> m_services;
    QString m_path;
};

} // namespace wheelhouse
