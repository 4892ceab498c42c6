// The composer by keys: its commands, and where they lead.
#include "ui/composer/composehead.h"
#include "ui/composer/composerpanel.h"
#include "ui/composer/previewpane.h"
#include "ui/composer/variantedit.h"
#include "ui/kit/shortcuts.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollArea>
#include <QStackedWidget>

namespace wheelhouse {

void ComposerPanel::addCommands()
{
    const QString scope = QStringLiteral("composer");
    m_shortcuts.addScope(scope, tr("Compose"), this);
    const auto isOpen = [this] { return m_stack->currentWidget() == m_work; };
    const auto mayChange = [this, isOpen] { return isOpen() && isDraft(); };
    const auto add = [&](const char *id, const QString &text, const QStringList &keys, const char *icon,
                         const std::function<void()> &run, const std::function<bool()> &mayRun,
                         const QString &hint = {}) {
        m_shortcuts.add(
            { QString::fromLatin1(id), text, scope, keys, QString::fromLatin1(icon), run, mayRun, hint, false });
    };
    add("composer.new", tr("Write a post"), { QStringLiteral("N") }, "document-edit", [this] { begin(); }, {});
    add(
        "composer.keep", tr("Keep as draft"), { QStringLiteral("Ctrl+S") }, "document-save", [this] { keepNow(); },
        mayChange);
    add(
        "composer.plan", tr("Plan it"), { QStringLiteral("Ctrl+Return"), QStringLiteral("Ctrl+Enter") },
        "document-send", [this] { plan(); }, isOpen);
    add(
        "composer.when", tr("Choose when it goes out…"), { QStringLiteral("Ctrl+T") }, "view-calendar-month",
        [this] { askPlan(); }, mayChange);
    add(
        "composer.why", tr("Say why it is written…"), {}, "flag", [this] { askWhy(); }, mayChange);
    add(
        "composer.campaign", tr("Choose a campaign…"), {}, "tag", [this] { askCampaign(); }, isOpen);
    add(
        "composer.preview", tr("Preview"), { QStringLiteral("Ctrl+P") }, "view-visible",
        [this] {
            m_isPreviewing = !m_isPreviewing;
            arrange();
            showPreview();
            if (!isNarrow() || m_isPreviewing)
                m_preview->setFocus();
            else
                m_shared->takeFocus();
        },
        isOpen, tr("preview"));
    add(
        "composer.picture", tr("Add pictures…"), { QStringLiteral("Ctrl+M") }, "insert-image",
        [this] {
            VariantEdit *edit = m_variants.value(m_current);
            const bool isThere = edit != nullptr && edit->isAncestorOf(QApplication::focusWidget());
            (isThere ? edit : m_shared)->current()->addPictures();
        },
        mayChange, tr("image"));
    add(
        "composer.part", tr("Add a part to the thread"), { QStringLiteral("Ctrl+Shift+M") }, "list-add",
        [this] {
            VariantEdit *edit = m_variants.value(m_current);
            const bool isThere = edit != nullptr && edit->isAncestorOf(QApplication::focusWidget());
            (isThere ? edit : m_shared)->addPart();
        },
        mayChange);
    add(
        "composer.template", tr("Templates…"), {}, "tag", [this] { askTemplate(); }, isOpen);
    add("composer.saved", tr("Templates and saved replies…"), {}, "document-edit", [this] { openSaved(false); }, {});
    add(
        "composer.discard", tr("Discard this draft"), {}, "edit-delete", [this] { discard(); }, mayChange);
    add(
        "composer.close", tr("All drafts"), { QStringLiteral("Ctrl+W") }, "view-list-text",
        [this] {
            close();
            takeFocus();
        },
        isOpen);
    addVariantCommands();
}

void ComposerPanel::addVariantCommands()
{
    for (int i = 0; i < 4; ++i)
        m_shortcuts.add({ QStringLiteral("composer.variant%1").arg(i + 1), tr("Go to variant %1").arg(i + 1),
            QStringLiteral("composer"), { QStringLiteral("Ctrl+%1").arg(i + 1) }, {}, [this, i] { goToVariant(i); },
            [this, i] { return m_stack->currentWidget() == m_work && i < m_variants.size(); },
            i == 0 ? tr("to 4 variant", "follows the key Ctrl 1") : QString(), false });
}

/// What the field itself remembers comes first, as in any field.
bool ComposerPanel::undoTyping()
{
    QWidget *focus = QApplication::focusWidget();
    if (focus == nullptr || !isAncestorOf(focus))
        return false;
    if (auto *field = qobject_cast<QPlainTextEdit *>(focus); field != nullptr && field->document()->isUndoAvailable()) {
        field->undo();
        return true;
    }
    if (auto *line = qobject_cast<QLineEdit *>(focus); line != nullptr && line->isUndoAvailable()) {
        line->undo();
        return true;
    }
    m_keeper.flush();
    return false;
}

void ComposerPanel::goToVariant(int index)
{
    if (index < 0 || index >= m_variants.size())
        return;
    m_current = index;
    m_isPreviewing = false;
    arrange();
    m_variants.at(index)->takeFocus();
    m_scroll->ensureWidgetVisible(m_variants.at(index));
    showPreview();
}

void ComposerPanel::goTo(const ComposedFinding &finding)
{
    m_isPreviewing = false;
    arrange();
    if (finding.channel.isNull()) {
        if (finding.finding.kind == Finding::Kind::NoObjective)
            return askWhy();
        return m_head->goToOutposts();
    }
    for (int i = 0; i < m_variants.size(); ++i) {
        if (!(m_variants.at(i)->variant().channel.id == finding.channel))
            continue;
        goToVariant(i);
        m_variants.at(i)->goTo(finding.part, finding.finding);
    }
}

} // namespace wheelhouse
