#include "ui/kit/keystroke.h"

#include <QtTest>

#include <xkbcommon/xkbcommon.h>

#include <memory>

using namespace wheelhouse;

namespace {

template<auto release> struct Release {
    template<typename T> void operator()(T *thing) const { release(thing); }
};
using Context = std::unique_ptr<xkb_context, Release<xkb_context_unref>>;
using Keymap = std::unique_ptr<xkb_keymap, Release<xkb_keymap_unref>>;
using State = std::unique_ptr<xkb_state, Release<xkb_state_unref>>;

struct Layout {
    QByteArray layout;
    QByteArray variant;
};

/// All layouts and variants of the machine's xkeyboard-config, as its own list names them.
QList<Layout> everyLayout()
{
    QFile list(QStringLiteral("/usr/share/X11/xkb/rules/evdev.lst"));
    if (!list.open(QIODevice::ReadOnly))
        return {};
    QList<Layout> found;
    QByteArray section;
    while (!list.atEnd()) {
        const QByteArray line = list.readLine().simplified();
        if (line.startsWith('!'))
            section = line.mid(2);
        else if (section == "layout" && !line.isEmpty())
            found.append({ line.split(' ').first(), {} });
        else if (section == "variant" && !line.isEmpty())
            found.append({ line.split(' ').at(1).chopped(1), line.split(' ').first() });
    }
    return found;
}

/// The Qt::Key that Qt's keyboards (xcb, Wayland) make of a symbol, as far as a stroke's meaning hangs on it: dead keys
/// by their place in the table, modifiers as such, text by its upper-case letter.
int qtKeyOf(xkb_keysym_t symbol, const QString &text)
{
    if (symbol >= 0xfe50 && symbol <= 0xfe93)
        return Qt::Key_Dead_Grave + static_cast<int>(symbol - 0xfe50);
    if ((symbol >= 0xffe1 && symbol <= 0xffee) || (symbol >= 0xfe01 && symbol <= 0xfe13) || symbol == 0xff7e)
        return Qt::Key_AltGr;
    if (!text.isEmpty())
        return text.at(0).toUpper().unicode();
    return Qt::Key_unknown;
}

KeyStroke strokeOf(xkb_state *state, xkb_keycode_t code, Qt::KeyboardModifiers modifiers)
{
    char typed[16] = {};
    xkb_state_key_get_utf8(state, code, typed, sizeof typed);
    const QString text = QString::fromUtf8(typed);
    const xkb_mod_mask_t mods = xkb_state_serialize_mods(state, XKB_STATE_MODS_EFFECTIVE);
    return { qtKeyOf(xkb_state_key_get_one_sym(state, code), text), text, modifiers, code, mods };
}

/// The keys with which this layout reaches its third level.
QList<xkb_keycode_t> thirdLevelKeys(xkb_keymap *keymap)
{
    QList<xkb_keycode_t> codes;
    for (xkb_keycode_t code = xkb_keymap_min_keycode(keymap); code <= xkb_keymap_max_keycode(keymap); ++code) {
        const xkb_keysym_t *symbols = nullptr;
        if (xkb_keymap_key_get_syms_by_level(keymap, code, 0, 0, &symbols) == 1
            && symbols[0] == XKB_KEY_ISO_Level3_Shift)
            codes.append(code);
    }
    return codes;
}

constexpr xkb_keycode_t leftShift = 50;
constexpr xkb_keycode_t firstKey = 9;
constexpr xkb_keycode_t lastKey = 94; // the letters, digits, signs and the key beside the left Shift

bool isDead(int key)
{
    return key >= Qt::Key_Dead_Grave && key <= Qt::Key_Dead_Longsolidusoverlay;
}

QString tell(const Layout &layout, xkb_keycode_t code, const KeyStroke &stroke)
{
    return QStringLiteral("%1(%2) key %3 types “%4”, starts %5")
        .arg(QString::fromLatin1(layout.layout), QString::fromLatin1(layout.variant), QString::number(code),
            stroke.text, nameOf(stroke).value_or(QStringLiteral("nothing")));
}

struct Tally {
    int layouts = 0;
    int third = 0;
    int dead = 0;
    int letters = 0;
    int foreign = 0;
};

} // namespace

