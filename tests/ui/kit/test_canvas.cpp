#include "ui/kit/calmfont.h"
#include "ui/kit/canvas.h"

#include <QPainter>
#include <QStyle>
#include <QtTest>

using namespace wheelhouse;

namespace {

constexpr QRect row(0, 0, 200, 40);

/// What \a draw leaves on a row read in \a direction.
template<typename Draw> QImage drawn(const Look &look, Qt::LayoutDirection direction, Draw draw)
{
    QImage image(row.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    Canvas canvas(painter, look, direction, row);
    draw(canvas);
    return image;
}

/// The smallest rectangle that is not white.
QRect inked(const QImage &image)
{
    QRect found;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != qRgb(255, 255, 255))
                found |= QRect(x, y, 1, 1);
    return found;
}

QRect mirrored(const QRect &rect)
{
    return { row.width() - rect.right() - 1, rect.top(), rect.width(), rect.height() };
}

} // namespace

class TestCanvas : public QObject {
    Q_OBJECT
    Look m_look;

    template<typename Draw> void stands(Draw draw)
    {
        const QRect left = inked(drawn(m_look, Qt::LeftToRight, draw));
        const QRect right = inked(drawn(m_look, Qt::RightToLeft, draw));
        QVERIFY(!left.isEmpty());
        QVERIFY2(qAbs(mirrored(left).left() - right.left()) <= 1 && qAbs(left.width() - right.width()) <= 1
                && left.top() == right.top(),
            qPrintable(QStringLiteral("%1 %2").arg(left.left()).arg(right.left())));
    }

    /// What is drawn, wherever it stands.
    template<typename Draw> QImage shape(Draw draw, Qt::LayoutDirection direction)
    {
        const QImage image = drawn(m_look, direction, draw);
        return image.copy(inked(image));
    }

private slots:
    void whatIsDrawnTurnsRoundInsideItsRow()
    {
        stands([](Canvas &c) { c.fill(QRect(10, 5, 30, 20), Qt::black); });
        stands([](Canvas &c) { c.selectionBar(row); });
        stands([](Canvas &c) { c.unreadDot({ 8, 20 }); });
        stands([](Canvas &c) { c.chip(QRect(10, 0, 150, 40), QStringLiteral("Allergen"), Tint::Red); });
        stands([](Canvas &c) { c.keycaps(QRect(10, 0, 150, 40), { QStringLiteral("E") }); });
        stands([](Canvas &c) { c.checkBox(QRect(10, 0, 30, 40), true); });
        stands(
            [](Canvas &c) { c.avatar(QRect(10, 5, 30, 30), QStringLiteral("Kofi Danquah"), QStringLiteral("inbox")); });
        stands([](Canvas &c) { c.emptyAvatar(QRect(10, 5, 20, 20)); });
    }

    void aTickAndAClockAreNotMirrored()
    {
        const auto tick = [](Canvas &c) { c.checkBox(row, true); };
        QCOMPARE(shape(tick, Qt::LeftToRight), shape(tick, Qt::RightToLeft));
        const auto clock = [](Canvas &c) { c.promise(QRect(92, 12, 16, 16), 0.3, Qt::black); };
        QCOMPARE(shape(clock, Qt::LeftToRight), shape(clock, Qt::RightToLeft));
    }

    void wordsStandAtTheLeadingEdgeAndFiguresAtTheTrailingOne()
    {
        const auto words = [this](Canvas &c) {
            c.text(QRect(0, 0, 190, 40), QStringLiteral("Kofi"), m_look.font(Type::Body), Qt::black);
        };
        QVERIFY(inked(drawn(m_look, Qt::LeftToRight, words)).left() < 4);
        QVERIFY(inked(drawn(m_look, Qt::RightToLeft, words)).right() > 194);
        const auto figures = [this](Canvas &c) {
            c.digits(QRect(0, 0, 200, 40), QStringLiteral("38"), m_look.font(Type::Body), Qt::black);
        };
        QVERIFY(inked(drawn(m_look, Qt::LeftToRight, figures)).right() > 194);
        QVERIFY(inked(drawn(m_look, Qt::RightToLeft, figures)).left() < 4);
    }

