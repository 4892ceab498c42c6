#include "ui/launch/launchprinting.h"

#include "core/launch/launchwords.h"
#include "ui/launch/lanepainter.h"
#include "ui/launch/stepwords.h"

#include <QAbstractTextDocumentLayout>
#include <QCoreApplication>
#include <QFile>
#include <QPainter>
#include <QPdfWriter>
#include <QTextCursor>
#include <QTextDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LaunchRoom)
};

constexpr int pageWidthPx = 1120; // of the screen's px that a page shows side by side
constexpr int titlePx = 40;
constexpr int footPx = 22;

/// Where pages of lanes begin: neither a lane nor a day is cut.
QList<QPoint> sheetsOf(const LaneLayout &layout, QSize grid)
{
    const int columns = std::max(1, grid.width() / layout.dayWidth);
    int used = 0; // behind the last step there is nothing to print
    for (const LaneLayout::Chip &each : layout.chips)
        used = std::max(used, each.place.right() + 1);
    const int days =
        std::max({ 1, (used + layout.dayWidth - 1) / layout.dayWidth, layout.doorsX / layout.dayWidth + 1 });
    QList<int> tops;
    int top = 0;
    for (const LaneLayout::Band &band : layout.bands)
        if (tops.isEmpty() || band.top + band.height - top > grid.height()) {
            top = band.top;
            tops.append(top);
        }
    if (tops.isEmpty())
        tops.append(0);
    QList<QPoint> sheets;
    for (const int y : std::as_const(tops))
        for (int day = 0; day < days; day += columns)
            sheets.append({ day * layout.dayWidth, y });
    return sheets;
}

