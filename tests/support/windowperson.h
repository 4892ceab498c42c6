#pragma once

#include "app/desktop/workbench.h"
#include "ui/inbox/thread/threadrow.h"

#include <QTemporaryDir>
#include <QtTest>

namespace wheelhouse {

class ContactCard;

/// Somebody at the window of a desk of their own, on a computer without a keyring, who does everything with keys and
/// mouse. What a step gives is whether what a person waits for came.
class WindowPerson {
public:
    /// An account, and what lets one in there.
    struct Way {
        QString network; ///< as the dialog calls it
        QString server;
        QString user; ///< empty: the network asks for none
        QString secret;
    };
    static constexpr int patience = 20'000; ///< ms, for what a network takes part in
    static inline const QString passphrase = QStringLiteral("a passphrase of mine");

    /// Before the application is made: settings, vault and log lie in a folder of their own from then on.
    static void leaveHome();
    static QString home();

    WindowPerson();
    ~WindowPerson();
    Q_DISABLE_COPY_MOVE(WindowPerson)
    /// The window, and the engine under it; again after close(), as the next morning.
    void open();
    void close();

    [[nodiscard]] MainWindow &window() { return m_bench->window(); }
    [[nodiscard]] InboxPanel &inbox() { return m_bench->inbox(); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] qint64 number(const char *sql) const; ///< asked of the workspace

    template<typename That> static bool until(That that, int ms = patience) { return QTest::qWaitFor(that, ms); }
    static void strike(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    static void type(const QString &words);
    /// By \a key, again and again, to the button that bears \a words.
    static bool goTo(const QString &words, Qt::Key key = Qt::Key_Tab);
    static bool isOn(const QString &words);
    /// Where the keyboard is, and what is said there; for a test that fails.
    static QString where();
    /// All words on a part of the window, a label a line.
    static QString shown(const QWidget *part);

    /// Through the five steps of the dialog; pictures of them are kept as \a picture.
    bool connectTo(const Way &way, const QString &picture);
    /// Types the passphrase into the window that asks for it.
    bool openVault();
    /// By its name, in the palette.
    bool showView(const QString &name);
    /// F5, once; whether an answer came.
    bool askOnce();
    bool undo();
    /// What the window's last line says.
    bool isSaid(const QString &words);
    /// The row of the list in which \a words stand.
    QModelIndex row(const QString &words);
    /// Clicks on that row; whether the conversation is open then, with its person beside it.
    bool openRow(const QString &words);
    /// The messages of the open conversation.
    QList<ThreadRow> thread();
    ThreadRow message(const QString &words);
    ContactCard *card(); ///< nullptr: it is not to be seen
    /// In the open conversation to the message with \a words, and there into the menu, entry by entry.
    bool choose(const QString &words, const QStringList &entries, const QString &picture = {});
    /// Keeps a picture of what is in front, where somebody wants pictures (WH_PICTURES, a folder).
    void keep(const QString &name);

private:
    bool comeBack();
    bool sayWho(const Way &way, const QString &picture);
    bool sayTerms(const QString &picture);
    bool walk(const QStringList &entries, const QString &picture);

    QTemporaryDir m_folder;
    SystemClock m_clock;
    Look m_look;
    QSettings m_settings { m_folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat };
    std::unique_ptr<Workbench> m_bench;
};

} // namespace wheelhouse
