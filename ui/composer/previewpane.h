#pragma once

#include "core/posts/canonical.h"
#include "ui/composer/pictureroom.h"

#include <QScrollArea>

class QComboBox;
class QVBoxLayout;

namespace wheelhouse {

class PreviewText;
class SegmentedButton;
class TextLabel;

/// What goes out, as it is read back from the canonical bytes; with where its network would cut it.
struct PreviewPart {
    QString text;
    qsizetype cut = -1; ///< from here on it is too long, in UTF-16 units; -1: it fits
    QList<PictureRef> pictures;
    std::optional<Poll> poll {};
    friend bool operator==(const PreviewPart &, const PreviewPart &) = default;
};
struct Preview {
    Channel channel;
    QString title;
    QString warning;
    QList<PreviewPart> parts;
    QString when; ///< "Tue 27 Oct"; empty: no date yet
    friend bool operator==(const Preview &, const Preview &) = default;
};

/// The preview of \a content on \a channel, through canonicalBytes() and readCanonical(). Fails as they do.
[[nodiscard]] Result<Preview> previewOf(const Channel &channel, const PostContent &content, const Limits &limits);

/// One post as its network shows it.
class PreviewCard : public QWidget {
    Q_OBJECT
public:
    PreviewCard(PictureRoom &pictures, const Look &look, QWidget *parent = nullptr);
    void show(const Preview &preview, int part);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showText();
    PictureRoom &m_pictures;
    const Look &m_look;
    Preview m_preview;
    int m_part = 0;
    QWidget *m_face;
    TextLabel *m_name;
    TextLabel *m_handle;
    TextLabel *m_warning;
    TextLabel *m_title;
    PreviewText *m_text;
    QWidget *m_images;
    QWidget *m_poll;
    TextLabel *m_link;
};

/// The variants of a post, one at a time, each from the very bytes that would be sent.
class PreviewPane : public QWidget {
    Q_OBJECT
public:
    PreviewPane(PictureRoom &pictures, const Look &look, QWidget *parent = nullptr);

    /// \a index of the one that is shown.
    void show(
        const QList<ComposedVariant> &variants, int index, const QHash<ChannelId, Limits> &limits, const QString &when);
    [[nodiscard]] const Preview &preview() const { return m_preview; }
    [[nodiscard]] QString words() const; ///< under the card

signals:
    void chosen(int index); ///< by a person

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitWays();
    void showWays(const QList<ComposedVariant> &variants, int index);
    [[nodiscard]] QString verdict(const ComposedVariant &variant, const Limits &limits) const;

    PictureRoom &m_pictures;
    const Look &m_look;
    Preview m_preview;
    QStringList m_shownWays;
    QWidget *m_head;
    TextLabel *m_title;
    QComboBox *m_list; ///< in place of m_ways where they have no room
    SegmentedButton *m_ways = nullptr; ///< made anew when the outposts change
    QVBoxLayout *m_cards;
    QList<PreviewCard *> m_shown;
    TextLabel *m_words;
};

} // namespace wheelhouse