class Paper {
public:
    Paper(QPagedPaintDevice &paper, const LaunchSight &sight)
        : m_paper(paper)
        , m_sight(sight)
        , m_painter(&paper)
    {
        m_look.setMode(Look::Mode::Light);
        m_scale = double(paper.width()) / pageWidthPx;
        m_page = QSize(pageWidthPx, int(paper.height() / m_scale));
        m_layout = layOutLanes(*sight.plan, m_look, sight.plan->launch.doors.date, 0);
    }
    int print()
    {
        const QSize grid(m_page.width() - LanePainter::headWidth(m_look),
            m_page.height() - titlePx - footPx - LanePainter::headerHeight(m_look));
        const QList<QPoint> sheets = sheetsOf(m_layout, grid);
        writePage();
        m_pages = int(sheets.size()) + m_text.pageCount();
        for (const QPoint each : sheets) {
            begin();
            printLanes(each);
            end();
        }
        printText();
        return m_pages;
    }

private:
    void begin()
    {
        if (m_number++ > 0)
            m_paper.newPage();
        m_painter.save();
        m_painter.scale(m_scale, m_scale);
    }
    void end()
    {
        m_painter.setPen(m_look.theme().text3);
        m_painter.setFont(m_look.font(Type::Tiny));
        m_painter.drawText(QRect(0, m_page.height() - footPx, m_page.width(), footPx),
            Qt::AlignVCenter | Qt::AlignRight, Words::tr("page %1 of %2").arg(m_number).arg(m_pages));
        m_painter.restore();
    }
    void printTitle()
    {
        m_painter.setPen(m_look.theme().text);
        m_painter.setFont(m_look.font(Type::Title));
        m_painter.drawText(QRect(0, 0, m_page.width(), titlePx), Qt::AlignVCenter | Qt::AlignLeft,
            Words::tr("%1, doors open %2, plan %3")
                .arg(m_sight.plan->launch.name, doorsWords(m_sight.plan->launch.doors))
                .arg(m_sight.plan->launch.version));
    }
    void printLanes(QPoint offset)
    {
        printTitle();
        const QRect bounds(0, titlePx, m_page.width(), m_page.height() - titlePx - footPx);
        m_painter.save();
        m_painter.setClipRect(bounds);
        Canvas canvas(m_painter, m_look, Qt::LeftToRight, bounds);
        LanePainter(m_painter, canvas, m_sight, m_layout, {}, bounds, offset).paint();
        m_painter.restore();
    }
    void heading(QTextCursor &cursor, const QString &words)
    {
        QTextCharFormat format;
        format.setFont(m_look.font(Type::Heading));
        QTextBlockFormat block;
        block.setTopMargin(12);
        cursor.insertBlock(block, format);
        cursor.insertText(words);
    }
    void paragraph(QTextCursor &cursor, const QString &words)
    {
        QTextCharFormat format;
        format.setFont(m_look.font(Type::Body));
        cursor.insertBlock(QTextBlockFormat(), format);
        cursor.insertText(words);
    }
    /// The one page, with what is open and who says what.
    void writePage()
    {
        const Launch &launch = m_sight.plan->launch;
        m_text.setDocumentMargin(0);
        QTextCursor cursor(&m_text);
        QTextCharFormat title;
        title.setFont(m_look.font(Type::Title));
        cursor.setCharFormat(title);
        cursor.insertText(Words::tr("One page for everybody: %1").arg(launch.name));
        heading(cursor, Words::tr("What we all say"));
        paragraph(cursor, launch.says);
        heading(cursor, Words::tr("What we do not say"));
        paragraph(cursor, launch.saysNot);
        heading(cursor, Words::tr("Gates still open"));
        for (const LaneReadiness &lane : m_sight.ready.lanes)
            for (const StepId id : lane.open)
                paragraph(cursor, stepSentence(*m_sight.plan->step(id), m_sight));
        heading(cursor, Words::tr("Go or no-go"));
        for (const LaunchLane &lane : m_sight.plan->lanes)
            paragraph(cursor, laneSentence(lane, m_sight));
        if (!launch.slipsIf.isEmpty())
            paragraph(cursor, launch.slipsIf);
        m_text.setPageSize(QSizeF(m_page.width(), m_page.height() - footPx));
    }
    void printText()
    {
        const int pages = m_text.pageCount();
        const double height = m_text.pageSize().height();
        for (int i = 0; i < pages; ++i) {
            begin();
            m_painter.save();
            m_painter.translate(0, -i * height);
            m_text.drawContents(&m_painter, QRectF(0, i * height, m_page.width(), height));
            m_painter.restore();
            end();
        }
    }

    QPagedPaintDevice &m_paper;
    const LaunchSight &m_sight;
    Look m_look;
    QTextDocument m_text;
    QPainter m_painter;
    LaneLayout m_layout;
    double m_scale = 1;
    QSize m_page;
    int m_pages = 0;
    int m_number = 0;
};

} // namespace

void setUp(QPagedPaintDevice &paper)
{
    paper.setPageLayout(QPageLayout(
        QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF(10, 10, 10, 10), QPageLayout::Millimeter));
}

int printLaunch(QPagedPaintDevice &paper, const LaunchSight &sight)
{
    return Paper(paper, sight).print();
}

Result<int> saveLaunch(const QString &path, const LaunchSight &sight)
{
    // Written beside it first: a full disk leaves no half of a page.
    const QString beside = path + QStringLiteral(".part");
    int pages = 0;
    bool isWhole = false;
    {
        QFile file(beside);
        if (file.open(QIODevice::WriteOnly)) {
            QPdfWriter paper(&file);
            paper.setTitle(sight.plan->launch.name);
            setUp(paper);
            pages = printLaunch(paper, sight);
        }
        isWhole = pages > 0 && file.error() == QFileDevice::NoError && file.size() > 0;
    }
    if (!isWhole || (QFile::exists(path) && !QFile::remove(path)) || !QFile::rename(beside, path)) {
        QFile::remove(beside);
        return fail(Error::Kind::Storage, Words::tr("%1 could not be written.").arg(path));
    }
    return pages;
}

} // namespace wheelhouse
