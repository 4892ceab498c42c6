#include "ui/savedwords/savedwordsdialog.h"

#include "core/posts/savedreplies.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/kit/plaineditor.h"
#include "ui/kit/segmentedbutton.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace wheelhouse {

namespace {

constexpr QSize usual(760, 480);
constexpr int listWidth = 220;

QPushButton *button(const QString &words, QWidget *parent)
{
    auto *made = new QPushButton(words, parent);
    made->setAutoDefault(false);
    return made;
}

} // namespace

SavedWordsDialog::SavedWordsDialog(const SavedWordsServices &services, const Look &look, QWidget *parent)
    : QDialog(parent)
    , m_services(services)
    , m_look(look)
    , m_which(new SegmentedButton(look, { tr("Saved replies"), tr("Templates") }, this))
    , m_list(new QListWidget(this))
    , m_name(new QLineEdit(this))
    , m_language(new QLineEdit(this))
    , m_text(new PlainEditor(look, this))
    , m_open(new TextLabel(look, Type::Small, Ink::Third, {}, this))
    , m_notice(new Notice(look, this))
    , m_keep(button(tr("Keep"), this))
    , m_remove(button(tr("Remove"), this))
{
    setWindowTitle(tr("Saved words"));
    layOut();
    connect(m_which, &SegmentedButton::chosen, this, [this] { read(); });
    connect(m_list, &QListWidget::currentRowChanged, this, &SavedWordsDialog::choose);
    connect(m_keep, &QPushButton::clicked, this, &SavedWordsDialog::keep);
    connect(m_remove, &QPushButton::clicked, this, &SavedWordsDialog::remove);
    connect(m_name, &QLineEdit::textChanged, this, &SavedWordsDialog::judge);
    connect(m_text, &QPlainTextEdit::textChanged, this, &SavedWordsDialog::judge);
    read();
}

QWidget *SavedWordsDialog::form()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::tightGap);
    const auto add = [&](const QString &words, QWidget *field) {
        auto *label = new TextLabel(m_look, Type::Small, Ink::Second, words, side);
        label->setBuddy(field);
        field->setAccessibleName(words);
        column->addWidget(label);
        column->addWidget(field);
    };
    add(tr("Name"), m_name);
    add(tr("Words"), m_text);
    column->setStretchFactor(m_text, 1);
    m_open->setWordWrap(true);
    column->addWidget(m_open);
    add(tr("Language (as “en” or “pt-BR”; empty: any)"), m_language);
    return side;
}

void SavedWordsDialog::layOut()
{
    resize(m_look.scaled(usual.width()), m_look.scaled(usual.height()));
    m_which->setAccessibleName(tr("Saved replies or templates"));
    m_list->setAccessibleName(tr("Saved words"));
    m_list->setProperty("kind", QStringLiteral("pages"));
    m_list->setFixedWidth(m_look.scaled(listWidth));
    m_keep->setProperty("kind", QStringLiteral("primary"));
    m_keep->setDefault(true);
    auto *fresh = button(tr("New"), this);
    auto *close = button(tr("Close"), this);
    connect(fresh, &QPushButton::clicked, this, &SavedWordsDialog::begin);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(space::pane);
    middle->addWidget(m_list);
    middle->addWidget(form(), 1);
    auto *last = new QHBoxLayout;
    last->addWidget(fresh);
    last->addWidget(m_remove);
    last->addStretch();
    last->addWidget(close);
    last->addWidget(m_keep);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::gap);
    column->addWidget(m_which, 0, Qt::AlignLeft);
    column->addWidget(m_notice);
    column->addLayout(middle, 1);
    column->addLayout(last);
}

bool SavedWordsDialog::isReply() const
{
    return m_which->current() == 0;
}

void SavedWordsDialog::show(Kind kind)
{
    m_which->setCurrent(kind == Kind::Replies ? 0 : 1);
    read();
    open();
}

void SavedWordsDialog::offer(const PostContent &content)
{
    m_which->setCurrent(1);
    read();
    begin();
    m_template.content = content;
    m_text->setPlainText(content.parts.isEmpty() ? QString() : content.parts.constFirst().text);
    m_language->setText(content.language);
    open();
    m_name->setFocus();
}

void SavedWordsDialog::read(const QString &chosen)
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    if (isReply()) {
        m_replies = m_services.reader.replies().value_or(QList<SavedReply>());
        for (const SavedReply &each : std::as_const(m_replies))
            m_list->addItem(each.name);
    } else {
        m_templates = m_services.reader.templates().value_or(QList<PostTemplate>());
        for (const PostTemplate &each : std::as_const(m_templates))
            m_list->addItem(each.name);
    }
    const auto found = m_list->findItems(chosen, Qt::MatchExactly);
    if (m_list->count() > 0)
        m_list->setCurrentRow(found.isEmpty() ? 0 : m_list->row(found.constFirst()));
    choose(m_list->currentRow());
}

void SavedWordsDialog::choose(int row)
{
    if (row < 0)
        return begin();
    if (isReply()) {
        m_reply = m_replies.at(row);
        m_text->setPlainText(m_reply.text);
        m_language->setText(m_reply.language);
        m_name->setText(m_reply.name);
    } else {
        m_template = m_templates.at(row);
        m_text->setPlainText(m_template.content.parts.constFirst().text);
        m_language->setText(m_template.content.language);
        m_name->setText(m_template.name);
    }
    judge();
}

void SavedWordsDialog::begin()
{
    m_reply = {};
    m_template = {};
    m_template.content.parts = { { QString(), {} } };
    m_name->clear();
    m_text->clear();
    m_language->clear();
    m_name->setFocus();
    judge();
}

void SavedWordsDialog::judge()
{
    const QStringList names = unfilledIn(m_text->toPlainText());
    m_open->setText(names.isEmpty() ? tr("Write {order} where something is to be filled in each time; {name} is filled "
                                         "in by itself in an answer.")
                                    : tr("To be filled in: %1").arg(names.join(QStringLiteral(", "))));
    m_keep->setEnabled(!m_name->text().trimmed().isEmpty() && !m_text->toPlainText().trimmed().isEmpty());
    m_remove->setEnabled(isReply() ? !m_reply.id.isNull() : !m_template.id.isNull());
}

void SavedWordsDialog::hear(const Result<QString> &done)
{
    if (!done)
        return m_notice->say(done.error());
    m_notice->clear();
    read(m_name->text().trimmed());
    emit acted(*done);
}

void SavedWordsDialog::keep()
{
    const auto hear = [this](const Result<QString> &done) { this->hear(done); };
    if (isReply()) {
        SavedReply reply = m_reply;
        reply.name = m_name->text();
        reply.text = m_text->toPlainText();
        reply.language = m_language->text().trimmed();
        return m_services.engine.ask(
            this, [&words = m_services.words, reply] { return words.put(reply); }, hear);
    }
    PostTemplate made = m_template;
    made.name = m_name->text();
    made.content.parts.first().text = m_text->toPlainText();
    made.content.language = m_language->text().trimmed();
    m_services.engine.ask(
        this, [&words = m_services.words, made] { return words.put(made); }, hear);
}

void SavedWordsDialog::remove()
{
    const auto hear = [this](const Result<QString> &done) { this->hear(done); };
    if (isReply())
        m_services.engine.ask(
            this, [&words = m_services.words, id = m_reply.id] { return words.remove(id); }, hear);
    else
        m_services.engine.ask(
            this, [&words = m_services.words, id = m_template.id] { return words.remove(id); }, hear);
}

} // namespace wheelhouse
