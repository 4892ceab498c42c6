#include "ui/savedwords/savedreplypicker.h"

#include "core/base/text.h"
#include "core/posts/savedreplies.h"
#include "ui/kit/plaineditor.h"
#include "ui/kit/smalllist.h"

#include <QKeyEvent>

namespace wheelhouse {

namespace {

constexpr int shownWords = 60; // graphemes of a reply, beside its name
const QString newReply = QStringLiteral("new");

} // namespace

SavedReplyPicker::SavedReplyPicker(PlainEditor &field, const SavedWordsServices &services, const Look &look)
    : QObject(&field)
    , m_field(field)
    , m_services(services)
    , m_look(look)
{
    field.installEventFilter(this);
}

/// A semicolon behind a word is only a semicolon.
bool SavedReplyPicker::mayBegin() const
{
    const QTextCursor cursor = m_field.textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    return before.isEmpty() || before.back().isSpace();
}

bool SavedReplyPicker::goToNext()
{
    const QList<Placeholder> open = placeholdersIn(m_field.toPlainText());
    if (open.isEmpty())
        return false;
    const int from = m_field.textCursor().selectionEnd();
    const auto next =
        std::find_if(open.begin(), open.end(), [from](const Placeholder &each) { return each.where.start >= from; });
    const Stretch where = (next == open.end() ? open.constBegin() : next)->where;
    QTextCursor cursor = m_field.textCursor();
    cursor.setPosition(int(where.start));
    cursor.setPosition(int(where.start + where.length), QTextCursor::KeepAnchor);
    m_field.setTextCursor(cursor);
    return true;
}

bool SavedReplyPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_field || event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier && goToNext())
        return true;
    if (key->text() == QLatin1String(";") && !m_field.isReadOnly() && mayBegin()) {
        m_field.textCursor().insertText(key->text());
        m_hasSign = true;
        open();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void SavedReplyPicker::open()
{
    const auto replies = m_services.reader.replies();
    if (!replies) {
        emit failed(replies.error());
        return;
    }
    delete m_list;
    m_list = new SmallList(m_look, tr("Saved reply"), &m_field);
    m_list->setAttribute(Qt::WA_DeleteOnClose);
    QList<SmallList::Item> items;
    for (const SavedReply &each : *replies)
        items.append({ each.id.toString(), each.name, shorten(oneLine(each.text), shownWords),
            QStringLiteral("document-edit"), {}, {}, false });
    items.append({ newReply, tr("Write saved replies…"), {}, QStringLiteral("list-add"), {}, {}, false });
    m_list->setItems(items);
    connect(m_list, &SmallList::picked, this, [this, all = *replies](const QString &id) {
        if (id == newReply)
            emit keepingRequested();
        for (const SavedReply &each : all)
            if (each.id.toString() == id)
                take(each);
    });
    connect(
        m_list, &SmallList::closed, this, [this] { m_hasSign = false; }, Qt::QueuedConnection);
    m_list->openAt(m_field.viewport(), m_field.cursorRect());
}

void SavedReplyPicker::take(const SavedReply &reply)
{
    QTextCursor cursor = m_field.textCursor();
    cursor.beginEditBlock();
    if (m_hasSign)
        cursor.deletePreviousChar();
    m_hasSign = false;
    const int start = cursor.position();
    cursor.insertText(filled(reply.text, m_known));
    cursor.endEditBlock();
    const int end = cursor.position();
    cursor.setPosition(start);
    m_field.setTextCursor(cursor);
    if (placeholdersIn(reply.text).isEmpty() || !goToNext()) {
        cursor.setPosition(end);
        m_field.setTextCursor(cursor);
    }
    m_field.setFocus();
    m_services.engine.ask(
        this, [&words = m_services.words, id = reply.id] { return words.use(id); },
        [this](const Result<void> &used) {
            if (!used)
                emit failed(used.error());
        });
}

} // namespace wheelhouse