class TestKeystroke : public QObject {
    Q_OBJECT
private slots:
    void noLayoutStartsAnythingByAltGrOrADeadKey()
    {
        const QList<Layout> layouts = everyLayout();
        if (layouts.isEmpty())
            QSKIP("xkeyboard-config is not here");
        const Context context(xkb_context_new(XKB_CONTEXT_NO_FLAGS));
        Tally tally;
        QStringList wrong;
        for (const Layout &layout : layouts) {
            const xkb_rule_names names { "evdev", "pc105", layout.layout.constData(), layout.variant.constData(),
                nullptr };
            const Keymap keymap(xkb_keymap_new_from_names(context.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS));
            if (!keymap)
                continue; // "custom" has no file of its own
            ++tally.layouts;
            tryThirdLevel(layout, keymap.get(), tally, wrong);
            tryPlainKeys(layout, keymap.get(), tally, wrong);
        }
        qInfo("%d layouts, %d strokes with AltGr, %d dead keys, %d plain letters, %d by position", tally.layouts,
            tally.third, tally.dead, tally.letters, tally.foreign);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.mid(0, 20).join(QLatin1Char('\n'))));
        QVERIFY(tally.layouts > 300 && tally.third > 10000 && tally.dead > 300 && tally.letters > 5000);
    }

    void aLetterWorksByItsPlaceWhereNoneIsLatin()
    {
        const KeyStroke russianJ { 0x41E, QStringLiteral("о"), Qt::NoModifier, 44, 0 };
        QCOMPARE(nameOf(russianJ), QStringLiteral("J"));
        const KeyStroke shifted { 0x41E, QStringLiteral("О"), Qt::ShiftModifier, 44, 0 };
        QCOMPARE(nameOf(shifted), QStringLiteral("Shift+J"));
        const KeyStroke held { 0x41B, QStringLiteral("\x0b"), Qt::ControlModifier, 45, 0 };
        QCOMPARE(nameOf(held), QStringLiteral("Ctrl+K"));
    }

    void aPlainLetterGoesByWhatItTypesNotByItsPlace()
    {
        const KeyStroke azertyA { Qt::Key_A, QStringLiteral("a"), Qt::NoModifier, 24, 0 };
        QCOMPARE(nameOf(azertyA), QStringLiteral("A"));
    }

    void turkishDotlessIIsNotI()
    {
        QCOMPARE(nameOf({ 0x131, QStringLiteral("ı"), Qt::NoModifier, 31, 0 }), std::nullopt);
        QCOMPARE(nameOf({ Qt::Key_I, QStringLiteral("i"), Qt::NoModifier, 48, 0 }), QStringLiteral("I"));
    }

    void signsAndDigitsGoByWhatTheyType()
    {
        QCOMPARE(nameOf({ Qt::Key_Question, QStringLiteral("?"), Qt::ShiftModifier, 20, 0 }), QStringLiteral("?"));
        QCOMPARE(nameOf({ Qt::Key_1, QStringLiteral("1"), Qt::ShiftModifier, 10, 0 }), QStringLiteral("1"));
        QCOMPARE(nameOf({ 0x661, QStringLiteral("١"), Qt::NoModifier, 10, 0 }), QStringLiteral("1"));
    }

    void heldKeysGoByTheirWords()
    {
        QCOMPARE(nameOf({ Qt::Key_K, QStringLiteral("\x0b"), Qt::ControlModifier, 45, 4 }), QStringLiteral("Ctrl+K"));
        QCOMPARE(nameOf({ Qt::Key_F6, {}, Qt::ShiftModifier, 72, 1 }), QStringLiteral("Shift+F6"));
        QCOMPARE(nameOf({ Qt::Key_Return, QStringLiteral("\r"), Qt::ControlModifier, 36, 4 }),
            QStringLiteral("Ctrl+Return"));
    }

    void onlyWhatCouldBeTypedSleepsInATextField()
    {
        QVERIFY(isTyped(QStringLiteral("J")) && isTyped(QStringLiteral("Shift+J")) && isTyped(QStringLiteral("?")));
        QVERIFY(!isTyped(QStringLiteral("Ctrl+K")) && !isTyped(QStringLiteral("F6"))
            && !isTyped(QStringLiteral("Shift+F6")));
    }

private:
    static void tryThirdLevel(const Layout &layout, xkb_keymap *keymap, Tally &tally, QStringList &wrong)
    {
        for (const xkb_keycode_t altGr : thirdLevelKeys(keymap))
            for (const bool shift : { false, true }) {
                const State state(xkb_state_new(keymap));
                xkb_state_update_key(state.get(), altGr, XKB_KEY_DOWN);
                if (shift)
                    xkb_state_update_key(state.get(), leftShift, XKB_KEY_DOWN);
                for (xkb_keycode_t code = firstKey; code <= lastKey; ++code) {
                    if (code == altGr || code == leftShift)
                        continue;
                    const KeyStroke stroke = strokeOf(state.get(), code, shift ? Qt::ShiftModifier : Qt::NoModifier);
                    ++tally.third;
                    if (nameOf(stroke))
                        wrong.append(tell(layout, code, stroke));
                }
            }
    }

    static void tryPlainKeys(const Layout &layout, xkb_keymap *keymap, Tally &tally, QStringList &wrong)
    {
        for (const bool shift : { false, true }) {
            const State state(xkb_state_new(keymap));
            if (shift)
                xkb_state_update_key(state.get(), leftShift, XKB_KEY_DOWN);
            for (xkb_keycode_t code = firstKey; code <= lastKey; ++code) {
                const KeyStroke stroke = strokeOf(state.get(), code, shift ? Qt::ShiftModifier : Qt::NoModifier);
                judgePlain(layout, code, stroke, shift, tally, wrong);
            }
        }
    }

    static void judgePlain(
        const Layout &layout, xkb_keycode_t code, const KeyStroke &stroke, bool shift, Tally &tally, QStringList &wrong)
    {
        const auto name = nameOf(stroke);
        if (isDead(stroke.key)) {
            ++tally.dead;
            if (name)
                wrong.append(tell(layout, code, stroke));
            return;
        }
        if (stroke.text.size() != 1 || !stroke.text.at(0).isLetter())
            return;
        const QChar letter = stroke.text.at(0);
        if (letter.unicode() < 0x80) {
            ++tally.letters;
            const QString due = (shift ? QStringLiteral("Shift+") : QString()) + letter.toUpper();
            if (name != due)
                wrong.append(tell(layout, code, stroke));
        } else if (letter.script() != QChar::Script_Latin && name) {
            ++tally.foreign;
        }
    }
};

QTEST_GUILESS_MAIN(TestKeystroke)
#include "test_keystroke.moc"
