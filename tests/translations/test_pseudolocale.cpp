#include "tests/support/pseudolocale.h"
#include "translations/pseudo/pseudo.h"

#include <QtTest>
#include <QtWidgets>

using namespace wheelhouse;

class TestPseudoLocale : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_layout = new QVBoxLayout(m_window.get());
        m_window->resize(600, 400);
    }
    void aTranslatedWindowIsClean()
    {
        m_layout->addWidget(new QLabel(pseudo(QStringLiteral("Open"))));
        m_layout->addWidget(new QPushButton(pseudo(QStringLiteral("&Snooze"))));
        m_layout->addWidget(new QLabel(QStringLiteral("1,024 · 95 %")));
        m_window->show();
        QCOMPARE(untranslated(m_window.get()), QStringList());
        QCOMPARE(clipped(m_window.get()), QStringList());
    }
    void eachKindOfForgottenTextIsFound()
    {
        auto *label = new QLabel(QStringLiteral("Label"));
        auto *button = new QToolButton;
        button->addAction(new QAction(QStringLiteral("Action"), button));
        auto *line = new QLineEdit;
        line->setPlaceholderText(QStringLiteral("Hint"));
        line->setAccessibleName(QStringLiteral("Name"));
        auto *tabs = new QTabBar;
        tabs->addTab(QStringLiteral("Tab"));
        label->setToolTip(pseudo(QStringLiteral("Half")) + QStringLiteral(" tip"));
        for (QWidget *widget : std::initializer_list<QWidget *> { label, button, line, tabs })
            m_layout->addWidget(widget);
        m_window->show();
        const auto found = untranslated(m_window.get()).join(u'\n');
        for (const auto &text : { "Label", "Action", "Hint", "Name", "Tab", " tip" })
            QVERIFY2(found.contains(QLatin1String(text)), text);
    }
    void peoplesWordsAndWhatIsHiddenAreLeftOut()
    {
        auto *words = new QLabel(QStringLiteral("My parcel is lost"));
        words->setProperty("dataText", true);
        auto *hidden = new QLabel(QStringLiteral("Later"));
        m_layout->addWidget(words);
        m_layout->addWidget(hidden);
        hidden->hide();
        m_window->show();
        QCOMPARE(untranslated(m_window.get()), QStringList());
    }
    void aTextWithoutRoomIsFoundUnlessItElides()
    {
        auto *label = new QLabel(pseudo(QStringLiteral("Everything that nobody has answered")));
        m_layout->addWidget(label);
        label->setFixedWidth(40);
        m_window->show();
        QCOMPARE(clipped(m_window.get()).size(), 1);
        label->setProperty("elides", true);
        QCOMPARE(clipped(m_window.get()), QStringList());
    }
    void aWidgetOutsideItsParentIsFound()
    {
        auto *lost = new QFrame(m_window.get());
        lost->setGeometry(590, 10, 60, 20);
        m_window->show();
        QCOMPARE(clipped(m_window.get()).size(), 1);
    }

private:
    std::unique_ptr<QWidget> m_window;
    QVBoxLayout *m_layout = nullptr;
};

QTEST_MAIN(TestPseudoLocale)
#include "test_pseudolocale.moc"
