// What is done with a post that is being written: each step is an operation of the core, or opens something that asks.
#include "ui/composer/composehead.h"
#include "ui/composer/composerpanel.h"
#include "ui/composer/planpicker.h"
#include "ui/composer/variantedit.h"
#include "ui/kit/notice.h"
#include "ui/kit/smalllist.h"
#include "ui/savedwords/savedwordsdialog.h"

#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>

namespace wheelhouse {

void ComposerPanel::say(const Error &error)
{
    m_notice->say(error);
    emit told(error.message);
}

void ComposerPanel::hear(const Result<QString> &done)
{
    if (!done)
        return say(done.error());
    if (!done->isEmpty())
        emit acted(*done);
    m_readSoon.start();
}

/// What was typed is kept before anything is done with it: one lane, one order.
template<typename Work> void ComposerPanel::step(Work work)
{
    m_keeper.flush();
    m_services.engine.ask(this, std::move(work), [this](const Result<QString> &done) { hear(done); });
}

namespace {

Result<QString> sentenceOf(const Result<Composed> &done)
{
    return done.map([](const Composed &composed) { return composed.sentence; });
}

} // namespace

void ComposerPanel::typed()
{
    m_keeper.typed(m_now.post, m_now.words);
    m_judgeSoon.start();
}

void ComposerPanel::takeShared()
{
    if (!m_isShown)
        return; // another post is being read: what stands in the fields is not of it
    m_now.words.shared = m_shared->content();
    follow(m_now.words);
    const auto names = outpostNames(m_now.words.variants);
    for (int i = 0; i < m_variants.size(); ++i)
        if (const ComposedVariant &each = m_now.words.variants.at(i); each.follows)
            m_variants[i]->setVariant(each, limitsOf(each.channel), names.value(each.channel.id));
    typed();
}

void ComposerPanel::takeVariant(const VariantEdit *edit)
{
    const int at = int(m_variants.indexOf(edit));
    if (at < 0 || !m_isShown)
        return;
    m_now.words.variants[at] = edit->variant();
    m_current = at;
    typed();
}

void ComposerPanel::toggle(const ChannelId &channel, bool goes)
{
    step([&composing = m_services.composing, post = m_now.post, channel, goes] {
        return sentenceOf(composing.setChannel(post, channel, goes));
    });
}

/// Discarding words asks; undo brings them back all the same.
void ComposerPanel::askRevert(const VariantEdit *edit)
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Follow the shared text again"),
        tr("%1 gets the shared text again. What you wrote only for it goes; Ctrl+Z brings it back.")
            .arg(networkName(edit->variant().channel.network)),
        QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->addButton(tr("Follow again"), QMessageBox::AcceptRole);
    box->addButton(tr("Leave as it is"), QMessageBox::RejectRole);
    connect(box, &QMessageBox::accepted, this, [this, channel = edit->variant().channel.id] {
        step([&composing = m_services.composing, post = m_now.post, channel] {
            return sentenceOf(composing.followAgain(post, channel));
        });
    });
    box->open();
}

void ComposerPanel::askPlan()
{
    if (!m_services.plan.place || !isDraft())
        return;
    auto *picker = new PlanPicker(m_look, m_services.clock, this);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    connect(picker, &PlanPicker::picked, this, &ComposerPanel::place);
    picker->openAt(m_head->planAnchor(), m_at);
}

void ComposerPanel::place(const std::optional<WallTime> &at)
{
    step([&services = m_services, post = m_now.post, at] { return services.plan.place(post, at); });
}

/// What was written before is read off the window's thread: there may be thousands of posts.
void ComposerPanel::askWhy()
{
    if (!isDraft())
        return;
    m_services.background.ask(
        this,
        [path = m_services.workspace]() -> Result<QStringList> {
            auto database = Database::open(path, Database::Mode::Read);
            if (!database)
                return tl::unexpected(database.error());
            return CompositionReader(**database).objectives();
        },
        [this](const Result<QStringList> &known) {
            const QString none = QStringLiteral("\n");
            auto *list = new SmallList(m_look, tr("What should come of it?"), this);
            list->setAttribute(Qt::WA_DeleteOnClose);
            QList<SmallList::Item> items;
            for (const QString &each : known.value_or(QStringList()))
                items.append({ each, each, {}, QStringLiteral("flag"), {}, {}, each == m_now.objective.words });
            items.append({ none, tr("No objective, knowingly"), {}, QStringLiteral("dialog-cancel"), {}, {},
                m_now.objective.isNone });
            list->setItems(items);
            list->setCreatePattern(tr("For “%1”"));
            const auto take = [this](const Objective &objective) {
                step([&composing = m_services.composing, post = m_now.post, objective] {
                    return sentenceOf(composing.setObjective(post, objective));
                });
            };
            connect(list, &SmallList::picked, this, [take, none](const QString &id) {
                take(id == none ? Objective { {}, true } : Objective { id, false });
            });
            connect(list, &SmallList::created, this, [take](const QString &words) { take({ words, false }); });
            list->openAt(m_head->whyAnchor());
        });
}

