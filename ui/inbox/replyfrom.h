#pragma once

#include "core/publishing/replies.h"
#include "ui/kit/look.h"

#include <QToolButton>

namespace wheelhouse {

/// From which of our accounts an answer goes: its colour, network and name, beside Send; a menu of the others where
/// there are any. What cannot answer stands there too, and says why.
class ReplyFrom : public QToolButton {
    Q_OBJECT
public:
    explicit ReplyFrom(const Look &look, QWidget *parent);
    /// \a current the account that is chosen.
    void show(const QList<ReplyAccount> &accounts, ChannelId current);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void chosen(const wheelhouse::ChannelId &channel);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] int side() const;
    [[nodiscard]] QFont ownFont() const;
    void fillMenu(const QList<ReplyAccount> &accounts, ChannelId current);

    const Look &m_look;
    QList<ReplyAccount> m_accounts;
    ChannelId m_current;
    Channel m_channel;
    bool m_hasOthers = false;
    bool m_isAddressed = true;
};

} // namespace wheelhouse