    void wordsStandWhereAPainterWouldHaveThem_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QRect>("room");
        const QStringList all { QStringLiteral("09:35"), QStringLiteral("What the valley says about harvest"),
            QStringLiteral("AVATAR fi ffl Ty. To"), QString::fromUtf8("قهوة الصباح 12"), QString::fromUtf8("שלום"),
            QString::fromUtf8("Käse 🧀 e\u0301 早"), QStringLiteral("two\nlines\tand more "),
            QStringLiteral("a < b & c") };
        for (const QString &words : all)
            for (const QRect &room : { QRect(3, 4, 190, 20), QRect(3, 5, 61, 15), QRect(0, 0, 200, 40),
                     QRect(9, 9, 30, 9), QRect(7, 3, 44, 13), QRect(5, 2, 81, 11) })
                QTest::addRow("%s in %d x %d", qPrintable(words), room.width(), room.height()) << words << room;
    }
    void wordsStandWhereAPainterWouldHaveThem()
    {
        QFETCH(QString, words);
        QFETCH(QRect, room);
        for (const auto side : { Canvas::Side::Leading, Canvas::Side::Trailing })
            for (const auto direction : { Qt::LeftToRight, Qt::RightToLeft })
                for (const auto weight : { QFont::Normal, QFont::DemiBold }) {
                    const QFont font = m_look.font(Type::Tiny, weight);
                    const QImage ours =
                        drawn(m_look, direction, [&](Canvas &c) { c.text(room, words, font, Qt::black, side); });
                    const QImage again =
                        drawn(m_look, direction, [&](Canvas &c) { c.text(room, words, font, Qt::black, side); });
                    QImage painters(row.size(), QImage::Format_RGB32);
                    painters.fill(Qt::white);
                    QPainter painter(&painters);
                    painter.setRenderHint(QPainter::Antialiasing);
                    painter.setFont(font);
                    const QString line = QFontMetrics(font).elidedText(
                        QString(words).replace(u'\n', u' ').replace(u'\t', u' '), Qt::ElideRight, room.width());
                    painter.setLayoutDirection(line.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
                    const bool left = (side == Canvas::Side::Leading) == (direction == Qt::LeftToRight);
                    painter.drawText(QStyle::visualRect(direction, row, room),
                        int((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute | Qt::AlignVCenter
                            | Qt::TextSingleLine),
                        line);
                    painter.end();
                    QCOMPARE(ours, painters);
                    QCOMPARE(again, painters);
                }
    }

    void theInitialsAreClearOfTheBadge_data()
    {
        QTest::addColumn<int>("scale");
        for (const int scale : { 80, 100, 130, 160 })
            QTest::addRow("%d", scale) << scale;
    }
    void theInitialsAreClearOfTheBadge()
    {
        QFETCH(int, scale);
        Look look;
        look.setTextScale(scale);
        const int side = look.scaled(30);
        const QRect circle(0, 0, side, side);
        const auto picture = [&](const QString &badge) {
            QImage image(side + 40, side + 40, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            Canvas(painter, look, Qt::LeftToRight, image.rect())
                .avatar(circle, QStringLiteral("Greta Lindholm"), badge);
            return image;
        };
        // The letters are whole: as many dark pixels beside the badge as where there is none.
        const QRect badge(side + look.scaled(5) - look.scaled(17), side + look.scaled(4) - look.scaled(17),
            look.scaled(17), look.scaled(17));
        const auto ink = [&](const QImage &image) {
            int count = 0;
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x)
                    count += !badge.contains(x, y) && image.pixelColor(x, y).lightness() < 120 ? 1 : 0;
            return count;
        };
        int whole = 0;
        const QImage bare = picture({});
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                whole += bare.pixelColor(x, y).lightness() < 120 ? 1 : 0;
        QVERIFY(whole > 0);
        const int left = ink(picture(QStringLiteral("inbox")));
        QVERIFY2(left * 100 >= whole * 95, qPrintable(QStringLiteral("%1 of %2").arg(left).arg(whole)));
    }

    void aParagraphTakesTheTypesOwnLines()
    {
        const QString words = QStringLiteral("Import accounts, history, open promises and the mess.");
        const int one = Canvas::paragraphHeight(m_look, words, Type::Lead, 2000);
        QCOMPARE(one, m_look.lineHeight(Type::Lead));
        const int narrow = Canvas::paragraphHeight(m_look, words, Type::Lead, 150);
        QVERIFY(narrow > one && narrow % one == 0);
        QCOMPARE(Canvas::paragraphHeight(m_look, {}, Type::Lead, 150), one);
        stands(
            [this](Canvas &c) { c.paragraph(QRect(10, 0, 120, 40), QStringLiteral("Kofi"), Type::Body, Qt::black); });
    }

    void initialsAreLettersOfTheFirstAndTheLastName()
    {
        QCOMPARE(initials(QStringLiteral("Greta Maria Lindholm")), QStringLiteral("GL"));
        QCOMPARE(initials(QStringLiteral("@kofi")), QStringLiteral("K"));
        QCOMPARE(initials(QStringLiteral("…")), QStringLiteral("?"));
    }
    void f17OnlyATextOfManyScriptsIsDrawnWithOneFont()
    {
        const auto merges = [](const QString &text) {
            return !(calmFont(QFont(), text).styleStrategy() & QFont::NoFontMerging);
        };
        const QString twelve = QStringLiteral("a \u03b1 \u0430 \u0531 \u05d0 \u0627 \u0710 \u0905 \u0e01 \u10a0 "
                                              "\u3042 \u4e2d \uac00");
        QVERIFY(merges(QString()));
        QVERIFY(merges(twelve)); // Latin is no search, so it does not count
        QVERIFY(!merges(twelve + QStringLiteral("\u0f40")));
        QVERIFY(merges(twelve + QStringLiteral("\U0001f600\u0301 1,2"))); // what belongs to every script
        QVERIFY(!merges(twelve.repeated(1'000) + QStringLiteral("\U00010330"))); // beyond the first plane, far behind
    }
};

QTEST_MAIN(TestCanvas)
#include "test_canvas.moc"
