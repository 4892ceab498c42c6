#pragma once

#include "ui/outposts/outpostservices.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace wheelhouse {

class EmptyState;
class FeedCard;
class Look;
class Notice;
class TextLabel;

/// A feed comes in: an address is looked up, what stands there is shown, one of several is chosen, it gets a name and
/// is followed. Nothing is followed before that is said. Esc breaks off the look-up, and else closes.
class FollowDialog : public QDialog {
    Q_OBJECT
public:
    FollowDialog(const OutpostServices &services, const Look &look, QWidget *parent = nullptr);
    /// As if \a address had been typed and asked for.
    void lookUp(const QString &address);
    void reject() override;

signals:
    void followed(const QString &sentence); ///< for the status line: it can be taken back

private:
    struct Found; ///< what a look-up came to
    void layOut();
    void nameFields();
    void ask();
    void stop(const QString &words);
    void present(const Result<QList<FeedPreview>> &found);
    void choose(int row);
    void follow();
    void finish(const Result<AccountsChanged> &done);
    void settle();
    [[nodiscard]] const FeedPreview *chosen() const;
    [[nodiscard]] bool isKnown(const FeedPreview &feed) const;
    [[nodiscard]] QString refusal() const;

    OutpostServices m_services;
    const Look &m_look;
    QList<FeedPreview> m_found;
    QSet<QString> m_followed; ///< addresses
    QString m_lookedUp; ///< what was found, was found there
    int m_asked = 0; ///< answers to an earlier question fall to the ground
    bool m_isLooking = false;
    bool m_isFollowing = false;

    QLineEdit *m_address;
    QPushButton *m_lookUp;
    TextLabel *m_state;
    QListWidget *m_choices;
    QStackedWidget *m_room;
    EmptyState *m_nothing;
    FeedCard *m_card;
    QLineEdit *m_name;
    QComboBox *m_pace;
    QProgressBar *m_progress;
    Notice *m_notice;
    QPushButton *m_follow;
    QPushButton *m_close;
};

} // namespace wheelhouse
