#pragma once

#include "core/posts/compositionfindings.h"
#include "ui/composer/composerkeeper.h"
#include "ui/composer/pictureroom.h"
#include "ui/composer/spellroom.h"
#include "ui/kit/panel.h"

class QGridLayout;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace wheelhouse {

class ComposeHead;
class Look;
class Notice;
class PreviewPane;
class SegmentedButton;
class Shortcuts;
class SideColumn;
class StartPage;
class TextLabel;
class VariantEdit;

/// One post, written once and said everywhere in its place's own way: shared text, a variant for each outpost, preview,
/// what stands against it, and when it goes out. What is typed is kept as it stands.
class ComposerPanel : public Panel {
    Q_OBJECT
public:
    ComposerPanel(ComposerServices &services, const Look &look, Shortcuts &shortcuts, QWidget *parent = nullptr);
    ~ComposerPanel() override;
    Q_DISABLE_COPY_MOVE(ComposerPanel)

    [[nodiscard]] QString title() const override { return tr("Compose"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("document-edit"); }
    [[nodiscard]] QString scope() const override { return QStringLiteral("composer"); }
    [[nodiscard]] QString goKey() const override { return QStringLiteral("N"); }
    void takeFocus() override;

    void open(const PostId &post);
    [[nodiscard]] bool isShown() const { return m_isShown; } ///< what was opened has been read
    /// Begins a draft for every outpost where we may speak; \a at: where it is planned; none: nowhere yet.
    void begin(const std::optional<WallTime> &at = {}, const PostContent &content = {});
    void close(); ///< back to what was begun
    [[nodiscard]] PostId post() const { return m_now.post; }
    [[nodiscard]] const Composition &composition() const { return m_now; }
    [[nodiscard]] QList<Channel> outposts() const; ///< where we may speak
    /// Takes back what was typed in the field that has the keyboard; false: none of ours has anything to take back.
    [[nodiscard]] bool undoTyping();
    /// Why the main button rests; empty: it does not.
    [[nodiscard]] QString obstacle() const;

signals:
    void acted(const QString &sentence); ///< one step to undo
    void told(const QString &sentence); ///< nothing to take back

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    [[nodiscard]] QWidget *writing();
    [[nodiscard]] QWidget *bottomBar();
    void listen();
    void addCommands();
    void addVariantCommands();

    // What is shown.
    void reread();
    void showComposition(const Composition &now);
    void showVariants();
    void arrange();
    void showTabs(bool isTabbed);
    void showState();
    void showPreview();
    void showMain();
    [[nodiscard]] VariantEdit *makeVariant();
    [[nodiscard]] const Limits &limitsOf(const Channel &channel);
    [[nodiscard]] bool isNarrow() const;
    [[nodiscard]] bool isDraft() const { return m_now.state == Composition::State::Draft; }

    // What is typed.
    void takeShared();
    void takeVariant(const VariantEdit *edit);
    void typed();
    void judge();
    [[nodiscard]] ComposedWords asSent() const;

    // What is done.
    template<typename Work> void step(Work work);
    void hear(const Result<QString> &done);
    void toggle(const ChannelId &channel, bool goes);
    void askRevert(const VariantEdit *edit);
    void askPlan();
    void askWhy();
    void askCampaign();
    void askTemplate();
    void place(const std::optional<WallTime> &at);
    void plan();
    void takeBack();
    void leadToObstacle();
    void putAwayBlank();
    void discard();
    void keepNow();
    void goTo(const ComposedFinding &finding);
    void goToVariant(int index);
    void openSaved(bool asTemplate);
    void say(const Error &error);

    ComposerServices &m_services;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    ComposerKeeper m_keeper;
    SpellRoom m_spelling;
    PictureRoom m_pictures;
    Composition m_now;
    bool m_isShown = false; ///< the fields hold the words of m_now
    std::optional<WallTime> m_at;
    QHash<ChannelId, Limits> m_limits;
    QList<ComposedFinding> m_findings;
    int m_current = 0; ///< the variant that is previewed
    bool m_tellsKept = false; ///< somebody asked that it be kept, and is told when it is
    bool m_isPreviewing = false; ///< in a narrow window: the preview instead of the words
    QTimer m_judgeSoon;
    QTimer m_readSoon;

    QStackedWidget *m_stack;
    StartPage *m_start;
    QWidget *m_work;
    QWidget *m_write;
    SegmentedButton *m_ways; ///< in a narrow window: words or preview
    ComposeHead *m_head;
    Notice *m_notice;
    QScrollArea *m_scroll;
    QGridLayout *m_grid;
    VariantEdit *m_shared;
    QList<VariantEdit *> m_variants;
    SegmentedButton *m_tabs = nullptr; ///< of variants, in a narrow window; made anew when they change
    QStringList m_shownTabs;
    PreviewPane *m_preview;
    SideColumn *m_side;
    QScrollArea *m_sideScroll;
    TextLabel *m_trouble;
    QPushButton *m_keep;
    QPushButton *m_main;
};

} // namespace wheelhouse
