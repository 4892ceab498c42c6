#include "ui/composer/startpage.h"

#include "ui/kit/emptystate.h"
#include "ui/kit/icons.h"

#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int widest = 560; // px before the text scale
constexpr int mostDrafts = 50;

} // namespace

StartPage::StartPage(ComposerServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_look(look)
    , m_empty(new EmptyState(look, this))
    , m_list(new QListWidget(this))
    , m_column(new QVBoxLayout(this))
{
    m_list->setAccessibleName(tr("Drafts and templates"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMaximumWidth(look.scaled(widest));
    m_column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    m_column->addWidget(m_empty, 1); // all of the room while there is no list
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(m_list, 20);
    middle->addStretch(1);
    m_column->addLayout(middle, 3);
    connect(&look, &Look::changed, this, &StartPage::fill); // icons and inks are of a theme
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const int at = item->data(Qt::UserRole).toInt();
        if (at < m_drafts.size())
            emit openRequested(m_drafts.at(at).post);
        else
            emit templateRequested(m_templates.at(at - m_drafts.size()));
    });
}

/// Off the window's thread: there may be thousands of posts.
void StartPage::read()
{
    struct Begun {
        QList<DraftLine> drafts;
        qint64 count = 0;
        QList<PostTemplate> templates;
    };
    m_services.background.ask(
        this,
        [path = m_services.workspace]() -> Result<Begun> {
            auto database = Database::open(path, Database::Mode::Read);
            if (!database)
                return tl::unexpected(database.error());
            CompositionReader reader(**database);
            auto drafts = reader.drafts(mostDrafts);
            auto count = reader.draftCount();
            auto templates = SavedWordsReader(**database).templates();
            if (!drafts || !count || !templates)
                return tl::unexpected(!drafts ? drafts.error() : !count ? count.error() : templates.error());
            return Begun { *drafts, *count, *templates };
        },
        [this](const Result<Begun> &begun) {
            if (!begun) {
                emit failed(begun.error());
                return;
            }
            m_drafts = begun->drafts;
            m_count = begun->count;
            m_templates = begun->templates;
            fill();
        });
}

void StartPage::fill()
{
    m_empty->clearActions();
    m_empty->setContent(QStringLiteral("document-edit"),
        m_drafts.isEmpty() ? tr("Nothing is being written") : tr("%Ln draft(s)", nullptr, int(m_count)),
        m_count > m_drafts.size()
            ? tr("Those saved last are below; all of them stand in the calendar, those without a day in its tray.")
            : tr("A post is written once; each outpost follows it until you change what it says there."));
    m_empty->addAction(tr("Write a post"), { QStringLiteral("N") }, [this] { emit newRequested(); });
    m_empty->addAction(tr("Templates and saved replies…"), {}, [this] { emit keepingRequested(); });
    m_list->clear();
    const auto add = [this](const QString &words, const char *icon, int at) {
        auto *item = new QListWidgetItem(Icons::icon(QString::fromLatin1(icon), m_look), words, m_list);
        item->setData(Qt::UserRole, at);
    };
    const QLocale locale;
    for (int i = 0; i < m_drafts.size(); ++i) {
        const DraftLine &each = m_drafts.at(i);
        const QString when = locale.toString(each.savedAt.toLocalTime(), tr("d MMM, HH:mm", "a day and an hour"));
        const bool hasName = !each.title.isEmpty();
        add(tr("%1 · saved %2", "a post, when").arg(hasName ? each.title : namelessWords(each.pictures), when),
            "post-draft", i);
        if (!hasName)
            m_list->item(m_list->count() - 1)->setForeground(m_look.theme().text3);
    }
    for (int i = 0; i < m_templates.size(); ++i)
        add(tr("From the template “%1”").arg(m_templates.at(i).name), "tag", int(m_drafts.size()) + i);
    m_list->setVisible(m_list->count() > 0);
    m_column->setStretch(0, m_list->count() > 0 ? 0 : 1);
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

void StartPage::takeFocus()
{
    if (m_list->count() > 0)
        m_list->setFocus();
    else
        m_empty->setFocus();
}

} // namespace wheelhouse
