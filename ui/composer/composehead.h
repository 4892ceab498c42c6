#pragma once

#include "core/base/walltime.h"
#include "core/posts/composition.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace wheelhouse {

class FlowRow;
class Look;
class MenuButton;
class OutpostBox;
class TextLabel;

/// The head of a post: what it is called, where it stands and belongs, when and where it goes, and why.
class ComposeHead : public QWidget {
    Q_OBJECT
public:
    explicit ComposeHead(const Look &look, QWidget *parent = nullptr);

    void show(const Composition &composition, const QList<Channel> &outposts, const std::optional<WallTime> &at);
    void setSaved(const QString &words, bool isTrouble);
    [[nodiscard]] QWidget *planAnchor() const;
    [[nodiscard]] QWidget *whyAnchor() const;
    [[nodiscard]] QWidget *campaignAnchor() const;
    [[nodiscard]] QLineEdit &title() const { return *m_title; }
    void goToOutposts();

signals:
    void titled(const QString &title);
    void textRequested(); ///< the name is said, what is written is next
    void channelToggled(const wheelhouse::ChannelId &channel, bool goes);
    void planRequested();
    void whyRequested();
    void campaignRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    QWidget *row(const QString &title);
    void fitTitle();
    void showState();
    void showOutposts(const QList<Channel> &outposts);

    const Look &m_look;
    Composition m_now;
    QLabel *m_glyph;
    QLineEdit *m_title;
    MenuButton *m_campaign;
    TextLabel *m_saved;
    MenuButton *m_plan;
    MenuButton *m_why;
    TextLabel *m_whyWords;
    QWidget *m_outposts;
    FlowRow *m_flow;
    QList<OutpostBox *> m_boxes;
    QList<QWidget *> m_rows;
};

} // namespace wheelhouse
