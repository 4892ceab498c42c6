#pragma once

#include "core/posts/compositionfindings.h"
#include "ui/composer/partedit.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace wheelhouse {

class MenuButton;
class PollEdit;

/// The shared text, or what is written for one outpost.
class VariantEdit : public QWidget {
    Q_OBJECT
public:
    VariantEdit(PictureRoom &pictures, SpellRoom &spelling, const SavedWordsServices &saved, const Look &look,
        QWidget *parent = nullptr);

    void setShared(const PostContent &content);
    /// \a called: what stands over it.
    void setVariant(const ComposedVariant &variant, const Limits &limits, const QString &called);
    [[nodiscard]] const PostContent &content() const { return m_variant.content; }
    [[nodiscard]] const ComposedVariant &variant() const { return m_variant; }
    [[nodiscard]] bool isShared() const { return !m_limits; }
    [[nodiscard]] bool hasTitle() const { return m_limits && m_limits->hasTitle; }
    [[nodiscard]] QList<PartEdit *> parts() const { return m_parts; }
    [[nodiscard]] PartEdit *current() const; ///< the part that was written in last
    void goTo(int part, const Finding &finding);
    void addPart();
    void setFrozen(bool frozen); ///< it may be read, and not changed
    void takeFocus();

signals:
    void edited();
    void revertRequested();
    void focused();
    void spellingTold(const QString &trouble);
    void failed(const wheelhouse::Error &error);
    void keepingRequested();

private:
    void layOut();
    [[nodiscard]] QWidget *fields();
    void fill();
    void makeParts();
    PartEdit *makePart();
    void takePart(int at);
    void takeFields();
    void showPoll();
    void split(int part, qsizetype at);
    void join(int part);
    void change();
    void showHead();
    void showMeta();
    [[nodiscard]] QString metaWords() const;

    PictureRoom &m_pictures;
    SpellRoom &m_spelling;
    SavedWordsServices m_saved;
    const Look &m_look;
    ComposedVariant m_variant; ///< of the shared text only its content
    QString m_called;
    std::optional<Limits> m_limits; ///< none: the shared text
    QList<PartEdit *> m_parts;
    int m_current = 0;
    bool m_isFilling = false;
    bool m_isFrozen = false;
    bool m_isOpen = false; ///< of a blog that follows: its words are shown all the same
    QLabel *m_glyph;
    TextLabel *m_name;
    TextLabel *m_state;
    Link *m_revert;
    Link *m_open;
    QLabel *m_sign;
    TextLabel *m_count;
    QLineEdit *m_title;
    QWidget *m_body;
    QVBoxLayout *m_bodyColumn;
    MenuButton *m_meta; ///< in the first part's foot
    QWidget *m_fields;
    QLineEdit *m_warning;
    QComboBox *m_visibility;
    QComboBox *m_language;
    PollEdit *m_poll; ///< under the fields; shown with them while there is no poll
};

/// "Mastodon", as people call a network.
[[nodiscard]] QString networkName(NetworkId network);
/// What the outposts of a post are called: their network, and where several are on one network their own names.
[[nodiscard]] QHash<ChannelId, QString> outpostNames(const QList<ComposedVariant> &variants);
/// "English"; the tag itself where nobody knows it, and words for none.
[[nodiscard]] QString languageName(const QString &language);
[[nodiscard]] QString visibilityName(Visibility visibility);

} // namespace wheelhouse
