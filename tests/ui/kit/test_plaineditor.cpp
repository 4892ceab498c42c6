#include "ui/kit/look.h"
#include "ui/kit/plaineditor.h"

#include <QMimeData>
#include <QTest>

using namespace wheelhouse;

namespace {

struct Pasted : PlainEditor {
    using PlainEditor::PlainEditor;
    void paste(const QString &text)
    {
        QMimeData pasted;
        pasted.setText(text);
        insertFromMimeData(&pasted);
    }
    [[nodiscard]] bool isAlone() const { return (font().styleStrategy() & QFont::NoFontMerging) != 0; }
};

QString aLetterOfEveryScript()
{
    QSet<int> scripts;
    QString text;
    for (char32_t point = U'A'; point < 0x1f000; ++point) {
        const auto script = QChar::script(point);
        if (script <= QChar::Script_Common || !QChar::isLetter(point) || scripts.contains(script))
            continue;
        scripts.insert(script);
        text += QString::fromUcs4(&point, 1) + u' ';
    }
    return text;
}

} // namespace

class TestPlainEditor : public QObject {
    Q_OBJECT
private slots:
    void f17APastedLetterOfEveryScriptDoesNotHoldTheWindow();
};

/// The time is told and fails nothing (see calmFont).
void TestPlainEditor::f17APastedLetterOfEveryScriptDoesNotHoldTheWindow()
{
    Look look;
    Pasted editor(look);
    editor.resize(400, 200);
    editor.show();
    editor.paste(QStringLiteral("Hello "));
    QVERIFY(!editor.isAlone());
    const QString storm = aLetterOfEveryScript();
    QElapsedTimer timer;
    timer.start();
    editor.paste(storm);
    QVERIFY(!editor.grab().isNull());
    qInfo("pasted and shown in %lld ms", timer.elapsed());
    QVERIFY(editor.isAlone());
    QCOMPARE(editor.toPlainText(), QStringLiteral("Hello ") + storm);
    editor.setPlainText(QStringLiteral("Good day"));
    QVERIFY(!editor.isAlone()); // an ordinary text has all its fonts again
}

QTEST_MAIN(TestPlainEditor)
#include "test_plaineditor.moc"
