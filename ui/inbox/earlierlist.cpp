#include "ui/inbox/earlierlist.h"

#include "core/base/text.h"
#include "ui/inbox/readingwords.h"
#include "ui/kit/canvas.h"
#include "ui/kit/label.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimeZone>

namespace wheelhouse {

namespace {

enum Role { RowRole = Qt::UserRole, Date, Snippet, Icon, Mark, IsCurrent };

/// "12 Sep", with the year where it is another one.
QString dateWords(const QDateTime &at)
{
    const QDate date = at.toTimeZone(QTimeZone::systemTimeZone()).date();
    return QLocale().toString(date,
        date.year() == QDate::currentDate().year()
            ? EarlierList::tr("d MMM", "date format: a day of this year")
            : EarlierList::tr("MMM yyyy", "date format: a month of another year"));
}

QString stateIcon(TriageState state)
{
    switch (state) {
    case TriageState::Done:
        return QStringLiteral("state-done");
    case TriageState::Spam:
        return QStringLiteral("state-spam");
    case TriageState::Snoozed:
        return QStringLiteral("state-snoozed");
    case TriageState::Waiting:
        return QStringLiteral("state-waiting");
    case TriageState::New:
        return QStringLiteral("state-new");
    case TriageState::Open:
    case TriageState::Merged:
        break;
    }
    return QStringLiteral("state-open");
}

QString stateWords(TriageState state)
{
    switch (state) {
    case TriageState::Done:
        return EarlierList::tr("done");
    case TriageState::Spam:
        return EarlierList::tr("spam");
    case TriageState::Snoozed:
        return EarlierList::tr("snoozed");
    case TriageState::Waiting:
        return EarlierList::tr("waiting on them");
    case TriageState::New:
    case TriageState::Open:
    case TriageState::Merged:
        break;
    }
    return EarlierList::tr("open");
}

class LineDelegate : public QStyledItemDelegate {
public:
    LineDelegate(const Look &look, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { 60, m_look.scaled(24) };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        Canvas canvas(*painter, m_look, option.direction, option.rect);
        const Theme &theme = m_look.theme();
        const bool current = index.data(IsCurrent).toBool();
        QRect room = option.rect;
        const QFont font = m_look.font(Type::Small, current ? QFont::DemiBold : 0);
        const int date = qMax(m_look.scaled(44), Canvas::textWidth(index.data(Date).toString(), font));
        canvas.text(QRect(room.left(), room.top(), date, room.height()), index.data(Date).toString(), font,
            current ? theme.text : theme.text3);
        room.setLeft(room.left() + date + space::tightGap);
        const int glyph = m_look.scaled(12);
        const auto mark = index.data(Mark).value<ReadingMark>();
        const QString mood = ReadingWords::icon(mark);
        canvas.icon(QRect(room.left(), room.top(), glyph, room.height()),
            mood.isEmpty() ? index.data(Icon).toString() : mood,
            mood.isEmpty() ? (current ? theme.text : theme.text3) : ReadingWords::ink(mark, theme));
        room.setLeft(room.left() + glyph + space::tightGap);
        canvas.text(room, index.data(Snippet).toString(), font, current ? theme.text : theme.text2);
        if (option.state.testFlag(QStyle::State_HasFocus))
            canvas.focusRing(option.rect.adjusted(2, 2, -2, -2));
    }

private:
    const Look &m_look;
};

} // namespace

EarlierList::EarlierList(const Look &look, QWidget *parent)
    : QListView(parent)
    , m_look(look)
    , m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setItemDelegate(new LineDelegate(look, this));
    setAccessibleName(tr("Earlier conversations"));
    setFrameShape(NoFrame);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(NoSelection);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(this, &QListView::clicked, this, &EarlierList::go);
    connect(&look, &Look::changed, this, [this] {
        scheduleDelayedItemsLayout();
        updateGeometry();
    });
}

void EarlierList::setLines(const QList<HistoryLine> &lines, qint64 current)
{
    if (lines == m_lines && current == m_current)
        return;
    const int row = currentIndex().row();
    m_lines = lines;
    m_current = current;
    m_model->clear();
    for (const HistoryLine &line : lines) {
        auto *item = new QStandardItem;
        const QString date = dateWords(line.at);
        const QString words = oneLine(line.snippet);
        const QString state = stateWords(line.state);
        const QString reading = ReadingWords::sentence(line.reading);
        QString sentence = reading.isEmpty()
            ? tr("%1, %2. %3", "a day, a state, what was said").arg(date, state, words)
            : tr("%1, %2, %3. %4", "a day, a state, how it reads, what was said").arg(date, state, reading, words);
        if (line.conversation == current)
            sentence = tr("%1 (open now)").arg(sentence);
        item->setData(line.conversation, RowRole);
        item->setData(date, Date);
        item->setData(words, Snippet);
        item->setData(stateIcon(line.state), Icon);
        item->setData(QVariant::fromValue(line.reading), Mark);
        item->setData(line.conversation == current, IsCurrent);
        item->setData(sentence, Qt::AccessibleTextRole);
        QStringList tip { words, state };
        if (!reading.isEmpty())
            tip.append(tr("Reads as %1").arg(reading));
        item->setData(plainTip(tip.join(u'\n')), Qt::ToolTipRole);
        m_model->appendRow(item);
    }
    setCurrentIndex(m_model->index(qBound(0, row, qMax(0, m_model->rowCount() - 1)), 0));
    updateGeometry();
}

QSize EarlierList::sizeHint() const
{
    return { m_look.scaled(160), m_model->rowCount() * m_look.scaled(24) };
}

QSize EarlierList::minimumSizeHint() const
{
    return { 40, sizeHint().height() };
}

void EarlierList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        go(currentIndex());
    else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down || event->key() == Qt::Key_Home
        || event->key() == Qt::Key_End)
        QListView::keyPressEvent(event);
    else
        event->ignore(); // a letter is a command of the panel
}

void EarlierList::go(const QModelIndex &index)
{
    const qint64 conversation = index.data(RowRole).toLongLong();
    if (conversation != 0 && conversation != m_current)
        emit chosen(conversation);
}

} // namespace wheelhouse