void ComposerPanel::askCampaign()
{
    const auto known = m_services.reader.campaigns();
    if (!known || !m_services.plan.setCampaign)
        return;
    auto *list = new SmallList(m_look, tr("Campaign"), this);
    list->setAttribute(Qt::WA_DeleteOnClose);
    QList<SmallList::Item> items;
    for (const QString &each : *known)
        items.append({ each, each, {}, QStringLiteral("tag"), {}, {}, each == m_now.campaign });
    items.append({ {}, tr("No campaign"), {}, QStringLiteral("dialog-cancel"), {}, {}, m_now.campaign.isEmpty() });
    list->setItems(items);
    connect(list, &SmallList::picked, this, [this](const QString &name) {
        step([&services = m_services, post = m_now.post, name] { return services.plan.setCampaign(post, name); });
    });
    list->openAt(m_head->campaignAnchor());
}

/// A template puts its words where none are yet; otherwise it begins a post of its own.
void ComposerPanel::askTemplate()
{
    const auto known = m_services.saved.reader.templates();
    if (!known)
        return say(known.error());
    const QString keep = QStringLiteral("\n");
    auto *list = new SmallList(m_look, tr("Template"), this);
    list->setAttribute(Qt::WA_DeleteOnClose);
    QList<SmallList::Item> items;
    for (const PostTemplate &each : *known)
        items.append({ each.id.toString(), each.name, {}, QStringLiteral("tag"), {}, {}, false });
    items.append({ keep, tr("Keep these words as a template…"), {}, QStringLiteral("list-add"), {}, {}, false });
    list->setItems(items);
    connect(list, &SmallList::picked, this, [this, keep, all = *known](const QString &id) {
        if (id == keep)
            return openSaved(true);
        for (const PostTemplate &each : all) {
            if (each.id.toString() != id)
                continue;
            const auto &parts = m_now.words.shared.parts;
            if (!isDraft() || parts.size() > 1 || !parts.value(0).text.isEmpty())
                return begin({}, each.content);
            m_shared->setShared(each.content);
            takeShared();
        }
    });
    list->openAt(m_keep);
}

void ComposerPanel::openSaved(bool asTemplate)
{
    auto *dialog = new SavedWordsDialog(m_services.saved, m_look, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SavedWordsDialog::acted, this, &ComposerPanel::acted);
    const bool hasWords = m_stack->currentWidget() == m_work && !m_now.words.shared.parts.value(0).text.isEmpty();
    if (asTemplate && hasWords)
        dialog->offer(m_now.words.shared);
    else
        dialog->show(asTemplate ? SavedWordsDialog::Kind::Templates : SavedWordsDialog::Kind::Replies);
}

void ComposerPanel::plan()
{
    if (!m_main->isEnabled())
        return leadToObstacle();
    if (!isDraft())
        return takeBack();
    if (!m_at || !m_at->time.isValid())
        return askPlan();
    // What stands here is what is planned: where it could not be kept, nothing is.
    step([&services = m_services, post = m_now.post, words = m_now.words,
             made = m_pictures.allMade()]() -> Result<QString> {
        if (auto kept = services.composing.save(post, words); !kept)
            return tl::unexpected(kept.error());
        for (const MadePicture &each : made)
            services.readying.remember(each);
        return services.plan.schedule(post);
    });
}

/// Whoever asks by the key while something is in the way hears what, and is brought there.
void ComposerPanel::leadToObstacle()
{
    const QString trouble = obstacle();
    if (trouble.isEmpty())
        return;
    emit told(trouble);
    for (const ComposedFinding &each : std::as_const(m_findings))
        if (each.finding.stops)
            return goTo(each);
}

/// Nothing goes out that was not scheduled as it stands: what is to be changed is taken out first, and that is asked.
void ComposerPanel::takeBack()
{
    auto *box = new QMessageBox(QMessageBox::Question, tr("Take it out of the outbox"),
        tr("This post is in the outbox as it stands. To change it, it is taken out and is a draft again; it goes out "
           "when "
           "you plan it anew."),
        QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->addButton(tr("Take it out and change it"), QMessageBox::AcceptRole);
    box->addButton(tr("Leave it in the outbox"), QMessageBox::RejectRole);
    connect(box, &QMessageBox::accepted, this,
        [this] { step([&services = m_services, post = m_now.post] { return services.plan.unschedule(post); }); });
    box->open();
}

void ComposerPanel::discard()
{
    step([&composing = m_services.composing, post = m_now.post] { return sentenceOf(composing.discard(post)); });
}

/// A post that was begun and left without a word is nobody's draft; one that holds an hour in the calendar stays.
void ComposerPanel::putAwayBlank()
{
    m_keeper.flush();
    if (m_now.post.isNull() || m_at || !isBlank(m_now))
        return;
    m_services.engine.ask(
        this, [&composing = m_services.composing, post = m_now.post] { return sentenceOf(composing.discard(post)); },
        [this](const Result<QString> &done) {
            if (!done)
                say(done.error());
        });
}

/// Said when the store has it, and not before.
void ComposerPanel::keepNow()
{
    m_keeper.flush();
    m_tellsKept = m_keeper.isBehind();
    if (!m_tellsKept)
        emit told(tr("Kept as a draft"));
}

} // namespace wheelhouse
